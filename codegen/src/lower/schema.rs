//! Schemas (OpenAPI 3.0.4, section 4.8.24).

use super::enumeration::{lists_null, values};
use super::rules::rules;
use super::schema_kind::SchemaKind;
use super::{Lower, entries, flag, items, text};
use crate::diag::{Diagnostic, codes};
use crate::ir::{
    AllOf, Deprecated, Docs, Kind, Null, Origin, Probe, Ref, Shape, Tagging, TypeId, Union, Variant,
};
use crate::read::{Node, REMOVED};
use crate::source::Pointer;

/// What counts of `propertyNames`, and what says nothing beside it.
const CHECKED: &[&str] = &["type", "minLength", "maxLength", "pattern", "description"];

impl<'d> Lower<'d, '_> {
    /// The edge to a schema; what needs a name of its own becomes a type of this origin.
    pub(super) fn schema(&mut self, node: &'d Node, at: &Pointer, origin: &Origin) -> Ref {
        let kind = self.schema_kind(node, at);
        let mut edge = if kind.is_named() {
            let id = self.reserve(at, origin.clone());
            // A reference may have reserved it under a provisional name.
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
        let definition = match kind {
            SchemaKind::Object => Kind::Struct(self.object(id, node, at)),
            SchemaKind::Enum => Kind::Enum(self.enumeration(node, at)),
            SchemaKind::Union(keyword) => Kind::Union(self.union(id, keyword, node, at)),
            SchemaKind::Constants(keyword) => {
                let union = items(node, at, keyword);
                if union
                    .iter()
                    .any(|(schema, _)| super::union::is_null(schema))
                {
                    self.types[id.index()].null = Null::Yes;
                }
                Kind::Enum(self.constants(keyword, node, at))
            }
            SchemaKind::AllOf => Kind::AllOf(AllOf {
                members: self.parts(id, node, at),
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
        self.types[id.index()].kind = definition;
    }

    /// What holds at once: the reference, the parts of `allOf`, and each union beside them.
    fn parts(&mut self, id: TypeId, node: &'d Node, at: &Pointer) -> Vec<Ref> {
        let mut parts = Vec::new();
        if let Some(reference) = node.get("$ref").and_then(Node::as_str) {
            parts.push(self.schema_reference(reference, at));
        }
        let origin = Origin::Nested {
            owner: id,
            step: "part".to_owned(),
        };
        for (part, place) in items(node, at, "allOf") {
            parts.push(self.schema(part, &place, &origin));
        }
        if !values(node).is_empty() && text(node, "type") != "boolean" {
            let place = at.child("enum");
            let listed = self.reserve(&place, origin);
            let listing = self.enumeration(node, at);
            self.types[listed.index()].kind = Kind::Enum(listing);
            parts.push(Ref::new(Shape::Named(listed), place));
        }
        for keyword in self.union_keywords(node, at) {
            let place = at.child(keyword);
            let origin = Origin::Nested {
                owner: id,
                step: "variant".to_owned(),
            };
            let id = self.reserve(&place, origin);
            let union = self.union(id, keyword, node, at);
            self.types[id.index()].kind = Kind::Union(union);
            parts.push(Ref::new(Shape::Named(id), place));
        }
        parts
    }

    /// Forms that are written out where they are used.
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
            SchemaKind::Tuple => Shape::List(Box::new(self.places(node, at, origin))),
            SchemaKind::Map => Shape::Map(Box::new(self.map_value(node, at, origin))),
            SchemaKind::Scalar(scalar) => Shape::Scalar(*scalar),
            _ => Shape::Any,
        };
        let mut edge = Ref::new(shape, at.clone());
        edge.rules = rules(node);
        if matches!(kind, SchemaKind::List | SchemaKind::Tuple | SchemaKind::Map)
            && node.get("enum").is_some()
        {
            let message = "the listed values are whole lists or objects";
            let found = Diagnostic::new(codes::UNUSED_KEYWORD, message).at_key(&at.child("enum"));
            self.diags.push(found.label("any other is taken, too"));
        }
        if let (SchemaKind::Map, Some(Node::Object(names))) = (kind, node.get("propertyNames")) {
            let mut keywords = names.keys();
            if let Some(keyword) = keywords.find(|keyword| !CHECKED.contains(keyword)) {
                let message = format!("`{keyword}` of `propertyNames`");
                let place = at.child("propertyNames").child(keyword);
                let found = Diagnostic::new(codes::UNUSED_KEYWORD, message).at_key(&place);
                self.diags
                    .push(found.label("lengths and patterns of keys are checked, nothing else"));
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
        match self.unnamed_members(node, at, origin) {
            Some(value) => value,
            None => Ref::new(Shape::Any, at.clone()),
        }
    }

    /// The members that are not declared by name: those of `additionalProperties` and those of each pattern. Which
    /// name has which is not looked at: all have a place for all values.
    pub(super) fn unnamed_members(
        &mut self,
        node: &'d Node,
        at: &Pointer,
        origin: &Origin,
    ) -> Option<Ref> {
        let patterns = entries(node, at, "patternProperties").into_iter();
        let mut listed: Vec<_> = patterns.map(|(_, schema, place)| (schema, place)).collect();
        // Beside a pattern, what may be anything says no more than nothing.
        if let Some(others @ Node::Object(map)) = node.get("additionalProperties")
            && (listed.is_empty() || !map.is_empty())
        {
            listed.push((others, at.child("additionalProperties")));
        }
        match listed.as_slice() {
            [] => None,
            [(schema, place)] => Some(self.schema(schema, place, &deeper(origin, "value"))),
            _ => {
                let place = at.child("patternProperties");
                Some(self.any_of(listed, place, deeper(origin, "value")))
            }
        }
    }

    /// A list with a schema for each place holds any of them at each: one more place breaks nobody.
    fn places(&mut self, node: &'d Node, at: &Pointer, origin: &Origin) -> Ref {
        let keyword = ["prefixItems", "items"];
        let keyword = keyword
            .into_iter()
            .find(|key| !items(node, at, key).is_empty());
        let keyword = keyword.unwrap_or("items");
        let mut listed = items(node, at, keyword);
        // `false` comes as what nothing fits.
        if let Some(more @ Node::Object(map)) = node.get("items")
            && !map.keys().eq(["not"])
        {
            listed.push((more, at.child("items")));
        }
        self.any_of(listed, at.child(keyword), deeper(origin, "item"))
    }

    /// A value of any of these schemas.
    fn any_of(&mut self, listed: Vec<(&'d Node, Pointer)>, place: Pointer, origin: Origin) -> Ref {
        let id = self.reserve(&place, origin);
        let mut variants: Vec<Variant> = Vec::new();
        for (schema, place) in listed {
            let step = format!("variant {}", variants.len() + 1);
            let ty = self.schema(schema, &place, &Origin::Nested { owner: id, step });
            variants.push(Variant {
                ty,
                at: place,
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
        Ref::new(Shape::Named(id), place)
    }
}

/// Whether a schema admits `null`: it says so, or lists it among its values.
fn null(node: &Node) -> Null {
    match flag(node, "nullable") || lists_null(node) {
        true => Null::Yes,
        false => Null::No,
    }
}

/// The origin of what lies one step further in.
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

/// The words of a schema, parameter, response or operation.
pub(super) fn docs(node: &Node) -> Docs {
    Docs {
        summary: text(node, "summary").to_owned(),
        description: text(node, "description").to_owned(),
        deprecated: match (text(node, REMOVED), flag(node, "deprecated")) {
            ("", false) => Deprecated::No,
            ("", true) => Deprecated::Yes,
            (goes, _) => Deprecated::Until(goes.to_owned()),
        },
    }
}
