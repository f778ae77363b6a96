//! The dependencies of generated code.
//!
//! Guaranteed: the check of `[crate.dependencies]` and the printer of the manifest use the same list.

pub(crate) mod feature;
pub(crate) mod own_crates;
pub(crate) mod own_types;
pub(crate) mod part;

use feature::Feature;

/// A dependency.
pub(crate) struct Dependency {
    pub name: &'static str,
    version: &'static str,
    default_features: bool,
    features: &'static [&'static str],
    pub platform: Platform,
}

/// Where a dependency is needed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Platform {
    Any,
    /// All except WebAssembly.
    Native,
    /// WebAssembly.
    Wasm,
}

#[rustfmt::skip] // one dependency a row
pub(crate) const DEPENDENCIES: &[Dependency] = &[
    bare("serde", "1", &["std"]),
    // Without this feature, decoding and encoding changes the last digit of some numbers.
    with("serde_json", "1.0.128", &["float_roundtrip"]),
    with("bytes", "1", &[]),
    bare("futures-core", "0.3", &[]),
    with("http", "1", &[]),
    with("http-body", "1", &[]),
    bare("reqwest", "0.13", &[]),
    with("tokio", "1", &["rt", "time"]),
    bare("ureq", "3.5", &[]),
    with("webpki-root-certs", "1", &[]),
    bare("encoding_rs", "0.8", &["alloc"]),
    bare("tracing", "0.1", &[]),
    with("tower-service", "0.3", &[]),
    with("fancy-regex", "0.20", &[]),
    with("hmac", "0.13", &[]),
    bare("sha2", "0.11", &[]),
    bare("chrono", "0.4", &["alloc"]),
    bare("jiff", "0.2", &["std"]),
    bare("time", "0.3", &["alloc"]),
    on(Platform::Native, bare("rustls", "0.23", &["std", "tls12"])),
    // Timers and clock of the reqwest transport on WebAssembly, where tokio has none.
    on(Platform::Wasm, with("gloo-timers", "0.3", &["futures"])),
    on(Platform::Wasm, with("js-sys", "0.3", &[])),
];

/// The dependencies that models have, too.
const ALWAYS: &[&str] = &["serde", "serde_json"];

impl Dependency {
    /// Whether each generated crate needs it.
    pub fn is_always_needed(&self) -> bool {
        ALWAYS.contains(&self.name)
    }

    /// Its line in the manifest of a crate, whose features enable it, with more features.
    pub fn line(&self, more: &[&str]) -> String {
        self.print(more, !self.is_always_needed())
    }

    /// Its line in a manifest if it is always needed, with more features.
    pub fn required_line(&self, more: &[&str]) -> String {
        self.print(more, false)
    }

    fn print(&self, more: &[&str], optional: bool) -> String {
        let mut parts = vec![format!("version = \"{}\"", self.version)];
        if !self.default_features {
            parts.push("default-features = false".to_owned());
        }
        let mut features = self.features.to_vec();
        let more = more.iter().copied();
        let more: Vec<&str> = more.filter(|name| !features.contains(name)).collect();
        features.extend(more);
        if !features.is_empty() {
            parts.push(format!("features = [\"{}\"]", features.join("\", \"")));
        }
        if optional {
            parts.push("optional = true".to_owned());
        }
        match parts.len() {
            1 => format!("{} = \"{}\"", self.name, self.version),
            _ => format!("{} = {{ {} }}", self.name, parts.join(", ")),
        }
    }

    /// The features of the dependency that these features enable. `None` if they don't need it.
    fn enabled_by(&self, features: &[&Feature]) -> Option<Vec<&'static str>> {
        let enables = || features.iter().flat_map(|feature| feature.enables);
        let own = |entry: &&'static str| entry.strip_prefix("dep:") == Some(self.name);
        if !self.is_always_needed() && !enables().any(own) {
            return None;
        }
        let of_own = enables().filter_map(|entry| entry.split_once("?/"));
        let mut found: Vec<&str> = of_own
            .filter(|(name, _)| *name == self.name)
            .map(|(_, feature)| feature)
            .collect();
        found.sort_unstable();
        Some(found)
    }
}

/// The lines of the dependencies of an emitted module with these features.
pub(crate) fn lines_for(features: &[String]) -> impl Iterator<Item = String> {
    let features = feature::closure(features);
    let all = DEPENDENCIES.iter();
    let all = all.filter(|dependency| dependency.platform != Platform::Wasm);
    all.filter_map(move |dependency| {
        let more = dependency.enabled_by(&features)?;
        Some(dependency.print(&more, false))
    })
}

/// The lines that were generated for a dependency of this name: optional or not.
pub(crate) fn generated_lines(name: &str) -> Vec<String> {
    let all = DEPENDENCIES.iter().chain(own_crates::CRATES);
    let known = all.filter(|dependency| dependency.name == name);
    known
        .flat_map(|dependency| [dependency.line(&[]), dependency.required_line(&[])])
        .collect()
}

/// Whether a generated crate may depend on this crate without configuration.
pub(crate) fn is_dependency(name: &str) -> bool {
    DEPENDENCIES.iter().any(|own| own.name == name)
}

/// A dependency with its default features.
const fn with(
    name: &'static str,
    version: &'static str,
    features: &'static [&'static str],
) -> Dependency {
    Dependency {
        name,
        version,
        default_features: true,
        features,
        platform: Platform::Any,
    }
}

/// A dependency without its default features.
const fn bare(
    name: &'static str,
    version: &'static str,
    features: &'static [&'static str],
) -> Dependency {
    let default_features = false;
    Dependency {
        default_features,
        ..with(name, version, features)
    }
}

const fn on(platform: Platform, dependency: Dependency) -> Dependency {
    Dependency {
        platform,
        ..dependency
    }
}
