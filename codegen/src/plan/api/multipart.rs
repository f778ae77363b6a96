//! Multipart bodies → structs of their operations.

use super::body::canonical;
use super::{Multipart, Part, PartHeader, PartKind, Planner, Written};
use crate::ir::{
    self, Access, Encoding, Explode, Field, Payload, Presence, Reserved, Scalar, Shape, Style,
    StyleKind,
};
use crate::plan::check::Check;
use crate::plan::docs::{Comment, Sentence};
use crate::plan::model::{edge_type, nullable_type, property_docs};
use crate::plan::scope::{Case, Scope};
use crate::plan::ty::Ty;

impl Planner<'_, '_, '_, '_> {
    /// The struct of a body with declared parts.
    pub(super) fn multipart(&mut self, operation: &ir::Operation, name: &str) -> Option<Multipart> {
        let body = operation.body.as_ref()?;
        let payload = operation.payload()?;
        if payload.fields.is_empty() {
            return None;
        }
        let name = self.scope.claim(&format!("{name}Form"), name).ident;
        let mut scope = Scope::new(Case::Sensitive);
        let (mut parts, mut checks) = (Vec::new(), Vec::new());
        for field in &payload.fields {
            let name = self.argument_name(&field.wire, &field.at, &field.at, &mut scope);
            let part = self.part(payload, field, name);
            if part.kind != PartKind::File {
                checks.extend(self.checks(&part.wire, &part.name, &field.ty));
            }
            parts.push(part);
        }
        // After all parts, so that a new header never takes the name of a part.
        for part in &mut parts {
            let mut encodings = payload.encodings.iter();
            if let Some(encoding) = encodings.find(|encoding| encoding.name == part.wire) {
                self.part_headers(operation, part, encoding, &mut scope, &mut checks);
            }
        }
        parts.sort_by_key(|part| part.presence == Presence::Optional);
        Some(Multipart {
            name,
            docs: Comment::of(body.docs.text()),
            parts,
            checks,
        })
    }

    /// Adds the headers of a part, as fields next to it.
    fn part_headers(
        &mut self,
        operation: &ir::Operation,
        part: &mut Part,
        encoding: &Encoding,
        scope: &mut Scope,
        checks: &mut Vec<Check>,
    ) {
        let key = operation.at.child("body").child(&part.wire);
        for header in &encoding.headers {
            let key = key.child(&header.wire.to_ascii_lowercase());
            let words = format!("{} {}", part.wire, header.wire);
            let name = self.argument_name(&words, &key, &header.at, scope);
            checks.extend(self.checks(&header.wire, &name, &header.ty));
            let docs = property_docs(&header.docs, Access::Both, None, &header.ty);
            let (presence, docs) = match (part.presence, header.presence) {
                (Presence::Required, presence) => (presence, docs),
                (Presence::Optional, Presence::Optional) => (Presence::Optional, docs),
                (Presence::Optional, Presence::Required) => {
                    let needed = Sentence::new("Required if ")
                        .code(&part.name)
                        .words(" is sent.");
                    (Presence::Optional, docs.with(needed))
                }
            };
            part.headers.push(PartHeader {
                name,
                wire: header.wire.clone(),
                ty: edge_type(self.api, self.type_names, &header.ty),
                presence,
                style: header.style,
                written: self.written(header),
                docs,
                deprecated: header.docs.deprecated.clone(),
            });
        }
    }

    fn part(&self, payload: &Payload, field: &Field, name: String) -> Part {
        let mut encodings = payload.encodings.iter();
        let encoding = encodings.find(|encoding| encoding.name == field.wire);
        let content_type = encoding.and_then(concrete);
        let kind = match encoding.and_then(|encoding| encoding.style) {
            Some(style) => self.styled(&field.ty, style),
            None => None,
        };
        let kind = kind.unwrap_or_else(|| self.kind(&field.ty, content_type.as_deref()));
        let ty = match (kind, self.api.behind(&field.ty)) {
            (PartKind::File, Shape::List(_)) => Ty::Vec(Box::new(Ty::File)),
            (PartKind::File, _) => Ty::File,
            (PartKind::Text | PartKind::Json | PartKind::Styled(_), _) => {
                edge_type(self.api, self.type_names, &field.ty)
            }
        };
        let usual = match kind {
            PartKind::File => "application/octet-stream",
            PartKind::Text => "text/plain",
            PartKind::Json | PartKind::Styled(_) => "",
        };
        // A part can be missing, but not `null`.
        let nullable = nullable_type(self.api, self.type_names, &field.ty);
        let presence = match nullable {
            Ty::Option(_) => Presence::Optional,
            _ => field.presence,
        };
        Part {
            name,
            wire: field.wire.clone(),
            ty,
            presence,
            kind,
            written: self.part_written(kind, field, presence),
            content_type: content_type.filter(|content_type| content_type != usual),
            headers: Vec::new(),
            docs: property_docs(
                &field.docs,
                field.access,
                field.default.as_deref(),
                &field.ty,
            ),
            deprecated: field.docs.deprecated.clone(),
        }
    }

    /// A list or an object with a style, which overrides the content type (OpenAPI 3.0.4, section 4.8.15.1). An exploded
    /// list is the default.
    fn styled(&self, edge: &ir::Ref, style: Style) -> Option<PartKind> {
        let repeats = style.kind == StyleKind::Form && style.explode == Explode::Yes;
        match self.api.behind(edge) {
            Shape::Scalar(_) => None,
            Shape::List(_) if repeats => None,
            Shape::List(item) if self.is_file(item) => None,
            Shape::Named(id) if matches!(self.api.ty(*id).kind, ir::Kind::Enum(_)) => None,
            _ => Some(PartKind::Styled(canonical(Style {
                reserved: Reserved::Encoded,
                ..style
            }))),
        }
    }

    fn part_written(&self, kind: PartKind, field: &Field, presence: Presence) -> Written {
        let item = match self.api.behind(&field.ty) {
            Shape::List(item) => item,
            _ => &field.ty,
        };
        let is_foreign = || matches!(self.api.behind(item), Shape::Scalar(Scalar::Foreign(_)));
        match kind {
            PartKind::File => Written::Strings,
            PartKind::Text if !is_foreign() => Written::Strings,
            PartKind::Text | PartKind::Json | PartKind::Styled(_) => {
                Written::Tree(self.tree_codec(&field.ty, presence))
            }
        }
    }

    fn is_file(&self, edge: &ir::Ref) -> bool {
        matches!(self.api.behind(edge), Shape::Scalar(Scalar::Binary))
    }

    /// The kind of a property: a file by format or content type, JSON for objects, text for the rest.
    fn kind(&self, edge: &ir::Ref, content_type: Option<&str>) -> PartKind {
        let item = match self.api.behind(edge) {
            Shape::List(item) => item,
            _ => edge,
        };
        let is_text = |kind: &str| kind.starts_with("text/") || kind.ends_with("json");
        match self.api.behind(item) {
            Shape::Scalar(Scalar::Binary) => PartKind::File,
            Shape::Scalar(Scalar::String) if content_type.is_some_and(|kind| !is_text(kind)) => {
                PartKind::File
            }
            _ if content_type.is_some_and(|kind| kind.ends_with("json")) => PartKind::Json,
            Shape::Scalar(_) => PartKind::Text,
            Shape::Named(id) if matches!(self.api.ty(*id).kind, ir::Kind::Enum(_)) => {
                PartKind::Text
            }
            Shape::Named(_) | Shape::List(_) | Shape::Tuple(_) | Shape::Map(_) | Shape::Any => {
                PartKind::Json
            }
        }
    }
}

/// The content type of an encoding; the first one that is not a range if there are several.
fn concrete(encoding: &Encoding) -> Option<String> {
    let content_type = encoding.content_type.as_deref()?;
    let mut several = content_type.split(',').map(str::trim);
    several
        .find(|one| !one.contains('*') && one.contains('/'))
        .map(str::to_owned)
}
