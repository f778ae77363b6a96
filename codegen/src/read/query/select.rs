//! Following a query.
//!
//! In: segments and a tree. Out: the nodes that they lead to. Guaranteed: ends after some
//! [`LOOKS`] at each node.

use std::borrow::Cow;
use std::cell::Cell;
use std::cmp::Ordering;
use std::collections::HashSet;
use std::rc::Rc;

use super::{Comparison, Endless, Filter, Inner, Operand, Segment, Selector, Start, pattern};
use crate::read::{Node, Number};
use crate::source::Pointer;

/// How often each node may be looked at, on average.
const LOOKS: usize = 50;

/// Looks at nodes that any tree may have.
const BUDGET: usize = 1_000_000;

/// Where a node is, as far as anyone wants to know.
enum Way<'a> {
    Root,
    Key(Rc<Way<'a>>, &'a str),
    Index(Rc<Way<'a>>, usize),
}

#[derive(Clone)]
struct Found<'a> {
    node: &'a Node,
    way: Rc<Way<'a>>,
}

/// A tree that is asked.
struct Search<'a> {
    root: &'a Node,
    left: Cell<usize>,
}

/// A value, or nothing.
type Value<'a> = Option<Cow<'a, Node>>;

/// The places that segments lead to from the root, each once.
pub(super) fn pointers(
    segments: &[Segment],
    root: &Node,
    at: &Pointer,
) -> Result<Vec<Pointer>, Endless> {
    let search = Search {
        root,
        left: Cell::new(BUDGET + LOOKS * root.size()),
    };
    let found = search.follow(segments, root);
    if search.left.get() == 0 {
        return Err(Endless);
    }
    let mut seen = HashSet::new();
    let places = found.iter().map(|found| found.way.pointer(at));
    Ok(places.filter(|place| seen.insert(place.clone())).collect())
}

impl Way<'_> {
    fn pointer(&self, root: &Pointer) -> Pointer {
        match self {
            Way::Root => root.clone(),
            Way::Key(holder, key) => holder.pointer(root).child(key),
            Way::Index(holder, index) => holder.pointer(root).index(*index),
        }
    }
}

impl<'a> Found<'a> {
    fn key(&self, key: &'a str, node: &'a Node) -> Self {
        let way = Rc::new(Way::Key(self.way.clone(), key));
        Self { node, way }
    }

    fn index(&self, index: usize, node: &'a Node) -> Self {
        let way = Rc::new(Way::Index(self.way.clone(), index));
        Self { node, way }
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
    /// Whether one more node may be looked at.
    fn goes_on(&self) -> bool {
        self.left.set(self.left.get().saturating_sub(1));
        self.left.get() > 0
    }

    fn follow(&self, segments: &[Segment], from: &'a Node) -> Vec<Found<'a>> {
        let way = Rc::new(Way::Root);
        let mut found = vec![Found { node: from, way }];
        for segment in segments {
            let mut next = Vec::new();
            for one in found.iter().take_while(|_| self.goes_on()) {
                match segment {
                    Segment::Child(selectors) => self.children(selectors, one, &mut next),
                    Segment::Below(selectors) => self.below(selectors, one, &mut next),
                }
            }
            found = next;
        }
        found
    }

    /// No deeper than the tree, whose depth is bounded.
    fn below(&self, selectors: &[Selector], of: &Found<'a>, into: &mut Vec<Found<'a>>) {
        self.children(selectors, of, into);
        if self.goes_on() {
            for child in of.children() {
                self.below(selectors, &child, into);
            }
        }
    }

    fn children(&self, selectors: &[Selector], of: &Found<'a>, into: &mut Vec<Found<'a>>) {
        for selector in selectors {
            if !self.goes_on() {
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
                (Selector::Every, _) => into.extend(of.children()),
                (Selector::Filter(filter), _) => {
                    let children = of.children().into_iter();
                    into.extend(children.filter(|child| self.holds(filter, child.node)));
                }
                (Selector::Name(_) | Selector::Index(_) | Selector::Slice { .. }, _) => {}
            }
        }
    }

    fn holds(&self, filter: &Filter, here: &'a Node) -> bool {
        if !self.goes_on() {
            return false;
        }
        match filter {
            Filter::Any(filters) => filters.iter().any(|filter| self.holds(filter, here)),
            Filter::All(filters) => filters.iter().all(|filter| self.holds(filter, here)),
            Filter::Not(filter) => !self.holds(filter, here),
            Filter::Exists(inner) => !self.inner(inner, here).is_empty(),
            Filter::Compare(left, comparison, right) => {
                let (left, right) = (self.value(left, here), self.value(right, here));
                compare(left.as_deref(), *comparison, right.as_deref())
            }
            Filter::Fits(text, by, extent) => {
                let by = self.value(by, here);
                let regex = by.as_deref().and_then(Node::as_str);
                let regex = regex.and_then(|text| pattern(text, *extent));
                regex.is_some_and(|regex| self.fits(text, &regex, here))
            }
            Filter::FitsPattern(text, regex) => self.fits(text, regex, here),
        }
    }

    fn fits(&self, text: &Operand, regex: &regex_lite::Regex, here: &'a Node) -> bool {
        let text = self.value(text, here);
        let text = text.as_deref().and_then(Node::as_str);
        text.is_some_and(|text| regex.is_match(text))
    }

    fn inner(&self, inner: &Inner, here: &'a Node) -> Vec<Found<'a>> {
        let start = match inner.start {
            Start::Root => self.root,
            Start::Here => here,
        };
        self.follow(&inner.segments, start)
    }

    fn value(&self, operand: &Operand, here: &'a Node) -> Value<'a> {
        let count = |count: usize| {
            let count = i128::try_from(count).unwrap_or(i128::MAX);
            Some(Cow::Owned(Node::Number(Number::Int(count))))
        };
        match operand {
            Operand::Literal(node) => Some(Cow::Owned(node.clone())),
            Operand::One(inner) | Operand::Value(inner) => match &self.inner(inner, here)[..] {
                [one] => Some(Cow::Borrowed(one.node)),
                _ => None,
            },
            Operand::Count(inner) => count(self.inner(inner, here).len()),
            Operand::Length(of) => match self.value(of, here)?.as_ref() {
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

/// The indices of a slice, as RFC 9535 counts them.
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

/// As JSON: numbers by their value, objects in any order.
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
