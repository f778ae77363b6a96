//! Evaluates JSONPath queries (RFC 9535).
//!
//! Input: a query and a tree. Output: the pointers of the selected nodes. An invalid query is a [`ParseError`] with its
//! position. Run time and stack are bounded for every query.

mod filter;
mod parse;
mod select;

use regex_lite::Regex;

use super::Node;
use crate::source::Pointer;

/// A parsed query.
#[derive(Clone, Debug)]
pub(super) struct Query {
    segments: Vec<Segment>,
}

/// Why a query is invalid, with the position in characters from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ParseError {
    pub at: usize,
    pub message: String,
}

/// The query takes too long to evaluate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct BudgetExceeded;

/// One step of a query that selects at most one node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Name(String),
    Index(i64),
}

/// The steps of a query that selects at most one node. `[-1:]` is the last item. Returns `None` for other queries.
pub(crate) fn singular_query(text: &str) -> Option<Vec<Step>> {
    let query = Query::parse(text).ok()?;
    let step = |segment: Segment| match segment {
        Segment::Child(mut selectors) if selectors.len() == 1 => match selectors.pop()? {
            Selector::Name(name) => Some(Step::Name(name)),
            Selector::Index(index) => Some(Step::Index(index)),
            Selector::Slice {
                start: Some(-1),
                end: None,
                step: 1,
            } => Some(Step::Index(-1)),
            Selector::Wildcard | Selector::Slice { .. } | Selector::Filter(_) => None,
        },
        Segment::Child(_) | Segment::Descendant(_) => None,
    };
    query.segments.into_iter().map(step).collect()
}

impl Query {
    /// The first name of a query that its node does not have, with the names that it has. Returns `None` if another
    /// step of the query selects nothing.
    pub(super) fn missing<'n>(&self, root: &'n Node) -> Option<(&str, Vec<&'n str>)> {
        let mut node = root;
        for segment in &self.segments {
            let Segment::Child(selectors) = segment else {
                return None;
            };
            node = match (&selectors[..], node) {
                ([Selector::Name(name)], Node::Object(map)) => match map.get(name) {
                    Some(inner) => inner,
                    None => return Some((name, map.keys().collect())),
                },
                ([Selector::Index(index)], Node::Array(items)) => {
                    items.get(usize::try_from(*index).ok()?)?
                }
                _ => return None,
            };
        }
        None
    }
}

/// One step of a query, from nodes to nodes.
#[derive(Clone, Debug)]
enum Segment {
    /// `.a`, `[…]`: selects children.
    Child(Vec<Selector>),
    /// `..a`, `..[…]`: selects descendants.
    Descendant(Vec<Selector>),
}

#[derive(Clone, Debug)]
enum Selector {
    Name(String),
    Wildcard,
    Index(i64),
    Slice {
        start: Option<i64>,
        end: Option<i64>,
        step: i64,
    },
    Filter(Filter),
}

/// A condition for a node.
#[derive(Clone, Debug)]
enum Filter {
    Or(Vec<Filter>),
    And(Vec<Filter>),
    Not(Box<Filter>),
    Exists(FilterQuery),
    Compare(Operand, Comparison, Operand),
    Match(Operand, Operand, MatchMode),
    /// A match with a literal pattern.
    MatchPattern(Operand, Regex),
}

/// A query in a filter.
#[derive(Clone, Debug)]
struct FilterQuery {
    start: Start,
    segments: Vec<Segment>,
}

#[derive(Clone, Copy, Debug)]
enum Start {
    /// `$`: the whole tree.
    Root,
    /// `@`: the node that is tested.
    Current,
}

/// An expression with a value or nothing as its result.
#[derive(Clone, Debug)]
enum Operand {
    Literal(Node),
    /// A query that selects at most one node.
    Singular(FilterQuery),
    Length(Box<Operand>),
    Count(FilterQuery),
    Value(FilterQuery),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// How much of a string a pattern must match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum MatchMode {
    /// `match`: the whole string.
    Full,
    /// `search`: any part of the string.
    Partial,
}

impl Query {
    /// Parses a query.
    pub(super) fn parse(text: &str) -> Result<Self, ParseError> {
        parse::query(text)
    }

    /// Returns the pointers of the selected nodes, each once, in the order of the query.
    pub(super) fn select(&self, root: &Node, at: &Pointer) -> Result<Vec<Pointer>, BudgetExceeded> {
        select::pointers(&self.segments, root, at)
    }
}

/// Compiles a pattern. Returns `None` if it is invalid. The regex crate lets `.` match a carriage return, RFC 9535 does
/// not.
fn compile_pattern(text: &str, mode: MatchMode) -> Option<Regex> {
    let mut regex = String::with_capacity(text.len());
    let mut in_class = false;
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        match c {
            '.' if !in_class => regex.push_str("[^\\n\\r]"),
            '\\' => {
                regex.push(c);
                regex.extend(rest.next());
            }
            _ => {
                in_class = (in_class || c == '[') && c != ']';
                regex.push(c);
            }
        }
    }
    let regex = match mode {
        MatchMode::Full => format!("\\A(?:{regex})\\z"),
        MatchMode::Partial => regex,
    };
    Regex::new(&regex).ok()
}

#[cfg(test)]
mod tests;
