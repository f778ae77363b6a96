//! One diagnostic: the message describes the problem, and the label describes the generated result.

use crate::source::{Location, Part, Pointer};

use super::{Code, Severity, similar};

/// One diagnostic.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// The kind of diagnostic.
    pub code: &'static Code,
    /// The severity of the code, unless it was changed.
    pub severity: Severity,
    /// The problem.
    pub message: String,
    /// The location. `None` if it is not in a file.
    pub location: Option<Location>,
    /// The generated result. It is printed next to the marked text.
    pub label: String,
    /// Related locations, each with a label.
    pub related: Vec<(Location, String)>,
    /// The suggested fix.
    pub help: Option<String>,
    /// Lines of oascribe.toml that the fix consists of.
    pub settings: Vec<Setting>,
}

/// A line of oascribe.toml, as it can be pasted.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Setting {
    /// The table of the line: `[crate.paging]`, or a comment if the file has the table.
    pub header: String,
    pub line: String,
}

impl Diagnostic {
    /// Creates a diagnostic with the severity of the code.
    pub fn new(code: &'static Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity,
            message: message.into(),
            location: None,
            label: String::new(),
            related: Vec::new(),
            help: None,
            settings: Vec::new(),
        }
    }

    /// Marks the value.
    pub fn at(self, pointer: &Pointer) -> Self {
        self.part(pointer, Part::Value)
    }

    /// Marks the key.
    pub fn at_key(self, pointer: &Pointer) -> Self {
        self.part(pointer, Part::Key)
    }

    /// Marks the second of two equal keys.
    pub fn at_duplicate(self, pointer: &Pointer) -> Self {
        self.part(pointer, Part::Duplicate)
    }

    /// Sets the location.
    pub fn location(mut self, location: Location) -> Self {
        self.location = Some(location);
        self
    }

    /// Sets the severity.
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// Sets the label, which describes the generated result.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Suggests the known word that is most similar to a misspelled one. Changes nothing if no word is similar enough.
    pub fn suggest<'k>(self, word: &str, known: impl IntoIterator<Item = &'k str>) -> Self {
        match similar(word, known) {
            Some(known) => self.help(format!("did you mean `{known}`?")),
            None => self,
        }
    }

    /// Sets the suggested fix.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds a line of oascribe.toml to the suggested fix.
    pub fn setting(mut self, header: &str, line: String) -> Self {
        let header = header.to_owned();
        self.settings.push(Setting { header, line });
        self
    }

    /// Adds a related location.
    pub fn related(self, pointer: &Pointer, text: impl Into<String>) -> Self {
        self.related_part(pointer, Part::Value, text)
    }

    /// Adds a related location with the marked part of the node.
    pub fn related_part(mut self, pointer: &Pointer, part: Part, text: impl Into<String>) -> Self {
        let pointer = pointer.clone();
        self.related
            .push((Location::Node { pointer, part }, text.into()));
        self
    }

    /// Adds the number of locations to the label, if there are several.
    pub fn repeated(mut self, count: usize) -> Self {
        let more = match count {
            0 | 1 => return self,
            2 => "here and in 1 other location".to_owned(),
            _ => format!("here and in {} other locations", count - 1),
        };
        self.label = match self.label.as_str() {
            "" => more,
            label => format!("{label}, {more}"),
        };
        self
    }

    fn part(self, pointer: &Pointer, part: Part) -> Self {
        let pointer = pointer.clone();
        self.location(Location::Node { pointer, part })
    }
}
