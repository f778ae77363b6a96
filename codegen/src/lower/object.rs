//! Objects and their properties.

use super::conditional::ConditionalProperty;
use super::schema::docs;
use super::schema_kind::UNION_KEYWORDS;
use super::{Lower, flag, items, named_schemas};
use crate::diag::{Diagnostic, codes};
use crate::ir::{
    Access, AdditionalProperties, Docs, Field, Origin, Presence, Ref, Shape, Struct, TypeId,
};
use crate::read::{Node, Schema};
use crate::source::Pointer;

impl<'d> Lower<'d, '_> {
    pub(super) fn object(&mut self, id: TypeId, schema: Schema<'d>, at: &Pointer) -> Struct {
        let required: Vec<&str> = items(schema, at, "required")
            .into_iter()
            .filter_map(|(name, _)| name.as_str())
            .collect();
        let mut fields = Vec::new();
        for (name, property, at) in named_schemas(schema, at, "properties") {
            let required = required.contains(&name);
            fields.push(self.field(id, name, required, property, &at));
        }
        for property in self.conditional_properties(schema, at) {
            let ConditionalProperty { name, schema, at } = property;
            fields.push(match schema {
                Some(schema) => self.field(id, name, false, schema, &at),
                None => Field {
                    wire: name.to_owned(),
                    ty: Ref::new(Shape::Any, at.clone()),
                    presence: Presence::Optional,
                    merges_null: false,
                    access: Access::Both,
                    docs: Docs::default(),
                    default: None,
                    at,
                },
            });
        }
        let is_undeclared = |name: &&str| !fields.iter().any(|field: &Field| field.wire == **name);
        let required_elsewhere = required.iter().copied().filter(is_undeclared);
        let required_elsewhere = required_elsewhere.map(str::to_owned).collect();
        let additional_properties = self.additional_properties(id, schema, at);
        if schema.has("propertyNames") {
            let message = "`propertyNames` beside `properties`";
            let at = at.child("propertyNames");
            let found = Diagnostic::new(codes::UNUSED_KEYWORD, message).at_key(&at);
            let label = "not checked: only the keys of maps without `properties` are";
            self.diags.push(found.label(label));
        }
        // Beside `oneOf` or `anyOf`, the discriminator belongs to the union.
        let is_union = UNION_KEYWORDS.iter().any(|keyword| schema.has(keyword));
        let discriminator = self.discriminator(schema, at).filter(|_| !is_union);
        Struct {
            fields,
            flattened: Vec::new(),
            additional_properties,
            is_closed: matches!(schema.undeclared_properties(), Some((_, Node::Bool(false)))),
            discriminator,
            required_elsewhere,
            exclusive: exclusive(schema, at),
        }
    }

    fn field(
        &mut self,
        owner: TypeId,
        name: &str,
        required: bool,
        schema: Schema<'d>,
        at: &Pointer,
    ) -> Field {
        let origin = Origin::Nested {
            owner,
            step: name.to_owned(),
        };
        let ty = self.schema(schema, at, &origin);
        let access = self.access(schema, at);
        // A `readOnly` or `writeOnly` field is optional: one side never sends it.
        let presence = if required && access == Access::Both {
            Presence::Required
        } else {
            Presence::Optional
        };
        Field {
            wire: name.to_owned(),
            ty,
            presence,
            merges_null: false,
            access,
            docs: docs(schema),
            default: self.default_value(schema, at),
            at: at.clone(),
        }
    }

    /// Whether a property is sent, received, or both, by its schema and by the schemas that apply to the same value.
    fn access(&self, schema: Schema<'d>, at: &Pointer) -> Access {
        let is_composed = schema.references().next().is_some() || schema.has("allOf");
        let all = match is_composed {
            true => self.all_members(schema, at),
            false => vec![(schema, at.clone())],
        };
        let has = |keyword: &str| all.iter().any(|(schema, _)| flag(*schema, keyword));
        match (has("readOnly"), has("writeOnly")) {
            (true, false) => Access::ReadOnly,
            (false, true) => Access::WriteOnly,
            _ => Access::Both,
        }
    }

    /// The type of undeclared properties: collected if `additionalProperties` or `patternProperties` allow them, else
    /// ignored.
    fn additional_properties(
        &mut self,
        owner: TypeId,
        schema: Schema<'d>,
        at: &Pointer,
    ) -> AdditionalProperties {
        if let Some((keyword, Node::Bool(true))) = schema.undeclared_properties() {
            let any = Ref::new(Shape::Any, at.child(keyword));
            return AdditionalProperties::Collected(any);
        }
        let origin = Origin::Nested {
            owner,
            step: String::new(),
        };
        match self.undeclared_properties(schema, at, &origin) {
            Some(value) => AdditionalProperties::Collected(value),
            None => AdditionalProperties::Ignored,
        }
    }
}

/// Groups of properties of which at most one is set, from the extension `x-oneof`.
fn exclusive(schema: Schema<'_>, at: &Pointer) -> Vec<Vec<String>> {
    let groups = items(schema, at, "x-oneof").into_iter();
    let names = |(group, _): (&Node, Pointer)| {
        let names = group.as_array().unwrap_or_default().iter();
        names.filter_map(Node::as_str).map(str::to_owned).collect()
    };
    groups.map(names).collect()
}
