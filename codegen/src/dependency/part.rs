//! The parts of the runtime. Generated code contains those that its API needs.
//!
//! Guaranteed: a part is a cargo feature of `oascribe-runtime`, so that the compiler checks each of them. A test compares
//! this list with its manifest.

/// A part of the runtime.
pub(crate) struct Part {
    pub name: &'static str,
    /// The other parts that it needs.
    pub needs: &'static [&'static str],
}

/// All parts that others don't imply.
const FULL: &[&str] = &[
    "auth",
    "base64",
    "basic",
    "byte-streams",
    "call-limit",
    "checks",
    "composed",
    "conditional",
    "environment",
    "events",
    "extra",
    "failures",
    "headers",
    "idempotency",
    "multipart",
    "oauth",
    "observers",
    "own-types",
    "paging",
    "polling",
    "readers",
    "scalar-enums",
    "scripted",
    "servers",
    "string-enums",
    "styles",
    "tagged",
    "times",
    "transfers",
    "tuples",
    "unix-sockets",
    "untagged",
];

#[rustfmt::skip] // one part a row
pub(crate) const PARTS: &[Part] = &[
    part("auth", &[]),
    part("base64", &[]),
    part("basic", &["auth", "base64"]),
    part("byte-streams", &[]),
    part("call-limit", &[]),
    part("checks", &[]),
    part("composed", &["tape"]),
    part("conditional", &[]),
    part("environment", &["call-limit", "oauth"]),
    part("events", &["byte-streams"]),
    part("extra", &["tape"]),
    part("failures", &[]),
    part("full", FULL),
    part("headers", &[]),
    part("idempotency", &[]),
    part("multipart", &["styles"]),
    part("oauth", &["basic"]),
    part("observers", &[]),
    part("own-types", &[]),
    part("paging", &[]),
    part("polling", &[]),
    part("readers", &[]),
    part("scalar-enums", &[]),
    part("scripted", &[]),
    part("servers", &[]),
    part("string-enums", &[]),
    part("styles", &[]),
    part("tagged", &["untagged"]),
    part("tape", &[]),
    part("times", &[]),
    part("transfers", &["byte-streams"]),
    part("tuples", &[]),
    part("unix-sockets", &[]),
    part("untagged", &["tape"]),
];

const fn part(name: &'static str, needs: &'static [&'static str]) -> Part {
    Part { name, needs }
}

/// The names of all parts.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    PARTS.iter().map(|part| part.name)
}

/// The part with this name.
pub(crate) fn find(name: &str) -> Option<&'static Part> {
    PARTS.iter().find(|part| part.name == name)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;

    use super::{PARTS, names};

    /// The parts that each list of a feature of the runtime has.
    fn parts_of(name: &str) -> BTreeSet<String> {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../runtime/Cargo.toml");
        let text = fs::read_to_string(path).expect("the manifest of the runtime");
        let manifest: toml::Table = text.parse().expect("TOML");
        let list = manifest["features"][name].as_array().expect("a list");
        let list = list.iter().filter_map(toml::Value::as_str);
        let parts = list.filter(|one| names().any(|name| name == *one));
        parts.map(str::to_owned).collect()
    }

    #[test]
    fn the_runtime_has_the_same_parts() {
        for part in PARTS {
            let needs: BTreeSet<_> = part.needs.iter().map(|&name| name.to_owned()).collect();
            assert_eq!(parts_of(part.name), needs, "{}", part.name);
        }
        let all = names().filter(|name| !["full", "tape"].contains(name));
        assert_eq!(parts_of("full"), all.map(str::to_owned).collect());
    }

    #[test]
    fn features_need_the_same_parts() {
        for feature in super::super::feature::FEATURES {
            let parts: BTreeSet<_> = feature.parts.iter().map(|&name| name.to_owned()).collect();
            assert_eq!(parts_of(feature.name), parts, "{}", feature.name);
        }
    }
}
