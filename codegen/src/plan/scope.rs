//! Who has which identifier.

use std::collections::HashMap;

/// The identifiers of one namespace. Told apart as the namespace does: files without regard to case.
#[derive(Debug, Default)]
pub(super) struct Scope {
    taken: HashMap<String, String>,
    case: Case,
}

/// Whether names that differ only in case are the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Case {
    #[default]
    Tells,
    Ignored,
}

/// An identifier that was given out.
pub(super) struct Claim {
    pub ident: String,
    /// Who had the wish for it first, where it could not be had.
    pub collides_with: Option<String>,
}

impl Scope {
    pub fn new(case: Case) -> Self {
        Scope {
            taken: HashMap::new(),
            case,
        }
    }

    /// A name that is never given out, and why.
    pub fn reserve(&mut self, ident: &str, owner: &str) {
        self.taken.insert(self.fold(ident), owner.to_owned());
    }

    pub fn is_free(&self, ident: &str) -> bool {
        !self.taken.contains_key(&self.fold(ident))
    }

    /// The wish, or the wish with the first free number behind it.
    pub fn claim(&mut self, wish: &str, owner: &str) -> Claim {
        let collides_with = self.taken.get(&self.fold(wish)).cloned();
        let mut ident = wish.to_owned();
        let mut number = 2;
        while !self.is_free(&ident) {
            ident = numbered(wish, number);
            number += 1;
        }
        self.taken.insert(self.fold(&ident), owner.to_owned());
        Claim {
            ident,
            collides_with,
        }
    }

    fn fold(&self, ident: &str) -> String {
        match self.case {
            Case::Tells => ident.to_owned(),
            Case::Ignored => ident.to_lowercase(),
        }
    }
}

/// `backup` → `backup2`; a name that ends in a digit or an underscore keeps its end apart: `v1` → `v1_2`.
fn numbered(wish: &str, number: usize) -> String {
    match wish.trim_end_matches('_') {
        trimmed if trimmed.ends_with(|last: char| last.is_ascii_digit()) => {
            format!("{trimmed}_{number}")
        }
        trimmed => format!("{trimmed}{number}"),
    }
}
