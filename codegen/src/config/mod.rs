//! The user's choices: `oascribe.toml`.
//!
//! In: the text of an `oascribe.toml`. Out: [`Config`], one [`CrateConfig`] for each `[[crate]]`.
//! Guaranteed: every key is a known one, every path is relative to the folder of the file it was
//! written in, and each mistake is a `bad-config` diagnostic with its line and column. Whether an
//! entry matches something in the document is the business of the stage that uses it, which
//! reports `unmatched-config` at [`CrateConfig::location`].

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::PathBuf;

use crate::diag::{Diagnostic, Diagnostics, Location, codes};
use crate::source::{FileId, Sources};

mod keys;
mod name;
mod paging;
mod parse;
mod replace;
mod version;

pub(crate) use version::series;

pub use name::is_crate_name;
pub use paging::{PageTurn, Paging};

/// Everything one `oascribe.toml` asks for.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The crates to generate, in the order of the file.
    pub crates: Vec<CrateConfig>,
    /// What `oascribe diff` is to say.
    pub diff: DiffConfig,
}

/// The table `[diff]`: what a change of a document means to this project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DiffConfig {
    /// Levels by the id of the rule.
    pub severity: BTreeMap<String, String>,
    /// The file of findings that are not to be told.
    pub ignore: Option<PathBuf>,
    /// Days of notice before something stable may go.
    pub days_stable: u32,
    /// Days of notice before something beta may go.
    pub days_beta: u32,
}

/// One `[[crate]]`: which document becomes which crate, and how.
#[derive(Clone, Debug, Default)]
pub struct CrateConfig {
    /// The OpenAPI document. Empty where the file leaves it to the command line.
    pub spec: PathBuf,
    /// The reference pages that the document is transcribed from, for `oascribe update`.
    pub pages: Vec<PathBuf>,
    /// What the variables in the host names of the pages stand for.
    pub hosts: BTreeMap<String, String>,
    /// The changelog that `oascribe update` writes to. Absent: that in the folder of the crate.
    pub changelog: Option<PathBuf>,
    /// Overlays to apply to the document, in order.
    pub overlays: Vec<PathBuf>,
    /// The folder that receives the output. Empty where the file leaves it to the command line.
    pub out: PathBuf,
    /// The name of the crate; in module mode the name of the module. Empty where the file leaves it
    /// to the command line.
    pub name: String,
    /// What goes into the `[package]` table of the emitted manifest.
    pub package: Package,
    /// What is emitted: a crate, a module tree, or the models alone.
    pub mode: Mode,
    /// Module mode: the features whose code is emitted, since a module has no features of its own.
    pub features: Vec<String>,
    /// What stops the output from being written.
    pub deny: Deny,
    /// The types to emit (with all they need). Empty means all.
    pub types: Vec<String>,
    /// The operations to emit: `tag:T`, `op:ID` or `path:P` (with all below it). Empty means all.
    pub include: Vec<String>,
    /// The operations to leave out, in the same form.
    pub exclude: Vec<String>,
    /// Whether each group gets a cargo feature. Absent: decided when the crate is first generated.
    pub group_features: Option<bool>,
    /// How many releases that may break callers former names outlive.
    pub keep_old_names: u64,
    /// The document of a release: what it has and `spec` has not stays for that release.
    pub keep_removed: Option<KeepRemoved>,
    /// Extra derives by type name.
    pub derives: BTreeMap<String, Vec<String>>,
    /// Rust types to be taken instead of the generated ones, by the pointer of the schema.
    pub replace: BTreeMap<String, String>,
    /// What else the emitted crate depends on: the name of a crate, and what a manifest says of it.
    pub dependencies: BTreeMap<String, toml::Value>,
    /// Shapes of list operations, by operation id, in which `*` stands for anything.
    pub paging: BTreeMap<String, Paging>,
    /// Long-running operations, by the schema that describes their state.
    pub poll: BTreeMap<String, Poll>,
    /// Names chosen by hand, by pointer (`#/components/schemas/X`) or operation id.
    pub names: BTreeMap<String, String>,
    /// Groups chosen by hand: operation id or tag → name of the group.
    pub groups: BTreeMap<String, String>,
    /// Where the version stands in the file: its bytes, quotes included.
    pub version_at: Option<Range<usize>>,
    /// Where each entry stands in the file: `names.#/x` → its place.
    pub(crate) locations: BTreeMap<String, Location>,
}

/// The `[package]` table of the emitted manifest. What is absent is left to the emitter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Package {
    pub version: Option<String>,
    pub license: Option<String>,
    pub edition: Option<Edition>,
    pub rust_version: Option<String>,
    pub description: Option<String>,
    pub repository: Option<String>,
    pub homepage: Option<String>,
    pub documentation: Option<String>,
    pub readme: Option<String>,
    pub authors: Vec<String>,
    pub keywords: Vec<String>,
    pub categories: Vec<String>,
    /// `false` keeps the crate out of any registry.
    pub publish: Option<bool>,
}

/// The Rust edition of the emitted crate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Edition {
    #[default]
    E2021,
    E2024,
}

impl Edition {
    /// The edition as a manifest spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Edition::E2021 => "2021",
            Edition::E2024 => "2024",
        }
    }
}

/// What is kept of what the document no longer has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeepRemoved {
    /// The document as it was released.
    pub of: PathBuf,
    /// The version that it was released as.
    pub since: String,
}

/// What is emitted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// A crate with its own manifest.
    #[default]
    Crate,
    /// A module tree for somebody else's crate.
    Module,
    /// A crate of the models alone, without client.
    Models,
}

impl Mode {
    /// The mode as `oascribe.toml` and the command line spell it.
    pub fn as_str(self) -> &'static str {
        match self {
            Mode::Crate => "crate",
            Mode::Module => "module",
            Mode::Models => "models",
        }
    }
}

/// Which findings, besides errors, stop the output from being written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Deny {
    /// None.
    #[default]
    Nothing,
    /// Items that are left out.
    Skipped,
    /// Items that are left out, and all that makes the output poorer than the document.
    Warnings,
}

/// How a long-running operation is watched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Poll {
    /// The operation (by id) that reads the state anew.
    pub operation: String,
    /// The member that identifies the operation.
    pub id: String,
    /// The boolean member that says that it has ended.
    pub done: String,
    /// The member that holds the error, if it failed.
    pub error: Option<String>,
}

impl Config {
    /// Reads an `oascribe.toml`; `None` after an error. Paths in it are relative to its folder, so
    /// the name of the file in `sources` must be its path.
    pub fn parse(sources: &Sources, file: FileId, diags: &mut Diagnostics) -> Option<Self> {
        parse::parse(sources, file, diags)
    }
}

impl CrateConfig {
    /// A crate of that name with every choice left at its default.
    pub fn new(name: impl Into<String>) -> Self {
        CrateConfig {
            name: name.into(),
            features: default_features(),
            keep_old_names: KEEP_OLD_NAMES,
            ..CrateConfig::default()
        }
    }

    /// What is kept, and the version with which it goes; nothing where the crate has that version already.
    pub fn kept(&self) -> Option<(&KeepRemoved, String)> {
        let kept = self.keep_removed.as_ref()?;
        let version = self.package.version.as_deref().unwrap_or_default();
        if version::series(&kept.since, version) > 0 {
            return None;
        }
        Some((kept, version::next_series(&kept.since)?))
    }

    /// Where an entry of a table (`derives`, `replace`, `paging`, `names`, `groups`, `types` and so on) stands
    /// in the file; `None` where it came from the command line. The empty key is the table, an
    /// empty table and key the crate itself.
    pub fn location(&self, table: &str, key: &str) -> Option<Location> {
        self.locations.get(&format!("{table}.{key}")).cloned()
    }

    /// The finding for an entry of a table that fits nothing in the document.
    pub fn unmatched(&self, table: &str, key: &str, message: String) -> Diagnostic {
        let mut found = Diagnostic::new(codes::UNMATCHED_CONFIG, message).label("matches nothing");
        found.location = self.location(table, key);
        found
    }
}

/// A release with both names, whatever else it brings, and then one without the old one.
pub(crate) const KEEP_OLD_NAMES: u64 = 1;

/// The features that are on when nothing is said.
pub fn default_features() -> Vec<String> {
    vec!["client".to_owned(), "reqwest".to_owned()]
}
