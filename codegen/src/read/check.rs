//! The tree against the tables.
//!
//! In: a tree as it was written. Out: the same with what is wrong taken out. Guaranteed: every value that is left
//! under a known keyword has the keyword's shape, and each loss is a diagnostic. What is taken out of a list leaves
//! `null` behind, so that the pointers of the other items stay true.

use indexmap::IndexMap;

use super::refs::{Extent, Reference, Role, misplaced};
use super::shape::{Effect, Keyword, Need, Object, Rule, Shape};
use super::trail::Trail;
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
    pub(super) scope: Scope,
    pub(super) extent: Extent,
    pub(super) found: Checked,
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
    pub loose: Vec<(String, Pointer)>,
    /// What would be said over and over: said once, with the number of places.
    pub repeated: IndexMap<(&'static str, String), (Diagnostic, usize)>,
}

impl Checked {
    /// Says what repeats itself.
    pub(super) fn say_repeated(&mut self, diags: &mut Diagnostics) {
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

/// How much a mistake matters where we are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// What is written depends on it.
    Used,
    /// Under a keyword that nothing is made of, or beside a reference.
    Unused,
}

/// What is lost when a value is wrong.
#[derive(Clone, Copy, Debug)]
pub(super) struct Loss {
    pub what: &'static str,
    pub severity: Severity,
}

/// Whether a value stays in the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub(super) enum Fate {
    Stays,
    Goes,
}

pub(super) const KEYWORD: Loss = Loss {
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
        found: Checked,
    ) -> Self {
        Self {
            locator,
            diags,
            version,
            scope: Scope::Used,
            extent: Extent::Fragment,
            found,
        }
    }

    /// Checks a whole document.
    pub(super) fn run(
        mut self,
        root: &mut Node,
        shape: &'static Shape,
        trail: &Trail<'_>,
    ) -> Checked {
        let loss = Loss {
            what: "document",
            severity: Severity::Error,
        };
        self.extent = Extent::Whole;
        // What the root can't do without was looked at before.
        let _ = self.value(root, shape, trail, loss);
        self.found
    }

    /// Checks what a reference leads to.
    pub(super) fn fragment(
        &mut self,
        node: &mut Node,
        shape: &'static Shape,
        at: &Pointer,
    ) -> Fate {
        if let (Node::Null, Some(empty)) = (&*node, shape.when_empty()) {
            *node = empty;
        }
        self.value(node, shape, &Trail::At(at), item_loss(shape, shape.noun()))
    }

    /// What was found out.
    pub(super) fn into_checked(self) -> Checked {
        self.found
    }

    /// Checks one value; it may be repaired in place.
    pub(super) fn value(
        &mut self,
        node: &mut Node,
        shape: &'static Shape,
        trail: &Trail<'_>,
        loss: Loss,
    ) -> Fate {
        if let Some(target) = misplaced(node, shape) {
            self.refer(target, shape, trail, Role::Replaced);
            return Fate::Stays;
        }
        match (shape, &mut *node) {
            (Shape::Any, _) => {
                self.open_value(node, trail);
                return Fate::Stays;
            }
            (Shape::Text, Node::Text(_)) | (Shape::Bool | Shape::BoolOr(_), Node::Bool(_)) => {
                return Fate::Stays;
            }
            (Shape::Mapping(schema), Node::Text(target)) => {
                self.mapping(target, trail, schema);
                return Fate::Stays;
            }
            (Shape::Number, Node::Number(number)) if number.as_f64().is_finite() => {
                return Fate::Stays;
            }
            (Shape::OneOf(words), Node::Text(text)) if words.contains(&text.as_str()) => {
                return Fate::Stays;
            }
            (Shape::List(item, noun), Node::List(items)) => {
                self.items(items, item, noun, trail);
                return Fate::Stays;
            }
            (Shape::MapOf(entry, noun), Node::Map(map)) => {
                self.duplicates(map, trail);
                map.retain(|key, value| self.entry(key, value, entry, noun, trail) == Fate::Stays);
                return Fate::Stays;
            }
            (Shape::Object(object), Node::Map(_)) => {
                return self.object(node, object, trail, loss);
            }
            (Shape::RefOr(object), Node::Map(map)) => {
                return match map.get("$ref") {
                    Some(_) => self.reference(map, shape, object, trail, loss),
                    None => self.object(node, object, trail, loss),
                };
            }
            (Shape::RefOr(object), Node::Bool(value)) if object.rule == Rule::Schema => {
                let value = *value;
                self.boolean_schema(node, value, trail);
                return Fate::Stays;
            }
            (Shape::BoolOr(shape), Node::Map(_)) => return self.value(node, shape, trail, loss),
            _ => {}
        }
        self.repair(node, shape, trail, loss)
            .unwrap_or_else(|| self.wrong_type(node, shape, trail, loss))
    }

    fn items(
        &mut self,
        items: &mut [Node],
        shape: &'static Shape,
        noun: &'static str,
        trail: &Trail<'_>,
    ) {
        for (index, item) in items.iter_mut().enumerate() {
            let trail = trail.index(index);
            if self.value(item, shape, &trail, item_loss(shape, noun)) == Fate::Goes {
                self.found.left_out.push(trail.pointer());
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
        parent: &Trail<'_>,
    ) -> Fate {
        let trail = parent.key(key);
        if let (Node::Null, Some(empty)) = (&*value, shape.when_empty()) {
            self.empty(&trail, &format!("the {noun} is empty"), Severity::Warning);
            *value = empty;
        }
        // Extensions have no place among names, but are put there all the same.
        if key.starts_with("x-") && shape.is_object() && !matches!(value, Node::Map(_)) {
            return Fate::Goes;
        }
        let fate = self.value(value, shape, &trail, item_loss(shape, noun));
        if fate == Fate::Goes {
            self.found.left_out.push(trail.pointer());
        }
        fate
    }

    pub(super) fn object(
        &mut self,
        node: &mut Node,
        object: &'static Object,
        trail: &Trail<'_>,
        loss: Loss,
    ) -> Fate {
        let Node::Map(map) = node else {
            return self.wrong_type(node, &Shape::MapOf(&Shape::Any, "keyword"), trail, loss);
        };
        self.duplicates(map, trail);
        if matches!(object.rule, Rule::Schema | Rule::Simple) {
            self.respell(map, trail);
            self.names(map, trail);
        }
        let demanded = rules::demanded(object.rule, map);
        let version = self.version;
        let need = |keyword: &Keyword| match keyword.need {
            _ if demanded.contains(&keyword.name) => Need::Required,
            Need::Formerly if version <= Version::V3_0 => Need::Expected,
            Need::Formerly => Need::Optional,
            need => need,
        };
        let mut fate = Fate::Stays;
        map.retain(|key, value| match object.keyword(key) {
            Some(keyword) => {
                let loss = match need(keyword) {
                    Need::Required => loss,
                    Need::Optional | Need::Expected | Need::Formerly => KEYWORD,
                };
                let kept = self.keyword(value, keyword, object, trail, loss);
                if kept == Fate::Goes && need(keyword) == Need::Required && !value.is_null() {
                    fate = Fate::Goes;
                }
                kept == Fate::Stays
            }
            None if key.starts_with("x-") => true,
            None => match &object.entries {
                Some(entries) => {
                    let kept = self.entry(key, value, &entries.shape, entries.noun, trail);
                    kept == Fate::Stays
                }
                None => {
                    self.unknown(key, value, object, &trail.key(key));
                    true
                }
            },
        });
        if fate == Fate::Goes {
            return fate;
        }
        let lost = self.missing(map, object, need, trail, loss);
        if lost.is_none() {
            self.rule(map, object.rule, trail);
        }
        lost.unwrap_or(Fate::Stays)
    }

    pub(super) fn keyword(
        &mut self,
        value: &mut Node,
        keyword: &'static Keyword,
        object: &'static Object,
        parent: &Trail<'_>,
        loss: Loss,
    ) -> Fate {
        let trail = parent.key(keyword.name);
        if self.version < keyword.since {
            self.later(keyword, object, &trail);
        }
        if value.is_null() && !matches!(keyword.shape, Shape::Any) {
            if keyword.need == Need::Optional {
                let label = "read as if the keyword were not there";
                self.empty(&trail, label, Severity::Note);
            }
            return Fate::Goes;
        }
        if keyword.effect == Effect::Used || self.scope == Scope::Unused {
            return self.value(value, &keyword.shape, &trail, loss);
        }
        self.repeat(object.noun, keyword.name, || {
            let noun = Shape::Object(object).describe();
            let message = format!("nothing is made of `{}` in {noun}", keyword.name);
            Diagnostic::new(codes::UNUSED_KEYWORD, message).at_key(&trail.pointer())
        });
        self.scope = Scope::Unused;
        let fate = self.value(value, &keyword.shape, &trail, loss);
        self.scope = Scope::Used;
        fate
    }

    /// Values that the author chooses: nothing is asked of them.
    fn open_value(&mut self, node: &Node, trail: &Trail<'_>) {
        match node {
            Node::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.open_value(item, &trail.index(index));
                }
            }
            Node::Map(map) => {
                let scope = std::mem::replace(&mut self.scope, Scope::Unused);
                self.duplicates(map, trail);
                for (key, value) in map.iter() {
                    self.open_value(value, &trail.key(key));
                }
                self.scope = scope;
            }
            Node::Null | Node::Bool(_) | Node::Number(_) | Node::Text(_) => {}
        }
    }
}

/// What is lost with an entry: things are skipped, plain values make the output poorer.
fn item_loss(shape: &Shape, noun: &'static str) -> Loss {
    let severity = match shape {
        Shape::Object(_) | Shape::RefOr(_) | Shape::BoolOr(_) => Severity::Skipped,
        _ => Severity::Warning,
    };
    Loss {
        what: noun,
        severity,
    }
}
