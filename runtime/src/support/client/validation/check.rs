//! Validates values before a request is sent.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Constrained, Error, ErrorKind, Keyed, Listed, Rules};

/// Collects the values that violate the constraints of the OpenAPI document.
#[derive(Default)]
pub struct Check {
    path: Vec<Segment>,
    violations: Vec<String>,
    more: usize,
}

enum Segment {
    Name(&'static str),
    Key(String),
    Index(usize),
}

/// The maximum number of violations in a message. Further ones are only counted.
const MAX_SHOWN: usize = 20;

/// A value that contains values with constraints.
pub trait Checked {
    /// Checks each field that has constraints.
    fn check(&self, check: &mut Check);
}

impl Check {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Starts the constraints of a value: `check.value("pageSize", &self.page_size).maximum(1000)`.
    pub fn value<'a>(&'a mut self, name: &'static str, value: &'a dyn Constrained) -> Rules<'a> {
        Rules::of_value(self, name, value)
    }

    /// Starts the constraints of each item of a list.
    pub fn each<'a>(&'a mut self, name: &'static str, list: &'a dyn Listed) -> Rules<'a> {
        Rules::of_items(self, name, list)
    }

    /// Starts the constraints of each key of a map.
    pub fn keys<'a>(&'a mut self, name: &'static str, map: &'a dyn Keyed) -> Rules<'a> {
        Rules::of_keys(self, name, map)
    }

    /// Starts a group of fields of which at most one may be set: `check.at_most_one().of("sail",
    /// &self.sail).of("motor", &self.motor)`.
    pub fn at_most_one(&mut self) -> AtMostOne<'_> {
        AtMostOne {
            check: self,
            first: None,
        }
    }

    /// Checks a nested value.
    pub fn nested(&mut self, name: &'static str, value: &dyn Checked) {
        self.within(Segment::Name(name), value);
    }

    /// Checks a value of a map.
    pub fn entry(&mut self, key: &str, value: &dyn Checked) {
        self.within(Segment::Key(key.to_owned()), value);
    }

    fn within(&mut self, segment: Segment, value: &dyn Checked) {
        self.path.push(segment);
        value.check(self);
        self.path.pop();
    }

    #[cold]
    pub(super) fn violation(&mut self, name: &str, index: Option<usize>, what: &str) {
        if self.violations.len() == MAX_SHOWN {
            self.more += 1;
            return;
        }
        let mut text = self.path_of(name);
        if let Some(index) = index {
            push_index(&mut text, index);
        }
        text.push(' ');
        text.push_str(what);
        self.violations.push(text);
    }

    fn path_of(&self, name: &str) -> String {
        let mut text = String::new();
        for segment in &self.path {
            match segment {
                Segment::Name(name) => push_name(&mut text, name),
                Segment::Key(key) => push_name(&mut text, key),
                Segment::Index(index) => push_index(&mut text, *index),
            }
        }
        push_name(&mut text, name);
        text
    }

    pub(crate) fn finish(self) -> Result<(), Error> {
        if self.violations.is_empty() {
            return Ok(());
        }
        let mut message = self.violations.join("; ");
        if self.more > 0 {
            message.push_str(&format!("; and {} more", self.more));
        }
        Err(Error::new(ErrorKind::InvalidRequest, message))
    }
}

/// A group of fields of which at most one may be set.
pub struct AtMostOne<'a> {
    check: &'a mut Check,
    first: Option<&'static str>,
}

impl AtMostOne<'_> {
    /// Adds a field to the group.
    pub fn of<T>(mut self, name: &'static str, value: &Option<T>) -> Self {
        match (self.first, value) {
            (_, None) => {}
            (None, Some(_)) => self.first = Some(name),
            (Some(first), Some(_)) => {
                let what =
                    format!("is set together with {first}, but at most one of them may be set");
                self.check.violation(name, None, &what);
            }
        }
        self
    }
}

fn push_name(text: &mut String, name: &str) {
    if !text.is_empty() {
        text.push('.');
    }
    text.push_str(name);
}

fn push_index(text: &mut String, index: usize) {
    // Writing to a `String` can't fail.
    let _ = write!(text, "[{index}]");
}

impl<T: Checked> Checked for Option<T> {
    fn check(&self, check: &mut Check) {
        if let Some(value) = self {
            value.check(check);
        }
    }
}

impl<T: Checked + ?Sized> Checked for Box<T> {
    fn check(&self, check: &mut Check) {
        (**self).check(check);
    }
}

impl<T: Checked> Checked for Vec<T> {
    fn check(&self, check: &mut Check) {
        for (index, item) in self.iter().enumerate() {
            check.within(Segment::Index(index), item);
        }
    }
}

impl<T: Checked> Checked for BTreeMap<String, T> {
    fn check(&self, check: &mut Check) {
        for (key, value) in self {
            check.entry(key, value);
        }
    }
}
