//! Reading an `oascribe.toml`.
//!
//! In: the text. Out: [`Config`]. Guaranteed: every invalid value is a `bad-config` diagnostic with line and column.

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::{Path, PathBuf};

use toml::Spanned;

use crate::diag::{Diagnostic, Diagnostics, Location, Severity, codes, similar};
use crate::source::{FileId, Sources};

use super::check::{self, Mistake};
use super::check_types;
use super::keys::{CrateKeys, DiffKeys, FileKeys, Table};
use super::{
    Config, CrateConfig, Deny, DiffConfig, KEEP_OLD_NAMES, KeepRemoved, Mode, OwnType,
    default_features, default_own_modules,
};

/// The file, and where diagnostics about it go.
struct Reader<'a> {
    sources: &'a Sources,
    file: FileId,
    diags: &'a mut Diagnostics,
}

impl Reader<'_> {
    fn location(&self, span: Range<usize>) -> Location {
        Location::at_offset(self.sources, self.file, span.start)
    }

    fn error(&mut self, span: Range<usize>, message: impl Into<String>, help: &str) {
        let location = self.location(span);
        self.diags.push(
            Diagnostic::new(codes::BAD_CONFIG, message)
                .location(location)
                .label("nothing is generated")
                .help(help),
        );
    }

    fn check<T: Borrow<B>, B: ?Sized>(
        &mut self,
        value: &Spanned<T>,
        check: impl FnOnce(&B) -> Option<Mistake>,
    ) {
        if let Some(Mistake { message, help }) = check(value.get_ref().borrow()) {
            self.error(value.span(), message, &help);
        }
    }

    fn syntax_error(&mut self, error: &toml::de::Error) {
        let span = error.span().unwrap_or(0..0);
        let message = error.message().trim_end().replace('\n', ", ");
        let mut words = message.split('`').skip(1).step_by(2);
        match words.next() {
            Some(word) if message.starts_with("unknown field") => {
                let known: Vec<_> = words.collect();
                let help = match similar(word, known.iter().copied()) {
                    Some(known) => format!("did you mean `{known}`?"),
                    None => format!("valid keys: {}", known.join(", ")),
                };
                self.error(span, format!("unknown key `{word}`"), &help);
            }
            Some(word) if message.starts_with("unknown variant") => {
                let known: Vec<_> = words.collect();
                let help = match similar(word, known.iter().copied()) {
                    Some(known) => format!("did you mean `{known}`?"),
                    None => format!("valid values: {}", known.join(", ")),
                };
                self.error(span, format!("unknown value `{word}`"), &help);
            }
            _ => {
                let help =
                    "run `oascribe init` in an empty folder to get a file that shows every key";
                self.error(span, message, help);
            }
        }
    }
}

/// Reads the file. Returns `None` if there is an error.
pub(super) fn parse(sources: &Sources, file: FileId, diags: &mut Diagnostics) -> Option<Config> {
    let before = diags.count(Severity::Error);
    let mut reader = Reader {
        sources,
        file,
        diags,
    };
    let keys: FileKeys = match toml::from_str(sources.text(file)) {
        Ok(keys) => keys,
        Err(error) => {
            reader.syntax_error(&error);
            return None;
        }
    };
    if keys.crates.is_empty() {
        let help = "add `[[crate]]` with `spec`, `out` and `name`";
        reader.error(0..0, "the file has no `[[crate]]`", help);
    }
    let folder = Path::new(sources.name(file)).parent();
    let folder = folder.unwrap_or_else(|| Path::new(""));
    let mut config = Config {
        crates: Vec::new(),
        diff: diff(folder, keys.diff),
    };
    let mut taken = Taken::default();
    for entry in keys.crates {
        let span = entry.span();
        check_pages(&mut reader, entry.get_ref());
        check_unique(&mut reader, &mut taken, entry.get_ref());
        check_mode(&mut reader, entry.get_ref());
        check_values(&mut reader, entry.get_ref());
        let found = crate_config(&reader, folder, span, entry.into_inner());
        config.crates.push(found);
    }
    (reader.diags.count(Severity::Error) == before).then_some(config)
}

fn diff(folder: &Path, keys: DiffKeys) -> DiffConfig {
    let DiffKeys {
        severity,
        ignore,
        deprecation_days_stable,
        deprecation_days_beta,
    } = keys;
    DiffConfig {
        severity,
        ignore: ignore.map(|path| folder.join(path)),
        days_stable: deprecation_days_stable,
        days_beta: deprecation_days_beta,
    }
}

/// Names and output folders of earlier entries.
#[derive(Default)]
struct Taken {
    names: BTreeSet<String>,
    outs: BTreeSet<PathBuf>,
}

fn check_pages(reader: &mut Reader<'_>, keys: &CrateKeys) {
    if let (Some(pages), None) = (&keys.pages, &keys.spec) {
        let help = "add `spec = \"…\"`, the file that is written from the pages";
        reader.error(pages.span(), "`pages` needs `spec`", help);
    }
    let download = keys
        .spec
        .as_ref()
        .and_then(|spec| spec.get_ref().download.as_ref());
    if let Some(download) = download {
        let at = || download.url_at.clone();
        if let Some(pages) = &keys.pages {
            let help = "remove one of them: the document is written from the pages, or downloaded";
            reader.error(
                pages.span(),
                "`pages` and a URL of `spec` exclude each other",
                help,
            );
        }
        if !["https://", "http://"]
            .iter()
            .any(|start| download.url.starts_with(start))
        {
            let message = format!("`{}` is not a URL", download.url);
            reader.error(at(), message, "start it with `https://`");
        }
    }
    if keys.pages.is_some() {
        return;
    }
    let help = "add `pages = [\"…\"]`, or remove this key";
    if let Some((key, _)) = keys.hosts.first_key_value() {
        reader.error(key.span(), "`hosts` needs `pages`", help);
    }
    if let Some(changelog) = &keys.changelog {
        reader.error(changelog.span(), "`changelog` needs `pages`", help);
    }
}

fn check_unique(reader: &mut Reader<'_>, taken: &mut Taken, keys: &CrateKeys) {
    if let Some(name) = &keys.name {
        reader.check(name, check::name);
        if !taken.names.insert(name.get_ref().clone()) {
            let message = format!("two crates have the name `{}`", name.get_ref());
            let help = "use a different name: oascribe.lock identifies a crate by its name";
            reader.error(name.span(), message, help);
        }
    }
    if let Some(out) = &keys.out
        && !taken.outs.insert(out.get_ref().components().collect())
    {
        let message = format!("two crates write to `{}`", out.get_ref().display());
        reader.error(out.span(), message, "use a different folder");
    }
}

fn check_mode(reader: &mut Reader<'_>, keys: &CrateKeys) {
    if let Some(features) = &keys.features
        && keys.mode == Mode::Models
    {
        let message = "`features` needs a client";
        let help = "remove it, or use `mode = \"crate\"`";
        reader.error(features.span(), message, help);
    }
    if let Some(features) = &keys.group_features
        && keys.mode != Mode::Crate
    {
        let message = "`group-features` needs `mode = \"crate\"`";
        let help = "remove it: only a crate has features";
        reader.error(features.span(), message, help);
    }
}

fn check_values(reader: &mut Reader<'_>, keys: &CrateKeys) {
    for feature in keys.features.iter().flat_map(Spanned::get_ref) {
        reader.check(feature, check::feature);
    }
    for name in keys.own_modules.iter().flatten() {
        reader.check(name, check::own_module);
    }
    for (name, source) in &keys.dependencies {
        reader.check(name, |name| check::dependency(name, source, keys.mode));
    }
    let names: Vec<&str> = keys
        .dependencies
        .keys()
        .map(|it| it.get_ref().as_str())
        .collect();
    for (key, ty) in &keys.types {
        reader.check(key, check_types::key);
        reader.check(ty, |ty: &OwnType| {
            check_types::own_type(key.get_ref(), ty, keys.mode, &names)
        });
    }
    for attribute in keys.attributes.values().flatten() {
        reader.check(attribute, check::attribute);
    }
    if let Some(header) = &keys.idempotency_header {
        reader.check(header, check::header_name);
    }
    if let Some(release) = &keys.keep_removed {
        reader.check(&release.since, check::released_version);
    }
    if let Some(version) = &keys.package.version {
        reader.check(version, check::package_version);
    }
}

fn crate_config(
    reader: &Reader<'_>,
    folder: &Path,
    span: Range<usize>,
    keys: CrateKeys,
) -> CrateConfig {
    let locations = locations(reader, span, &keys);
    let path = |path: Option<PathBuf>| path.map(|path| folder.join(path));
    let (spec, download) = match keys.spec.map(Spanned::into_inner) {
        Some(spec) => (Some(spec.file), spec.download),
        None => (None, None),
    };
    let paths = |paths: Vec<PathBuf>| paths.iter().map(|path| folder.join(path)).collect();
    let features = keys.features.map(Spanned::into_inner);
    let features = features.map(|list| list.into_iter().map(Spanned::into_inner).collect());
    CrateConfig {
        spec: path(spec).unwrap_or_default(),
        download,
        pages: paths(keys.pages.map(Spanned::into_inner).unwrap_or_default()),
        hosts: without_spans(keys.hosts),
        changelog: path(keys.changelog.map(Spanned::into_inner)),
        overlays: paths(keys.overlays),
        allow_files: paths(keys.allow_files),
        folder: Some(folder.to_owned()),
        out: path(keys.out.map(Spanned::into_inner)).unwrap_or_default(),
        name: keys.name.map(Spanned::into_inner).unwrap_or_default(),
        version_at: keys.package.version.as_ref().map(Spanned::span),
        package: keys.package.into(),
        mode: keys.mode,
        features: features.unwrap_or_else(default_features),
        own_modules: keys.own_modules.map_or_else(default_own_modules, texts),
        // Generated code must not lack a part of the spec unnoticed.
        deny: keys.deny.unwrap_or(Deny::Skipped),
        schemas: texts(keys.schemas),
        unused: keys.unused,
        include: texts(keys.include),
        exclude: texts(keys.exclude),
        group_features: keys.group_features.map(Spanned::into_inner),
        idempotency_header: keys.idempotency_header.map(Spanned::into_inner),
        keep_old_names: keys.keep_old_names.unwrap_or(KEEP_OLD_NAMES),
        keep_removed: keys.keep_removed.map(|release| KeepRemoved {
            of: folder.join(release.of),
            since: release.since.into_inner(),
        }),
        required_properties: keys.responses.required,
        unknown_properties: keys.unknown_properties,
        merge_null: keys.merge_null,
        derives: without_spans(keys.derives),
        attributes: attributes(keys.attributes),
        own_types: own_types(keys.types),
        dependencies: without_spans(keys.dependencies),
        paging: without_spans(keys.paging),
        poll: without_spans(keys.poll),
        names: without_spans(keys.names),
        strip_prefix: texts(keys.strip_prefix),
        groups: without_spans(keys.groups),
        unify: without_spans(keys.unify),
        locations,
    }
}

fn texts(list: Vec<Spanned<String>>) -> Vec<String> {
    list.into_iter().map(Spanned::into_inner).collect()
}

fn own_types(table: Table<Spanned<OwnType>>) -> BTreeMap<String, OwnType> {
    let entries = without_spans(table).into_iter();
    entries.map(|(key, ty)| (key, ty.into_inner())).collect()
}

fn attributes(table: Table<Vec<Spanned<String>>>) -> BTreeMap<String, Vec<String>> {
    let entries = without_spans(table).into_iter();
    entries.map(|(key, list)| (key, texts(list))).collect()
}

fn without_spans<T>(table: Table<T>) -> BTreeMap<String, T> {
    let entries = table.into_iter();
    entries
        .map(|(key, value)| (key.into_inner(), value))
        .collect()
}

fn locations(
    reader: &Reader<'_>,
    span: Range<usize>,
    keys: &CrateKeys,
) -> BTreeMap<String, Location> {
    let mut locations = BTreeMap::new();
    let mut add = |table: &str, key: &str, span: Range<usize>| {
        locations.insert(format!("{table}.{key}"), reader.location(span));
    };
    add("", "", span);
    let spec = keys.spec.as_ref().map(|spec| ("spec", spec.span()));
    let out = keys.out.as_ref().map(|out| ("out", out.span()));
    for (key, span) in spec.into_iter().chain(out) {
        add(key, "", span);
    }
    let lists = [
        ("schemas", &keys.schemas),
        ("include", &keys.include),
        ("exclude", &keys.exclude),
        ("strip-prefix", &keys.strip_prefix),
    ];
    for (table, list) in lists {
        for entry in list {
            add(table, entry.get_ref(), entry.span());
        }
    }
    add_keys("derives", &keys.derives, &mut add);
    add_keys("attributes", &keys.attributes, &mut add);
    add_keys("types", &keys.types, &mut add);
    add_keys("paging", &keys.paging, &mut add);
    add_keys("poll", &keys.poll, &mut add);
    add_keys("names", &keys.names, &mut add);
    add_keys("groups", &keys.groups, &mut add);
    add_keys("unify", &keys.unify, &mut add);
    locations
}

fn add_keys<T>(name: &str, table: &Table<T>, add: &mut impl FnMut(&str, &str, Range<usize>)) {
    for key in table.keys() {
        add(name, key.get_ref(), key.span());
    }
}
