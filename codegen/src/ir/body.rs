//! Request bodies.

use super::{Docs, Field, Parameter, Presence, Ref, Style};
use crate::source::Pointer;

/// The body of an operation.
#[derive(Clone, Debug)]
pub struct Body {
    /// One payload for each kind of data, the preferred one first; exactly one after the pass `bodies`.
    pub payloads: Vec<Payload>,
    pub presence: Presence,
    pub docs: Docs,
    pub at: Pointer,
}

/// The content of a body for one media type.
#[derive(Clone, Debug)]
pub struct Payload {
    pub format: BodyFormat,
    /// The media type as declared.
    pub media_type: String,
    pub ty: Ref,
    /// The `encoding` of single properties.
    pub encodings: Vec<Encoding>,
    /// The parts of a multipart body, which replace `ty`; set by the pass `bodies`.
    pub fields: Vec<Field>,
    pub at: Pointer,
}

/// How a body is encoded. Variants are in the order of preference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BodyFormat {
    Json,
    Form,
    Multipart,
    Text,
    Bytes,
}

impl Payload {
    pub fn edges(&self) -> impl Iterator<Item = &Ref> {
        let fields = self.fields.iter().map(|field| &field.ty);
        let headers = self.encodings.iter().flat_map(|encoding| &encoding.headers);
        let headers = headers.map(|header| &header.ty);
        std::iter::once(&self.ty).chain(fields).chain(headers)
    }

    pub fn edges_mut(&mut self) -> impl Iterator<Item = &mut Ref> {
        let Payload {
            ty,
            fields,
            encodings,
            ..
        } = self;
        let fields = fields.iter_mut().map(|field| &mut field.ty);
        let headers = encodings.iter_mut().flat_map(|it| &mut it.headers);
        let headers = headers.map(|header| &mut header.ty);
        std::iter::once(ty).chain(fields).chain(headers)
    }
}

impl BodyFormat {
    /// The word that distinguishes the methods of an operation with several payloads.
    pub fn as_str(self) -> &'static str {
        match self {
            BodyFormat::Json => "json",
            BodyFormat::Form => "form",
            BodyFormat::Multipart => "multipart",
            BodyFormat::Text => "text",
            BodyFormat::Bytes => "bytes",
        }
    }
}

/// An encoding object (OpenAPI 3.0.4, section 4.8.15).
#[derive(Clone, Debug)]
pub struct Encoding {
    /// The name of the property.
    pub name: String,
    /// Set if the encoding has any of `style`, `explode` and `allowReserved`.
    pub style: Option<Style>,
    pub content_type: Option<String>,
    /// The headers of the part, in a multipart body.
    pub headers: Vec<Parameter>,
    pub at: Pointer,
}
