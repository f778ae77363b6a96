//! Objects and their members.

use super::schema::docs;
use super::{Lower, entries, flag, items, text, value};
use crate::diag::{Diagnostic, codes};
use crate::ir::{
    Access, Enum, EnumValue, Field, Origin, Presence, Ref, Rest, Shape, Struct, TypeId,
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
        let declared = |name: &&str| !fields.iter().any(|field: &Field| field.wire == **name);
        let required_elsewhere = required.iter().copied().filter(declared);
        let required_elsewhere = required_elsewhere.map(str::to_owned).collect();
        let rest = self.rest(id, node, at);
        Struct {
            fields,
            rest,
            required_elsewhere,
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
        let origin = Origin::Member {
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
            default: node.get("default").map(value::json),
            at: at.clone(),
        }
    }

    /// Undeclared members: kept where the schema opens itself to them by name, else ignored.
    fn rest(&mut self, owner: TypeId, node: &'d Node, at: &Pointer) -> Rest {
        let place = at.child("additionalProperties");
        match node.get("additionalProperties") {
            Some(Node::Bool(true)) => Rest::Kept(Ref::new(Shape::Any, place)),
            Some(schema @ Node::Map(_)) => {
                let origin = Origin::Member {
                    owner,
                    step: "value".to_owned(),
                };
                Rest::Kept(self.schema(schema, &place, &origin))
            }
            _ => Rest::Ignored,
        }
    }

    pub(super) fn enumeration(&mut self, node: &'d Node, at: &Pointer) -> Enum {
        let mut values: Vec<EnumValue> = Vec::new();
        for (value, place) in items(node, at, "enum") {
            let Some(wire) = value.as_str() else {
                // With `nullable`, OpenAPI 3.0.3 asks for `null` among the values.
                if !value.is_null() {
                    let message = format!("`{}` is not a string", value::json(value));
                    let found = Diagnostic::new(codes::ENUM_VALUE_TYPE, message).at(&place);
                    self.diags.push(found.label("the value is left out"));
                }
                continue;
            };
            if values.iter().any(|known| known.wire == wire) {
                let message = format!("`{wire}` is listed twice");
                let found = Diagnostic::new(codes::DUPLICATE_VALUE, message).at(&place);
                self.diags.push(found.label("the second one is left out"));
                continue;
            }
            values.push(EnumValue {
                wire: wire.to_owned(),
                docs: value_docs(text(node, "description"), wire),
                at: place,
            });
        }
        Enum { values }
    }
}

/// What a description that lists the values says of one: `` - `NAME`: words ``, in Markdown's list markers.
fn value_docs(description: &str, wire: &str) -> String {
    let entry = |line: &str| {
        let item = line
            .trim_start()
            .strip_prefix(['-', '*', '+'])?
            .trim_start();
        let item = item.strip_prefix('`').unwrap_or(item).strip_prefix(wire)?;
        let item = item.strip_prefix('`').unwrap_or(item).trim_start();
        let words = item
            .strip_prefix(':')
            .or_else(|| item.strip_prefix(['-', '–', '—']))?;
        Some(capitalised(words.trim()))
    };
    description.lines().find_map(entry).unwrap_or_default()
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}
