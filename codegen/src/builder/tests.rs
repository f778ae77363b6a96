//! Every key of `oascribe.toml` has a method with the same effect.

use std::collections::BTreeSet;

use super::Builder;
use crate::config::{Config, CrateConfig, Deny, Edition, Mode, Package, Paging, Poll};
use crate::diag::Diagnostics;
use crate::source::Sources;

type Set = fn(Builder) -> Builder;

/// Key, value in the file, method.
const KEYS: &[(&str, &str, Set)] = &[
    ("spec", "'s.yaml'", |it| it),
    ("out", "'o'", |it| it.out("o")),
    ("name", "'n'", |it| it.name("n")),
    ("mode", "'models'", |it| it.mode(Mode::Models)),
    ("deny", "'warnings'", |it| it.deny(Deny::Warnings)),
    ("features", "['client']", |it| it.features(["client"])),
    ("overlays", "['a', 'b']", |it| it.overlay("a").overlay("b")),
    ("types", "['T']", |it| it.types(["T"])),
    ("include", "['op:a']", |it| it.include(["op:a"])),
    ("exclude", "['tag:b']", |it| it.exclude(["tag:b"])),
    ("group-features", "true", |it| it.group_features(true)),
    ("keep-old-names", "3", |it| it.keep_old_names(3)),
    ("keep-removed", "{ of = 'r', since = '1.0.0' }", |it| {
        it.keep_removed("r", "1.0.0")
    }),
    ("derives", "{ T = ['Hash'] }", |it| it.derive("T", ["Hash"])),
    ("replace", "{ '#/a' = 'std::A' }", |it| {
        it.replace("#/a", "std::A")
    }),
    ("dependencies", "{ a = '1', b = { path = 'b' } }", |it| {
        it.dependency("a", "1").dependency("b", "{ path = \"b\" }")
    }),
    (
        "paging",
        "{ '*' = { param = 'p', next = 'n', items = 'i' } }",
        |it| it.paging("*", Paging::token("p", "n").items("i")),
    ),
    (
        "poll",
        "{ T = { operation = 'o', id = 'i', done = 'd', error = 'e' } }",
        |it| it.poll("T", Poll::new("o", "i", "d").error("e")),
    ),
    ("names", "{ '#/a' = 'A' }", |it| it.rename("#/a", "A")),
    ("groups", "{ op = 'g' }", |it| it.group("op", "g")),
    (
        "package",
        "{ version = '1.0.0', authors = ['a'], edition = '2024', publish = false }",
        |it| {
            let package = Package::new().version("1.0.0").authors(["a"]);
            it.package(package.edition(Edition::E2024).publish(false))
        },
    ),
];

/// Keys for `oascribe update`, which transcribes the spec.
const NOT_FOR_GENERATION: &[&str] = &["pages", "hosts", "changelog"];

fn parse(text: &str) -> Result<CrateConfig, String> {
    let mut sources = Sources::new();
    let file = sources.add("oascribe.toml", text.to_owned());
    let mut diags = Diagnostics::new();
    let config = Config::parse(&sources, file, &mut diags);
    let found: Vec<_> = diags
        .iter()
        .map(|it| format!("{} {:?}", it.message, it.help))
        .collect();
    let config = config.and_then(|config| config.crates.into_iter().next());
    config.ok_or_else(|| found.join("\n"))
}

#[test]
fn every_key_has_a_method() {
    let error = parse("[[crate]]\nzzzzzzzz = 1\n").unwrap_err();
    let (_, keys) = error.split_once("valid keys: ").expect("a list of keys");
    let keys = keys.trim_end_matches(['"', ')']).split(", ");
    let known: BTreeSet<&str> = keys.collect();
    let methods = KEYS.iter().map(|(key, ..)| *key);
    let covered: BTreeSet<&str> = methods.chain(NOT_FOR_GENERATION.iter().copied()).collect();
    assert_eq!(known, covered);
}

#[test]
fn methods_mean_the_same_as_keys() {
    for (key, value, set) in KEYS {
        let mode = match *key {
            "dependencies" | "group-features" => "crate",
            "mode" => "models",
            _ => "module",
        };
        let line = match *key {
            "mode" => String::new(),
            _ => format!("mode = '{mode}'\n"),
        };
        let text = format!("[[crate]]\n{line}{key} = {value}\n");
        let mut expected = parse(&text).expect("a valid file");
        let mut builder = Builder::new("s.yaml");
        if mode == "crate" {
            builder = builder.mode(Mode::Crate);
        }
        let builder = set(builder);
        assert!(builder.mistakes.is_empty(), "{key}");
        // Options that only a file has, and options with different defaults.
        expected.locations.clear();
        expected.version_at = None;
        let Builder { config, .. } = Builder::new("s.yaml");
        if *key != "features" {
            expected.features = config.features;
        }
        if *key != "deny" {
            expected.deny = config.deny;
        }
        if *key != "name" {
            expected.name = config.name;
        }
        expected.spec = config.spec;
        assert_eq!(
            format!("{:?}", builder.config),
            format!("{expected:?}"),
            "{key}"
        );
    }
}

#[test]
fn wrong_options_are_reported() {
    let builder = Builder::from_text("a.yaml", "openapi: 3.0.3")
        .name("a b")
        .dependency("x", "{");
    let error = builder.generate().unwrap_err();
    let messages: Vec<_> = error.findings().iter().map(|it| it.message()).collect();
    assert_eq!(
        messages,
        [
            "the dependency `x` is not valid TOML",
            "`a b` is not a valid crate name"
        ]
    );
}
