//! Which findings are about the same change.

use oascribe_codegen::source::Pointer;

use super::document::InCall;

/// A change, whatever operations it affects. Findings with equal changes are merged.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct ChangeKey {
    /// The rule, without the usage of the schema.
    pub rule: &'static str,
    /// The part of a call, if the change is about a schema.
    pub part: Option<InCall>,
    pub from: String,
    pub to: String,
    pub values: Vec<String>,
    pub place: Place,
}

/// Where something changed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Place {
    /// It is the same wherever it has the same name and the same values.
    Anywhere,
    /// A path with all its operations.
    Path(String),
    /// A location in the old and in the new document.
    Location(Option<Pointer>, Option<Pointer>),
    /// A property, or what is inside it.
    Property { owner: Owner, path: String },
    /// A parameter or header.
    Element { name: String, schema: Owner },
}

/// The schema that has a property, or that of a parameter or header.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Owner {
    /// A component.
    Component(String),
    /// An inline schema: equal inline schemas have equal numbers.
    Inline(usize),
    /// There is none, or it makes no difference.
    Unknown,
}

impl ChangeKey {
    /// The change as text, equal in all comparisons of the same documents.
    pub fn text(&self) -> String {
        let pointer =
            |location: &Option<Pointer>| location.as_ref().map_or("", Pointer::as_str).to_owned();
        let place = match &self.place {
            Place::Anywhere => String::new(),
            Place::Path(path) => path.clone(),
            Place::Location(base, revision) => format!("{}\n{}", pointer(base), pointer(revision)),
            Place::Property { owner, path } => format!("{path}\n{}", owner.name()),
            Place::Element { name, .. } => name.clone(),
        };
        let values = self.values.join("\n");
        let part = self.part.map_or("", InCall::as_str);
        [part, self.rule, &self.from, &self.to, &values, &place].join("\n")
    }
}

impl Place {
    /// Whether no other place has the same text in [`ChangeKey::text`].
    pub fn is_unique(&self) -> bool {
        match self {
            Place::Anywhere | Place::Path(_) | Place::Location(..) => true,
            Place::Property { owner, .. } | Place::Element { schema: owner, .. } => {
                !matches!(owner, Owner::Inline(_))
            }
        }
    }
}

impl Owner {
    fn name(&self) -> &str {
        match self {
            Owner::Component(name) => name,
            Owner::Inline(_) | Owner::Unknown => "",
        }
    }
}
