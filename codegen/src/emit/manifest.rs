//! `Cargo.toml` of the emitted crate.

use super::{Context, HASH_HEADER};
use crate::config::{CrateConfig, Mode, Package};
use crate::dependency::{DEPENDENCIES, ON_WASM, of_features};
use crate::plan::{Crate, Feature};

const FEATURES: &str = r#"[features]
default = ["client", "reqwest", "rustls"]
# The operations and the client. Without it, the crate has only the models.
client = ["dep:bytes", "dep:futures-core", "dep:http"]
# The async client, which uses reqwest, and its TLS.
reqwest = ["client", "dep:gloo-timers", "dep:http-body", "dep:js-sys", "dep:reqwest", "dep:tokio"]
rustls = ["reqwest?/rustls"]
# The blocking client, which uses ureq.
blocking = ["client", "dep:ureq"]
# Requests and decompresses compressed responses; zstd only with the async client.
gzip = ["reqwest?/gzip", "ureq?/gzip"]
brotli = ["reqwest?/brotli", "ureq?/brotli"]
zstd = ["reqwest?/zstd"]
# Events for the `tracing` crate: one for each attempt of a call, and one for each rejected value.
tracing = ["client", "dep:tracing"]
# Checks `pattern` before a request is sent.
regex = ["client", "dep:fancy-regex"]
# Conversions from and to the date and time types of these crates.
chrono = ["dep:chrono"]
jiff = ["dep:jiff"]
time = ["dep:time"]
"#;

/// The manifest of a crate.
pub(super) fn manifest(krate: &Crate, context: Context<'_>) -> String {
    let mut text = format!("{HASH_HEADER}\n\n");
    text.push_str(&package(context.config, krate));
    // With an explicit path, cargo reads the workspace even before the sources are written.
    text.push_str("\n[lib]\npath = \"src/lib.rs\"\n");
    if krate.mode == Mode::Crate {
        text.push('\n');
        text.push_str(&features(krate));
    }
    text.push_str("\n[dependencies]\n");
    for dependency in DEPENDENCIES {
        if dependency.feature.is_none() || krate.mode == Mode::Crate {
            text.push_str(dependency.line);
            text.push('\n');
        }
    }
    for (name, source) in &context.config.dependencies {
        text.push_str(&format!("{name} = {}\n", dependency(source)));
    }
    if krate.mode == Mode::Crate {
        text.push_str("\n[target.'cfg(target_arch = \"wasm32\")'.dependencies]\n");
        for dependency in ON_WASM {
            text.push_str(dependency.line);
            text.push('\n');
        }
    }
    text
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
fn features(krate: &Crate) -> String {
    if krate.features.is_empty() {
        return FEATURES.to_owned();
    }
    let rustls = "\"rustls\"]";
    let mut text = FEATURES.replacen(rustls, "\"rustls\", \"full\"]", 1);
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
    let has_rustls = config.features.iter().any(|feature| feature == "rustls");
    let mut text = String::new();
    for dependency in of_features(&config.features) {
        let line = dependency.line.replace(", optional = true", "");
        let line = line.replace("{ version = \"1\" }", "\"1\"");
        let tls = line.starts_with("reqwest") && has_rustls;
        let line = if tls {
            line.replace(
                "default-features = false",
                "default-features = false, features = [\"rustls\"]",
            )
        } else {
            line
        };
        text.push_str(&line);
        text.push('\n');
    }
    text
}
