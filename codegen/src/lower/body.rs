//! Request bodies (OpenAPI 3.0.4, sections 4.8.13 to 4.8.15).

use super::media::is_range;
use super::media::request::{self, RequestMedia};
use super::schema::docs;
use super::{Lower, Target};
use crate::diag::{Diagnostic, codes};
use crate::ir::{Body, BodyFormat, Origin, Payload, Presence, Ref, Shape};
use crate::read::{Node, Schema};
use crate::source::Pointer;

impl<'d> Lower<'d, '_> {
    pub(super) fn body(&mut self, node: &'d Node, at: &Pointer, index: usize) -> Option<Body> {
        let declared = node.get("requestBody")?;
        self.enter("body");
        let Target { node, at, name } = self.follow(declared, &at.child("requestBody"))?;
        let mut payloads = Vec::new();
        for entry in self.distinct_media(node, &at) {
            let origin = origin(name.as_deref(), index, payloads.is_empty(), entry.format);
            payloads.push(self.payload(&entry, &origin));
        }
        if payloads.is_empty() {
            let message = "the request body declares no media type";
            let found = Diagnostic::new(codes::UNSUPPORTED_MEDIA_TYPE, message);
            self.diags
                .push(found.at_key(&at.child("content")).label("no body is sent"));
            return None;
        }
        let required = super::flag(node, "required");
        Some(Body {
            payloads,
            presence: if required {
                Presence::Required
            } else {
                Presence::Optional
            },
            docs: docs(node),
            at,
        })
    }

    /// The media types without those that carry the same data as a preferred one.
    fn distinct_media(&mut self, node: &'d Node, at: &Pointer) -> Vec<RequestMedia<'d>> {
        let content = at.child("content");
        let declared = node.get("content");
        let all = declared.map(|node| request::entries(node, &content));
        let mut distinct: Vec<RequestMedia<'d>> = Vec::new();
        let mut equivalent: Vec<&str> = Vec::new();
        for entry in all.into_iter().flatten() {
            if distinct.iter().any(|other| self.is_same(other, &entry)) {
                equivalent.push(entry.media_type);
            } else {
                distinct.push(entry);
            }
        }
        if let Some(first) = distinct.first()
            && !equivalent.is_empty()
        {
            let equivalent = equivalent.join("`, `");
            let message = format!("same data as another media type: `{equivalent}`");
            let found = Diagnostic::new(codes::SEVERAL_MEDIA_TYPES, message).at_key(&content);
            let label = format!("sent as `{}`", first.media_type);
            self.diags.push(found.label(label));
        }
        distinct
    }

    /// Whether a media type carries the same data as a preferred one, in another format.
    fn is_same(&self, preferred: &RequestMedia<'d>, other: &RequestMedia<'d>) -> bool {
        let data =
            |entry: &RequestMedia<'_>| matches!(entry.format, BodyFormat::Json | BodyFormat::Form);
        let same_schema = preferred.node.get("schema") == other.node.get("schema");
        match other.format {
            _ if is_range(other.media_type) => true,
            // Patch formats differ only in their media types.
            BodyFormat::Json => {
                same_schema && data(preferred) && !request::is_patch(other.media_type)
            }
            BodyFormat::Form => same_schema && data(preferred),
            BodyFormat::Multipart => match preferred.format {
                BodyFormat::Json | BodyFormat::Form => same_schema && !self.has_files(other),
                other => other == BodyFormat::Multipart,
            },
            BodyFormat::Text if request::is_xml_or_yaml(other.media_type) => data(preferred),
            BodyFormat::Text | BodyFormat::Bytes => preferred.format == other.format,
        }
    }

    /// Whether a property of the schema is a file.
    fn has_files(&self, entry: &RequestMedia<'d>) -> bool {
        let Some(mut schema) = entry.node.get("schema") else {
            return false;
        };
        if let Some(reference) = schema.get("$ref").and_then(Node::as_str)
            && let Some((target, _)) = self.doc.resolve(reference, &entry.at)
        {
            schema = target;
        }
        let is_file = |node: &Node| Schema::new(node).format() == "binary";
        let properties = schema.get("properties").and_then(Node::as_object);
        let mut properties = properties.into_iter().flat_map(|map| map.iter());
        properties.any(|(_, node)| is_file(node) || node.get("items").is_some_and(is_file))
    }

    fn payload(&mut self, entry: &RequestMedia<'d>, origin: &Origin) -> Payload {
        let ty = match entry.node.get("schema") {
            Some(schema) => self.schema(Schema::new(schema), &entry.at.child("schema"), origin),
            None => Ref::new(Shape::Any, entry.at.clone()),
        };
        if entry.format == BodyFormat::Text && request::is_xml_or_yaml(entry.media_type) {
            let message = format!("no types are generated for `{}`", entry.media_type);
            let found = Diagnostic::new(codes::XML_AS_TEXT, message).at_key(&entry.at);
            self.diags.push(found.label("the body is sent as a string"));
        }
        Payload {
            format: entry.format,
            media_type: entry.media_type.to_owned(),
            ty,
            encodings: self.encodings(entry, origin),
            fields: Vec::new(),
            at: entry.at.clone(),
        }
    }
}

fn origin(component: Option<&str>, index: usize, first: bool, format: BodyFormat) -> Origin {
    let with_format = |name: &str| format!("{name} {}", format.as_str());
    match (component, first) {
        (Some(name), true) => Origin::Component(name.to_owned()),
        (Some(name), false) => Origin::Component(with_format(name)),
        (None, true) => Origin::Operation {
            index,
            step: "body".to_owned(),
        },
        (None, false) => Origin::Operation {
            index,
            step: with_format("body"),
        },
    }
}
