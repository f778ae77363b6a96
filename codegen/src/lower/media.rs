//! Media types: which one of several is taken, and what it means.

use crate::ir::{Framing, Media};
use crate::read::{Map, Node};
use crate::source::Pointer;

/// An entry of `content`.
pub(super) struct Entry<'d> {
    pub media: Media,
    /// As declared.
    pub media_type: &'d str,
    pub node: &'d Node,
    pub at: Pointer,
}

/// What a media type means: `None` for those whose encoding isn't known here.
fn meaning(media_type: &str) -> Option<Media> {
    let essence = media_type.split(';').next().unwrap_or_default();
    let essence = essence.trim().to_ascii_lowercase();
    match essence.as_str() {
        _ if framing(media_type).is_some() => Some(Media::Text),
        "application/json" | "*/*" | "application/*" => Some(Media::Json),
        "multipart/form-data" | "application/x-www-form-urlencoded" => None,
        "application/xml" | "application/yaml" => Some(Media::Text),
        other if other.ends_with("+json") => Some(Media::Json),
        other if other.starts_with("text/") || other.ends_with("+xml") => Some(Media::Text),
        other if other.starts_with("multipart/") => None,
        _ => Some(Media::Bytes),
    }
}

/// How the values of a media type follow each other, if it is a stream of them.
pub(super) fn framing(media_type: &str) -> Option<Framing> {
    let essence = media_type.split(';').next().unwrap_or_default();
    let essence = essence.trim().to_ascii_lowercase();
    match essence.as_str() {
        "text/event-stream" => Some(Framing::Events),
        "application/x-ndjson"
        | "application/ndjson"
        | "application/jsonl"
        | "application/x-jsonl"
        | "application/jsonlines"
        | "application/x-jsonlines"
        | "application/json-lines"
        | "application/json-seq"
        | "application/stream+json"
        | "application/x-json-stream" => Some(Framing::Json),
        other if other.ends_with("+json-seq") || other.ends_with("+ndjson") => Some(Framing::Json),
        _ => None,
    }
}

/// All entries, in the order of the document; what can't be encoded here is bytes to a reader.
pub(super) fn received<'d>(content: &'d Node, at: &Pointer) -> Vec<Entry<'d>> {
    let entries = content.as_object().into_iter().flat_map(Map::iter);
    let entries = entries.map(|(media_type, node)| Entry {
        media: meaning(media_type).unwrap_or(Media::Bytes),
        media_type,
        node,
        at: at.child(media_type),
    });
    entries.collect()
}

/// The entry that is taken: JSON before text before bytes, the first of its kind.
pub(super) fn best<'d>(content: &'d Node, at: &Pointer) -> Option<Entry<'d>> {
    let entries = content.as_object()?.iter();
    let known = entries.filter_map(|(media_type, node)| {
        Some(Entry {
            media: meaning(media_type)?,
            media_type,
            node,
            at: at.child(media_type),
        })
    });
    known.min_by_key(|entry| match entry.media {
        Media::Json => 0,
        Media::Text => 1,
        Media::Bytes => 2,
    })
}
