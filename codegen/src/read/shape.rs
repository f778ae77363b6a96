//! The types in which `tables/` describes the objects of the specification.
//!
//! All values are constants; nothing is built at run time.

use super::disposition::Disposition;
use super::version::Version;
use super::{Map, Node};
use crate::diag::Code;

/// The shape that a keyword requires of its value.
#[derive(Debug)]
pub(super) enum Shape {
    /// Any value.
    Any,
    /// A string.
    String,
    /// `true` or `false`.
    Bool,
    /// An integer of at least `min`.
    Integer { min: i128 },
    /// A number.
    Number,
    /// One of these strings.
    Enum(&'static [&'static str]),
    /// An array, with the name of an item for messages.
    Array(&'static Shape, &'static str),
    /// An object with arbitrary keys, with the name of an entry for messages.
    MapOf(&'static Shape, &'static str),
    /// An object with these keywords.
    Object(&'static ObjectType),
    /// An object with these keywords, or a reference to one.
    RefOr(&'static ObjectType),
    /// `true`, `false`, or a value of this shape.
    BoolOr(&'static Shape),
    /// A value of this shape, or an array of such values, with the name of an item for messages.
    OneOrMore(&'static Shape, &'static str),
    /// The name of a schema, or a reference to something of this shape.
    Mapping(&'static Shape),
}

/// An object of the specification, with its keywords.
#[derive(Debug)]
pub(super) struct ObjectType {
    /// The name in messages.
    pub noun: &'static str,
    /// Its keywords.
    pub keywords: &'static [Keyword],
    /// The values of other keys, if the object has patterned fields: paths, statuses, expressions.
    pub entries: Option<Entries>,
    /// The rule that relates its keywords.
    pub rule: Rule,
}

/// Patterned fields: keys that the specification does not list one by one.
#[derive(Debug)]
pub(super) struct Entries {
    pub shape: Shape,
    /// The name of an entry in messages.
    pub noun: &'static str,
}

/// A rule that relates keywords of one object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rule {
    None,
    Schema,
    /// For objects of Swagger 2.0 that contain schema keywords themselves.
    Items,
    Parameter,
    Header,
    /// For objects with headers or media types.
    Message,
    Server,
    Responses,
    Components,
    SecurityScheme,
    SecurityRequirement,
    Paths,
    PathItem,
}

/// A keyword of an object.
#[derive(Debug)]
pub(super) struct Keyword {
    pub name: &'static str,
    pub shape: Shape,
    pub presence: Presence,
    pub disposition: Disposition,
    /// The first version of OpenAPI that has it.
    pub since: Version,
}

/// Whether a keyword may be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Presence {
    Optional,
    /// The specification requires it, but the generated code does not need it.
    Expected,
    /// Like `Expected` in OpenAPI 3.0, optional in later versions.
    ExpectedIn3_0,
    /// The object is dropped without it.
    Required,
}

/// Whether the generated code depends on a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Usage {
    Used,
    Unused,
}

/// A keyword that may be missing.
pub(super) const fn optional(name: &'static str, shape: Shape) -> Keyword {
    keyword(name, shape, Presence::Optional)
}

/// A keyword that the specification requires, but the generated code does not need.
pub(super) const fn expected(name: &'static str, shape: Shape) -> Keyword {
    keyword(name, shape, Presence::Expected)
}

/// A keyword that only OpenAPI 3.0 requires.
pub(super) const fn expected_in_3_0(name: &'static str, shape: Shape) -> Keyword {
    keyword(name, shape, Presence::ExpectedIn3_0)
}

/// A keyword without which the object is dropped.
pub(super) const fn required(name: &'static str, shape: Shape) -> Keyword {
    keyword(name, shape, Presence::Required)
}

const fn keyword(name: &'static str, shape: Shape, presence: Presence) -> Keyword {
    Keyword {
        name,
        shape,
        presence,
        disposition: Disposition::Emitted,
        since: Version::V2_0,
    }
}

impl Keyword {
    /// Sets the first version of OpenAPI that has the keyword.
    pub(super) const fn since(self, since: Version) -> Self {
        Self { since, ..self }
    }

    /// The keyword constrains the values that callers send.
    pub(super) const fn checked(self) -> Self {
        self.with(Disposition::Checked)
    }

    /// The keyword is part of the documentation.
    pub(super) const fn documented(self) -> Self {
        self.with(Disposition::Documented)
    }

    /// The keyword has no effect, which the check reports.
    pub(super) const fn reported(self) -> Self {
        self.with(Disposition::Reported)
    }

    /// The keyword has no effect, which is reported as this kind of diagnostic.
    pub(super) const fn reported_as(self, code: &'static Code) -> Self {
        self.with(Disposition::ReportedAs(code))
    }

    /// The keyword has no meaning for an SDK.
    pub(super) const fn meaningless(self) -> Self {
        self.with(Disposition::Meaningless)
    }

    const fn with(self, disposition: Disposition) -> Self {
        Self {
            disposition,
            ..self
        }
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

    /// Adds patterned fields.
    pub(super) const fn with_entries(self, noun: &'static str, shape: Shape) -> Self {
        Self {
            entries: Some(Entries { shape, noun }),
            ..self
        }
    }

    /// Sets the rule.
    pub(super) const fn with_rule(self, rule: Rule) -> Self {
        Self { rule, ..self }
    }

    /// Whether keywords beside a reference count.
    pub(super) fn takes_siblings(&self) -> bool {
        matches!(self.rule, Rule::Schema | Rule::PathItem)
    }

    /// Returns the keyword with a name, or `None` if the object does not have it.
    pub(super) fn keyword(&self, name: &str) -> Option<&'static Keyword> {
        self.keywords.iter().find(|keyword| keyword.name == name)
    }
}

impl Shape {
    /// Describes the shape for messages.
    pub(super) fn describe(&self) -> String {
        match self {
            Shape::Any => "a value".to_owned(),
            Shape::String | Shape::Mapping(_) => "a string".to_owned(),
            Shape::Bool => "`true` or `false`".to_owned(),
            Shape::Integer { min } => format!("an integer of at least {min}"),
            Shape::Number => "a number".to_owned(),
            Shape::Enum([only]) => format!("`{only}`"),
            Shape::Enum(words) => format!("one of `{}`", words.join("`, `")),
            Shape::Array(..) => "an array".to_owned(),
            Shape::MapOf(_, noun) => format!("an object with an entry for each {noun}"),
            Shape::Object(object) => with_article(object.noun),
            Shape::RefOr(object) => format!("{} or a reference", with_article(object.noun)),
            Shape::OneOrMore(shape, _) => shape.describe(),
            Shape::BoolOr(shape) => format!("`true`, `false` or {}", shape.describe()),
        }
    }

    /// The value that replaces `null`: an empty object, if none of its keywords is required.
    pub(super) fn when_empty(&self) -> Option<Node> {
        let requires_nothing = |object: &ObjectType| {
            object
                .keywords
                .iter()
                .all(|it| it.presence != Presence::Required)
        };
        match self {
            Shape::Object(object) | Shape::RefOr(object) if requires_nothing(object) => {
                Some(Node::Object(Map::default()))
            }
            Shape::BoolOr(shape) => shape.when_empty(),
            _ => None,
        }
    }

    /// The name of a value in messages.
    pub(super) fn noun(&self) -> &'static str {
        match self {
            Shape::Object(object) | Shape::RefOr(object) => object.noun,
            Shape::BoolOr(shape) => shape.noun(),
            Shape::MapOf(..) => "object",
            Shape::Array(..) => "array",
            _ => "value",
        }
    }

    /// Returns the shape of the value under a key, or `None` if it is unknown.
    pub(super) fn step(&self, key: &str) -> Option<&'static Shape> {
        match self {
            Shape::Object(object) | Shape::RefOr(object) => {
                let keyword = object.keyword(key).map(|keyword| &keyword.shape);
                keyword.or_else(|| Some(&object.entries.as_ref()?.shape))
            }
            Shape::MapOf(inner, _) | Shape::Array(inner, _) | Shape::OneOrMore(inner, _) => {
                Some(*inner)
            }
            Shape::BoolOr(inner) => inner.step(key),
            _ => None,
        }
    }

    /// Whether the shape is an object.
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
