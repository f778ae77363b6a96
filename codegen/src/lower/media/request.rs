//! Media types of request bodies: how each is encoded, and which one is preferred.

use super::{essence, is_range, is_untyped};
use crate::ir::BodyFormat;
use crate::read::{Map, Node};
use crate::source::Pointer;

/// An entry of the `content` of a request body.
pub(in crate::lower) struct RequestMedia<'d> {
    pub format: BodyFormat,
    /// As declared.
    pub media_type: &'d str,
    pub node: &'d Node,
    pub at: Pointer,
}

/// The entries of the `content` of a request body, the preferred one first.
pub(in crate::lower) fn entries<'d>(content: &'d Node, at: &Pointer) -> Vec<RequestMedia<'d>> {
    let entries = content.as_object().into_iter().flat_map(Map::iter);
    let entries = entries.map(|(media_type, node)| RequestMedia {
        format: format(media_type, node),
        media_type,
        node,
        at: at.child(media_type),
    });
    let mut entries: Vec<_> = entries.collect();
    // Ranges and untyped data formats come last.
    entries.sort_by_key(|entry| {
        let is_untyped = is_range(entry.media_type) || is_xml_or_yaml(entry.media_type);
        (is_untyped, entry.format)
    });
    entries
}

fn format(media_type: &str, node: &Node) -> BodyFormat {
    match essence(media_type).as_str() {
        "application/json" | "text/json" => BodyFormat::Json,
        range if is_range(range) => match is_untyped(node) {
            true => BodyFormat::Bytes,
            false => BodyFormat::Json,
        },
        "application/x-www-form-urlencoded" => BodyFormat::Form,
        other if other.starts_with("multipart/") => BodyFormat::Multipart,
        other if other.ends_with("+json") => BodyFormat::Json,
        other if other.starts_with("text/") || is_xml_or_yaml(other) => BodyFormat::Text,
        _ => BodyFormat::Bytes,
    }
}

/// Whether it is XML or YAML: structured data that is sent as a string.
pub(in crate::lower) fn is_xml_or_yaml(media_type: &str) -> bool {
    let essence = essence(media_type);
    let (_, name) = essence.split_once('/').unwrap_or_default();
    matches!(name, "xml" | "yaml" | "x-yaml") || name.ends_with("+xml") || name.ends_with("+yaml")
}

/// Whether it is a patch format such as `application/merge-patch+json`.
pub(in crate::lower) fn is_patch(media_type: &str) -> bool {
    essence(media_type).ends_with("patch+json")
}
