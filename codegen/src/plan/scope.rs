//! The identifiers of one namespace.

use std::collections::HashMap;

use crate::identifier::DEVICES;

/// The identifiers of one namespace, each with its owner. File names are compared without regard to case.
#[derive(Debug, Default)]
pub(super) struct Scope {
    taken: HashMap<String, String>,
    case: Case,
}

/// Whether names that differ only in case are different.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Case {
    #[default]
    Sensitive,
    Insensitive,
}

/// A claimed identifier.
pub(super) struct Claim {
    pub ident: String,
    /// The owner of the wanted identifier, if it was taken.
    pub collides_with: Option<String>,
}

impl Scope {
    pub fn new(case: Case) -> Self {
        Scope {
            taken: HashMap::new(),
            case,
        }
    }

    /// A scope of modules. Each is a file, so names that Windows reserves are taken: a number can make them, too.
    pub fn of_modules() -> Self {
        let mut scope = Scope::new(Case::Insensitive);
        for name in DEVICES {
            scope.reserve(name, "a device of Windows");
        }
        scope
    }

    /// Reserves a name for `owner`.
    pub fn reserve(&mut self, ident: &str, owner: &str) {
        self.taken.insert(self.fold(ident), owner.to_owned());
    }

    pub fn is_free(&self, ident: &str) -> bool {
        !self.taken.contains_key(&self.fold(ident))
    }

    /// Claims the wanted identifier, or the same with the first free number appended.
    pub fn claim(&mut self, wanted: &str, owner: &str) -> Claim {
        let collides_with = self.taken.get(&self.fold(wanted)).cloned();
        let mut ident = wanted.to_owned();
        let mut number = 2;
        while !self.is_free(&ident) {
            ident = numbered(wanted, number);
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
            Case::Sensitive => ident.to_owned(),
            Case::Insensitive => ident.to_lowercase(),
        }
    }
}

/// `backup` → `backup2`. After a digit, the number is separated by an underscore: `v1` → `v1_2`.
fn numbered(wanted: &str, number: usize) -> String {
    match wanted.trim_end_matches('_') {
        trimmed if trimmed.ends_with(|last: char| last.is_ascii_digit()) => {
            format!("{trimmed}_{number}")
        }
        trimmed => format!("{trimmed}{number}"),
    }
}
