//! Media types of requests and responses.

pub(super) mod request;
pub(super) mod response;

/// The media type without parameters, in lower case.
fn essence(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}
