//! Reading the choices.
//!
//! In: the text of an `oascribe.toml`. Out: [`Config`]. Guaranteed: what the text says and the
//! types can't hold is a `bad-config` diagnostic at its line and column; nothing is ignored.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::{Path, PathBuf};

use toml::Spanned;

use crate::diag::{Diagnostic, Diagnostics, Location, Severity, codes, similar};
use crate::source::{FileId, Sources};

use super::keys::{CrateForm, DiffForm, FileForm, ModeForm, Table};
use super::replace;
use super::version::is_version;
use super::{
    Config, CrateConfig, DiffConfig, KEEP_OLD_NAMES, KeepRemoved, default_features, is_crate_name,
};

/// The text and where findings about it go.
struct Reader<'a> {
    sources: &'a Sources,
    file: FileId,
    diags: &'a mut Diagnostics,
}

impl Reader<'_> {
    fn location(&self, span: Range<usize>) -> Location {
        Location::at_offset(self.sources, self.file, span.start)
    }

    fn wrong(&mut self, span: Range<usize>, message: impl Into<String>, help: &str) {
        let place = self.location(span);
        self.diags.push(
            Diagnostic::new(codes::BAD_CONFIG, message)
                .location(place)
                .label("nothing is generated")
                .help(help),
        );
    }

    fn syntax(&mut self, error: &toml::de::Error) {
        let span = error.span().unwrap_or(0..0);
        let message = error.message().trim_end().replace('\n', ", ");
        let mut words = message.split('`').skip(1).step_by(2);
        match words.next() {
            Some(word) if message.starts_with("unknown field") => {
                let known: Vec<_> = words.collect();
                let help = match similar(word, known.iter().copied()) {
                    Some(known) => format!("did you mean `{known}`?"),
                    None => format!("the keys that are known here: {}", known.join(", ")),
                };
                self.wrong(span, format!("unknown key `{word}`"), &help);
            }
            _ => {
                let help = "`oascribe init` in an empty folder writes a file that shows every key";
                self.wrong(span, message, help);
            }
        }
    }
}

/// Reads the file; `None` after an error.
pub(super) fn parse(sources: &Sources, file: FileId, diags: &mut Diagnostics) -> Option<Config> {
    let before = diags.count(Severity::Error);
    let mut reader = Reader {
        sources,
        file,
        diags,
    };
    let form: FileForm = match toml::from_str(sources.text(file)) {
        Ok(form) => form,
        Err(error) => {
            reader.syntax(&error);
            return None;
        }
    };
    if form.crates.is_empty() {
        let help = "add `[[crate]]` with `spec`, `out` and `name`";
        reader.wrong(0..0, "the file names no crate", help);
    }
    let folder = Path::new(sources.name(file)).parent();
    let folder = folder.unwrap_or_else(|| Path::new(""));
    let mut config = Config {
        crates: Vec::new(),
        diff: diff(folder, form.diff),
    };
    let mut taken = Taken::default();
    for entry in form.crates {
        let span = entry.span();
        check(&mut reader, &mut taken, &entry);
        let found = crate_config(&reader, folder, span, entry.into_inner());
        config.crates.push(found);
    }
    (reader.diags.count(Severity::Error) == before).then_some(config)
}

fn diff(folder: &Path, form: DiffForm) -> DiffConfig {
    let DiffForm {
        severity,
        ignore,
        deprecation_days_stable,
        deprecation_days_beta,
    } = form;
    DiffConfig {
        severity,
        ignore: ignore.map(|path| folder.join(path)),
        days_stable: deprecation_days_stable,
        days_beta: deprecation_days_beta,
    }
}

/// What earlier crates of the file have claimed.
#[derive(Default)]
struct Taken {
    names: BTreeSet<String>,
    outs: BTreeSet<PathBuf>,
}

fn check(reader: &mut Reader<'_>, taken: &mut Taken, entry: &Spanned<CrateForm>) {
    let form = entry.get_ref();
    if let (Some(pages), None) = (&form.pages, &form.spec) {
        let help = "add `spec = \"…\"`: the document that is written";
        reader.wrong(pages.span(), "`pages` without `spec`", help);
    }
    if let (Some((key, _)), None) = (form.hosts.first_key_value(), &form.pages) {
        let help = "add `pages = [\"…\"]`, or remove it";
        reader.wrong(key.span(), "`hosts` without `pages`", help);
    }
    if let (Some(changelog), None) = (&form.changelog, &form.pages) {
        let help = "add `pages = [\"…\"]`, or remove it";
        reader.wrong(changelog.span(), "`changelog` without `pages`", help);
    }
    if let Some(kept) = &form.keep_removed
        && !is_version(kept.since.get_ref())
    {
        let message = format!("`{}` is no version", kept.since.get_ref());
        let help = "write the version that the document was released as, as in `1.4.0`";
        reader.wrong(kept.since.span(), message, help);
    }
    match &form.name {
        Some(name) if !is_crate_name(name.get_ref()) => {
            let message = format!("`{}` can't be the name of a crate", name.get_ref());
            let help = "start with a letter and use letters, digits, `_` and `-`; no keyword";
            reader.wrong(name.span(), message, help);
        }
        Some(name) if !taken.names.insert(name.get_ref().clone()) => {
            let message = format!("two crates are called `{}`", name.get_ref());
            let help = "give each its own name: the lock tells them apart by it";
            reader.wrong(name.span(), message, help);
        }
        Some(_) | None => {}
    }
    if let Some(out) = &form.out
        && !taken.outs.insert(out.get_ref().components().collect())
    {
        let message = format!("two crates write to `{}`", out.get_ref().display());
        reader.wrong(out.span(), message, "give each its own folder");
    }
    if let Some(features) = &form.features
        && form.mode != ModeForm::Module
    {
        let help = "remove it: the features of a crate are chosen where it is used";
        reader.wrong(
            features.span(),
            "`features` are for `mode = \"module\"` alone",
            help,
        );
    }
    if let Some(features) = &form.group_features
        && form.mode != ModeForm::Crate
    {
        let message = "`group-features` are for `mode = \"crate\"` alone";
        reader.wrong(
            features.span(),
            message,
            "remove it: only a crate has features",
        );
    }
    for (span, message, help) in replace::faults(form) {
        reader.wrong(span, message, &help);
    }
    if let Some(version) = &form.package.version
        && !is_version(version.get_ref())
    {
        let message = format!("`{}` is no version of a crate", version.get_ref());
        reader.wrong(version.span(), message, "write it like `0.1.0`");
    }
}

fn crate_config(
    reader: &Reader<'_>,
    folder: &Path,
    span: Range<usize>,
    form: CrateForm,
) -> CrateConfig {
    let locations = locations(reader, span, &form);
    let path = |path: Option<Spanned<PathBuf>>| match path {
        Some(path) => folder.join(path.into_inner()),
        None => PathBuf::new(),
    };
    let pages = form.pages.map(Spanned::into_inner).unwrap_or_default();
    CrateConfig {
        spec: path(form.spec),
        pages: pages.into_iter().map(|page| folder.join(page)).collect(),
        hosts: plain(form.hosts),
        changelog: form.changelog.map(|path| folder.join(path.into_inner())),
        overlays: form
            .overlays
            .iter()
            .map(|overlay| folder.join(overlay))
            .collect(),
        out: path(form.out),
        name: form.name.map(Spanned::into_inner).unwrap_or_default(),
        version_at: form.package.version.as_ref().map(Spanned::span),
        package: form.package.into(),
        mode: form.mode.into(),
        features: match form.features {
            Some(features) => features.into_inner(),
            None => default_features(),
        },
        deny: form.deny.into(),
        types: form.types.into_iter().map(Spanned::into_inner).collect(),
        include: form.include.into_iter().map(Spanned::into_inner).collect(),
        exclude: form.exclude.into_iter().map(Spanned::into_inner).collect(),
        group_features: form.group_features.map(Spanned::into_inner),
        keep_old_names: form.keep_old_names.unwrap_or(KEEP_OLD_NAMES),
        keep_removed: form.keep_removed.map(|kept| KeepRemoved {
            of: folder.join(kept.of),
            since: kept.since.into_inner(),
        }),
        derives: plain(form.derives),
        replace: form
            .replace
            .into_iter()
            .map(|(key, path)| (key.into_inner(), path.into_inner()))
            .collect(),
        dependencies: plain(form.dependencies),
        paging: plain(form.paging),
        poll: plain(form.poll),
        names: plain(form.names),
        groups: plain(form.groups),
        locations,
    }
}

/// Drops the locations of the keys.
fn plain<T, U: From<T>>(table: Table<T>) -> BTreeMap<String, U> {
    table
        .into_iter()
        .map(|(key, value)| (key.into_inner(), value.into()))
        .collect()
}

fn locations(
    reader: &Reader<'_>,
    span: Range<usize>,
    form: &CrateForm,
) -> BTreeMap<String, Location> {
    let mut locations = BTreeMap::new();
    let mut add = |table: &str, key: &str, span: Range<usize>| {
        locations.insert(format!("{table}.{key}"), reader.location(span));
    };
    add("", "", span);
    for (key, value) in [("spec", &form.spec), ("out", &form.out)] {
        if let Some(value) = value {
            add(key, "", value.span());
        }
    }
    let lists = [
        ("types", &form.types),
        ("include", &form.include),
        ("exclude", &form.exclude),
    ];
    for (table, list) in lists {
        for entry in list {
            add(table, entry.get_ref(), entry.span());
        }
    }
    keys("derives", &form.derives, &mut add);
    keys("replace", &form.replace, &mut add);
    keys("paging", &form.paging, &mut add);
    keys("poll", &form.poll, &mut add);
    keys("names", &form.names, &mut add);
    keys("groups", &form.groups, &mut add);
    locations
}

fn keys<T>(name: &str, table: &Table<T>, add: &mut impl FnMut(&str, &str, Range<usize>)) {
    for key in table.keys() {
        add(name, key.get_ref(), key.span());
    }
}
