//! The constructor of a struct: whether it has one, and how it takes the required fields.

use super::{Field, Struct};

/// A constructor with more required fields than this takes them in a `…Required` struct.
const MAX_POSITIONAL: usize = 4;

/// The function `new` of a struct.
#[derive(Clone, Debug)]
pub struct Constructor<'s> {
    pub docs: String,
    /// The fields that the caller sets.
    pub required: Vec<&'s Field>,
    /// The struct that holds the required fields. `None`: they are positional arguments.
    pub holder: Option<Holder>,
    /// Whether `new` takes nothing, and `Default` does the same.
    pub is_default: bool,
    /// Whether `new` sets every field, so that none is left for the default value.
    pub sets_all: bool,
}

/// The `…Required` struct of a constructor.
#[derive(Clone, Debug)]
pub struct Holder {
    pub name: String,
    pub docs: String,
}

impl Struct {
    /// The constructor. Returns `None` if no field is required and none has a fixed value: then the struct derives
    /// `Default`.
    pub fn constructor(&self) -> Option<Constructor<'_>> {
        let required: Vec<&Field> = self.required().collect();
        let given = self.given().count();
        if required.is_empty() && given == 0 {
            return None;
        }
        let (name, (start, within)) = (&self.name, article(&self.name));
        let is_default = required.is_empty();
        let docs = match is_default {
            true => format!("{start} `{name}` with nothing but what it always has."),
            false => format!("{start} `{name}` with these values, and nothing else."),
        };
        let holder = (required.len() > MAX_POSITIONAL).then(|| Holder {
            name: format!("{name}Required"),
            docs: format!("What {within} [`{name}`] can't be without."),
        });
        let all = self.fields.len() + self.parts.len();
        Some(Constructor {
            docs,
            holder,
            is_default,
            sets_all: required.len() + given == all && self.rest.is_none(),
            required,
        })
    }
}

/// The article before a name, at the start of a sentence and within one.
fn article(name: &str) -> (&'static str, &'static str) {
    match name.starts_with(['A', 'E', 'I', 'O']) && !name.starts_with("One") {
        true => ("An", "an"),
        false => ("A", "a"),
    }
}
