//! Which nodes of a tree are meant: JSONPath (RFC 9535).
//!
//! In: the text of a query, and a tree. Out: the places that it selects. Guaranteed: a text that is no query, or asks
//! for what is not offered, is a [`Fault`] at its character; time and stack are bounded, whatever the query is.

mod filter;
mod parse;
mod select;

use regex_lite::Regex;

use super::Node;
use crate::source::Pointer;

/// A query that was read.
#[derive(Clone, Debug)]
pub(super) struct Query {
    segments: Vec<Segment>,
}

/// Why a text is no query: where, counted in characters from 0, and what was expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub at: usize,
    pub message: String,
}

/// A query that would take longer than anyone waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Endless;

/// One step: from nodes to nodes.
#[derive(Clone, Debug)]
enum Segment {
    /// `.a`, `[…]`: of the nodes themselves.
    Child(Vec<Selector>),
    /// `..a`, `..[…]`: also of all that is below them.
    Below(Vec<Selector>),
}

#[derive(Clone, Debug)]
enum Selector {
    Name(String),
    Every,
    Index(i64),
    Slice {
        start: Option<i64>,
        end: Option<i64>,
        step: i64,
    },
    Filter(Filter),
}

/// What is true of a node, or not.
#[derive(Clone, Debug)]
enum Filter {
    Any(Vec<Filter>),
    All(Vec<Filter>),
    Not(Box<Filter>),
    Exists(Inner),
    Compare(Operand, Comparison, Operand),
    Fits(Operand, Operand, Extent),
    /// With a pattern that is known before any node is.
    FitsPattern(Operand, Regex),
}

/// A query within a filter.
#[derive(Clone, Debug)]
struct Inner {
    start: Start,
    segments: Vec<Segment>,
}

#[derive(Clone, Copy, Debug)]
enum Start {
    /// `$`: the whole tree.
    Root,
    /// `@`: the node that is asked about.
    Here,
}

/// Something with a value, or nothing.
#[derive(Clone, Debug)]
enum Operand {
    Literal(Node),
    One(Inner),
    Length(Box<Operand>),
    Count(Inner),
    Value(Inner),
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

/// How much of a text a pattern is to fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Extent {
    /// `match`
    Whole,
    /// `search`
    Part,
}

impl Query {
    /// Reads a query.
    pub(super) fn parse(text: &str) -> Result<Self, Fault> {
        parse::query(text)
    }

    /// The places that are selected, each once, in the order of the query.
    pub(super) fn select(&self, root: &Node, at: &Pointer) -> Result<Vec<Pointer>, Endless> {
        select::pointers(&self.segments, root, at)
    }
}

/// The pattern in the words of our engine: there `.` takes the carriage return, too. None where it is no pattern.
fn pattern(text: &str, extent: Extent) -> Option<Regex> {
    let mut spelt = String::with_capacity(text.len());
    let mut in_class = false;
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        match c {
            '.' if !in_class => spelt.push_str("[^\\n\\r]"),
            '\\' => {
                spelt.push(c);
                spelt.extend(rest.next());
            }
            _ => {
                in_class = (in_class || c == '[') && c != ']';
                spelt.push(c);
            }
        }
    }
    let spelt = match extent {
        Extent::Whole => format!("\\A(?:{spelt})\\z"),
        Extent::Part => spelt,
    };
    Regex::new(&spelt).ok()
}

#[cfg(test)]
mod tests;
