//! Checks a tree against the tables of the specification.
//!
//! Input: a tree as it is written. Output: the same tree without wrong values. Every remaining value under a known
//! keyword has the shape that the keyword requires, and every dropped value is reported. A dropped item of an array
//! is replaced by `null`, so that the pointers of the other items stay valid.

use indexmap::IndexMap;

use super::disposition::Disposition;
use super::node_path::NodePath;
use super::reference::{Extent, Reference, Role, misplaced};
use super::shape::{Keyword, ObjectType, Presence, Rule, Shape, Usage};
use super::version::Version;
use super::{Map, Node, rules};
use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::source::{Locator, Moves, Pointer};

/// Checks trees, from the root down.
pub(super) struct Check<'a> {
    pub(super) locator: Locator<'a>,
    pub(super) diags: &'a mut Diagnostics,
    /// The version of the document that is being checked.
    pub(super) version: Version,
    pub(super) usage: Usage,
    pub(super) extent: Extent,
    pub(super) checked: Checked,
}

/// The results that the check collected from all trees so far.
#[derive(Default)]
pub(super) struct Checked {
    /// Dropped values.
    pub left_out: Vec<Pointer>,
    /// Nodes that are not where they are in the file.
    pub moves: Moves,
    /// Schemas that declare `$anchor`, `$dynamicAnchor` (both as `#name`) or `$id`.
    pub anchors: Vec<(String, Pointer)>,
    /// References to follow.
    pub references: Vec<Reference>,
    /// References to examples, which later stages do not follow: the target and the referring node.
    pub example_refs: Vec<(String, Pointer)>,
    /// Extensions without effect: how often each occurs, and where first.
    pub extensions: IndexMap<String, (Pointer, usize)>,
    /// Problems that are reported once, with the number of locations.
    pub repeated: IndexMap<(&'static str, &'static str, String), (Diagnostic, usize)>,
}

impl Checked {
    /// Reports the problems that are reported once.
    pub(super) fn report_repeated(&mut self, diags: &mut Diagnostics) {
        self.report_extensions(diags);
        for (_, (found, count)) in std::mem::take(&mut self.repeated) {
            diags.push(found.repeated(count));
        }
    }
}

/// The item that is dropped if a value is wrong, and the severity of the report.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dropped {
    pub noun: &'static str,
    pub severity: Severity,
}

/// Whether a value stays in the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub(super) enum Outcome {
    Keep,
    Drop,
}

pub(super) const KEYWORD: Dropped = Dropped {
    noun: "keyword",
    severity: Severity::Warning,
};

impl<'a> Check<'a> {
    /// Creates a check that has collected nothing yet.
    pub(super) fn new(locator: Locator<'a>, version: Version, diags: &'a mut Diagnostics) -> Self {
        Self::resume(locator, version, diags, Checked::default())
    }

    /// Continues with other trees.
    pub(super) fn resume(
        locator: Locator<'a>,
        version: Version,
        diags: &'a mut Diagnostics,
        checked: Checked,
    ) -> Self {
        Self {
            locator,
            diags,
            version,
            usage: Usage::Used,
            extent: Extent::Fragment,
            checked,
        }
    }

    /// Checks a whole document.
    pub(super) fn run(
        mut self,
        root: &mut Node,
        shape: &'static Shape,
        path: &NodePath<'_>,
    ) -> Checked {
        let dropped = Dropped {
            noun: "document",
            severity: Severity::Error,
        };
        self.extent = Extent::Document;
        // The version was detected before, so the root is an object with its required keyword.
        let _ = self.value(root, shape, path, dropped);
        self.checked
    }

    /// Checks the target of a reference.
    pub(super) fn fragment(
        &mut self,
        node: &mut Node,
        shape: &'static Shape,
        at: &Pointer,
    ) -> Outcome {
        if let (Node::Null, Some(empty)) = (&*node, shape.when_empty()) {
            *node = empty;
        }
        self.value(
            node,
            shape,
            &NodePath::Pointer(at),
            dropped_item(shape, shape.noun()),
        )
    }

    /// Returns the collected results.
    pub(super) fn into_checked(self) -> Checked {
        self.checked
    }

    /// Checks one value, which may be coerced in place.
    pub(super) fn value(
        &mut self,
        node: &mut Node,
        shape: &'static Shape,
        path: &NodePath<'_>,
        dropped: Dropped,
    ) -> Outcome {
        if let Some(target) = misplaced(node, shape) {
            self.record_reference(target, shape, path, Role::Inlined);
            return Outcome::Keep;
        }
        match (shape, &mut *node) {
            (Shape::Any, _) => self.any_value(node, path),
            (Shape::String, Node::String(_)) | (Shape::Bool | Shape::BoolOr(_), Node::Bool(_)) => {}
            (Shape::Mapping(schema), Node::String(target)) => self.mapping(target, path, schema),
            (Shape::Number, Node::Number(number)) if number.as_f64().is_finite() => {}
            (Shape::Enum(words), Node::String(text)) if words.contains(&text.as_str()) => {}
            (Shape::Array(item, noun), Node::Array(items)) => {
                self.check_items(items, item, noun, path);
            }
            (Shape::MapOf(entry, noun), Node::Object(map)) => {
                self.report_duplicates(map, path);
                map.retain(|key, value| self.entry(key, value, entry, noun, path) == Outcome::Keep);
            }
            (Shape::RefOr(object), Node::Object(map)) if map.contains("$ref") => {
                return self.reference(map, shape, object, path, dropped);
            }
            (Shape::Object(object) | Shape::RefOr(object), Node::Object(_)) => {
                return self.object(node, object, path, dropped);
            }
            (Shape::RefOr(object), Node::Bool(value)) if object.rule == Rule::Schema => {
                self.boolean_schema(*value, path);
            }
            (Shape::BoolOr(shape), Node::Object(_))
            | (Shape::BoolOr(shape @ Shape::Number), Node::Number(_)) => {
                return self.value(node, shape, path, dropped);
            }
            (Shape::OneOrMore(shape, noun), Node::Array(items)) if !items.is_empty() => {
                self.check_items(items, shape, noun, path);
            }
            (Shape::OneOrMore(shape, _), _) => return self.value(node, shape, path, dropped),
            _ => {
                let coerced = self.coerce(node, shape, path, dropped);
                return coerced.unwrap_or_else(|| self.reject_type(node, shape, path, dropped));
            }
        }
        Outcome::Keep
    }

    fn check_items(
        &mut self,
        items: &mut [Node],
        shape: &'static Shape,
        noun: &'static str,
        path: &NodePath<'_>,
    ) {
        for (index, item) in items.iter_mut().enumerate() {
            let path = path.index(index);
            if self.value(item, shape, &path, dropped_item(shape, noun)) == Outcome::Drop {
                self.checked.left_out.push(path.pointer());
                *item = Node::Null;
            }
        }
    }

    fn entry(
        &mut self,
        key: &str,
        value: &mut Node,
        shape: &'static Shape,
        noun: &'static str,
        parent: &NodePath<'_>,
    ) -> Outcome {
        let path = parent.key(key);
        if let (Node::Null, Some(empty)) = (&*value, shape.when_empty()) {
            self.report_empty(&path, &format!("the {noun} is empty"), Severity::Warning);
            *value = empty;
        }
        // Maps do not allow extensions, but many documents have them there.
        if key.starts_with("x-") && shape.is_object() && !matches!(value, Node::Object(_)) {
            self.extension(key, &path);
            return Outcome::Drop;
        }
        let outcome = self.value(value, shape, &path, dropped_item(shape, noun));
        if outcome == Outcome::Drop {
            self.checked.left_out.push(path.pointer());
        }
        outcome
    }

    pub(super) fn object(
        &mut self,
        node: &mut Node,
        object: &'static ObjectType,
        path: &NodePath<'_>,
        dropped: Dropped,
    ) -> Outcome {
        let Node::Object(map) = node else {
            return self.reject_type(node, &Shape::MapOf(&Shape::Any, "keyword"), path, dropped);
        };
        self.report_duplicates(map, path);
        if matches!(object.rule, Rule::Schema | Rule::Items) {
            self.prepare_schema(map, object.rule, path);
            self.record_names(map, path);
        }
        let required = rules::conditionally_required(object.rule, map);
        let version = self.version;
        let presence = |keyword: &Keyword| match keyword.presence {
            _ if required.contains(&keyword.name) => Presence::Required,
            Presence::ExpectedIn3_0 if version <= Version::V3_0 => Presence::Expected,
            Presence::ExpectedIn3_0 => Presence::Optional,
            other => other,
        };
        if self.object_entries(map, object, presence, path, dropped) == Outcome::Drop {
            return Outcome::Drop;
        }
        let missing = self.report_missing(map, object, presence, path, dropped);
        if missing.is_none() {
            if matches!(object.rule, Rule::Schema | Rule::Items) {
                self.upgrade_schema(map, object.rule, path);
            }
            self.rule(map, object.rule, path);
        }
        missing.unwrap_or(Outcome::Keep)
    }

    /// Checks the entries of an object. The outcome is `Drop` if a required keyword is wrong.
    fn object_entries(
        &mut self,
        map: &mut Map,
        object: &'static ObjectType,
        presence: impl Fn(&Keyword) -> Presence,
        path: &NodePath<'_>,
        dropped: Dropped,
    ) -> Outcome {
        let mut outcome = Outcome::Keep;
        map.retain(|key, value| match (object.keyword(key), &object.entries) {
            (Some(keyword), _) => {
                let is_required = presence(keyword) == Presence::Required;
                let dropped = if is_required { dropped } else { KEYWORD };
                let own = self.keyword(value, keyword, object, path, dropped);
                if own == Outcome::Drop && is_required && !value.is_null() {
                    outcome = Outcome::Drop;
                }
                own == Outcome::Keep
            }
            (None, _) if key.starts_with("x-") => {
                self.extension(key, &path.key(key));
                true
            }
            (None, Some(entries)) => {
                self.entry(key, value, &entries.shape, entries.noun, path) == Outcome::Keep
            }
            (None, None) => {
                self.report_unknown(key, value, object, &path.key(key));
                true
            }
        });
        outcome
    }

    pub(super) fn keyword(
        &mut self,
        value: &mut Node,
        keyword: &'static Keyword,
        object: &'static ObjectType,
        parent: &NodePath<'_>,
        dropped: Dropped,
    ) -> Outcome {
        let path = parent.key(keyword.name);
        if self.version < keyword.since {
            self.report_later_version(keyword, object, &path);
        }
        if value.is_null() && !matches!(keyword.shape, Shape::Any) {
            if keyword.presence == Presence::Optional {
                let label = "treated as if the keyword were absent";
                self.report_empty(&path, label, Severity::Note);
            }
            return Outcome::Drop;
        }
        self.report_disposition(keyword, object, &path);
        if keyword.disposition != Disposition::Reported || self.usage == Usage::Unused {
            return self.value(value, &keyword.shape, &path, dropped);
        }
        self.usage = Usage::Unused;
        let outcome = self.value(value, &keyword.shape, &path, dropped);
        self.usage = Usage::Used;
        outcome
    }

    /// Checks a value of any shape: only its duplicate keys are reported.
    fn any_value(&mut self, node: &Node, path: &NodePath<'_>) {
        match node {
            Node::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.any_value(item, &path.index(index));
                }
            }
            Node::Object(map) => {
                let usage = std::mem::replace(&mut self.usage, Usage::Unused);
                self.report_duplicates(map, path);
                for (key, value) in map.iter() {
                    self.any_value(value, &path.key(key));
                }
                self.usage = usage;
            }
            Node::Null | Node::Bool(_) | Node::Number(_) | Node::String(_) => {}
        }
    }
}

/// The item that is dropped with an entry. A dropped object is reported as skipped, any other value as a warning.
fn dropped_item(shape: &Shape, noun: &'static str) -> Dropped {
    let severity = match shape {
        Shape::Object(_) | Shape::RefOr(_) | Shape::BoolOr(_) => Severity::Skipped,
        _ => Severity::Warning,
    };
    Dropped { noun, severity }
}
