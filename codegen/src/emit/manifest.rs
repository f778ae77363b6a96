//! `Cargo.toml` of the emitted crate.

use super::{Context, HASH_HEADER};
use crate::config::{CrateConfig, Mode, Package, added_features};
use crate::dependency::feature::{DEFAULT, FEATURES};
use crate::dependency::{DEPENDENCIES, Dependency, Platform, is_dependency, lines_for, own_crates};
use crate::plan::{Crate, Feature};

/// The manifest of a crate.
pub(super) fn manifest(krate: &Crate, context: Context<'_>) -> String {
    let own = own_crates(krate, context.config);
    let is_own = |name: &str| own.iter().any(|known| known.name == name);
    let mut text = format!("{HASH_HEADER}\n\n");
    text.push_str(&package(context.config, krate));
    // With an explicit path, cargo reads the workspace even before the sources are written.
    text.push_str("\n[lib]\npath = \"src/lib.rs\"\n");
    if krate.mode == Mode::Crate {
        text.push('\n');
        text.push_str(&features(krate, is_own));
    }
    text.push_str("\n[dependencies]\n");
    let is_crate = krate.mode == Mode::Crate;
    let more = |name: &str| added(context.config, name);
    push_all(&mut text, Platform::Any, more, |dependency| {
        !is_own(dependency.name) && (is_crate || dependency.is_always_needed())
    });
    let types = krate.foreign.paths.iter().map(String::as_str);
    for known in &own {
        let mut features = own_crates::features_of(known.name, types.clone());
        features.extend(more(known.name));
        text.push_str(&known.required_line(&features));
        text.push('\n');
    }
    let declared = context.config.dependencies.iter();
    for (name, source) in declared.filter(|(name, _)| !is_dependency(name)) {
        text.push_str(&format!("{name} = {}\n", dependency(source)));
    }
    if is_crate {
        text.push_str("\n[target.'cfg(not(target_arch = \"wasm32\"))'.dependencies]\n");
        push_all(&mut text, Platform::Native, more, |_| true);
        text.push_str("\n[target.'cfg(target_arch = \"wasm32\")'.dependencies]\n");
        push_all(&mut text, Platform::Wasm, more, |_| true);
    }
    text
}

/// The crates of the user's types, except those that the user declares.
fn own_crates(krate: &Crate, config: &CrateConfig) -> Vec<&'static Dependency> {
    let paths = krate.foreign.paths.iter().map(String::as_str);
    let mut crates = own_crates::of(paths);
    let is_declared = |name: &str| config.dependencies.contains_key(name) && !is_dependency(name);
    crates.retain(|known| !is_declared(known.name));
    crates
}

/// The features that the configuration adds to a dependency of every crate.
fn added<'c>(config: &'c CrateConfig, name: &str) -> Vec<&'c str> {
    let declared = config
        .dependencies
        .get(name)
        .filter(|_| is_dependency(name));
    declared.and_then(added_features).unwrap_or_default()
}

fn push_all<'c>(
    text: &mut String,
    platform: Platform,
    more: impl Fn(&str) -> Vec<&'c str>,
    is_needed: impl Fn(&Dependency) -> bool,
) {
    let all = DEPENDENCIES.iter();
    let all = all.filter(|dependency| dependency.platform == platform && is_needed(dependency));
    for dependency in all {
        text.push_str(&dependency.line(&more(dependency.name)));
        text.push('\n');
    }
}

/// The value of a dependency on one line, with sorted keys: the order in `toml` depends on its features.
fn dependency(source: &toml::Value) -> String {
    let toml::Value::Table(table) = source else {
        return source.to_string();
    };
    let mut keys: Vec<String> = table
        .iter()
        .map(|(key, value)| format!("{key} = {}", dependency(value)))
        .collect();
    keys.sort();
    format!("{{ {} }}", keys.join(", "))
}

/// The features of every crate, then those of the groups.
fn features(krate: &Crate, is_required: impl Fn(&str) -> bool) -> String {
    // A required dependency can't be enabled.
    let is_required = |entry: &str| entry.strip_prefix("dep:").is_some_and(&is_required);
    let list = |names: &[&str]| {
        let names: Vec<_> = names.iter().map(|name| quote(name)).collect();
        names.join(", ")
    };
    let full: &[&str] = match krate.features.is_empty() {
        true => &[],
        false => &["full"],
    };
    let default = list(&[DEFAULT, full].concat());
    let mut text = format!("[features]\ndefault = [{default}]\n");
    for feature in FEATURES {
        if !feature.comment.is_empty() {
            text.push_str(&format!("# {}\n", feature.comment));
        }
        let enables = feature.enables.iter().copied();
        let enables: Vec<&str> = enables.filter(|entry| !is_required(entry)).collect();
        text.push_str(&format!("{} = [{}]\n", feature.name, list(&enables)));
    }
    if krate.features.is_empty() {
        return text;
    }
    text.push_str("# All groups of operations. Each feature below enables one.\nfull = [\n");
    for Feature { name, needs: _ } in &krate.features {
        text.push_str(&format!("    {},\n", quote(name)));
    }
    text.push_str("]\n");
    for Feature { name, needs } in &krate.features {
        let needs: Vec<_> = needs.iter().map(|name| quote(name)).collect();
        text.push_str(&format!("{name} = [{}]\n", needs.join(", ")));
    }
    text
}

fn package(config: &CrateConfig, krate: &Crate) -> String {
    let Package {
        version: _,
        license,
        edition: _,
        rust_version: _,
        description,
        repository,
        homepage,
        documentation,
        readme,
        authors,
        keywords,
        categories,
        publish,
    } = &config.package;
    let mut text = String::from("[package]\n");
    let mut line = |key: &str, value: Option<String>| {
        if let Some(value) = value {
            text.push_str(&format!("{key} = {value}\n"));
        }
    };
    let quoted = |value: &Option<String>| value.as_deref().map(quote);
    let list = |values: &[String]| {
        let values: Vec<String> = values.iter().map(|value| quote(value)).collect();
        (!values.is_empty()).then(|| format!("[{}]", values.join(", ")))
    };
    line("name", Some(quote(&config.name)));
    line("version", Some(quote(&krate.service.version)));
    line("edition", Some(quote(krate.manifest.edition.as_str())));
    line("rust-version", Some(quote(&krate.manifest.rust_version)));
    line("license", quoted(license));
    line("description", quoted(description));
    line("repository", quoted(repository));
    line("homepage", quoted(homepage));
    line("documentation", quoted(documentation));
    line("readme", quoted(readme));
    line("authors", list(authors));
    line("keywords", list(keywords));
    line("categories", list(categories));
    line("publish", publish.map(|publish| publish.to_string()));
    text
}

fn quote(value: &str) -> String {
    toml::Value::String(value.to_owned()).to_string()
}

/// The lines for the `[dependencies]` of the crate that contains an emitted module.
pub fn dependencies(config: &CrateConfig) -> String {
    let mut text = String::new();
    let paths = config.own_types.values().map(|ty| ty.path.as_str());
    let own = own_crates::of(paths);
    let is_own = |line: &str| {
        let name = line.split(' ').next();
        own.iter().any(|known| Some(known.name) == name)
    };
    let lines = lines_for(&config.features).filter(|line| !is_own(line));
    let paths = config.own_types.values().map(|ty| ty.path.as_str());
    let required = |known: &&'static Dependency| {
        known.required_line(&own_crates::features_of(known.name, paths.clone()))
    };
    for line in lines.chain(own.iter().map(required)) {
        text.push_str(&line);
        text.push('\n');
    }
    text
}
