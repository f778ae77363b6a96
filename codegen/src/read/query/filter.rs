//! The conditions in a query.
//!
//! In: text after `?`. Out: a [`Filter`], or the first fault. Guaranteed: well typed, as RFC 9535 has it: what is
//! compared is one value, and what is asked about alone is a condition.

use super::parse::Parser;
use super::{Comparison, Extent, Fault, Filter, Inner, Operand, Segment, Selector, pattern};
use crate::read::{Node, Number};

type Parsed<T> = Result<T, Fault>;

/// What a condition begins with, before it is known what it is.
enum Term {
    Nodes(Inner),
    Value(Operand),
    Condition(Filter),
}

const COMPARISONS: &[(&str, Comparison)] = &[
    ("==", Comparison::Equal),
    ("!=", Comparison::NotEqual),
    ("<=", Comparison::LessOrEqual),
    (">=", Comparison::GreaterOrEqual),
    ("<", Comparison::Less),
    (">", Comparison::Greater),
];

impl Parser {
    pub(super) fn filter(&mut self) -> Parsed<Filter> {
        let either = self.list("||", |parser| {
            let both = parser.list("&&", Self::basic)?;
            Ok(one_or(both, Filter::All))
        })?;
        Ok(one_or(either, Filter::Any))
    }

    fn list(
        &mut self,
        between: &str,
        read: impl Fn(&mut Self) -> Parsed<Filter>,
    ) -> Parsed<Vec<Filter>> {
        let mut filters = Vec::new();
        loop {
            self.blanks();
            filters.push(read(self)?);
            self.blanks();
            if !self.takes(between) {
                return Ok(filters);
            }
        }
    }

    fn basic(&mut self) -> Parsed<Filter> {
        if self.peek() == Some('(') {
            return self.parentheses();
        }
        if self.takes("!") {
            self.blanks();
            let inner = match self.peek() {
                Some('(') => self.parentheses()?,
                _ => {
                    let term = self.term()?;
                    self.condition(term)?
                }
            };
            return Ok(Filter::Not(Box::new(inner)));
        }
        let left = self.term()?;
        self.blanks();
        let mut known = COMPARISONS.iter();
        let Some((_, comparison)) = known.find(|(sign, _)| self.takes(sign)) else {
            return self.condition(left);
        };
        let left = self.operand(left)?;
        self.blanks();
        let right = self.term()?;
        let right = self.operand(right)?;
        Ok(Filter::Compare(left, *comparison, right))
    }

    fn parentheses(&mut self) -> Parsed<Filter> {
        self.deeper(|parser| {
            parser.needs("(")?;
            let filter = parser.filter()?;
            parser.blanks();
            parser.needs(")")?;
            Ok(filter)
        })
    }

    fn condition(&self, term: Term) -> Parsed<Filter> {
        match term {
            Term::Nodes(inner) => Ok(Filter::Exists(inner)),
            Term::Condition(filter) => Ok(filter),
            Term::Value(_) => Err(self.fault("a value alone is no condition: compare it")),
        }
    }

    fn operand(&self, term: Term) -> Parsed<Operand> {
        let plain =
            |selector: &Selector| matches!(selector, Selector::Name(_) | Selector::Index(_));
        let single = |segment: &Segment| match segment {
            Segment::Child(selectors) => matches!(&selectors[..], [one] if plain(one)),
            Segment::Below(_) => false,
        };
        match term {
            Term::Value(operand) => Ok(operand),
            Term::Nodes(inner) if inner.segments.iter().all(single) => Ok(Operand::One(inner)),
            Term::Nodes(_) => Err(self.fault("a path to several nodes has no value to compare")),
            Term::Condition(_) => Err(self.fault("a condition has no value to compare")),
        }
    }

    fn term(&mut self) -> Parsed<Term> {
        match self.peek() {
            Some('$' | '@') => self.inner().map(Term::Nodes),
            Some('\'' | '"') => {
                let text = self.text()?;
                Ok(Term::Value(Operand::Literal(Node::String(text))))
            }
            Some(c) if c.is_ascii_digit() || c == '-' => self.number(),
            Some(c) if c.is_ascii_lowercase() => self.word(),
            _ => Err(self.expected("a path, a value or a function")),
        }
    }

    fn number(&mut self) -> Parsed<Term> {
        let mut text = String::new();
        while let Some(c) = self
            .peek()
            .filter(|c| c.is_ascii_digit() || "-+.eE".contains(*c))
        {
            text.push(c);
            self.next();
        }
        // The numbers of a query are those of JSON.
        let number = match (text.parse::<i128>(), serde_json::from_str::<f64>(&text)) {
            (Ok(int), Ok(_)) => Number::Int(int),
            (Err(_), Ok(float)) => Number::Float(float),
            (_, Err(_)) => return Err(self.fault(format!("`{text}` is no number"))),
        };
        Ok(Term::Value(Operand::Literal(Node::Number(number))))
    }

    fn word(&mut self) -> Parsed<Term> {
        let mut word = String::new();
        let in_word = |c: &char| c.is_ascii_lowercase() || c.is_ascii_digit() || *c == '_';
        while let Some(c) = self.peek().filter(in_word) {
            word.push(c);
            self.next();
        }
        let literal = |node| Ok(Term::Value(Operand::Literal(node)));
        match word.as_str() {
            "true" => literal(Node::Bool(true)),
            "false" => literal(Node::Bool(false)),
            "null" => literal(Node::Null),
            _ if self.peek() == Some('(') => self.deeper(|parser| parser.call(&word)),
            _ => Err(self.fault(format!("`{word}` is no value: text stands in quotes"))),
        }
    }

    fn call(&mut self, name: &str) -> Parsed<Term> {
        self.needs("(")?;
        self.blanks();
        let term = match name {
            "length" => {
                let of = self.argument()?;
                Term::Value(Operand::Length(Box::new(of)))
            }
            "count" => Term::Value(Operand::Count(self.nodes()?)),
            "value" => Term::Value(Operand::Value(self.nodes()?)),
            "match" => Term::Condition(self.fits(Extent::Whole)?),
            "search" => Term::Condition(self.fits(Extent::Part)?),
            _ => {
                let known = "`length`, `count`, `value`, `match` and `search`";
                return Err(self.fault(format!("`{name}` is none of the functions {known}")));
            }
        };
        self.blanks();
        self.needs(")")?;
        Ok(term)
    }

    fn argument(&mut self) -> Parsed<Operand> {
        let term = self.term()?;
        self.operand(term)
    }

    fn nodes(&mut self) -> Parsed<Inner> {
        match self.term()? {
            Term::Nodes(inner) => Ok(inner),
            Term::Value(_) | Term::Condition(_) => Err(self.fault("this function takes a path")),
        }
    }

    fn fits(&mut self, extent: Extent) -> Parsed<Filter> {
        let text = self.argument()?;
        self.blanks();
        self.needs(",")?;
        self.blanks();
        match self.argument()? {
            Operand::Literal(Node::String(literal)) => match pattern(&literal, extent) {
                Some(regex) => Ok(Filter::FitsPattern(text, regex)),
                None => Err(self.fault(format!("the pattern `{literal}` can't be used"))),
            },
            other => Ok(Filter::Fits(text, other, extent)),
        }
    }
}

fn one_or(mut filters: Vec<Filter>, several: fn(Vec<Filter>) -> Filter) -> Filter {
    match filters.len() {
        1 => filters.remove(0),
        _ => several(filters),
    }
}
