//! Coerces values of the wrong type whose meaning is clear.
//!
//! Input: a value that does not have the shape its keyword requires. Output: the intended value, or a diagnostic that
//! is more specific than the type. Every coercion is reported.

use super::check::{Check, Dropped, Outcome};
use super::node_path::NodePath;
use super::shape::Shape;
use super::version::Version;
use super::{Map, Node, Number};
use crate::diag::{Diagnostic, Severity, codes, similar};
use crate::source::Part;

impl Check<'_> {
    /// Coerces a value, or reports the problem. Returns `None` if only its type is wrong.
    pub(super) fn coerce(
        &mut self,
        node: &mut Node,
        shape: &'static Shape,
        path: &NodePath<'_>,
        dropped: Dropped,
    ) -> Option<Outcome> {
        match (shape, &*node) {
            (Shape::String | Shape::Mapping(_), Node::Number(_) | Node::Bool(_)) => {
                self.scalar_to_string(node, path);
                Some(Outcome::Keep)
            }
            (Shape::Bool, Node::String(text)) => {
                let value = parse_bool(text)?;
                self.read_as(path, shape, node, &value.to_string());
                *node = Node::Bool(value);
                Some(Outcome::Keep)
            }
            (Shape::BoolOr(_), Node::String(_)) => self.coerce(node, &Shape::Bool, path, dropped),
            (Shape::Integer { min }, _) => self.integer(node, *min, shape, path, dropped),
            (Shape::Number, Node::Number(number)) => {
                let message = format!("{} must be a finite number, not {number}", path.subject());
                Some(self.reject(codes::BAD_BOUND, message, None, path, dropped))
            }
            (Shape::Number, Node::String(text)) => {
                let number = parse_number(text)?;
                self.read_as(path, shape, node, &number.to_string());
                *node = Node::Number(number);
                Some(Outcome::Keep)
            }
            // PHP, for example, writes an empty object like this.
            (shape, Node::Array(items)) if items.is_empty() && shape.is_object() => {
                self.read_as(path, shape, node, "{}");
                *node = Node::Object(Map::default());
                Some(self.value(node, shape, path, dropped))
            }
            (Shape::Enum(words), Node::String(_)) => {
                Some(self.enum_value(node, words, shape, path, dropped))
            }
            _ => None,
        }
    }

    /// Reads `version: 1.0` as the string that is written.
    fn scalar_to_string(&mut self, node: &mut Node, path: &NodePath<'_>) {
        let pointer = path.pointer();
        let text = match self.locator.scalar(&self.checked.moves.text_of(&pointer)) {
            Some(text) => text.to_owned(),
            None => match node {
                Node::Number(number) => number.to_string(),
                Node::Bool(value) => value.to_string(),
                _ => String::new(),
            },
        };
        let message = format!(
            "{} must be a string, not {}",
            path.subject(),
            node.describe()
        );
        let found = Diagnostic::new(codes::WRONG_TYPE, message).severity(Severity::Note);
        let found = found.at(&pointer).label(format!("it is read as `{text}`"));
        self.report(found.help("put the value in quotes"));
        *node = Node::String(text);
    }

    fn integer(
        &mut self,
        node: &mut Node,
        min: i128,
        shape: &'static Shape,
        path: &NodePath<'_>,
        dropped: Dropped,
    ) -> Option<Outcome> {
        let number = match node {
            Node::Number(number) => *number,
            Node::String(text) => parse_number(text)?,
            _ => return None,
        };
        let value = match number {
            Number::Int(value) => value,
            // `10.0` and `1e3` are integers in JSON Schema.
            Number::Float(float) if float.fract() == 0.0 && float.abs() < 1e15 => float as i128,
            Number::Float(_) => return None,
        };
        if value < min {
            let message = format!(
                "{} must be {}, not {value}",
                path.subject(),
                shape.describe()
            );
            return Some(self.reject(codes::BAD_BOUND, message, None, path, dropped));
        }
        if matches!(node, Node::String(_)) {
            self.read_as(path, shape, node, &value.to_string());
        }
        *node = Node::Number(Number::Int(value));
        Some(Outcome::Keep)
    }

    fn enum_value(
        &mut self,
        node: &mut Node,
        words: &'static [&'static str],
        shape: &'static Shape,
        path: &NodePath<'_>,
        dropped: Dropped,
    ) -> Outcome {
        let text = node.as_str().unwrap_or_default().to_owned();
        let same = |word: &&&str| word.eq_ignore_ascii_case(text.trim());
        if let Some(word) = words.iter().find(same) {
            self.read_as(path, shape, node, word);
            *node = Node::String((*word).to_owned());
            return Outcome::Keep;
        }
        let is_type = path.keyword() == Some("type");
        let is_listed_type = matches!(path, NodePath::Index(NodePath::Key(_, "type"), _));
        if (is_type || is_listed_type) && text == "null" && words.contains(&"object") {
            if is_type && self.version <= Version::V3_0 {
                self.report_once(codes::OTHER_VERSION, "schema", "null as type", || {
                    let message = "`type: null` requires OpenAPI 3.1";
                    let found = Diagnostic::new(codes::OTHER_VERSION, message).at(&path.pointer());
                    found.label("it is accepted anyway: the value is null")
                });
            }
            return Outcome::Keep;
        }
        let help = super::help::bad_value(path, &text).or_else(|| {
            let near = similar(&text, words.iter().copied())?;
            Some(format!("did you mean `{near}`?"))
        });
        let subject = path.subject();
        let message = format!("{subject} must be {}, not `{text}`", shape.describe());
        let outcome = self.reject(codes::BAD_VALUE, message, help, path, dropped);
        match is_type && words.contains(&"object") {
            // It stays in the tree, so that a comparison shows that it changed.
            true => Outcome::Keep,
            false => outcome,
        }
    }

    /// Reports that a value is read as another one.
    pub(super) fn read_as(&mut self, path: &NodePath<'_>, shape: &Shape, node: &Node, value: &str) {
        let expected = shape.describe();
        let found = node.describe();
        let message = format!("{} must be {expected}, not {found}", path.subject());
        let found = Diagnostic::new(codes::WRONG_TYPE, message);
        let found = match path.keyword() {
            Some("exclusiveMinimum" | "exclusiveMaximum") => {
                self.at_written(found, path, Part::Value)
            }
            _ => found.at(&path.pointer()),
        };
        self.report(found.label(format!("it is read as `{value}`")));
    }
}

/// Parses a boolean of YAML 1.1, or one in quotes.
fn parse_bool(text: &str) -> Option<bool> {
    match text.trim().to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" => Some(true),
        "false" | "no" | "off" => Some(false),
        _ => None,
    }
}

fn parse_number(text: &str) -> Option<Number> {
    let text = text.trim();
    let int = text.parse().map(Number::Int);
    let number = int.or_else(|_| text.parse().map(Number::Float)).ok()?;
    number.as_f64().is_finite().then_some(number)
}
