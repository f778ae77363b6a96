//! One finding.
//!
//! In: a code, a message, a place. Out: what the renderers print. Guaranteed: says what was found and, in the
//! label, what was done instead.

use crate::source::{Location, Part, Pointer};

use super::{Code, Severity};

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// The word for this kind of finding.
    pub code: &'static Code,
    /// The code's own, unless changed.
    pub severity: Severity,
    /// What was found.
    pub message: String,
    /// Where.
    pub location: Option<Location>,
    /// What was done instead; printed beside the marked text.
    pub label: String,
    /// Other places that matter, each with a word about it.
    pub related: Vec<(Location, String)>,
    /// What to do.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A finding of this kind; the severity is the code's.
    pub fn new(code: &'static Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity,
            message: message.into(),
            location: None,
            label: String::new(),
            related: Vec::new(),
            help: None,
        }
    }

    /// Marks the value.
    pub fn at(self, pointer: &Pointer) -> Self {
        self.part(pointer, Part::Value)
    }

    /// Marks the key that the value stands under.
    pub fn at_key(self, pointer: &Pointer) -> Self {
        self.part(pointer, Part::Key)
    }

    /// Marks the key where it stands for the second time.
    pub fn at_duplicate(self, pointer: &Pointer) -> Self {
        self.part(pointer, Part::Duplicate)
    }

    /// Marks any place.
    pub fn location(mut self, location: Location) -> Self {
        self.location = Some(location);
        self
    }

    /// Another severity than the code's.
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// What was done instead.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// What to do.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Another place that matters.
    pub fn related(self, pointer: &Pointer, text: impl Into<String>) -> Self {
        self.related_part(pointer, Part::Value, text)
    }

    /// Another place that matters, by the part of the node.
    pub fn related_part(mut self, pointer: &Pointer, part: Part, text: impl Into<String>) -> Self {
        let pointer = pointer.clone();
        self.related
            .push((Location::Node { pointer, part }, text.into()));
        self
    }

    fn part(self, pointer: &Pointer, part: Part) -> Self {
        let pointer = pointer.clone();
        self.location(Location::Node { pointer, part })
    }
}
