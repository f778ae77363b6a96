//! The lock, which keeps generated names stable: `oascribe.lock`.
//!
//! In: the text of an `oascribe.lock`, or names. Out: [`Lock`], or its text. Guaranteed: printing a parsed lock gives the
//! same bytes; every name has its own line and the lines are sorted, so that a new name is one new line; a file that
//! can't be understood is a `bad-lock` error and never an empty lock, because then names could change.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::Diagnostics;
use crate::source::{FileId, Sources};

mod parse;
mod print;

/// The name of the file.
pub const FILE_NAME: &str = "oascribe.lock";

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
    /// Pointer of a schema that is an alias → its target, which identifies the alias if it is renamed. Only if the
    /// target is specific enough for that.
    pub targets: BTreeMap<String, String>,
    /// `<pointer of the type>/<wire name>` → name of the field, variant or parameter.
    pub properties: BTreeMap<String, String>,
    /// Fields (by key) and variants (by pointer) that are boxed because their type is recursive.
    pub boxes: BTreeSet<String>,
    /// Group → its struct and accessor, if their names differ from the words of the group.
    pub groups: BTreeMap<String, GroupNames>,
    /// Group → its cargo feature. Empty if groups have no features.
    pub features: BTreeMap<String, String>,
    /// Fields and parameters that `new` sets: key → name of the only value, or the default as JSON. They stay out of the
    /// arguments of `new` if more values are added or the default is removed.
    pub constants: BTreeMap<String, String>,
    /// The required arguments of `new` and of calls, in their order: pointer of the type or operation → `id, name`.
    pub arguments: BTreeMap<String, String>,
    /// Optional properties whose `null` is read as missing, with the word `missing`. They stay so while `merge-null` is
    /// configured for any schema.
    pub nulls: BTreeMap<String, String>,
    /// Variants of unions that types convert to: key → `value` for the type of the variant, `text` for strings, or both.
    pub conversions: BTreeMap<String, String>,
    /// Variants of unions that a function creates: key → its name.
    pub constructors: BTreeMap<String, String>,
    /// Old names of items: path in `surface.txt` → the current path.
    pub aliases: BTreeMap<String, RenamedItem>,
}

impl CrateLock {
    /// The tables whose keys are locations in the document. The keys of `boxes` are locations as well.
    pub(crate) fn tables_by_location(&mut self) -> [&mut BTreeMap<String, String>; 8] {
        [
            &mut self.types,
            &mut self.targets,
            &mut self.properties,
            &mut self.constants,
            &mut self.arguments,
            &mut self.nulls,
            &mut self.conversions,
            &mut self.constructors,
        ]
    }
}

/// The names of a group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupNames {
    /// The struct in `api`.
    pub name: String,
    /// The method of the client.
    pub accessor: String,
}

/// The current name of a renamed item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RenamedItem {
    /// Its current path.
    pub now: String,
    /// The version of the crate when it was renamed. Empty if the crate has no version.
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
    /// The return type of a call.
    pub output: Returned,
    /// The media type that the method sends, if it is not JSON.
    pub body: Option<String>,
    /// The words that `id` and `method` were made of: if they change, the operation is renamed. `None` in older locks.
    pub words: Option<String>,
    /// The tag that the group was made of: if it changes, the group is renamed.
    pub tag: Option<String>,
}

/// The return type of a call.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Returned {
    /// The content of the response with this status, a key of `responses`.
    Status(String),
    /// An enum with the content of each success response.
    Each,
}

impl Returned {
    /// Returns the value in the file.
    pub fn as_str(&self) -> &str {
        match self {
            Returned::Status(status) => status,
            Returned::Each => "each",
        }
    }
}

/// The most common value, which the file omits.
impl Default for Returned {
    fn default() -> Self {
        Returned::Status("200".to_owned())
    }
}

impl Lock {
    /// Reads an `oascribe.lock`. Returns `None` if there is an error.
    pub fn parse(sources: &Sources, file: FileId, diags: &mut Diagnostics) -> Option<Self> {
        parse::parse(sources, file, diags)
    }

    /// Returns the text of the file. Equal locks give equal bytes.
    pub fn to_text(&self) -> String {
        print::print(self)
    }
}
