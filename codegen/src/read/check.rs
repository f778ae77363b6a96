//! The tree against the tables.
//!
//! In: a tree as it was written. Out: the same with what is wrong taken out. Guaranteed: every value that is left
//! under a known keyword has the keyword's shape, and each dropped is a diagnostic. What is taken out of a list leaves
//! `null` behind, so that the pointers of the other items stay true.

use indexmap::IndexMap;

use super::node_path::NodePath;
use super::reference::{Extent, Reference, Role, misplaced};
use super::shape::{Keyword, ObjectType, Presence, Rule, Shape, Usage};
use super::version::Version;
use super::{Node, rules};
use crate::diag::{Diagnostic, Diagnostics, Severity, codes};
use crate::source::{Locator, Moves, Pointer};

/// Checks a tree, from the root down.
pub(super) struct Check<'a> {
    pub(super) locator: Locator<'a>,
    pub(super) diags: &'a mut Diagnostics,
    /// Of the document in work.
    pub(super) version: Version,
    pub(super) usage: Usage,
    pub(super) extent: Extent,
    pub(super) checked: Checked,
}

/// What the check found out, of all trees so far.
#[derive(Default)]
pub(super) struct Checked {
    /// What was left out.
    pub left_out: Vec<Pointer>,
    /// What stands elsewhere than in the text.
    pub moves: Moves,
    /// Schemas with a name of their own: `$anchor`, `$dynamicAnchor` (as `#name`) and `$id`.
    pub anchors: Vec<(String, Pointer)>,
    /// References, to be followed.
    pub references: Vec<Reference>,
    /// References that nobody else follows: what they lead to, and from where.
    pub example_refs: Vec<(String, Pointer)>,
    /// What would be said over and over: said once, with the number of places.
    pub repeated: IndexMap<(&'static str, String), (Diagnostic, usize)>,
}

impl Checked {
    /// Says what repeats itself.
    pub(super) fn report_repeated(&mut self, diags: &mut Diagnostics) {
        for (_, (mut found, count)) in std::mem::take(&mut self.repeated) {
            let more = match count {
                1 => None,
                2 => Some("here and in 1 more place".to_owned()),
                _ => Some(format!("here and in {} more places", count - 1)),
            };
            let label = std::mem::take(&mut found.label);
            let parts = [Some(label), more].into_iter().flatten();
            let parts: Vec<_> = parts.filter(|part| !part.is_empty()).collect();
            found.label = parts.join(", ");
            diags.push(found);
        }
    }
}

/// What is lost when a value is wrong.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dropped {
    pub what: &'static str,
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
    what: "keyword",
    severity: Severity::Warning,
};

impl<'a> Check<'a> {
    /// Nothing was checked yet.
    pub(super) fn new(locator: Locator<'a>, version: Version, diags: &'a mut Diagnostics) -> Self {
        Self::resume(locator, version, diags, Checked::default())
    }

    /// Goes on with other trees.
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
            what: "document",
            severity: Severity::Error,
        };
        self.extent = Extent::Document;
        // What the root can't do without was looked at before.
        let _ = self.value(root, shape, path, dropped);
        self.checked
    }

    /// Checks what a reference leads to.
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

    /// What was found out.
    pub(super) fn into_checked(self) -> Checked {
        self.checked
    }

    /// Checks one value; it may be repaired in place.
    pub(super) fn value(
        &mut self,
        node: &mut Node,
        shape: &'static Shape,
        path: &NodePath<'_>,
        dropped: Dropped,
    ) -> Outcome {
        if let Some(target) = misplaced(node, shape) {
            self.refer(target, shape, path, Role::Inlined);
            return Outcome::Keep;
        }
        match (shape, &mut *node) {
            (Shape::Any, _) => {
                self.open_value(node, path);
                return Outcome::Keep;
            }
            (Shape::String, Node::String(_)) | (Shape::Bool | Shape::BoolOr(_), Node::Bool(_)) => {
                return Outcome::Keep;
            }
            (Shape::Mapping(schema), Node::String(target)) => {
                self.mapping(target, path, schema);
                return Outcome::Keep;
            }
            (Shape::Number, Node::Number(number)) if number.as_f64().is_finite() => {
                return Outcome::Keep;
            }
            (Shape::Enum(words), Node::String(text)) if words.contains(&text.as_str()) => {
                return Outcome::Keep;
            }
            (Shape::Array(item, noun), Node::Array(items)) => {
                self.items(items, item, noun, path);
                return Outcome::Keep;
            }
            (Shape::MapOf(entry, noun), Node::Object(map)) => {
                self.duplicates(map, path);
                map.retain(|key, value| self.entry(key, value, entry, noun, path) == Outcome::Keep);
                return Outcome::Keep;
            }
            (Shape::Object(object), Node::Object(_)) => {
                return self.object(node, object, path, dropped);
            }
            (Shape::RefOr(object), Node::Object(map)) => {
                return match map.get("$ref") {
                    Some(_) => self.reference(map, shape, object, path, dropped),
                    None => self.object(node, object, path, dropped),
                };
            }
            (Shape::RefOr(object), Node::Bool(value)) if object.rule == Rule::Schema => {
                let value = *value;
                self.boolean_schema(node, value, path);
                return Outcome::Keep;
            }
            (Shape::BoolOr(shape), Node::Object(_)) => {
                return self.value(node, shape, path, dropped);
            }
            _ => {}
        }
        self.repair(node, shape, path, dropped)
            .unwrap_or_else(|| self.wrong_type(node, shape, path, dropped))
    }

    fn items(
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
            self.empty(&path, &format!("the {noun} is empty"), Severity::Warning);
            *value = empty;
        }
        // Extensions have no place among names, but are put there all the same.
        if key.starts_with("x-") && shape.is_object() && !matches!(value, Node::Object(_)) {
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
            return self.wrong_type(node, &Shape::MapOf(&Shape::Any, "keyword"), path, dropped);
        };
        self.duplicates(map, path);
        if matches!(object.rule, Rule::Schema | Rule::Simple) {
            self.normalize(map, path);
            self.names(map, path);
        }
        let demanded = rules::demanded(object.rule, map);
        let version = self.version;
        let presence = |keyword: &Keyword| match keyword.presence {
            _ if demanded.contains(&keyword.name) => Presence::Required,
            Presence::ExpectedIn3_0 if version <= Version::V3_0 => Presence::Expected,
            Presence::ExpectedIn3_0 => Presence::Optional,
            presence => presence,
        };
        let mut outcome = Outcome::Keep;
        map.retain(|key, value| match object.keyword(key) {
            Some(keyword) => {
                let dropped = match presence(keyword) {
                    Presence::Required => dropped,
                    Presence::Optional | Presence::Expected | Presence::ExpectedIn3_0 => KEYWORD,
                };
                let kept = self.keyword(value, keyword, object, path, dropped);
                if kept == Outcome::Drop
                    && presence(keyword) == Presence::Required
                    && !value.is_null()
                {
                    outcome = Outcome::Drop;
                }
                kept == Outcome::Keep
            }
            None if key.starts_with("x-") => true,
            None => match &object.entries {
                Some(entries) => {
                    let kept = self.entry(key, value, &entries.shape, entries.noun, path);
                    kept == Outcome::Keep
                }
                None => {
                    self.unknown(key, value, object, &path.key(key));
                    true
                }
            },
        });
        if outcome == Outcome::Drop {
            return outcome;
        }
        let lost = self.missing(map, object, presence, path, dropped);
        if lost.is_none() {
            self.rule(map, object.rule, path);
        }
        lost.unwrap_or(Outcome::Keep)
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
            self.later(keyword, object, &path);
        }
        if value.is_null() && !matches!(keyword.shape, Shape::Any) {
            if keyword.presence == Presence::Optional {
                let label = "read as if the keyword were not there";
                self.empty(&path, label, Severity::Note);
            }
            return Outcome::Drop;
        }
        if keyword.usage == Usage::Used || self.usage == Usage::Unused {
            return self.value(value, &keyword.shape, &path, dropped);
        }
        self.report_once(object.noun, keyword.name, || {
            let noun = Shape::Object(object).describe();
            let message = format!("nothing is made of `{}` in {noun}", keyword.name);
            Diagnostic::new(codes::UNUSED_KEYWORD, message).at_key(&path.pointer())
        });
        self.usage = Usage::Unused;
        let outcome = self.value(value, &keyword.shape, &path, dropped);
        self.usage = Usage::Used;
        outcome
    }

    /// Values that the author chooses: nothing is asked of them.
    fn open_value(&mut self, node: &Node, path: &NodePath<'_>) {
        match node {
            Node::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.open_value(item, &path.index(index));
                }
            }
            Node::Object(map) => {
                let usage = std::mem::replace(&mut self.usage, Usage::Unused);
                self.duplicates(map, path);
                for (key, value) in map.iter() {
                    self.open_value(value, &path.key(key));
                }
                self.usage = usage;
            }
            Node::Null | Node::Bool(_) | Node::Number(_) | Node::String(_) => {}
        }
    }
}

/// What is lost with an entry: things are skipped, plain values make the output poorer.
fn dropped_item(shape: &Shape, noun: &'static str) -> Dropped {
    let severity = match shape {
        Shape::Object(_) | Shape::RefOr(_) | Shape::BoolOr(_) => Severity::Skipped,
        _ => Severity::Warning,
    };
    Dropped {
        what: noun,
        severity,
    }
}
