//! Parses the filters of a query.
//!
//! Input: the characters after `?`. Output: a [`Filter`] that is well typed as defined by RFC 9535, or the first error.

use super::parse::Parser;
use super::{
    Comparison, Filter, FilterQuery, MatchMode, Operand, ParseError, Segment, Selector,
    compile_pattern,
};
use crate::read::{Node, Number};

type Parsed<T> = Result<T, ParseError>;

/// An operand of a filter before its type is checked.
enum Term {
    Query(FilterQuery),
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
            Ok(one_or(both, Filter::And))
        })?;
        Ok(one_or(either, Filter::Or))
    }

    fn list(
        &mut self,
        between: &str,
        read: impl Fn(&mut Self) -> Parsed<Filter>,
    ) -> Parsed<Vec<Filter>> {
        let mut filters = Vec::new();
        loop {
            self.skip_whitespace();
            filters.push(read(self)?);
            self.skip_whitespace();
            if !self.eat(between) {
                return Ok(filters);
            }
        }
    }

    fn basic(&mut self) -> Parsed<Filter> {
        if self.peek() == Some('(') {
            return self.parentheses();
        }
        if self.eat("!") {
            self.skip_whitespace();
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
        self.skip_whitespace();
        let mut known = COMPARISONS.iter();
        let Some((_, comparison)) = known.find(|(sign, _)| self.eat(sign)) else {
            return self.condition(left);
        };
        let left = self.operand(left)?;
        self.skip_whitespace();
        let right = self.term()?;
        let right = self.operand(right)?;
        Ok(Filter::Compare(left, *comparison, right))
    }

    fn parentheses(&mut self) -> Parsed<Filter> {
        self.nested(|parser| {
            parser.expect_str("(")?;
            let filter = parser.filter()?;
            parser.skip_whitespace();
            parser.expect_str(")")?;
            Ok(filter)
        })
    }

    fn condition(&self, term: Term) -> Parsed<Filter> {
        match term {
            Term::Query(inner) => Ok(Filter::Exists(inner)),
            Term::Condition(filter) => Ok(filter),
            Term::Value(_) => Err(self.error("a value alone is not a condition: compare it")),
        }
    }

    fn operand(&self, term: Term) -> Parsed<Operand> {
        let plain =
            |selector: &Selector| matches!(selector, Selector::Name(_) | Selector::Index(_));
        let single = |segment: &Segment| match segment {
            Segment::Child(selectors) => matches!(&selectors[..], [one] if plain(one)),
            Segment::Descendant(_) => false,
        };
        match term {
            Term::Value(operand) => Ok(operand),
            Term::Query(inner) if inner.segments.iter().all(single) => Ok(Operand::Singular(inner)),
            Term::Query(_) => Err(self.error("a query for several nodes can't be compared")),
            Term::Condition(_) => Err(self.error("a condition can't be compared")),
        }
    }

    fn term(&mut self) -> Parsed<Term> {
        match self.peek() {
            Some('$' | '@') => self.filter_query().map(Term::Query),
            Some('\'' | '"') => {
                let text = self.string_literal()?;
                Ok(Term::Value(Operand::Literal(Node::String(text))))
            }
            Some(c) if c.is_ascii_digit() || c == '-' => self.number(),
            Some(c) if c.is_ascii_lowercase() => self.word(),
            _ => Err(self.expected("a query, a value or a function")),
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
        // Numbers have the syntax of JSON.
        let number = match (text.parse::<i128>(), serde_json::from_str::<f64>(&text)) {
            (Ok(int), Ok(_)) => Number::Int(int),
            (Err(_), Ok(float)) => Number::Float(float),
            (_, Err(_)) => return Err(self.error(format!("`{text}` is not a number"))),
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
            _ if self.peek() == Some('(') => self.nested(|parser| parser.call(&word)),
            _ => Err(self.error(format!("`{word}` is not a value: strings need quotes"))),
        }
    }

    fn call(&mut self, name: &str) -> Parsed<Term> {
        self.expect_str("(")?;
        self.skip_whitespace();
        let term = match name {
            "length" => {
                let of = self.argument()?;
                Term::Value(Operand::Length(Box::new(of)))
            }
            "count" => Term::Value(Operand::Count(self.query_argument()?)),
            "value" => Term::Value(Operand::Value(self.query_argument()?)),
            "match" => Term::Condition(self.match_call(MatchMode::Full)?),
            "search" => Term::Condition(self.match_call(MatchMode::Partial)?),
            _ => {
                let known = "`length`, `count`, `value`, `match` and `search`";
                return Err(self.error(format!("`{name}` is not one of the functions {known}")));
            }
        };
        self.skip_whitespace();
        self.expect_str(")")?;
        Ok(term)
    }

    fn argument(&mut self) -> Parsed<Operand> {
        let term = self.term()?;
        self.operand(term)
    }

    fn query_argument(&mut self) -> Parsed<FilterQuery> {
        match self.term()? {
            Term::Query(inner) => Ok(inner),
            Term::Value(_) | Term::Condition(_) => Err(self.error("this function takes a query")),
        }
    }

    fn match_call(&mut self, mode: MatchMode) -> Parsed<Filter> {
        let text = self.argument()?;
        self.skip_whitespace();
        self.expect_str(",")?;
        self.skip_whitespace();
        match self.argument()? {
            Operand::Literal(Node::String(literal)) => match compile_pattern(&literal, mode) {
                Some(regex) => Ok(Filter::MatchPattern(text, regex)),
                None => Err(self.error(format!("the pattern `{literal}` is invalid"))),
            },
            other => Ok(Filter::Match(text, other, mode)),
        }
    }
}

fn one_or(mut filters: Vec<Filter>, several: fn(Vec<Filter>) -> Filter) -> Filter {
    match filters.len() {
        1 => filters.remove(0),
        _ => several(filters),
    }
}
