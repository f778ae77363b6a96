//! What a keyword asks of its value.
//!
//! In: the tables of `tables/`. Out: the types they are written in. Guaranteed: constant data; nothing is built.

use super::version::Version;
use super::{Map, Node};

/// What a keyword asks of its value.
#[derive(Debug)]
pub(super) enum Shape {
    /// Anything at all.
    Any,
    /// Text.
    String,
    /// `true` or `false`.
    Bool,
    /// An integer from here on.
    Integer { min: i128 },
    /// A number.
    Number,
    /// One of these words.
    Enum(&'static [&'static str]),
    /// A list, with the name of an item.
    Array(&'static Shape, &'static str),
    /// An object with keys of the author's choice, with the name of an entry.
    MapOf(&'static Shape, &'static str),
    /// An object with these keywords.
    Object(&'static ObjectType),
    /// The same, or a reference to one.
    RefOr(&'static ObjectType),
    /// `true` or `false`, or the other.
    BoolOr(&'static Shape),
    /// The name of a schema, or a reference to something of this shape.
    Mapping(&'static Shape),
}

/// A kind of object, with its keywords.
#[derive(Debug)]
pub(super) struct ObjectType {
    /// What a message calls it.
    pub noun: &'static str,
    /// Its keywords.
    pub keywords: &'static [Keyword],
    /// What other keys hold, where they mean something: paths, statuses, expressions.
    pub entries: Option<Entries>,
    /// What one keyword asks of another.
    pub rule: Rule,
}

/// Keys that the specification does not list one by one.
#[derive(Debug)]
pub(super) struct Entries {
    pub shape: Shape,
    /// What a message calls one.
    pub noun: &'static str,
}

/// What a keyword asks of others in the same object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rule {
    None,
    Schema,
    /// Of what Swagger has in the place of a schema.
    Simple,
    Parameter,
    Header,
    /// Of what has headers, and content of some media types.
    Message,
    Server,
    Responses,
    Components,
    SecurityScheme,
    SecurityRequirement,
    Paths,
}

/// A keyword.
#[derive(Debug)]
pub(super) struct Keyword {
    pub name: &'static str,
    pub shape: Shape,
    pub presence: Presence,
    pub usage: Usage,
    /// The first version that has it.
    pub since: Version,
}

/// Whether a keyword may be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Presence {
    Optional,
    /// The specification asks for it, and nothing depends on it.
    Expected,
    /// OpenAPI 3.0 asks for it, later versions do not, and nothing depends on it.
    ExpectedIn3_0,
    /// The object means nothing without it.
    Required,
}

/// Whether a keyword has any bearing on the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Usage {
    Used,
    Unused,
}

/// A keyword that may be missing.
pub(super) const fn optional(name: &'static str, shape: Shape) -> Keyword {
    keyword(name, shape, Presence::Optional, Usage::Used)
}

/// A keyword that the specification asks for.
pub(super) const fn expected(name: &'static str, shape: Shape) -> Keyword {
    keyword(name, shape, Presence::Expected, Usage::Used)
}

/// A keyword that OpenAPI 3.0 asks for, and no later version.
pub(super) const fn expected_in_3_0(name: &'static str, shape: Shape) -> Keyword {
    keyword(name, shape, Presence::ExpectedIn3_0, Usage::Used)
}

/// A keyword without which the object means nothing.
pub(super) const fn required(name: &'static str, shape: Shape) -> Keyword {
    keyword(name, shape, Presence::Required, Usage::Used)
}

/// A keyword that this version makes nothing of.
pub(super) const fn unused(name: &'static str, shape: Shape) -> Keyword {
    keyword(name, shape, Presence::Optional, Usage::Unused)
}

const fn keyword(name: &'static str, shape: Shape, presence: Presence, usage: Usage) -> Keyword {
    Keyword {
        name,
        shape,
        presence,
        usage,
        since: Version::V2_0,
    }
}

impl Keyword {
    /// The same, from this version on.
    pub(super) const fn since(self, since: Version) -> Self {
        Self { since, ..self }
    }
}

impl ObjectType {
    /// An object with these keywords and no others.
    pub(super) const fn new(noun: &'static str, keywords: &'static [Keyword]) -> Self {
        Self {
            noun,
            keywords,
            entries: None,
            rule: Rule::None,
        }
    }

    /// The same, with keys of the author's choice.
    pub(super) const fn with_entries(self, noun: &'static str, shape: Shape) -> Self {
        Self {
            entries: Some(Entries { shape, noun }),
            ..self
        }
    }

    /// The same, with a rule.
    pub(super) const fn with_rule(self, rule: Rule) -> Self {
        Self { rule, ..self }
    }

    /// The keyword of this name.
    pub(super) fn keyword(&self, name: &str) -> Option<&'static Keyword> {
        self.keywords.iter().find(|keyword| keyword.name == name)
    }
}

impl Shape {
    /// What is expected, in words.
    pub(super) fn describe(&self) -> String {
        match self {
            Shape::Any => "a value".to_owned(),
            Shape::String | Shape::Mapping(_) => "text".to_owned(),
            Shape::Bool => "`true` or `false`".to_owned(),
            Shape::Integer { min } => format!("an integer from {min}"),
            Shape::Number => "a number".to_owned(),
            Shape::Enum([only]) => format!("`{only}`"),
            Shape::Enum(words) => format!("one of `{}`", words.join("`, `")),
            Shape::Array(..) => "a list".to_owned(),
            Shape::MapOf(_, noun) => format!("an object, one entry for each {noun}"),
            Shape::Object(object) => with_article(object.noun),
            Shape::RefOr(object) => format!("{} or a reference", with_article(object.noun)),
            Shape::BoolOr(shape) => format!("`true`, `false` or {}", shape.describe()),
        }
    }

    /// What an empty value stands for: an object without keywords, where that means something.
    pub(super) fn when_empty(&self) -> Option<Node> {
        let needs_none = |object: &ObjectType| {
            object
                .keywords
                .iter()
                .all(|it| it.presence != Presence::Required)
        };
        match self {
            Shape::Object(object) | Shape::RefOr(object) if needs_none(object) => {
                Some(Node::Object(Map::default()))
            }
            Shape::BoolOr(shape) => shape.when_empty(),
            _ => None,
        }
    }

    /// What a message calls a value of it.
    pub(super) fn noun(&self) -> &'static str {
        match self {
            Shape::Object(object) | Shape::RefOr(object) => object.noun,
            Shape::BoolOr(shape) => shape.noun(),
            Shape::MapOf(..) => "object",
            Shape::Array(..) => "list",
            _ => "value",
        }
    }

    /// The shape of what stands under a key.
    pub(super) fn step(&self, key: &str) -> Option<&'static Shape> {
        match self {
            Shape::Object(object) | Shape::RefOr(object) => {
                let keyword = object.keyword(key).map(|keyword| &keyword.shape);
                keyword.or_else(|| Some(&object.entries.as_ref()?.shape))
            }
            Shape::MapOf(inner, _) | Shape::Array(inner, _) => Some(*inner),
            Shape::BoolOr(inner) => inner.step(key),
            _ => None,
        }
    }

    /// Whether it is an object of any kind.
    pub(super) fn is_object(&self) -> bool {
        matches!(self, Shape::MapOf(..) | Shape::Object(_) | Shape::RefOr(_))
    }
}

fn with_article(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'A', 'O']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {noun}")
}
