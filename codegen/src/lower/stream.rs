//! Streams that a document describes in other ways than by their media type.

use super::Lower;
use super::media::response::{ResponseMedia, is_watch};
use crate::diag::{Diagnostic, codes};
use crate::ir::{Framing, Ref, Stream};
use crate::read::{Map, Node};

impl<'d> Lower<'d, '_> {
    /// The stream of a JSON response of grpc-gateway or Kubernetes. `body` is the type of the response.
    pub(super) fn undeclared_stream(
        &mut self,
        response: &Node,
        entries: &[ResponseMedia<'d>],
        preferred: &ResponseMedia<'d>,
        body: &Ref,
    ) -> Option<Stream> {
        let (entry, item) = match entries.iter().find(|entry| is_watch(entry.media_type)) {
            Some(entry) => (entry, self.watch_event(entry, body)),
            None if self.is_stream_of_results(response, preferred) => {
                (preferred, Some(body.clone()))
            }
            None => return None,
        };
        let message = "the response is described as a stream, not declared as one";
        let found = Diagnostic::new(codes::INFERRED_STREAM, message).at_key(&entry.at);
        self.diags
            .push(found.label("read with `events()` as one JSON value per line"));
        Some(Stream {
            media_type: entry.media_type.to_owned(),
            framing: Framing::Json,
            item,
        })
    }

    /// Whether grpc-gateway describes a stream: in the title of the schema, in the place of the schema, or in the
    /// description beside a schema of a result and an error.
    fn is_stream_of_results(&self, response: &Node, entry: &ResponseMedia<'d>) -> bool {
        let Some((schema, reference)) = self.schema_of(entry) else {
            return false;
        };
        let text = |node: &'d Node, key| node.get(key).and_then(Node::as_str).unwrap_or_default();
        let description = response.get("description").and_then(Node::as_str);
        reference.is_some_and(|reference| reference.starts_with("#/x-stream-definitions/"))
            || text(schema, "title").starts_with("Stream result of ")
            || description.is_some_and(|text| text.contains("(streaming responses)"))
                && has_properties(schema, &["result", "error"])
    }

    /// The type of an event of a watch. Many documents declare the type of the list instead.
    fn watch_event(&self, entry: &ResponseMedia<'d>, body: &Ref) -> Option<Ref> {
        let (schema, _) = self.schema_of(entry)?;
        has_properties(schema, &["type", "object"]).then(|| body.clone())
    }

    /// The schema of a media type behind its reference, and the reference.
    fn schema_of(&self, entry: &ResponseMedia<'d>) -> Option<(&'d Node, Option<&'d str>)> {
        let declared = entry.node.get("schema")?;
        let reference = declared.get("$ref").and_then(Node::as_str);
        let at = entry.at.child("schema");
        let target = reference.and_then(|reference| self.doc.resolve(reference, &at));
        Some((target.map_or(declared, |(node, _)| node), reference))
    }
}

fn has_properties(schema: &Node, names: &[&str]) -> bool {
    let properties = schema.get("properties").and_then(Node::as_object);
    let has = |map: &Map| names.iter().all(|name| map.get(name).is_some());
    properties.is_some_and(has)
}
