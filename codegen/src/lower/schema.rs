//! Schemas (OpenAPI 3.0.4, section 4.8.24).

use super::enumeration::{lists_null, values};
use super::rules::rules;
use super::schema_kind::SchemaKind;
use super::union::is_null;
use super::{Lower, entries, flag, items, text};
use crate::diag::{Diagnostic, codes};
use crate::ir::{
    AllOf, Deprecated, Docs, Kind, Null, Origin, Probe, Ref, Shape, Tagging, TypeId, Union, Variant,
};
use crate::read::{Node, REMOVED};
use crate::source::Pointer;

/// The keywords of `propertyNames` that are checked or have no effect.
const CHECKED: &[&str] = &["type", "minLength", "maxLength", "pattern", "description"];

impl<'d> Lower<'d, '_> {
    /// The edge to a schema. A schema that needs a name becomes a type with this origin.
    pub(super) fn schema(&mut self, node: &'d Node, at: &Pointer, origin: &Origin) -> Ref {
        let kind = self.schema_kind(node, at);
        let mut edge = if kind.is_named() {
            let id = self.reserve(at, origin.clone());
            // A reference may have reserved the type with a provisional origin.
            self.types[id.index()].origin = origin.clone();
            self.fill_as(id, &kind, node, at);
            Ref::new(Shape::Named(id), at.clone())
        } else {
            self.unnamed(&kind, node, at, origin)
        };
        edge.null = edge.null.or(null(node));
        edge
    }

    /// Gives a reserved type its kind.
    pub(super) fn fill(&mut self, id: TypeId, node: &'d Node, at: &Pointer) {
        let kind = self.schema_kind(node, at);
        self.fill_as(id, &kind, node, at);
        let ty = &mut self.types[id.index()];
        ty.null = ty.null.or(null(node));
    }

    fn fill_as(&mut self, id: TypeId, kind: &SchemaKind<'d>, node: &'d Node, at: &Pointer) {
        self.types[id.index()].docs = docs(node);
        let type_kind = match kind {
            SchemaKind::Object => Kind::Struct(self.object(id, node, at)),
            SchemaKind::Enum => Kind::Enum(self.enumeration(node, at)),
            SchemaKind::Union(keyword) => Kind::Union(self.union(id, keyword, node, at)),
            SchemaKind::Constants(keyword) => {
                let alternatives = items(node, at, keyword);
                if alternatives.iter().any(|(schema, _)| is_null(schema)) {
                    self.types[id.index()].null = Null::Yes;
                }
                Kind::Enum(self.constants(keyword, node, at))
            }
            SchemaKind::AllOf => Kind::AllOf(AllOf {
                members: self.members(id, node, at),
                own: self.object(id, node, at),
                rules: rules(node),
            }),
            SchemaKind::Reference(_)
            | SchemaKind::List
            | SchemaKind::Tuple
            | SchemaKind::Map
            | SchemaKind::Scalar(_)
            | SchemaKind::Any => {
                let origin = Origin::Nested {
                    owner: id,
                    step: String::new(),
                };
                Kind::Alias(self.unnamed(kind, node, at, &origin))
            }
        };
        self.types[id.index()].kind = type_kind;
    }

    /// Everything that constrains a value: the reference, the members of `allOf`, `enum`, and each union.
    fn members(&mut self, id: TypeId, node: &'d Node, at: &Pointer) -> Vec<Ref> {
        let mut members = Vec::new();
        if let Some(reference) = node.get("$ref").and_then(Node::as_str) {
            members.push(self.schema_reference(reference, at));
        }
        let origin = Origin::Nested {
            owner: id,
            step: "part".to_owned(),
        };
        for (member, at) in items(node, at, "allOf") {
            members.push(self.schema(member, &at, &origin));
        }
        if !values(node).is_empty() && text(node, "type") != "boolean" {
            let values_at = at.child("enum");
            let id = self.reserve(&values_at, origin);
            let values = self.enumeration(node, at);
            self.types[id.index()].kind = Kind::Enum(values);
            members.push(Ref::new(Shape::Named(id), values_at));
        }
        for keyword in self.union_keywords(node, at) {
            let union_at = at.child(keyword);
            let origin = Origin::Nested {
                owner: id,
                step: "variant".to_owned(),
            };
            let id = self.reserve(&union_at, origin);
            let union = self.union(id, keyword, node, at);
            self.types[id.index()].kind = Kind::Union(union);
            members.push(Ref::new(Shape::Named(id), union_at));
        }
        members
    }

    /// The edge to a schema that needs no name.
    fn unnamed(
        &mut self,
        kind: &SchemaKind<'d>,
        node: &'d Node,
        at: &Pointer,
        origin: &Origin,
    ) -> Ref {
        let shape = match kind {
            SchemaKind::Reference(reference) => return self.schema_reference(reference, at),
            SchemaKind::List => Shape::List(Box::new(self.item(node, at, origin))),
            SchemaKind::Tuple => Shape::List(Box::new(self.tuple_item(node, at, origin))),
            SchemaKind::Map => Shape::Map(Box::new(self.map_value(node, at, origin))),
            SchemaKind::Scalar(scalar) => Shape::Scalar(*scalar),
            _ => Shape::Any,
        };
        let mut edge = Ref::new(shape, at.clone());
        edge.rules = rules(node);
        if matches!(kind, SchemaKind::List | SchemaKind::Tuple | SchemaKind::Map)
            && node.get("enum").is_some()
        {
            let message = "the values of this `enum` are arrays or objects";
            let found = Diagnostic::new(codes::UNUSED_KEYWORD, message).at_key(&at.child("enum"));
            self.diags
                .push(found.label("not checked: other values are accepted"));
        }
        if let (SchemaKind::Map, Some(Node::Object(names))) = (kind, node.get("propertyNames")) {
            let mut keywords = names.keys();
            if let Some(keyword) = keywords.find(|keyword| !CHECKED.contains(keyword)) {
                let message = format!("`{keyword}` of `propertyNames`");
                let at = at.child("propertyNames").child(keyword);
                let found = Diagnostic::new(codes::UNUSED_KEYWORD, message).at_key(&at);
                let label = "not checked: only lengths and patterns of keys are";
                self.diags.push(found.label(label));
            }
        }
        edge
    }

    fn item(&mut self, node: &'d Node, at: &Pointer, origin: &Origin) -> Ref {
        match node.get("items") {
            Some(item @ Node::Object(_)) => {
                self.schema(item, &at.child("items"), &deeper(origin, "item"))
            }
            _ => Ref::new(Shape::Any, at.clone()),
        }
    }

    /// The values of a map.
    fn map_value(&mut self, node: &'d Node, at: &Pointer, origin: &Origin) -> Ref {
        match self.undeclared_properties(node, at, origin) {
            Some(value) => value,
            None => Ref::new(Shape::Any, at.clone()),
        }
    }

    /// The type of undeclared properties: `additionalProperties` and `patternProperties`. The patterns are not checked:
    /// with several schemas, it is a union. Returns `None` if the schema declares neither.
    pub(super) fn undeclared_properties(
        &mut self,
        node: &'d Node,
        at: &Pointer,
        origin: &Origin,
    ) -> Option<Ref> {
        let patterns = entries(node, at, "patternProperties").into_iter();
        let mut schemas: Vec<_> = patterns.map(|(_, schema, at)| (schema, at)).collect();
        // Beside patterns, an empty `additionalProperties` is ignored.
        if let Some(others @ Node::Object(map)) = node.get("additionalProperties")
            && (schemas.is_empty() || !map.is_empty())
        {
            schemas.push((others, at.child("additionalProperties")));
        }
        match schemas.as_slice() {
            [] => None,
            [(schema, at)] => Some(self.schema(schema, at, &deeper(origin, "value"))),
            _ => {
                let at = at.child("patternProperties");
                Some(self.any_of(schemas, at, deeper(origin, "value")))
            }
        }
    }

    /// The item type of a tuple: a union of the schemas of all positions, so that a new position is compatible.
    fn tuple_item(&mut self, node: &'d Node, at: &Pointer, origin: &Origin) -> Ref {
        let keyword = ["prefixItems", "items"];
        let keyword = keyword
            .into_iter()
            .find(|key| !items(node, at, key).is_empty());
        let keyword = keyword.unwrap_or("items");
        let mut schemas = items(node, at, keyword);
        // The reader replaces `false` by `not: {}`.
        if let Some(more @ Node::Object(map)) = node.get("items")
            && !map.keys().eq(["not"])
        {
            schemas.push((more, at.child("items")));
        }
        self.any_of(schemas, at.child(keyword), deeper(origin, "item"))
    }

    /// A union of these schemas.
    fn any_of(&mut self, schemas: Vec<(&'d Node, Pointer)>, at: Pointer, origin: Origin) -> Ref {
        let id = self.reserve(&at, origin);
        let mut variants: Vec<Variant> = Vec::new();
        for (schema, at) in schemas {
            let step = format!("variant {}", variants.len() + 1);
            let ty = self.schema(schema, &at, &Origin::Nested { owner: id, step });
            variants.push(Variant {
                ty,
                at,
                tags: Vec::new(),
                probe: Probe::Any,
                generality: 0,
            });
        }
        self.types[id.index()].kind = Kind::Union(Union {
            variants,
            discriminator: None,
            tagging: Tagging::Undecided,
        });
        Ref::new(Shape::Named(id), at)
    }
}

/// Whether a schema allows `null`: by `nullable`, or in `enum` or `const`.
fn null(node: &Node) -> Null {
    match flag(node, "nullable") || lists_null(node) {
        true => Null::Yes,
        false => Null::No,
    }
}

/// The origin of a schema inside another one.
pub(super) fn deeper(origin: &Origin, step: &str) -> Origin {
    let join = |before: &str| match before {
        "" => step.to_owned(),
        before => format!("{before} {step}"),
    };
    match origin {
        Origin::Component(name) => Origin::Component(join(name)),
        Origin::Nested { owner, step } => Origin::Nested {
            owner: *owner,
            step: join(step),
        },
        Origin::Operation { index, step } => Origin::Operation {
            index: *index,
            step: join(step),
        },
    }
}

/// The documentation of a schema, parameter, response or operation.
pub(super) fn docs(node: &Node) -> Docs {
    Docs {
        summary: text(node, "summary").to_owned(),
        description: text(node, "description").to_owned(),
        deprecated: match (text(node, REMOVED), flag(node, "deprecated")) {
            ("", false) => Deprecated::No,
            ("", true) => Deprecated::Yes,
            (removed_in, _) => Deprecated::Until(removed_in.to_owned()),
        },
    }
}
