//! Media types of responses: how each is decoded, and which one is preferred.

use super::{essence, is_untyped};
use crate::ir::{Framing, ResponseFormat};
use crate::read::{Map, Node};
use crate::source::Pointer;

/// An entry of the `content` of a response, a header or a parameter.
pub(in crate::lower) struct ResponseMedia<'d> {
    pub format: ResponseFormat,
    /// As declared.
    pub media_type: &'d str,
    pub node: &'d Node,
    pub at: Pointer,
}

/// How a media type is decoded. Returns `None` if its encoding is not supported.
fn format(media_type: &str, node: &Node) -> Option<ResponseFormat> {
    match essence(media_type).as_str() {
        _ if framing(media_type).is_some() => Some(ResponseFormat::Text),
        // Any media type without a type of data can be any bytes.
        "*/*" | "application/*" if is_untyped(node) => Some(ResponseFormat::Bytes),
        "application/json" | "*/*" | "application/*" => Some(ResponseFormat::Json),
        "multipart/form-data" | "application/x-www-form-urlencoded" => None,
        "application/xml" | "application/yaml" => Some(ResponseFormat::Text),
        other if other.ends_with("+json") => Some(ResponseFormat::Json),
        other if other.starts_with("text/") || other.ends_with("+xml") => {
            Some(ResponseFormat::Text)
        }
        other if other.starts_with("multipart/") => None,
        _ => Some(ResponseFormat::Bytes),
    }
}

/// Whether the media type is JSON that a server sends as a stream on request, as Kubernetes does.
pub(in crate::lower) fn is_watch(media_type: &str) -> bool {
    let mut parameters = media_type.split(';').skip(1);
    essence(media_type).ends_with("json") && parameters.any(|one| one.trim() == "stream=watch")
}

/// How the values of a streaming media type are separated. Returns `None` if it is not a stream.
pub(in crate::lower) fn framing(media_type: &str) -> Option<Framing> {
    match essence(media_type).as_str() {
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

/// All entries, in the order of the document. Unsupported encodings are received as bytes.
pub(in crate::lower) fn entries<'d>(content: &'d Node, at: &Pointer) -> Vec<ResponseMedia<'d>> {
    let entries = content.as_object().into_iter().flat_map(Map::iter);
    let entries = entries.map(|(media_type, node)| ResponseMedia {
        format: format(media_type, node).unwrap_or(ResponseFormat::Bytes),
        media_type,
        node,
        at: at.child(media_type),
    });
    entries.collect()
}

/// The preferred entry: the first JSON, else the first text, else the first binary one. Returns `None` if no encoding
/// is supported.
pub(in crate::lower) fn preferred<'d>(
    content: &'d Node,
    at: &Pointer,
) -> Option<ResponseMedia<'d>> {
    let entries = content.as_object()?.iter();
    let supported = entries.filter_map(|(media_type, node)| {
        Some(ResponseMedia {
            format: format(media_type, node)?,
            media_type,
            node,
            at: at.child(media_type),
        })
    });
    supported.min_by_key(|entry| match entry.format {
        ResponseFormat::Json => 0,
        ResponseFormat::Text => 1,
        ResponseFormat::Bytes => 2,
    })
}
