//! Selects the nodes of a query.
//!
//! Input: segments and a tree. Output: the selected nodes. The run time is bounded by [`VISITS_PER_NODE`].

use std::borrow::Cow;
use std::cell::Cell;
use std::cmp::Ordering;
use std::collections::HashSet;
use std::rc::Rc;

use super::{
    BudgetExceeded, Comparison, Filter, FilterQuery, Operand, Segment, Selector, Start,
    compile_pattern,
};
use crate::read::{Node, Number};
use crate::source::Pointer;

/// How often each node may be visited on average.
const VISITS_PER_NODE: usize = 50;

/// How many visits every tree has in addition.
const BUDGET: usize = 1_000_000;

/// The path to a node, shared between nodes. It becomes a pointer only if the node is selected.
enum SharedPath<'a> {
    Root,
    Key(Rc<SharedPath<'a>>, &'a str),
    Index(Rc<SharedPath<'a>>, usize),
}

#[derive(Clone)]
struct Selected<'a> {
    node: &'a Node,
    path: Rc<SharedPath<'a>>,
}

/// The evaluation of a query.
struct Search<'a> {
    root: &'a Node,
    /// How many more nodes may be visited.
    budget: Cell<usize>,
}

/// A value, or nothing.
type Value<'a> = Option<Cow<'a, Node>>;

/// Returns the pointers of the nodes that the segments select, each once.
pub(super) fn pointers(
    segments: &[Segment],
    root: &Node,
    at: &Pointer,
) -> Result<Vec<Pointer>, BudgetExceeded> {
    let search = Search {
        root,
        budget: Cell::new(BUDGET + VISITS_PER_NODE * root.size()),
    };
    let found = search.follow(segments, root);
    if search.budget.get() == 0 {
        return Err(BudgetExceeded);
    }
    let mut visited = HashSet::new();
    let pointers = found.iter().map(|found| found.path.pointer(at));
    Ok(pointers
        .filter(|pointer| visited.insert(pointer.clone()))
        .collect())
}

impl SharedPath<'_> {
    fn pointer(&self, root: &Pointer) -> Pointer {
        match self {
            SharedPath::Root => root.clone(),
            SharedPath::Key(holder, key) => holder.pointer(root).child(key),
            SharedPath::Index(holder, index) => holder.pointer(root).index(*index),
        }
    }
}

impl<'a> Selected<'a> {
    fn key(&self, key: &'a str, node: &'a Node) -> Self {
        let path = Rc::new(SharedPath::Key(self.path.clone(), key));
        Self { node, path }
    }

    fn index(&self, index: usize, node: &'a Node) -> Self {
        let path = Rc::new(SharedPath::Index(self.path.clone(), index));
        Self { node, path }
    }

    fn children(&self) -> Vec<Self> {
        match self.node {
            Node::Object(map) => map.iter().map(|(key, node)| self.key(key, node)).collect(),
            Node::Array(items) => {
                let items = items.iter().enumerate();
                items.map(|(index, node)| self.index(index, node)).collect()
            }
            _ => Vec::new(),
        }
    }
}

impl<'a> Search<'a> {
    /// Spends one visit. Returns whether the budget allows it.
    fn spend(&self) -> bool {
        self.budget.set(self.budget.get().saturating_sub(1));
        self.budget.get() > 0
    }

    fn follow(&self, segments: &[Segment], from: &'a Node) -> Vec<Selected<'a>> {
        let path = Rc::new(SharedPath::Root);
        let mut found = vec![Selected { node: from, path }];
        for segment in segments {
            let mut next = Vec::new();
            for one in found.iter().take_while(|_| self.spend()) {
                match segment {
                    Segment::Child(selectors) => self.children(selectors, one, &mut next),
                    Segment::Descendant(selectors) => self.descendants(selectors, one, &mut next),
                }
            }
            found = next;
        }
        found
    }

    /// Selects from a node and its descendants. The recursion is as deep as the tree, which is bounded.
    fn descendants(&self, selectors: &[Selector], of: &Selected<'a>, into: &mut Vec<Selected<'a>>) {
        self.children(selectors, of, into);
        if self.spend() {
            for child in of.children() {
                self.descendants(selectors, &child, into);
            }
        }
    }

    fn children(&self, selectors: &[Selector], of: &Selected<'a>, into: &mut Vec<Selected<'a>>) {
        for selector in selectors {
            if !self.spend() {
                return;
            }
            match (selector, of.node) {
                (Selector::Name(name), Node::Object(map)) => {
                    let entry = map.entry(name);
                    into.extend(entry.map(|(key, node)| of.key(key, node)));
                }
                (Selector::Index(index), Node::Array(items)) => {
                    let index = from_end(*index, items.len());
                    let index = usize::try_from(index).ok();
                    let item = index.and_then(|index| Some((index, items.get(index)?)));
                    into.extend(item.map(|(index, node)| of.index(index, node)));
                }
                (Selector::Slice { start, end, step }, Node::Array(items)) => {
                    let picked = slice(*start, *end, *step, items.len());
                    into.extend(
                        picked
                            .into_iter()
                            .map(|index| of.index(index, &items[index])),
                    );
                }
                (Selector::Wildcard, _) => into.extend(of.children()),
                (Selector::Filter(filter), _) => {
                    let children = of.children().into_iter();
                    into.extend(children.filter(|child| self.passes(filter, child.node)));
                }
                (Selector::Name(_) | Selector::Index(_) | Selector::Slice { .. }, _) => {}
            }
        }
    }

    fn passes(&self, filter: &Filter, current: &'a Node) -> bool {
        if !self.spend() {
            return false;
        }
        match filter {
            Filter::Or(filters) => filters.iter().any(|filter| self.passes(filter, current)),
            Filter::And(filters) => filters.iter().all(|filter| self.passes(filter, current)),
            Filter::Not(filter) => !self.passes(filter, current),
            Filter::Exists(inner) => !self.filter_query(inner, current).is_empty(),
            Filter::Compare(left, comparison, right) => {
                let (left, right) = (self.value(left, current), self.value(right, current));
                compare(left.as_deref(), *comparison, right.as_deref())
            }
            Filter::Match(text, by, mode) => {
                let by = self.value(by, current);
                let regex = by.as_deref().and_then(Node::as_str);
                let regex = regex.and_then(|text| compile_pattern(text, *mode));
                regex.is_some_and(|regex| self.is_match(text, &regex, current))
            }
            Filter::MatchPattern(text, regex) => self.is_match(text, regex, current),
        }
    }

    fn is_match(&self, text: &Operand, regex: &regex_lite::Regex, current: &'a Node) -> bool {
        let text = self.value(text, current);
        let text = text.as_deref().and_then(Node::as_str);
        text.is_some_and(|text| regex.is_match(text))
    }

    fn filter_query(&self, inner: &FilterQuery, current: &'a Node) -> Vec<Selected<'a>> {
        let start = match inner.start {
            Start::Root => self.root,
            Start::Current => current,
        };
        self.follow(&inner.segments, start)
    }

    fn value(&self, operand: &Operand, current: &'a Node) -> Value<'a> {
        let count = |count: usize| {
            let count = i128::try_from(count).unwrap_or(i128::MAX);
            Some(Cow::Owned(Node::Number(Number::Int(count))))
        };
        match operand {
            Operand::Literal(node) => Some(Cow::Owned(node.clone())),
            Operand::Singular(inner) | Operand::Value(inner) => {
                match &self.filter_query(inner, current)[..] {
                    [one] => Some(Cow::Borrowed(one.node)),
                    _ => None,
                }
            }
            Operand::Count(inner) => count(self.filter_query(inner, current).len()),
            Operand::Length(of) => match self.value(of, current)?.as_ref() {
                Node::String(text) => count(text.chars().count()),
                Node::Array(items) => count(items.len()),
                Node::Object(map) => count(map.len()),
                Node::Null | Node::Bool(_) | Node::Number(_) => None,
            },
        }
    }
}

fn from_end(index: i64, length: usize) -> i64 {
    let length = i64::try_from(length).unwrap_or(i64::MAX);
    if index < 0 { index + length } else { index }
}

/// The indices of a slice as defined by RFC 9535.
fn slice(start: Option<i64>, end: Option<i64>, step: i64, length: usize) -> Vec<usize> {
    let last = i64::try_from(length).unwrap_or(i64::MAX);
    let bound = |index: Option<i64>, otherwise: i64, low: i64, high: i64| {
        let index = index.map_or(otherwise, |index| from_end(index, length));
        index.clamp(low, high)
    };
    let mut picked = Vec::new();
    if step > 0 {
        let mut at = bound(start, 0, 0, last);
        while at < bound(end, last, 0, last) {
            picked.push(at);
            at = at.saturating_add(step);
        }
    } else if step < 0 {
        let mut at = bound(start, last - 1, -1, last - 1);
        while at > bound(end, -1, -1, last - 1) {
            picked.push(at);
            at = at.saturating_add(step);
        }
    }
    let indices = picked.into_iter().map(usize::try_from);
    indices.filter_map(Result::ok).collect()
}

fn compare(left: Option<&Node>, comparison: Comparison, right: Option<&Node>) -> bool {
    let same = || match (left, right) {
        (Some(left), Some(right)) => equal(left, right),
        (None, None) => true,
        _ => false,
    };
    let ordered = |wanted: Ordering| match (left, right) {
        (Some(Node::String(left)), Some(Node::String(right))) => left.cmp(right) == wanted,
        (Some(Node::Number(left)), Some(Node::Number(right))) => {
            order(*left, *right) == Some(wanted)
        }
        _ => false,
    };
    match comparison {
        Comparison::Equal => same(),
        Comparison::NotEqual => !same(),
        Comparison::Less => ordered(Ordering::Less),
        Comparison::LessOrEqual => ordered(Ordering::Less) || same(),
        Comparison::Greater => ordered(Ordering::Greater),
        Comparison::GreaterOrEqual => ordered(Ordering::Greater) || same(),
    }
}

fn order(left: Number, right: Number) -> Option<Ordering> {
    match (left, right) {
        (Number::Int(left), Number::Int(right)) => Some(left.cmp(&right)),
        _ => left.as_f64().partial_cmp(&right.as_f64()),
    }
}

/// Compares JSON values: numbers by value, objects in any order.
fn equal(left: &Node, right: &Node) -> bool {
    match (left, right) {
        (Node::Number(left), Node::Number(right)) => order(*left, *right) == Some(Ordering::Equal),
        (Node::Array(left), Node::Array(right)) => {
            let mut pairs = left.iter().zip(right);
            left.len() == right.len() && pairs.all(|(left, right)| equal(left, right))
        }
        (Node::Object(left), Node::Object(right)) => {
            let same = |(key, left)| right.get(key).is_some_and(|right| equal(left, right));
            left.len() == right.len() && left.iter().all(same)
        }
        _ => left == right,
    }
}
