//! Reading the lock.
//!
//! In: the text of an `oascribe.lock`. Out: [`Lock`]. Guaranteed: a damaged text, a later version, or a name that is not
//! an identifier is a `bad-lock` error with line and column.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use crate::diag::{Diagnostic, Diagnostics, Location, Severity, codes};
use crate::identifier::{is_identifier, is_keyword};
use crate::source::{FileId, Sources};

use super::print::VERSION;
use super::{CrateLock, GroupNames, Lock, OperationNames, RenamedItem, Returned};

/// Read first, without other keys: a later version may have keys that this one does not know.
#[derive(Deserialize)]
struct Head {
    version: Spanned<i64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LockForm {
    #[serde(rename = "version")]
    _version: i64,
    #[serde(default, rename = "crate")]
    crates: BTreeMap<String, CrateForm>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct CrateForm {
    operations: BTreeMap<String, OperationForm>,
    types: BTreeMap<String, Spanned<String>>,
    targets: BTreeMap<String, String>,
    #[serde(rename = "members")]
    properties: BTreeMap<String, Spanned<String>>,
    boxes: BTreeSet<String>,
    constants: BTreeMap<String, Spanned<String>>,
    arguments: BTreeMap<String, String>,
    nulls: BTreeMap<String, String>,
    conversions: BTreeMap<String, String>,
    constructors: BTreeMap<String, Spanned<String>>,
    groups: BTreeMap<String, GroupForm>,
    features: BTreeMap<String, Spanned<String>>,
    aliases: BTreeMap<Spanned<String>, RenamedItemForm>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GroupForm {
    name: Spanned<String>,
    accessor: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RenamedItemForm {
    now: Spanned<String>,
    #[serde(default)]
    since: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OperationForm {
    id: Spanned<String>,
    group: Spanned<String>,
    method: Spanned<String>,
    output: Option<String>,
    body: Option<String>,
    words: Option<String>,
    tag: Option<String>,
}

struct Reader<'a> {
    sources: &'a Sources,
    file: FileId,
    diags: &'a mut Diagnostics,
}

impl Reader<'_> {
    fn error(&mut self, span: Range<usize>, message: impl Into<String>, help: &str) {
        let location = Location::at_offset(self.sources, self.file, span.start);
        self.diags.push(
            Diagnostic::new(codes::BAD_LOCK, message)
                .location(location)
                .label("nothing is generated")
                .help(help),
        );
    }

    fn syntax_error(&mut self, error: &toml::de::Error) {
        // The error of the parser does not mention the conflict.
        if let Some(at) = self.sources.text(self.file).find("\n<<<<<<<") {
            let help = "resolve it: keep the lines of both sides";
            self.error(at + 1..at + 1, "a merge conflict", help);
            return;
        }
        let message = error.message().trim_end().replace('\n', ", ");
        let help = "restore the file from version control; `oascribe generate` extends it";
        self.error(error.span().unwrap_or(0..0), message, help);
    }

    fn feature(&mut self, name: Spanned<String>) -> String {
        if !is_feature(name.get_ref()) {
            let message = format!("`{}` is not a valid name of a feature", name.get_ref());
            let help = "use letters, digits, `_` and `-`";
            self.error(name.span(), message, help);
        }
        name.into_inner()
    }

    fn path(&mut self, path: Spanned<String>) -> String {
        if !path.get_ref().split("::").all(is_identifier) {
            let message = format!("`{}` is not the path of an item", path.get_ref());
            let help = "write it as in surface.txt, for example `models::Order`";
            self.error(path.span(), message, help);
        }
        path.into_inner()
    }

    /// The name of a variant, or a value as JSON.
    fn constant(&mut self, name: Spanned<String>) -> String {
        match serde_json::from_str::<serde_json::Value>(name.get_ref()) {
            Ok(_) => name.into_inner(),
            Err(_) => self.name(name),
        }
    }

    fn name(&mut self, name: Spanned<String>) -> String {
        if is_keyword(name.get_ref()) {
            let message = format!("`{}` is a keyword of Rust", name.get_ref());
            let help = format!("use another name, for example `{}_`", name.get_ref());
            self.error(name.span(), message, &help);
        } else if !is_identifier(name.get_ref()) {
            let message = format!("`{}` is not an identifier", name.get_ref());
            let help = "use the letters a to z, digits and `_`, and don't start with a digit";
            self.error(name.span(), message, help);
        }
        name.into_inner()
    }
}

/// Whether Cargo accepts this name of a feature.
fn is_feature(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphanumeric())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-')
}

/// Reads the file. Returns `None` if there is an error.
pub(super) fn parse(sources: &Sources, file: FileId, diags: &mut Diagnostics) -> Option<Lock> {
    let text = sources.text(file);
    let before = diags.count(Severity::Error);
    let mut reader = Reader {
        sources,
        file,
        diags,
    };
    let head: Head = match toml::from_str(text) {
        Ok(head) => head,
        Err(error) => {
            reader.syntax_error(&error);
            return None;
        }
    };
    if *head.version.get_ref() != VERSION {
        let message = format!("the file has version {}", head.version.get_ref());
        let help = format!(
            "update oascribe: version {} supports version {VERSION} of the file",
            env!("CARGO_PKG_VERSION")
        );
        reader.error(head.version.span(), message, &help);
        return None;
    }
    match toml::from_str::<LockForm>(text) {
        Ok(form) => {
            let lock = lock(&mut reader, form);
            (reader.diags.count(Severity::Error) == before).then_some(lock)
        }
        Err(error) => {
            reader.syntax_error(&error);
            None
        }
    }
}

fn lock(reader: &mut Reader<'_>, form: LockForm) -> Lock {
    let mut lock = Lock::default();
    for (name, form) in form.crates {
        let locked = crate_lock(reader, form);
        lock.crates.insert(name, locked);
    }
    lock
}

fn crate_lock(reader: &mut Reader<'_>, form: CrateForm) -> CrateLock {
    let CrateForm {
        operations,
        types,
        targets,
        properties,
        boxes,
        constants,
        arguments,
        nulls,
        conversions,
        constructors,
        groups,
        features,
        aliases,
    } = form;
    let aliases = old_names(reader, aliases);
    let groups = groups
        .into_iter()
        .map(|(key, GroupForm { name, accessor })| {
            let (name, accessor) = (reader.name(name), reader.name(accessor));
            (key, GroupNames { name, accessor })
        })
        .collect();
    let features = features
        .into_iter()
        .map(|(key, name)| (key, reader.feature(name)))
        .collect();
    let constants = constants
        .into_iter()
        .map(|(key, name)| (key, reader.constant(name)))
        .collect();
    let mut names = |table: BTreeMap<String, Spanned<String>>| {
        table
            .into_iter()
            .map(|(key, name)| (key, reader.name(name)))
            .collect()
    };
    CrateLock {
        types: names(types),
        targets,
        properties: names(properties),
        constants,
        arguments,
        nulls,
        conversions,
        constructors: names(constructors),
        groups,
        features,
        aliases,
        boxes,
        operations: operations
            .into_iter()
            .map(|(key, form)| (key, operation(reader, form)))
            .collect(),
    }
}

fn old_names(
    reader: &mut Reader<'_>,
    aliases: BTreeMap<Spanned<String>, RenamedItemForm>,
) -> BTreeMap<String, RenamedItem> {
    let aliases = aliases.into_iter();
    let renamed = aliases.map(|(old, RenamedItemForm { now, since })| {
        let (old, now) = (reader.path(old), reader.path(now));
        (old, RenamedItem { now, since })
    });
    renamed.collect()
}

fn operation(reader: &mut Reader<'_>, form: OperationForm) -> OperationNames {
    let OperationForm {
        id,
        group,
        method,
        output,
        body,
        words,
        tag,
    } = form;
    OperationNames {
        id: reader.name(id),
        // A tag can contain spaces. Its name is made later.
        group: group.into_inner(),
        method: reader.name(method),
        output: match output.as_deref() {
            None => Returned::default(),
            Some("each") => Returned::Each,
            Some(status) => Returned::Status(status.to_owned()),
        },
        body,
        words,
        tag,
    }
}
