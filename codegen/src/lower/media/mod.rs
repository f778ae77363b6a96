//! Media types of requests and responses.

pub(super) mod request;
pub(super) mod response;

use crate::read::{Map, Node, Schema};

/// Whether it is a range such as `image/*`.
pub(super) fn is_range(media_type: &str) -> bool {
    media_type.contains('*')
}

/// Whether a body can be any bytes if its media type is a range: the schema is missing, empty or that of a file.
fn is_untyped(media: &Node) -> bool {
    media.get("schema").is_none_or(|schema| {
        let is_empty =
            schema.as_object().is_some_and(Map::is_empty) || schema.as_bool() == Some(true);
        is_empty || Schema::new(schema).format() == "binary"
    })
}

/// The media type without parameters, in lower case.
fn essence(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Diagnostics;
    use crate::ir::{BodyFormat, ResponseFormat};
    use crate::read;
    use crate::source::{Pointer, Sources};

    /// The formats of a request and a response.
    fn formats(content: &str) -> (BodyFormat, ResponseFormat) {
        let mut sources = Sources::new();
        let file = sources.add("content.json", content.to_owned());
        let content = read::tree(&sources, file, &mut Diagnostics::new()).unwrap();
        let at = Pointer::root(file);
        let (request, response) = (
            request::entries(&content, &at),
            response::entries(&content, &at),
        );
        (request[0].format, response[0].format)
    }

    #[test]
    fn a_range_without_a_type_is_bytes_in_both_directions() {
        let bytes = (BodyFormat::Bytes, ResponseFormat::Bytes);
        for media in ["{}", r#"{"schema": {}}"#, r#"{"schema": true}"#] {
            assert_eq!(formats(&format!(r#"{{"*/*": {media}}}"#)), bytes, "{media}");
        }
        let file = r#"{"application/*": {"schema": {"type": "string", "format": "binary"}}}"#;
        assert_eq!(formats(file), bytes);
        let typed = r#"{"*/*": {"schema": {"type": "integer"}}}"#;
        assert_eq!(formats(typed), (BodyFormat::Json, ResponseFormat::Json));
    }
}
