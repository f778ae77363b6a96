//! The configuration: `oascribe.toml`.
//!
//! In: the text of an `oascribe.toml`. Out: [`Config`], with one [`CrateConfig`] for each `[[crate]]`. Guaranteed:
//! unknown keys are errors, paths are relative to the folder of the file, and every invalid value is a `bad-config`
//! diagnostic with line and column. Each stage checks that its entries match something in the spec, and reports
//! `unmatched-config` at [`CrateConfig::location`].

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::PathBuf;

use serde::Deserialize;

use crate::dependency::feature;
use crate::diag::{Diagnostic, Diagnostics, Location, codes};
use crate::source::{FileId, Sources};

mod check;
mod check_types;
mod download;
mod for_schemas;
mod keys;
mod name;
mod own_type;
mod package;
mod paging;
mod parse;
mod poll;
pub mod reference;
mod version;
pub mod wildcard;

pub(crate) use check::{added_features, mistakes};
pub use check::{feature_problem, name_problem};
pub(crate) use version::series;

pub use download::Download;
pub use for_schemas::{ForSchemas, RequiredProperties, UnknownProperties};
pub use name::is_crate_name;
pub(crate) use own_type::MAP;
pub use own_type::OwnType;
pub use package::{Edition, Package};
pub use paging::{NextPage, Paging};
pub use poll::Poll;

/// The name of the file.
pub const FILE_NAME: &str = "oascribe.toml";

/// The content of an `oascribe.toml`.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The entries `[[crate]]`, in the order of the file.
    pub crates: Vec<CrateConfig>,
    /// The table `[diff]`.
    pub diff: DiffConfig,
}

/// The table `[diff]`: how `oascribe diff` rates the changes of a spec.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DiffConfig {
    /// Severity levels by the ID of the rule.
    pub severity: BTreeMap<String, String>,
    /// The file that lists findings to ignore.
    pub ignore: Option<PathBuf>,
    /// Days of notice before a stable item may be removed.
    pub days_stable: u32,
    /// Days of notice before a beta item may be removed.
    pub days_beta: u32,
}

/// One `[[crate]]`: a spec, and the options for the crate that is generated from it.
#[derive(Clone, Debug, Default)]
pub struct CrateConfig {
    /// The OpenAPI document. Empty if the file leaves it to the command line.
    pub spec: PathBuf,
    /// Where the document is published. Only `oascribe fetch` uses it.
    pub download: Option<Download>,
    /// The reference pages that `oascribe update` transcribes the spec from.
    pub pages: Vec<PathBuf>,
    /// The values of variables in the host names of the pages.
    pub hosts: BTreeMap<String, String>,
    /// The changelog that `oascribe update` writes. Default: in the folder of the crate.
    pub changelog: Option<PathBuf>,
    /// The overlays to apply to the spec, in order.
    pub overlays: Vec<PathBuf>,
    /// Folders and files that references of the spec may lead to, besides the folder of the spec.
    pub allow_files: Vec<PathBuf>,
    /// The folder of the file, which references may lead to as well. `None` if the entry does not come from a file.
    pub folder: Option<PathBuf>,
    /// The output folder. Empty if the file leaves it to the command line.
    pub out: PathBuf,
    /// The name of the crate or module. Empty if the file leaves it to the command line.
    pub name: String,
    /// The `[package]` table of the generated manifest.
    pub package: Package,
    /// Whether a crate, a module, or only the models are generated.
    pub mode: Mode,
    /// The features whose code is generated, and parts of the runtime that the API does not need. For a crate: besides those
    /// that every crate has.
    pub features: Vec<String>,
    /// Modules of the user beside the generated ones, which the root declares if they exist.
    pub own_modules: Vec<String>,
    /// The findings that prevent the output from being written.
    pub deny: Deny,
    /// The component schemas to generate besides those of the operations, with all types that they need; in the mode
    /// [`Models`](Mode::Models), the only ones. Empty: all, as [`unused`](Self::unused) says.
    pub schemas: Vec<String>,
    /// Whether component schemas that no operation uses are generated. Default: if `include` selects no operations.
    pub unused: Option<Unused>,
    /// The operations to generate: `tag:T`, `op:ID` or `path:P` (with all paths below it). Empty: all operations.
    pub include: Vec<String>,
    /// The operations to leave out, in the same form.
    pub exclude: Vec<String>,
    /// Whether each group gets a cargo feature. Default: decided when the crate is first generated.
    pub group_features: Option<bool>,
    /// The header for idempotency keys, which each POST and PATCH request gets. `None`: only where the spec declares one.
    pub idempotency_header: Option<String>,
    /// The number of breaking releases for which old names stay as aliases.
    pub keep_old_names: u64,
    /// The spec of a release. Items that it has and `spec` doesn't are retained until the next breaking release.
    pub keep_removed: Option<KeepRemoved>,
    /// How required properties of responses are declared.
    pub required_properties: ForSchemas<RequiredProperties>,
    /// What happens to undeclared properties of responses.
    pub unknown_properties: ForSchemas<UnknownProperties>,
    /// Whether optional properties that can be null are `Option<T>`: null is read as missing and never sent.
    pub merge_null: ForSchemas<bool>,
    /// Extra derives by type name; for `*`, `structs` and `enums`, those of all such types.
    pub derives: BTreeMap<String, Vec<String>>,
    /// Attributes by the same keys, without `#[…]`.
    pub attributes: BTreeMap<String, Vec<String>>,
    /// Your own Rust types that stand for schemas, by format or by the pointer of a schema or property; for `map`, the type of
    /// maps.
    pub own_types: BTreeMap<String, OwnType>,
    /// Additional dependencies of the generated crate, by name.
    pub dependencies: BTreeMap<String, toml::Value>,
    /// The paging of list operations, by operation ID, in which `*` matches any text.
    pub paging: BTreeMap<String, Paging>,
    /// The polling of long-running operations, by the name of the schema for their state.
    pub poll: BTreeMap<String, Poll>,
    /// Chosen names, by pointer (`#/components/schemas/X`) or operation ID, in which `*` matches any text without `/`. In the
    /// name, each `*` is replaced by the text that one of the key stands for.
    pub names: BTreeMap<String, String>,
    /// The prefixes that the names of types lose.
    pub strip_prefix: Vec<String>,
    /// Inline schemas that are one type, by its name: the patterns of their pointers, in which `*` matches any text.
    pub unify: BTreeMap<String, Vec<String>>,
    /// Chosen groups, by operation ID or tag.
    pub groups: BTreeMap<String, String>,
    /// The bytes of the version in the file, with its quotes.
    pub version_at: Option<Range<usize>>,
    /// The locations of the entries in the file, by table and key: `names.#/x`.
    pub(crate) locations: BTreeMap<String, Location>,
}

/// The option `keep-removed`: the spec of an earlier release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeepRemoved {
    /// The spec as it was released.
    pub of: PathBuf,
    /// The version of the release.
    pub since: String,
}

/// The kind of output.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[non_exhaustive]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// A crate with its own manifest.
    #[default]
    Crate,
    /// A module tree for an existing crate.
    Module,
    /// The models alone, without a client.
    Models,
}

impl Mode {
    /// Returns the word for this mode in `oascribe.toml` and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Mode::Crate => "crate",
            Mode::Module => "module",
            Mode::Models => "models",
        }
    }
}

/// What happens to component schemas that no operation uses.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[non_exhaustive]
#[serde(rename_all = "kebab-case")]
pub enum Unused {
    /// They are generated: events and queues often use them.
    Keep,
    /// They are left out.
    Drop,
}

/// Which findings, besides errors, prevent the output from being written.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
#[serde(rename_all = "kebab-case")]
pub enum Deny {
    /// No others.
    #[default]
    Nothing,
    /// Items that are left out.
    Skipped,
    /// Items that are left out, and warnings.
    Warnings,
}

impl Config {
    /// Reads an `oascribe.toml`. Returns `None` if there is an error.
    ///
    /// Paths in it are relative to its folder, so the name of the file in `sources` must be its path.
    pub fn parse(sources: &Sources, file: FileId, diags: &mut Diagnostics) -> Option<Self> {
        parse::parse(sources, file, diags)
    }
}

impl CrateConfig {
    /// The changelog of the crate. Returns `None` for a module without a `changelog` key: a module has no folder of its own
    /// for it.
    pub fn changelog_path(&self) -> Option<PathBuf> {
        match (&self.changelog, self.mode) {
            (Some(path), _) => Some(path.clone()),
            (None, Mode::Module) => None,
            (None, Mode::Crate | Mode::Models) => Some(self.out.join("CHANGELOG.md")),
        }
    }

    /// Returns the default configuration for a crate with this name.
    pub fn new(name: impl Into<String>) -> Self {
        CrateConfig {
            name: name.into(),
            features: default_features(),
            own_modules: default_own_modules(),
            idempotency_header: None,
            keep_old_names: KEEP_OLD_NAMES,
            ..CrateConfig::default()
        }
    }

    /// Whether component schemas that no operation uses are generated.
    pub fn keeps_unused(&self) -> bool {
        match self.unused {
            Some(unused) => unused == Unused::Keep,
            None => self.include.is_empty(),
        }
    }

    /// Returns the folders that references of the spec may lead to, besides that of the spec.
    pub fn allowed_folders(&self) -> Vec<PathBuf> {
        self.folder
            .iter()
            .chain(&self.allow_files)
            .cloned()
            .collect()
    }

    /// Returns the release whose items are retained, and the version that removes them.
    ///
    /// Returns `None` if nothing is retained, or if the crate has reached that version.
    pub fn retained(&self) -> Option<(&KeepRemoved, String)> {
        let release = self.keep_removed.as_ref()?;
        let version = self.package.version.as_deref().unwrap_or_default();
        if version::series(&release.since, version) > 0 {
            return None;
        }
        Some((release, version::next_series(&release.since)?))
    }

    /// Returns the location of an entry of a table such as `derives` or `names`. With an empty key, returns the
    /// location of the table, and with both empty that of the `[[crate]]`.
    ///
    /// Returns `None` if the entry does not come from a file.
    pub fn location(&self, table: &str, key: &str) -> Option<Location> {
        self.locations.get(&format!("{table}.{key}")).cloned()
    }

    /// The line above suggested entries of a table. A file can have each table once.
    pub(crate) fn header(&self, table: &str, is_empty: bool) -> String {
        match is_empty {
            true => format!("[crate.{table}]"),
            false => format!("# in [crate.{table}], which the file has:"),
        }
    }

    /// Creates the diagnostic for an entry of a table that matches nothing in the spec.
    pub fn unmatched(&self, table: &str, key: &str, message: String) -> Diagnostic {
        let mut found = Diagnostic::new(codes::UNMATCHED_CONFIG, message).label("matches nothing");
        found.location = self.location(table, key);
        found
    }
}

/// One breaking release with both names, and then one without the old name.
pub(crate) const KEEP_OLD_NAMES: u64 = 1;

/// The module of the user that is declared if none are configured.
fn default_own_modules() -> Vec<String> {
    vec!["ext".to_owned()]
}

/// The features of a module if none are configured.
fn default_features() -> Vec<String> {
    feature::DEFAULT
        .iter()
        .map(|name| (*name).to_owned())
        .collect()
}
