//! Streamed responses.

use super::{Argument, Planner, StreamItem, Streamed};
use crate::ir::{self, Framing, Kind, Ref, Scalar, Shape};
use crate::plan::model::{PLAIN, codec, nullable_type};
use crate::plan::ty::Ty;

/// The fields of a server-sent event.
const EVENT: [&str; 4] = ["data", "event", "id", "retry"];

impl Planner<'_, '_, '_, '_> {
    /// The first success that can be streamed.
    pub(super) fn stream(
        &self,
        operation: &ir::Operation,
        arguments: &[Argument],
    ) -> Option<Streamed> {
        let successes = operation.successes();
        let stream = successes.iter().find_map(|one| one.stream.as_ref())?;
        let item = match (&stream.item, stream.framing) {
            (Some(edge), framing) => {
                // Some documents describe the stream as a list of its items.
                let edge = match self.api.behind(edge) {
                    Shape::List(item) => item,
                    _ => edge,
                };
                let ty = nullable_type(self.api, self.type_names, edge);
                match framing {
                    Framing::Json => StreamItem::Json(ty, codec(self.api, edge)),
                    Framing::Events if self.is_event(edge) => StreamItem::Object(ty),
                    Framing::Events if self.is_text(edge) => StreamItem::Text,
                    Framing::Events => StreamItem::Event(ty, codec(self.api, edge)),
                }
            }
            (None, Framing::Events) => StreamItem::Text,
            (None, Framing::Json) => StreamItem::Json(Ty::Json, PLAIN.to_owned()),
        };
        Some(Streamed {
            media_type: stream.media_type.clone(),
            item,
            switch: operation
                .stream_switch
                .as_ref()
                .and_then(|part| self.request_field(part, operation, arguments)),
        })
    }

    fn is_text(&self, edge: &Ref) -> bool {
        matches!(self.api.behind(edge), Shape::Scalar(Scalar::String))
    }

    /// Whether the schema describes the whole event, rather than only its data.
    fn is_event(&self, edge: &Ref) -> bool {
        let Shape::Named(id) = self.api.behind(edge) else {
            return false;
        };
        match &self.api.ty(*id).kind {
            Kind::Struct(object) => {
                let fields = || object.fields.iter().map(|field| field.wire.as_str());
                fields().any(|wire| wire == "data") && fields().all(|wire| EVENT.contains(&wire))
            }
            Kind::Union(union) => {
                let mut variants = union.variants.iter();
                // One level: unions of unions of events are not in use.
                variants.all(|variant| match self.api.behind(&variant.ty) {
                    Shape::Named(id) => match &self.api.ty(*id).kind {
                        Kind::Struct(_) => self.is_event(&variant.ty),
                        _ => false,
                    },
                    _ => false,
                })
            }
            _ => false,
        }
    }
}
