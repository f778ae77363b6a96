//! Objects and their members.

use super::conditional::Member;
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
        for (name, member, place) in entries(node, at, "properties") {
            let required = required.contains(&name);
            fields.push(self.field(id, name, required, member, &place));
        }
        for Member { name, schema, at } in self.conditional(node, at) {
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
        let declared = |name: &&str| !fields.iter().any(|field: &Field| field.wire == **name);
        let required_elsewhere = required.iter().copied().filter(declared);
        let required_elsewhere = required_elsewhere.map(str::to_owned).collect();
        let additional_properties = self.additional_properties(id, node, at);
        // Beside a choice it belongs to the choice.
        if node.get("propertyNames").is_some() {
            let message = "`propertyNames` beside `properties`";
            let place = at.child("propertyNames");
            let found = Diagnostic::new(codes::UNUSED_KEYWORD, message).at_key(&place);
            self.diags.push(
                found.label("keys of maps are checked, those of objects with members are not"),
            );
        }
        let chooses = UNION_KEYWORDS
            .iter()
            .any(|keyword| node.get(keyword).is_some());
        let discriminator = self.discriminator(node, at).filter(|_| !chooses);
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
        // What only one side may send can't be asked of the other one.
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

    /// Undeclared members: kept where the schema opens itself to them by name or by pattern, else ignored.
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
        match self.unnamed_members(node, at, &origin) {
            Some(value) => AdditionalProperties::Collected(value),
            None => AdditionalProperties::Ignored,
        }
    }
}

/// `x-oneof`: groups of members of which at most one is set, which no keyword of OpenAPI says.
fn exclusive(node: &Node, at: &Pointer) -> Vec<Vec<String>> {
    let groups = items(node, at, "x-oneof").into_iter();
    let names = |(group, _): (&Node, Pointer)| {
        let names = group.as_array().unwrap_or_default().iter();
        names.filter_map(Node::as_str).map(str::to_owned).collect()
    };
    groups.map(names).collect()
}
