//! Media types of requests: what each means, and which comes first.

use crate::ir::Format;
use crate::read::Node;
use crate::source::Pointer;

/// An entry of a body's `content`, and what it means.
pub(super) struct Sent<'d> {
    pub format: Format,
    /// As declared.
    pub media_type: &'d str,
    pub node: &'d Node,
    pub at: Pointer,
}

/// The entries of a body's content, the most telling first.
pub(super) fn sent<'d>(content: &'d Node, at: &Pointer) -> Vec<Sent<'d>> {
    let entries = content.as_object().into_iter().flat_map(|map| map.iter());
    let entries = entries.map(|(media_type, node)| Sent {
        format: format(media_type, node),
        media_type,
        node,
        at: at.child(media_type),
    });
    let mut entries: Vec<_> = entries.collect();
    // A range, and a notation that has no types, say least.
    entries.sort_by_key(|entry| {
        let vague = is_range(entry.media_type) || is_notation(entry.media_type);
        (vague, entry.format)
    });
    entries
}

fn format(media_type: &str, node: &Node) -> Format {
    match essence(media_type).as_str() {
        "application/json" | "text/json" => Format::Json,
        // A range says nothing; what has no schema, or a file's, is bytes.
        range if is_range(range) => match node.get("schema") {
            Some(schema) if super::text(schema, "format") != "binary" => Format::Json,
            _ => Format::Bytes,
        },
        "application/x-www-form-urlencoded" => Format::Form,
        other if other.starts_with("multipart/") => Format::Multipart,
        other if other.ends_with("+json") => Format::Json,
        other if other.starts_with("text/") || is_notation(other) => Format::Text,
        _ => Format::Bytes,
    }
}

/// Whether it stands for others.
pub(super) fn is_range(media_type: &str) -> bool {
    media_type.contains('*')
}

/// Whether it is structured data in a notation that is written by hand: XML and YAML.
pub(super) fn is_notation(media_type: &str) -> bool {
    let essence = essence(media_type);
    let (_, name) = essence.split_once('/').unwrap_or_default();
    matches!(name, "xml" | "yaml" | "x-yaml") || name.ends_with("+xml") || name.ends_with("+yaml")
}

/// Whether it says how a patch is meant.
pub(super) fn is_patch(media_type: &str) -> bool {
    essence(media_type).ends_with("patch+json")
}

/// The media type without its parameters.
fn essence(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}
