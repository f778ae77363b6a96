//! Schemas (OpenAPI 3.0.4, section 4.8.24).

use super::rules::rules;
use super::{Lower, flag, items, text};
use crate::diag::{Diagnostic, codes};
use crate::ir::{AllOf, Docs, Kind, Null, Origin, Ref, Scalar, Shape, TypeId};
use crate::read::Node;
use crate::source::Pointer;

/// What a schema is, told by its keywords.
enum Form<'d> {
    Reference(&'d str),
    AllOf,
    Choice(&'static str),
    Object,
    Enum,
    List,
    Map,
    Scalar(Scalar),
    Any,
}

impl Form<'_> {
    /// Whether it becomes a type with a name of its own.
    fn is_named(&self) -> bool {
        match self {
            Form::AllOf | Form::Choice(_) | Form::Object | Form::Enum => true,
            Form::Reference(_) | Form::List | Form::Map | Form::Scalar(_) | Form::Any => false,
        }
    }
}

impl<'d> Lower<'d, '_> {
    /// The edge to a schema; what needs a name of its own becomes a type of this origin.
    pub(super) fn schema(&mut self, node: &'d Node, at: &Pointer, origin: &Origin) -> Ref {
        let form = self.form(node, at);
        let mut edge = if form.is_named() {
            let id = self.reserve(at, origin.clone());
            // A reference may have reserved it under a provisional name.
            self.types[id.index()].origin = origin.clone();
            self.fill_as(id, &form, node, at);
            Ref::new(Shape::Named(id), at.clone())
        } else {
            self.unnamed(&form, node, at, origin)
        };
        if flag(node, "nullable") {
            edge.null = Null::Yes;
        }
        edge
    }

    /// Gives a reserved type its kind.
    pub(super) fn fill(&mut self, id: TypeId, node: &'d Node, at: &Pointer) {
        let form = self.form(node, at);
        self.fill_as(id, &form, node, at);
        if flag(node, "nullable") {
            self.types[id.index()].null = Null::Yes;
        }
    }

    fn fill_as(&mut self, id: TypeId, form: &Form<'d>, node: &'d Node, at: &Pointer) {
        self.types[id.index()].docs = docs(node);
        let kind = match form {
            Form::Object => Kind::Struct(self.object(id, node, at)),
            Form::Enum => Kind::Enum(self.enumeration(node, at)),
            Form::Choice(keyword) => Kind::Union(self.union(id, keyword, node, at)),
            Form::AllOf => Kind::AllOf(AllOf {
                parts: self.parts(id, node, at),
                own: self.object(id, node, at),
            }),
            Form::Reference(_) | Form::List | Form::Map | Form::Scalar(_) | Form::Any => {
                let origin = Origin::Member {
                    owner: id,
                    step: String::new(),
                };
                Kind::Alias(self.unnamed(form, node, at, &origin))
            }
        };
        self.types[id.index()].kind = kind;
    }

    fn parts(&mut self, id: TypeId, node: &'d Node, at: &Pointer) -> Vec<Ref> {
        let mut parts = Vec::new();
        for (part, place) in items(node, at, "allOf") {
            let origin = Origin::Member {
                owner: id,
                step: "part".to_owned(),
            };
            parts.push(self.schema(part, &place, &origin));
        }
        parts
    }

    /// Forms that are written out where they are used.
    fn unnamed(&mut self, form: &Form<'d>, node: &'d Node, at: &Pointer, origin: &Origin) -> Ref {
        let shape = match form {
            Form::Reference(reference) => return self.schema_reference(reference, at),
            Form::List => Shape::List(Box::new(self.inner(node, at, "items", "item", origin))),
            Form::Map => {
                let keyword = "additionalProperties";
                Shape::Map(Box::new(self.inner(node, at, keyword, "value", origin)))
            }
            Form::Scalar(scalar) => Shape::Scalar(*scalar),
            _ => Shape::Any,
        };
        let mut edge = Ref::new(shape, at.clone());
        edge.rules = rules(node);
        edge
    }

    /// The items of a list, the values of a map.
    fn inner(
        &mut self,
        node: &'d Node,
        at: &Pointer,
        keyword: &str,
        step: &str,
        origin: &Origin,
    ) -> Ref {
        let place = at.child(keyword);
        match node.get(keyword) {
            Some(inner @ Node::Map(_)) => self.schema(inner, &place, &deeper(origin, step)),
            _ => Ref::new(Shape::Any, at.clone()),
        }
    }

    fn form(&mut self, node: &'d Node, at: &Pointer) -> Form<'d> {
        if let Some(reference) = node.get("$ref").and_then(Node::as_str) {
            return Form::Reference(reference);
        }
        let filled = |key: &str| !items(node, at, key).is_empty();
        if filled("allOf") {
            return Form::AllOf;
        }
        for keyword in ["oneOf", "anyOf"] {
            if filled(keyword) && !self.only_requires(keyword, node, at) {
                return Form::Choice(keyword);
            }
        }
        if node.get("not").is_some() {
            let found = Diagnostic::new(codes::UNUSED_KEYWORD, "`not` does not shape a type");
            self.diags
                .push(found.at_key(&at.child("not")).label("not checked"));
        }
        self.plain_form(node, at)
    }

    fn plain_form(&mut self, node: &'d Node, at: &Pointer) -> Form<'d> {
        match text(node, "type") {
            "object" => object_form(node),
            "array" => Form::List,
            "string" if node.get("enum").is_some() => self.text_enum_form(node, at),
            "string" => Form::Scalar(self.text_scalar(node, at)),
            "boolean" => Form::Scalar(self.other_enum(Scalar::Bool, node, at)),
            "integer" => {
                let scalar = self.integer(node, at);
                Form::Scalar(self.other_enum(scalar, node, at))
            }
            "number" => Form::Scalar(self.other_enum(Scalar::Float, node, at)),
            _ => self.untyped_form(node, at),
        }
    }

    /// A schema without `type`: told by the keywords that only one type has.
    fn untyped_form(&mut self, node: &'d Node, at: &Pointer) -> Form<'d> {
        let has = |key: &str| node.get(key).is_some();
        if has("properties") || has("additionalProperties") {
            object_form(node)
        } else if has("required") {
            // A part of an `allOf` that only asks for members of the others.
            Form::Object
        } else if has("items") {
            Form::List
        } else if has("enum") {
            self.text_enum_form(node, at)
        } else {
            Form::Any
        }
    }

    fn text_enum_form(&mut self, node: &'d Node, at: &Pointer) -> Form<'d> {
        let values = items(node, at, "enum");
        if values.iter().any(|(value, _)| value.as_str().is_some()) {
            return Form::Enum;
        }
        let found = Diagnostic::new(codes::ENUM_VALUE_TYPE, "no value of this enum is a string");
        let found = found.at(&at.child("enum"));
        if text(node, "type") == "string" {
            self.diags.push(found.label("it is a plain string"));
            Form::Scalar(Scalar::Text)
        } else {
            self.diags.push(found.label("it is an untyped value"));
            Form::Any
        }
    }

    /// Values listed for a type that is no string are documentation.
    fn other_enum(&mut self, scalar: Scalar, node: &'d Node, at: &Pointer) -> Scalar {
        if node.get("enum").is_some() {
            let kind = text(node, "type");
            let message = format!("the values of this {kind} do not become a type");
            let found = Diagnostic::new(codes::ENUM_OF_NUMBERS, message).at_key(&at.child("enum"));
            self.diags.push(found.label("any value is taken"));
        }
        scalar
    }

    fn text_scalar(&mut self, node: &'d Node, at: &Pointer) -> Scalar {
        match text(node, "format") {
            "int64" | "uint64" => Scalar::IntText,
            "date" => Scalar::Date,
            "date-time" => Scalar::DateTime,
            "duration" => Scalar::Duration,
            "byte" => Scalar::Base64,
            "" | "binary" | "uuid" | "uri" | "url" | "email" | "hostname" | "ipv4" | "ipv6"
            | "password" | "uri-reference" | "regex" => Scalar::Text,
            other => {
                self.free_format(other, at, "a string");
                Scalar::Text
            }
        }
    }

    fn integer(&mut self, node: &'d Node, at: &Pointer) -> Scalar {
        match text(node, "format") {
            "int32" => Scalar::Int32,
            "" | "int64" => Scalar::Int64,
            other => {
                self.free_format(other, at, "an integer of 64 bits");
                Scalar::Int64
            }
        }
    }

    /// `format` is an open list (OpenAPI 3.0.4, section 4.4.1): an unknown one is no mistake.
    fn free_format(&mut self, format: &str, at: &Pointer, taken: &str) {
        let message = format!("the format `{format}` has no type of its own");
        let found = Diagnostic::new(codes::FREE_FORMAT, message).at(&at.child("format"));
        self.diags.push(found.label(format!("taken as {taken}")));
    }
}

fn object_form<'d>(node: &'d Node) -> Form<'d> {
    let properties = node.get("properties").and_then(Node::as_map);
    if properties.is_some_and(|properties| !properties.is_empty()) {
        return Form::Object;
    }
    match node.get("additionalProperties") {
        Some(Node::Bool(false)) => Form::Object,
        _ => Form::Map,
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
        Origin::Member { owner, step } => Origin::Member {
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
        deprecated: flag(node, "deprecated"),
    }
}
