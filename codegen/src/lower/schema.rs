//! Schemas (OpenAPI 3.1.1, section 4.8.24; JSON Schema 2020-12).

use super::array::is_fixed;
use super::enumeration::lists_null;
use super::member_key::member_key;
use super::rules::rules;
use super::schema_kind::SchemaKind;
use super::union::is_null;
use super::{Keywords, Lower, flag, named_schemas, schemas, text};
use crate::diag::{Diagnostic, codes};
use crate::ir::{
    AllOf, Deprecated, Docs, Format, Kind, Null, Origin, Ref, Shape, Tagging, TypeId, Union,
    Variant,
};
use crate::read::{Node, REMOVED, Schema};
use crate::source::Pointer;

/// The keywords of `propertyNames` that are checked or have no effect.
const CHECKED: &[&str] = &["type", "minLength", "maxLength", "pattern", "description"];

/// Keywords that list the values.
const VALUES: &[&str] = &["enum", "const"];

/// Keywords of objects that are not checked if their properties are declared.
const OF_STRUCTS: &[&str] = &["enum", "const", "minProperties", "maxProperties"];

/// Keywords of objects that are not checked if they are maps.
const OF_MAPS: &[&str] = &["enum", "const", "required"];

impl<'d> Lower<'d, '_> {
    /// The edge to a schema. A schema that needs a name becomes a type with this origin.
    pub(super) fn schema(&mut self, schema: Schema<'d>, at: &Pointer, origin: &Origin) -> Ref {
        if let Some(id) = self.open_type(at) {
            return Ref::new(Shape::Named(id), at.clone());
        }
        let outer_bindings = self.bind_anchors(schema, at);
        let kind = self.schema_kind(schema, at);
        let mut edge = if kind.is_named() {
            let id = self.reserve(at, origin.clone());
            // A reference may have reserved the type with a provisional origin.
            self.types[id.index()].origin = origin.clone();
            self.fill_as(id, &kind, schema, at);
            Ref::new(Shape::Named(id), at.clone())
        } else {
            self.unnamed(&kind, schema, at, origin)
        };
        self.bindings.truncate(outer_bindings);
        edge.null = edge.null.or(null(schema));
        edge
    }

    /// Gives a reserved type its kind.
    pub(super) fn fill(&mut self, id: TypeId, schema: Schema<'d>, at: &Pointer) {
        let outer_bindings = self.bind_anchors(schema, at);
        let kind = self.schema_kind(schema, at);
        if !self.fill_instance(id, schema, at) {
            self.fill_as(id, &kind, schema, at);
        }
        self.bindings.truncate(outer_bindings);
        let ty = &mut self.types[id.index()];
        ty.null = ty.null.or(null(schema));
    }

    /// The type at a location that is being lowered: a condition inside a schema may declare the properties that
    /// contain the schema.
    fn open_type(&self, at: &Pointer) -> Option<TypeId> {
        let id = self.named.get(at)?;
        self.open.contains(id).then_some(*id)
    }

    fn fill_as(&mut self, id: TypeId, kind: &SchemaKind<'d>, schema: Schema<'d>, at: &Pointer) {
        self.open.insert(id);
        self.types[id.index()].docs = docs(schema);
        self.types[id.index()].title = text(schema, "title").trim().to_owned();
        let type_kind = match kind {
            SchemaKind::Object => {
                self.report_unchecked(schema, at, OF_STRUCTS);
                Kind::Struct(self.object(id, schema, at))
            }
            SchemaKind::Enum => Kind::Enum(self.enumeration(schema, at)),
            SchemaKind::Union(keyword) => Kind::Union(self.union(id, keyword, schema, at)),
            SchemaKind::Types(types) => {
                let at = at.child("type");
                let types = types.iter().map(|(index, it)| (*it, at.index(*index)));
                Kind::Union(Union {
                    variants: self.variants(id, types.collect()),
                    discriminator: None,
                    tagging: Tagging::Undecided,
                })
            }
            SchemaKind::ListOrOther => Kind::Union(self.list_or_other(id, schema, at)),
            SchemaKind::Constants(keyword) => {
                let alternatives = schemas(schema, at, keyword);
                if alternatives.iter().any(|(schema, _)| is_null(*schema)) {
                    self.types[id.index()].null = Null::Yes;
                }
                Kind::Enum(self.constants(keyword, schema, at))
            }
            SchemaKind::AllOf => Kind::AllOf(AllOf {
                members: self.members(id, schema, at),
                beside: self.type_beside(id, schema, at),
                own: self.object(id, schema, at),
                rules: rules(schema),
            }),
            SchemaKind::Reference(..)
            | SchemaKind::List
            | SchemaKind::Tuple
            | SchemaKind::Map
            | SchemaKind::Scalar(_)
            | SchemaKind::Any => {
                let origin = Origin::Nested {
                    owner: id,
                    step: String::new(),
                };
                Kind::Alias(self.unnamed(kind, schema, at, &origin))
            }
        };
        self.types[id.index()].kind = type_kind;
        self.open.remove(&id);
    }

    /// The schemas that apply to the same value: the references, the members of `allOf`, and each union.
    fn members(&mut self, id: TypeId, schema: Schema<'d>, at: &Pointer) -> Vec<Ref> {
        let mut members = Vec::new();
        let origin = Origin::Nested {
            owner: id,
            step: "part".to_owned(),
        };
        for (keyword, reference) in schema.references() {
            members.push(self.referenced(keyword, reference, at, &origin));
        }
        for (member, at) in schemas(schema, at, "allOf") {
            self.list_members.push((at.clone(), member_key(member)));
            members.push(self.schema(member, &at, &origin));
        }
        for keyword in self.union_keywords(schema, at) {
            let union_at = at.child(keyword);
            let origin = Origin::Nested {
                owner: id,
                step: "variant".to_owned(),
            };
            let id = self.reserve(&union_at, origin);
            let union = self.union(id, keyword, schema, at);
            self.types[id.index()].kind = Kind::Union(union);
            members.push(Ref::new(Shape::Named(id), union_at));
        }
        members
    }

    /// The type that the keywords beside references and compositions describe. Returns `None` for `properties` and its
    /// neighbors, which belong to the schema itself.
    fn type_beside(&mut self, id: TypeId, schema: Schema<'d>, at: &Pointer) -> Option<Ref> {
        let origin = Origin::Nested {
            owner: id,
            step: "part".to_owned(),
        };
        let beside = schema.beside();
        let type_at = at.child("type");
        let edge = match self.kind_by_type(beside, at) {
            SchemaKind::Any => return None,
            SchemaKind::Object | SchemaKind::Map => {
                self.report_unchecked(beside, at, VALUES);
                if beside.single_type() != "object" || self.declares_object(beside, at) {
                    return None;
                }
                let any = Ref::new(Shape::Any, type_at.clone());
                Ref::new(Shape::Map(Box::new(any)), type_at)
            }
            SchemaKind::Enum => {
                let values_at = at.child("enum");
                let id = self.reserve(&values_at, origin);
                let values = self.enumeration(beside, at);
                self.types[id.index()].kind = Kind::Enum(values);
                Ref::new(Shape::Named(id), values_at)
            }
            kind @ SchemaKind::Types(_) => {
                if self.declares_object(beside, at) {
                    let message = "`type` lists several types beside `allOf` or `$ref`";
                    let found = Diagnostic::new(codes::UNUSED_KEYWORD, message).at_key(&type_at);
                    self.diags.push(found.label("generated as an object"));
                    return None;
                }
                let id = self.reserve(&type_at, origin);
                self.fill_as(id, &kind, beside, at);
                Ref::new(Shape::Named(id), type_at)
            }
            kind => {
                let edge = self.unnamed(&kind, beside, at, &origin);
                // A conflict is one of the type, if there is one.
                match beside.has("type") {
                    true => Ref {
                        at: type_at,
                        ..edge
                    },
                    false => edge,
                }
            }
        };
        let null = null(beside);
        // The constraints belong to the schema itself.
        let rules = Vec::new();
        Some(Ref {
            null,
            rules,
            ..edge
        })
    }

    /// The edge to a schema that needs no name.
    pub(super) fn unnamed(
        &mut self,
        kind: &SchemaKind<'d>,
        schema: Schema<'d>,
        at: &Pointer,
        origin: &Origin,
    ) -> Ref {
        let shape = match kind {
            SchemaKind::Reference(keyword, reference) => {
                return self.referenced(keyword, reference, at, origin);
            }
            SchemaKind::List => Shape::List(Box::new(self.item(schema, at, origin))),
            SchemaKind::Tuple if is_fixed(schema, at) => {
                return Ref::new(self.tuple(schema, at, origin), at.clone());
            }
            SchemaKind::Tuple => {
                self.report_open_tuple(at);
                Shape::List(Box::new(self.tuple_item(schema, at, origin)))
            }
            SchemaKind::Map => Shape::Map(Box::new(self.map_value(schema, at, origin))),
            SchemaKind::Scalar(scalar) => Shape::Scalar(*scalar),
            _ => Shape::Any,
        };
        let mut edge = Ref::new(shape, at.clone());
        edge.rules = rules(schema);
        if let (SchemaKind::Scalar(_), false) = (kind, schema.format().is_empty()) {
            edge.formats.push(Format {
                name: schema.format().to_owned(),
                is_configured: self.config.own_types.contains_key(schema.format()),
            });
        }
        match kind {
            SchemaKind::List | SchemaKind::Tuple => self.report_unchecked(schema, at, VALUES),
            SchemaKind::Map => self.report_unchecked(schema, at, OF_MAPS),
            _ => {}
        }
        if let (SchemaKind::Map, Some(Node::Object(names))) = (kind, schema.get("propertyNames")) {
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

    /// Reports keywords that are not checked for arrays or objects.
    fn report_unchecked(&mut self, schema: Schema<'d>, at: &Pointer, keywords: &[&str]) {
        for keyword in keywords {
            if !schema.has_effect(keyword) {
                continue;
            }
            let message = match VALUES.contains(keyword) {
                true => format!("the values of this `{keyword}` are arrays or objects"),
                false => format!("`{keyword}` of an object"),
            };
            let found = Diagnostic::new(codes::UNUSED_KEYWORD, message).at_key(&at.child(keyword));
            self.diags
                .push(found.label("not checked: other values are accepted"));
        }
    }

    /// The edge to the target of a reference.
    fn referenced(&mut self, keyword: &str, reference: &str, at: &Pointer, origin: &Origin) -> Ref {
        if keyword == "$dynamicRef"
            && let Some(edge) = self.bound_type(reference, at, origin)
        {
            return edge;
        }
        match self.instance(reference, at) {
            Some((target, instance)) => self.instance_type(target, instance, (at, keyword), origin),
            None => self.schema_reference(reference, at),
        }
    }

    fn item(&mut self, schema: Schema<'d>, at: &Pointer, origin: &Origin) -> Ref {
        match schema.further_items() {
            Some((keyword, item)) => {
                let at = at.child(keyword);
                self.schema(Schema::new(item), &at, &deeper(origin, "item"))
            }
            None => Ref::new(Shape::Any, at.clone()),
        }
    }

    /// The values of a map.
    fn map_value(&mut self, schema: Schema<'d>, at: &Pointer, origin: &Origin) -> Ref {
        match self.undeclared_properties(schema, at, origin) {
            Some(value) => value,
            None => Ref::new(Shape::Any, at.clone()),
        }
    }

    /// The type of undeclared properties: `additionalProperties` and `patternProperties`. The patterns are not checked:
    /// with several schemas, it is a union. Returns `None` if the schema declares neither.
    pub(super) fn undeclared_properties(
        &mut self,
        schema: Schema<'d>,
        at: &Pointer,
        origin: &Origin,
    ) -> Option<Ref> {
        let patterns = named_schemas(schema, at, "patternProperties").into_iter();
        let mut schemas: Vec<_> = patterns.map(|(_, schema, at)| (schema, at)).collect();
        // Beside patterns, an empty `additionalProperties` is ignored.
        if let Some((keyword, others @ Node::Object(map))) = schema.undeclared_properties()
            && (schemas.is_empty() || !map.is_empty())
        {
            schemas.push((Schema::new(others), at.child(keyword)));
        }
        match schemas.as_slice() {
            [] => None,
            [(schema, at)] => Some(self.schema(*schema, at, &deeper(origin, "value"))),
            _ => {
                let at = at.child("patternProperties");
                Some(self.any_of(schemas, at, deeper(origin, "value")))
            }
        }
    }

    /// A union of these schemas.
    pub(super) fn any_of(
        &mut self,
        schemas: Vec<(Schema<'d>, Pointer)>,
        at: Pointer,
        origin: Origin,
    ) -> Ref {
        let id = self.reserve(&at, origin);
        let mut variants: Vec<Variant> = Vec::new();
        for (schema, at) in schemas {
            let step = format!("variant {}", variants.len() + 1);
            variants.push(self.variant(schema, at, id, step));
        }
        self.types[id.index()].kind = Kind::Union(Union {
            variants,
            discriminator: None,
            tagging: Tagging::Undecided,
        });
        Ref::new(Shape::Named(id), at)
    }
}

/// Whether a schema allows `null`: by `type` or `nullable`, or in `enum` or `const`.
fn null(schema: Schema<'_>) -> Null {
    match schema.allows_null() || lists_null(schema) {
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
pub(super) fn docs<'d>(node: impl Keywords<'d>) -> Docs {
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
