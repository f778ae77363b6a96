//! The body of a request → an argument.

use super::arguments::setter;
use super::{Argument, Call, Multipart, Planner};
use crate::ir::{self, Access, BodyFormat, Encoding, Payload, Shape, Style, StyleKind};
use crate::plan::model::{FOREIGN, codec, nullable_argument_type, property_docs};
use crate::plan::ty::Ty;

impl Planner<'_, '_, '_, '_> {
    pub(super) fn body(
        &self,
        body: &ir::Body,
        payload: &Payload,
        multipart: Option<&Multipart>,
        name: String,
    ) -> Argument {
        let (ty, call) = self.payload(payload, multipart);
        Argument {
            setter: setter(&name),
            name,
            wire: "body".to_owned(),
            ty,
            presence: body.presence,
            default: None,
            call,
            docs: property_docs(&body.docs, Access::Both, None, &payload.ty),
            deprecated: ir::Deprecated::No,
        }
    }

    fn payload(&self, payload: &Payload, multipart: Option<&Multipart>) -> (Ty, Call) {
        let model = || nullable_argument_type(self.api, self.type_names, &payload.ty);
        let media_type = payload.media_type.clone();
        match payload.format {
            BodyFormat::Json => {
                let media_type = concrete(&media_type, "application/json");
                let codec = codec(self.api, &payload.ty);
                // Other codecs write the same as the type itself.
                let call = match codec.contains("IntString") || codec.contains(FOREIGN) {
                    true => Call::JsonBy(media_type, codec),
                    false => Call::Json(media_type),
                };
                (model(), call)
            }
            BodyFormat::Form if self.is_object_like(&payload.ty) => {
                (model(), Call::Form(self.styles(payload)))
            }
            BodyFormat::Form | BodyFormat::Text => (Ty::String, Call::Text(media_type)),
            BodyFormat::Multipart => {
                let parts = multipart.map(|multipart| Ty::Local(multipart.name.clone()));
                // A map of files, if no parts are declared.
                let ty = parts.unwrap_or_else(|| Ty::Map(Box::new(Ty::File)));
                (
                    ty,
                    Call::Multipart(concrete(&media_type, "multipart/form-data")),
                )
            }
            BodyFormat::Bytes => {
                // A media type within `image/*` is known only to the caller.
                let media_type = match is_partial_range(&media_type) {
                    true => media_type,
                    false => concrete(&media_type, "application/octet-stream"),
                };
                (Ty::Body, Call::Body(media_type))
            }
        }
    }

    /// Whether a form can be made of the type.
    fn is_object_like(&self, edge: &ir::Ref) -> bool {
        match self.api.behind(edge) {
            Shape::Named(id) => !matches!(self.api.ty(*id).kind, ir::Kind::Enum(_)),
            Shape::Map(_) | Shape::Any => true,
            Shape::Scalar(_) | Shape::List(_) | Shape::Tuple(_) => false,
        }
    }

    /// The styles of properties that differ from the defaults of the runtime.
    fn styles(&self, payload: &Payload) -> Vec<(String, Style)> {
        let usual = Style::new(StyleKind::Form);
        let json = Style::new(StyleKind::Json);
        let style = |encoding: &Encoding| match (&encoding.style, &encoding.content_type) {
            (Some(style), _) => *style,
            (None, Some(kind)) if kind.ends_with("json") => json,
            (None, _) => usual,
        };
        let styled = payload.encodings.iter().filter_map(|encoding| {
            let style = style(encoding);
            let is_object = self.is_object(&payload.ty, &encoding.name);
            let chosen = if is_object { json } else { usual };
            let is_default = encoding.style.is_none() && encoding.content_type.is_none();
            (style != chosen && !is_default).then(|| (encoding.name.clone(), canonical(style)))
        });
        styled.collect()
    }

    /// Whether a property of a form is an object. The default for objects is JSON.
    fn is_object(&self, form: &ir::Ref, property: &str) -> bool {
        let Shape::Named(id) = self.api.behind(form) else {
            return false;
        };
        let ir::Kind::Struct(object) = &self.api.ty(*id).kind else {
            return false;
        };
        let mut fields = object.fields.iter();
        fields
            .find(|field| field.wire == property)
            .is_some_and(|field| match self.api.behind(&field.ty) {
                Shape::Named(id) => !matches!(self.api.ty(*id).kind, ir::Kind::Enum(_)),
                Shape::Map(_) | Shape::Any => true,
                Shape::Scalar(_) | Shape::List(_) | Shape::Tuple(_) => false,
            })
    }
}

/// `deepObject` and JSON are the same exploded or not.
pub(super) fn canonical(style: Style) -> Style {
    match style.kind {
        StyleKind::DeepObject | StyleKind::Json => Style::new(style.kind),
        _ => style,
    }
}

/// Whether a media type is a range that excludes some types, such as `image/*`.
pub(super) fn is_partial_range(media_type: &str) -> bool {
    media_type.contains('*') && !media_type.starts_with("*/")
}

/// The media type to send; `usual` if the document has a range.
fn concrete(media_type: &str, usual: &str) -> String {
    if media_type.contains('*') {
        usual.to_owned()
    } else {
        media_type.to_owned()
    }
}
