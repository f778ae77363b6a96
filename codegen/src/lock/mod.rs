//! The names that stay: `oascribe.lock`.
//!
//! In: the text of an `oascribe.lock`, or the names a run has given. Out: [`Lock`], or its text.
//! Guaranteed: printing what was parsed gives the same bytes; every name has a line of its own and
//! the lines are sorted, so that a new name is one new line; a file that can't be understood is a
//! `bad-lock` error and never an empty lock, which would let names drift.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::Diagnostics;
use crate::source::{FileId, Sources};

mod parse;
mod print;

/// All locked names of one `oascribe.lock`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock {
    /// The names of each crate, by the name of the crate.
    pub crates: BTreeMap<String, CrateLock>,
}

/// The locked names of one crate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CrateLock {
    /// `GET /path` → the names of the operation.
    pub operations: BTreeMap<String, OperationNames>,
    /// Pointer of a schema (`#/components/schemas/X`) → name of the type.
    pub types: BTreeMap<String, String>,
    /// Pointer of a schema that is another type under a name of its own → that type, by which it is known again when
    /// it is renamed; only where that tells anything.
    pub targets: BTreeMap<String, String>,
    /// `<pointer of the type>/<wire name>` → name of the field, variant or parameter.
    pub members: BTreeMap<String, String>,
    /// Members (by their keys) and variants (by their pointers) that are boxed to close a circle.
    pub boxes: BTreeSet<String>,
    /// Group → its struct and accessor, where they are not the words of the group.
    pub groups: BTreeMap<String, GroupNames>,
    /// Group → its cargo feature; empty where groups have none.
    pub features: BTreeMap<String, String>,
    /// Members that `new` fills in, because one value was all they could have: key of the member → that value's
    /// name. They are not asked for when there are more values.
    pub constants: BTreeMap<String, String>,
    /// Items under their former names: path in `surface.txt` → what it is now.
    pub aliases: BTreeMap<String, Former>,
}

/// The names of a group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupNames {
    /// The struct in `api`.
    pub name: String,
    /// The method of the client.
    pub accessor: String,
}

/// An item that goes by another name now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Former {
    /// The path that it has now.
    pub now: String,
    /// The version of the crate when it was renamed; empty where it has none.
    pub since: String,
}

/// The names of one operation.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct OperationNames {
    /// The struct of the operation.
    pub id: String,
    /// The accessor on the client.
    pub group: String,
    /// The method of the group.
    pub method: String,
    /// What a call returns.
    pub output: Returned,
    /// The media type that the method sends, where it is not JSON.
    pub body: Option<String>,
    /// The words that id and method were made of; with others it is renamed. None in locks of before.
    pub words: Option<String>,
    /// The tag that the group was made of, in the same way.
    pub tag: Option<String>,
}

/// What a call returns.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Returned {
    /// What the response with this status holds: a key of `responses`.
    Status(String),
    /// An enum of what each status holds.
    Each,
}

impl Returned {
    /// As the file spells it.
    pub fn as_str(&self) -> &str {
        match self {
            Returned::Status(status) => status,
            Returned::Each => "each",
        }
    }
}

/// What nearly all calls return, so that the file doesn't say it.
impl Default for Returned {
    fn default() -> Self {
        Returned::Status("200".to_owned())
    }
}

impl Lock {
    /// Reads an `oascribe.lock`; `None` after an error.
    pub fn parse(sources: &Sources, file: FileId, diags: &mut Diagnostics) -> Option<Self> {
        parse::parse(sources, file, diags)
    }

    /// The text of the file: the same lock gives the same bytes.
    pub fn to_text(&self) -> String {
        print::print(self)
    }
}
