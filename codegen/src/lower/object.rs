//! Objects and their properties.

use super::conditional::ConditionalProperty;
use super::json::to_json;
use super::schema::docs;
use super::schema_kind::UNION_KEYWORDS;
use super::{Lower, entries, flag, items};
use crate::diag::{Diagnostic, codes};
use crate::ir::{
    Access, AdditionalProperties, Docs, Field, Origin, Presence, Ref, Shape, Struct, TypeId,
};
use crate::read::Node;
use crate::source::Pointer;

impl<'d> Lower<'d, '_> {
    pub(super) fn object(&mut self, id: TypeId, node: &'d Node, at: &Pointer) -> Struct {
        let required: Vec<&str> = items(node, at, "required")
            .into_iter()
            .filter_map(|(name, _)| name.as_str())
            .collect();
        let mut fields = Vec::new();
        for (name, schema, at) in entries(node, at, "properties") {
            let required = required.contains(&name);
            fields.push(self.field(id, name, required, schema, &at));
        }
        for property in self.conditional_properties(node, at) {
            let ConditionalProperty { name, schema, at } = property;
            fields.push(match schema {
                Some(schema) => self.field(id, name, false, schema, &at),
                None => Field {
                    wire: name.to_owned(),
                    ty: Ref::new(Shape::Any, at.clone()),
                    presence: Presence::Optional,
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
        let additional_properties = self.additional_properties(id, node, at);
        if node.get("propertyNames").is_some() {
            let message = "`propertyNames` beside `properties`";
            let at = at.child("propertyNames");
            let found = Diagnostic::new(codes::UNUSED_KEYWORD, message).at_key(&at);
            let label = "not checked: only the keys of maps without `properties` are";
            self.diags.push(found.label(label));
        }
        // Beside `oneOf` or `anyOf`, the discriminator belongs to the union.
        let is_union = UNION_KEYWORDS
            .iter()
            .any(|keyword| node.get(keyword).is_some());
        let discriminator = self.discriminator(node, at).filter(|_| !is_union);
        Struct {
            fields,
            flattened: Vec::new(),
            additional_properties,
            discriminator,
            required_elsewhere,
            exclusive: exclusive(node, at),
        }
    }

    fn field(
        &mut self,
        owner: TypeId,
        name: &str,
        required: bool,
        node: &'d Node,
        at: &Pointer,
    ) -> Field {
        let origin = Origin::Nested {
            owner,
            step: name.to_owned(),
        };
        let ty = self.schema(node, at, &origin);
        let access = match (flag(node, "readOnly"), flag(node, "writeOnly")) {
            (true, false) => Access::ReadOnly,
            (false, true) => Access::WriteOnly,
            _ => Access::Both,
        };
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
            access,
            docs: docs(node),
            default: node.get("default").map(to_json),
            at: at.clone(),
        }
    }

    /// The type of undeclared properties: collected if `additionalProperties` or `patternProperties` allow them, else
    /// ignored.
    fn additional_properties(
        &mut self,
        owner: TypeId,
        node: &'d Node,
        at: &Pointer,
    ) -> AdditionalProperties {
        if let Some(Node::Bool(true)) = node.get("additionalProperties") {
            return AdditionalProperties::Collected(Ref::new(
                Shape::Any,
                at.child("additionalProperties"),
            ));
        }
        let origin = Origin::Nested {
            owner,
            step: String::new(),
        };
        match self.undeclared_properties(node, at, &origin) {
            Some(value) => AdditionalProperties::Collected(value),
            None => AdditionalProperties::Ignored,
        }
    }
}

/// Groups of properties of which at most one is set, from the extension `x-oneof`.
fn exclusive(node: &Node, at: &Pointer) -> Vec<Vec<String>> {
    let groups = items(node, at, "x-oneof").into_iter();
    let names = |(group, _): (&Node, Pointer)| {
        let names = group.as_array().unwrap_or_default().iter();
        names.filter_map(Node::as_str).map(str::to_owned).collect()
    };
    groups.map(names).collect()
}
