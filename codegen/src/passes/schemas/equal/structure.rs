//! The structure of a type as text, with gaps for the types that it refers to.
//!
//! The gaps are filled each time types are compared; all else is written once.

use crate::ir::{
    AdditionalProperties, Api, Enum, Field, Kind, OtherStrings, Ref, Shape, Struct, TypeId, Union,
};

/// The structure of each type.
pub(super) struct Structures(Vec<Structure>);

/// The structure of a type.
pub(super) enum Structure {
    /// It is equal to itself only.
    Unique,
    /// Parts in an order that does not depend on the types in them.
    Ordered(Vec<Template>),
    /// Parts whose order depends on the types in them, and what follows them.
    Unordered(Vec<Template>, String),
}

/// A text with gaps: after each text there is a type, except after the last one.
#[derive(Default)]
pub(super) struct Template {
    texts: Vec<String>,
    types: Vec<TypeId>,
    /// The text after the last type.
    open: String,
}

impl Structures {
    pub fn of(api: &Api) -> Self {
        Self(api.ids().map(|id| structure(&api.ty(id).kind)).collect())
    }

    pub fn get(&self, id: TypeId) -> &Structure {
        &self.0[id.index()]
    }
}

fn structure(kind: &Kind) -> Structure {
    match kind {
        Kind::Struct(object) => Structure::Ordered(self::object(object)),
        Kind::Enum(values) => Structure::Ordered(vec![Template::from(enumeration(values))]),
        Kind::Union(union) => self::union(union),
        Kind::Alias(_) | Kind::Foreign(_) | Kind::AllOf(_) | Kind::Dropped => Structure::Unique,
    }
}

fn enumeration(values: &Enum) -> String {
    let values = values.values.iter();
    let mut values: Vec<String> = values
        .map(|value| format!("{:?} {:?}", value.literal, value.name))
        .collect();
    values.sort();
    format!("enum {}", values.join(" "))
}

fn object(object: &Struct) -> Vec<Template> {
    let mut fields: Vec<&Field> = object.fields.iter().collect();
    fields.sort_by(|one, other| one.wire.cmp(&other.wire));
    let mut parts = vec![Template::from("object".to_owned())];
    for field in fields {
        let (wire, presence) = (&field.wire, field.presence);
        let (access, default) = (field.access, &field.default);
        let mut part = Template::from(format!(
            " field {wire:?} {presence:?} {access:?} {default:?} "
        ));
        part.edge(&field.ty);
        parts.push(part);
    }
    for flattened in &object.flattened {
        let mut part = Template::from(" part ".to_owned());
        part.edge(&flattened.ty);
        parts.push(part);
    }
    if let AdditionalProperties::Collected(value) = &object.additional_properties {
        let mut rest = Template::from(" rest ".to_owned());
        rest.edge(value);
        parts.push(rest);
    }
    let discriminator = object.discriminator.as_ref();
    let discriminator = discriminator.map(|it| (&it.property, &it.mapping));
    let mut required = object.required_elsewhere.clone();
    required.sort();
    let exclusive = &object.exclusive;
    let end = format!(" {discriminator:?} {required:?} {exclusive:?}");
    parts.push(Template::from(end));
    parts
}

fn union(union: &Union) -> Structure {
    let mut variants = Vec::new();
    for variant in &union.variants {
        let mut part = Template::from(" or ".to_owned());
        part.edge(&variant.ty);
        variants.push(part);
    }
    let discriminator = union.discriminator.as_ref();
    let discriminator = discriminator.map(|it| (&it.property, &it.mapping));
    let end = format!(" union {discriminator:?} {:?}", union.tagging);
    Structure::Unordered(variants, end)
}

impl From<String> for Template {
    fn from(open: String) -> Self {
        Self {
            open,
            ..Self::default()
        }
    }
}

impl Template {
    /// The structure of an edge.
    pub fn of(edge: &Ref) -> Self {
        let mut template = Self::default();
        template.edge(edge);
        template
    }

    fn edge(&mut self, edge: &Ref) {
        self.shape(&edge.shape);
        let strings = match edge.other_strings {
            OtherStrings::Undeclared => "",
            OtherStrings::Declared => " or string",
        };
        let rest = format!("{strings} {:?} {:?}", edge.null, edge.rules);
        self.open.push_str(&rest);
        for format in edge.formats.iter().filter(|format| format.is_configured) {
            self.open.push_str(&format.name);
        }
    }

    fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Named(id) => {
                self.texts.push(std::mem::take(&mut self.open));
                self.types.push(*id);
            }
            Shape::Scalar(scalar) => self.open.push_str(&format!("{scalar:?}")),
            Shape::List(item) => self.within('[', std::slice::from_ref(&**item), ']'),
            Shape::Map(value) => self.within('{', std::slice::from_ref(&**value), '}'),
            Shape::Tuple(items) => self.within('(', items, ')'),
            Shape::Any => self.open.push_str("any"),
        }
    }

    fn within(&mut self, start: char, edges: &[Ref], end: char) {
        self.open.push(start);
        for edge in edges {
            self.edge(edge);
            self.open.push(',');
        }
        self.open.push(end);
    }

    /// Writes the text, with a text for each type.
    pub fn fill(&self, out: &mut String, named: &mut dyn FnMut(TypeId, &mut String)) {
        for (text, id) in self.texts.iter().zip(&self.types) {
            out.push_str(text);
            named(*id, out);
        }
        out.push_str(&self.open);
    }
}
