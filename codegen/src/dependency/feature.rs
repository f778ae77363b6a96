//! The cargo features of generated code.
//!
//! Guaranteed: the manifest of crates, the names that groups must not have, the `features` of modules and their
//! dependencies use this list. A test compares it with the manifest of `oascribe-runtime`.

/// A feature that generated crates can have.
pub(crate) struct Feature {
    pub name: &'static str,
    /// What it enables, as in a manifest.
    pub enables: &'static [&'static str],
    /// The parts of the runtime that its code needs.
    pub parts: &'static [&'static str],
    /// Printed above it in the manifest of a crate.
    pub comment: &'static str,
}

/// The features that are enabled unless the user decides otherwise.
pub(crate) const DEFAULT: &[&str] = &["client", "reqwest", "rustls"];

/// The features that every crate offers: they have little code of their own.
pub(crate) const BASE: &[&str] = &[
    "client",
    "reqwest",
    "tokio",
    "rustls",
    "rustls-no-provider",
    "native-tls",
    "webpki-roots",
    "gzip",
    "brotli",
    "zstd",
    "http2",
];

#[rustfmt::skip] // one feature a row
pub(crate) const FEATURES: &[Feature] = &[
    of("client", &["dep:bytes", "dep:futures-core", "dep:http"],
        "The operations and the client. Without it, the crate has only the models."),
    of("reqwest", &["client", "tokio", "dep:gloo-timers", "dep:http-body", "dep:js-sys", "dep:reqwest"],
        "The async client, which uses reqwest."),
    of("blocking", &["client", "dep:ureq"],
        "The blocking client, which uses ureq.").with(&["readers"]),
    of("tokio", &["client", "dep:tokio"],
        "Lets the token providers of the blocking client use tokio."),
    of("rustls", &["rustls-no-provider", "reqwest?/rustls", "rustls?/aws-lc-rs"],
        "TLS of both clients: rustls, with the cryptography of aws-lc-rs."),
    of("rustls-no-provider", &["client", "dep:rustls", "reqwest?/rustls-no-provider", "ureq?/platform-verifier", "ureq?/rustls-no-provider"],
        "rustls with the cryptography that the program installs (`CryptoProvider::install_default`)."),
    of("native-tls", &["client", "reqwest?/native-tls", "ureq?/native-tls-no-default"],
        "TLS of the platform for both clients. Takes precedence over rustls."),
    of("webpki-roots", &["client", "dep:webpki-root-certs"],
        "Trusts the root certificates of Mozilla, which are compiled in, instead of those of the platform."),
    of("gzip", &["reqwest?/gzip", "ureq?/gzip"],
        "Requests and decompresses compressed responses; zstd only with the async client."),
    of("brotli", &["reqwest?/brotli", "ureq?/brotli"], ""),
    of("zstd", &["reqwest?/zstd"], ""),
    of("http2", &["reqwest?/http2"],
        "HTTP/2 with the async client, where the server offers it."),
    of("charset", &["client", "dep:encoding_rs"],
        "Decodes texts in other character encodings than UTF-8."),
    of("tracing", &["client", "dep:tracing"],
        "For the `tracing` crate: a span for each attempt of a call, and events for responses and rejected values."),
    of("recording", &["client"],
        "Records calls to a file and plays them back, for tests without a server.").with(&["auth", "basic", "scripted"]),
    of("webhooks", &["dep:hmac", "dep:http", "dep:sha2"],
        "Verifies the signatures of webhooks.").with(&["base64"]),
    of("tower", &["client", "tokio", "dep:http-body", "dep:tower-service"],
        "Services and layers of tower as transports of the async client."),
    of("regex", &["client", "dep:fancy-regex"],
        "Checks `pattern` before a request is sent.").with(&["checks"]),
    of("chrono", &["dep:chrono"],
        "Conversions from and to the date and time types of these crates.").with(&["times"]),
    of("jiff", &["dep:jiff"], "").with(&["times"]),
    of("time", &["dep:time"], "").with(&["times"]),
];

const fn of(
    name: &'static str,
    enables: &'static [&'static str],
    comment: &'static str,
) -> Feature {
    Feature {
        name,
        enables,
        parts: &[],
        comment,
    }
}

impl Feature {
    const fn with(self, parts: &'static [&'static str]) -> Self {
        Self { parts, ..self }
    }
}

/// The names of all features.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    FEATURES.iter().map(|feature| feature.name)
}

/// These features and those that they enable.
pub(crate) fn closure(names: &[String]) -> Vec<&'static Feature> {
    let mut found: Vec<&'static Feature> = Vec::new();
    let mut open: Vec<&str> = names.iter().map(String::as_str).collect();
    while let Some(name) = open.pop() {
        let Some(feature) = FEATURES.iter().find(|feature| feature.name == name) else {
            continue;
        };
        if !found.iter().any(|known| known.name == name) {
            found.push(feature);
            open.extend(feature.enables);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;

    use super::super::{DEPENDENCIES, part};
    use super::{DEFAULT, FEATURES};

    fn runtime() -> toml::Table {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../runtime/Cargo.toml");
        let text = fs::read_to_string(path).expect("the manifest of the runtime");
        text.parse().expect("TOML")
    }

    fn set(list: &toml::Value) -> BTreeSet<&str> {
        let list = list.as_array().expect("a list").iter();
        list.filter_map(toml::Value::as_str).collect()
    }

    /// What only the runtime has: `models`, and `source` for the generator. What it lacks: WebAssembly.
    #[test]
    fn the_runtime_has_the_same_features() {
        let manifest = runtime();
        let features = manifest["features"].as_table().expect("features");
        let own = ["default", "models", "source"];
        let names: BTreeSet<&str> = features.keys().map(String::as_str).collect();
        let known = super::names().chain(part::names()).chain(own).collect();
        assert_eq!(names, known);
        let default = DEFAULT.iter().copied().chain(["full"]);
        assert_eq!(set(&features["default"]), default.collect());
        for feature in FEATURES {
            let mut listed = set(&features[feature.name]);
            // Parts enable these two.
            listed.retain(|name| *name != "models" && part::find(name).is_none());
            let wasm = ["dep:gloo-timers", "dep:js-sys"];
            let expected = feature.enables.iter().copied();
            let mut expected: BTreeSet<_> = expected.filter(|one| !wasm.contains(one)).collect();
            if feature.parts.contains(&"checks") {
                expected.remove("client");
            }
            assert_eq!(listed, expected, "{}", feature.name);
        }
    }

    #[test]
    fn the_runtime_has_the_same_dependencies() {
        let manifest = runtime();
        let dependencies = manifest["dependencies"].as_table().expect("dependencies");
        for dependency in DEPENDENCIES {
            let line: toml::Table = dependency.line(&[]).parse().expect("a line");
            let (name, mut expected) = line.into_iter().next().expect("a dependency");
            let Some(found) = dependencies.get(&name) else {
                assert!(["gloo-timers", "js-sys"].contains(&name.as_str()), "{name}");
                continue;
            };
            if let Some(version) = expected.as_str() {
                expected = toml::Value::Table(toml::Table::from_iter([(
                    "version".to_owned(),
                    version.into(),
                )]));
            }
            let mut found = found.clone();
            // They are optional only in the runtime.
            for value in [&mut found, &mut expected] {
                value.as_table_mut().expect("a table").remove("optional");
            }
            assert_eq!(found, expected, "{name}");
        }
    }
}
