//! The constructor of a struct: whether there is one, and how the required fields are passed.

use super::{Field, Struct};
use crate::plan::docs::{Comment, Sentence};

/// With more required fields than this, the constructor has one argument, a `…Required` struct.
pub(in crate::plan) const MAX_POSITIONAL: usize = 4;

/// The function `new` of a struct.
#[derive(Clone, Debug)]
pub struct Constructor<'s> {
    pub docs: Comment,
    /// The fields that the caller sets.
    pub required: Vec<&'s Field>,
    /// The struct with the required fields, or `None` if they are positional arguments.
    pub holder: Option<RequiredStruct>,
    /// Whether `new` has no arguments. Then `Default` does the same.
    pub is_default: bool,
    /// Whether `new` sets every field, so that none is left for the default value.
    pub sets_all: bool,
}

/// The `…Required` struct of a constructor.
#[derive(Clone, Debug)]
pub struct RequiredStruct {
    pub name: String,
    pub docs: Comment,
}

impl Struct {
    /// The constructor. Returns `None` if no field is required and none is constant: then the struct derives `Default`.
    pub fn constructor(&self) -> Option<Constructor<'_>> {
        let required = self.required();
        let constants = self.constants().count();
        if required.is_empty() && constants == 0 {
            return None;
        }
        let name = &self.name;
        let is_default = required.is_empty();
        let docs = match is_default {
            true => "Creates a value in which only constants and defaults are set.",
            false => "Creates a value from its required fields.",
        };
        let holder = (required.len() > MAX_POSITIONAL).then(|| RequiredStruct {
            name: format!("{name}Required"),
            docs: Sentence::new("The required fields of ")
                .link(name)
                .words(".")
                .into(),
        });
        let all = self.fields.len() + self.parts.len();
        Some(Constructor {
            docs: Sentence::new(docs).into(),
            holder,
            is_default,
            sets_all: required.len() + constants == all && self.rest.is_none(),
            required,
        })
    }
}
