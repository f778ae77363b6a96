//! The dependencies of generated code.
//!
//! Guaranteed: the check of `[crate.dependencies]` and the printer of the manifest use the same list.

/// A dependency: its line in a manifest, and the feature that needs it (`None`: always needed).
pub(crate) struct Dependency {
    pub line: &'static str,
    pub feature: Option<&'static str>,
}

pub(crate) const DEPENDENCIES: &[Dependency] = &[
    always(r#"serde = { version = "1", default-features = false, features = ["std"] }"#),
    always(r#"serde_json = "1.0.128""#),
    with("client", r#"bytes = { version = "1", optional = true }"#),
    with(
        "client",
        r#"futures-core = { version = "0.3", default-features = false, optional = true }"#,
    ),
    with("client", r#"http = { version = "1", optional = true }"#),
    with(
        "reqwest",
        r#"http-body = { version = "1", optional = true }"#,
    ),
    with(
        "reqwest",
        r#"reqwest = { version = "0.13", default-features = false, optional = true }"#,
    ),
    with(
        "reqwest",
        r#"tokio = { version = "1", features = ["time"], optional = true }"#,
    ),
    with(
        "blocking",
        r#"ureq = { version = "3.5", default-features = false, features = ["rustls"], optional = true }"#,
    ),
    with(
        "tracing",
        r#"tracing = { version = "0.1", default-features = false, optional = true }"#,
    ),
    with(
        "regex",
        r#"fancy-regex = { version = "0.20", optional = true }"#,
    ),
    with(
        "chrono",
        r#"chrono = { version = "0.4", default-features = false, features = ["alloc"], optional = true }"#,
    ),
    with(
        "jiff",
        r#"jiff = { version = "0.2", default-features = false, features = ["std"], optional = true }"#,
    ),
    with(
        "time",
        r#"time = { version = "0.3", default-features = false, features = ["alloc"], optional = true }"#,
    ),
];

/// Timers and clock of the reqwest transport on WebAssembly, where tokio has none.
pub(crate) const ON_WASM: &[Dependency] = &[
    with(
        "reqwest",
        r#"gloo-timers = { version = "0.3", features = ["futures"], optional = true }"#,
    ),
    with(
        "reqwest",
        r#"js-sys = { version = "0.3", optional = true }"#,
    ),
];

/// The dependencies of an emitted module with these features.
pub(crate) fn of_features(features: &[String]) -> impl Iterator<Item = &'static Dependency> {
    let has = move |feature: &str| features.iter().any(|other| other == feature);
    let client = ["client", "reqwest", "blocking", "tracing", "regex"];
    let is_enabled = move |feature: &str| match feature {
        "client" => client.into_iter().any(has),
        other => has(other),
    };
    let all = DEPENDENCIES.iter();
    all.filter(move |dependency| dependency.feature.is_none_or(&is_enabled))
}

/// Whether a generated crate may depend on this crate without configuration.
pub(crate) fn is_dependency(name: &str) -> bool {
    let all = DEPENDENCIES.iter().chain(ON_WASM);
    let mut names = all.filter_map(|dependency| dependency.line.split(' ').next());
    names.any(|own| own == name)
}

const fn always(line: &'static str) -> Dependency {
    Dependency {
        line,
        feature: None,
    }
}

const fn with(feature: &'static str, line: &'static str) -> Dependency {
    Dependency {
        line,
        feature: Some(feature),
    }
}
