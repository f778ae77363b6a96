//! Arrays with a schema for each position, and arrays that may be other values.

use super::schema::deeper;
use super::schema_kind::list_kind;
use super::{Lower, schemas};
use crate::diag::{Diagnostic, codes};
use crate::ir::{Origin, Ref, Shape, Tagging, TypeId, Union, Variant};
use crate::read::{Node, Schema};
use crate::source::Pointer;

impl<'d> Lower<'d, '_> {
    /// A union of an array and any other value.
    pub(super) fn list_or_other(&mut self, id: TypeId, schema: Schema<'d>, at: &Pointer) -> Union {
        let origin = Origin::Nested {
            owner: id,
            step: String::new(),
        };
        let list = self.unnamed(&list_kind(schema), schema, at, &origin);
        let other = Ref::new(Shape::Any, at.clone());
        let variants = [list, other].map(|ty| Variant::new(ty, at.clone()));
        Union {
            variants: variants.to_vec(),
            discriminator: None,
            tagging: Tagging::Undecided,
        }
    }

    /// A tuple with a type for each position.
    pub(super) fn tuple(&mut self, schema: Schema<'d>, at: &Pointer, origin: &Origin) -> Shape {
        if schema.get("minItems").is_none() {
            self.report_assumed_length(at);
        }
        let positions = schemas(schema, at, "prefixItems").into_iter().enumerate();
        let items = positions.map(|(index, (schema, at))| {
            let origin = deeper(origin, &format!("item {}", index + 1));
            self.schema(schema, &at, &origin)
        });
        Shape::Tuple(items.collect())
    }

    /// Reports an array whose positions have no types of their own.
    pub(super) fn report_open_tuple(&mut self, at: &Pointer) {
        let message = "the length of this array is not fixed, or it can't be a Rust tuple";
        let found = Diagnostic::new(codes::OPEN_TUPLE, message).at_key(&at.child("prefixItems"));
        let label = "generated as a list: each item can have the schema of any position";
        let help = "add `items: false` if the array has an item for each position and no others";
        self.diags.push(found.label(label).help(help));
    }

    /// Reports an array that has an item for each position by convention only.
    fn report_assumed_length(&mut self, at: &Pointer) {
        let message = "the schema admits arrays with fewer items than `prefixItems`";
        let found =
            Diagnostic::new(codes::ASSUMED_LENGTH, message).at_key(&at.child("prefixItems"));
        self.diags
            .push(found.label("generated as a tuple: shorter arrays can't be decoded"));
    }

    /// The item type of a tuple of any length: a union of the schemas of all positions, so that a new position is compatible.
    pub(super) fn tuple_item(&mut self, schema: Schema<'d>, at: &Pointer, origin: &Origin) -> Ref {
        let mut positions = schemas(schema, at, "prefixItems");
        if let Some((keyword, more)) = schema.further_items()
            && !Schema::new(more).is_never()
        {
            positions.push((Schema::new(more), at.child(keyword)));
        }
        self.any_of(positions, at.child("prefixItems"), deeper(origin, "item"))
    }
}

/// The length of the longest tuple.
const MAX_TUPLE: usize = 8;

/// Whether an array has a schema for each of its items. Without `minItems`, it has an item for each schema: servers write
/// their tuples like this. A parameter is an array of any length, since its style depends on that.
pub(super) fn is_fixed(schema: Schema<'_>, at: &Pointer) -> bool {
    let len = schemas(schema, at, "prefixItems").len();
    let bound = |keyword| {
        let bound = schema.get(keyword).and_then(Node::as_u64)?;
        usize::try_from(bound).ok()
    };
    let is_closed = schema
        .further_items()
        .is_some_and(|(_, more)| Schema::new(more).is_never());
    let has_style = |segment: &str| matches!(segment, "parameters" | "headers");
    (1..=MAX_TUPLE).contains(&len)
        && (is_closed || bound("maxItems") == Some(len))
        && bound("minItems").is_none_or(|least| least >= len)
        && !at.segments().any(|segment| has_style(&segment))
}
