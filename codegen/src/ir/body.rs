//! What is sent in the body of a request.

use super::{Docs, Field, Parameter, Presence, Ref, Style};
use crate::source::Pointer;

/// The body of an operation.
#[derive(Clone, Debug)]
pub struct Body {
    /// The media types that mean something of their own, the most telling first; one each after the pass `bodies`.
    pub payloads: Vec<Payload>,
    pub presence: Presence,
    pub docs: Docs,
    pub at: Pointer,
}

/// What is sent under one media type.
#[derive(Clone, Debug)]
pub struct Payload {
    pub format: Format,
    /// The media type as declared.
    pub media_type: String,
    pub ty: Ref,
    /// What `encoding` says of single properties.
    pub encodings: Vec<Encoding>,
    /// The parts of a multipart body, whose type is then no more than these; set by the pass `bodies`.
    pub fields: Vec<Field>,
    pub at: Pointer,
}

/// What a media type means for the runtime. The order is that of preference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
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

impl Format {
    /// The word that tells an operation's further methods apart.
    pub fn as_str(self) -> &'static str {
        match self {
            Format::Json => "json",
            Format::Form => "form",
            Format::Multipart => "multipart",
            Format::Text => "text",
            Format::Bytes => "bytes",
        }
    }
}

/// An encoding object (OpenAPI 3.0.4, section 4.8.15).
#[derive(Clone, Debug)]
pub struct Encoding {
    /// The property.
    pub name: String,
    /// Where any of `style`, `explode` and `allowReserved` is there.
    pub style: Option<Style>,
    pub content_type: Option<String>,
    /// What its parts have in their heads, where the body is made of parts.
    pub headers: Vec<Parameter>,
    pub at: Pointer,
}
