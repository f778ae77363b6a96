//! Every key of `oascribe.toml` has a method with the same effect, and failures are printed for Cargo.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::cargo::{Cargo, flat};
use super::keep_in_step::{Action, run_with};
use super::{Builder, out_dir};
use crate::config::{
    Config, CrateConfig, Deny, Edition, Mode, OwnType, Package, Paging, Poll, Unused,
};
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
    ("allow-files", "['a', 'b']", |it| {
        it.allow_files("a").allow_files("b")
    }),
    ("overlays", "['a', 'b']", |it| it.overlay("a").overlay("b")),
    ("schemas", "['T']", |it| it.schemas(["T"])),
    ("unused", "'drop'", |it| it.unused(Unused::Drop)),
    ("include", "['op:a']", |it| it.include(["op:a"])),
    ("exclude", "['tag:b']", |it| it.exclude(["tag:b"])),
    ("group-features", "true", |it| it.group_features(true)),
    ("idempotency-header", "'X-Key'", |it| {
        it.idempotency_header("X-Key")
    }),
    ("keep-old-names", "3", |it| it.keep_old_names(3)),
    ("keep-removed", "{ of = 'r', since = '1.0.0' }", |it| {
        it.keep_removed("r", "1.0.0")
    }),
    ("responses", "{ required = 'lenient' }", |it| {
        it.lenient_responses()
    }),
    ("responses", "{ required = { T = 'lenient' } }", |it| {
        it.lenient_response("T")
    }),
    ("unknown-properties", "'keep'", |it| {
        it.keep_unknown_properties()
    }),
    ("unknown-properties", "{ T = 'keep' }", |it| {
        it.keep_unknown_properties_of("T")
    }),
    ("own-modules", "['mine']", |it| it.own_modules(["mine"])),
    ("merge-null", "true", |it| it.merge_null()),
    ("merge-null", "{ T = true }", |it| it.merge_null_of("T")),
    ("derives", "{ T = ['Hash'] }", |it| it.derive("T", ["Hash"])),
    ("attributes", "{ T = ['must_use'] }", |it| {
        it.attribute("T", ["must_use"])
    }),
    ("types", "{ '#/a' = 'std::A' }", |it| {
        it.own_type("#/a", "std::A")
    }),
    (
        "types",
        "{ date = { type = 'std::A', default = 'std::B', with = 'std::c' } }",
        |it| {
            it.own_type(
                "date",
                OwnType::new("std::A").default("std::B").with("std::c"),
            )
        },
    ),
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
    ("strip-prefix", "['Io']", |it| it.strip_prefix("Io")),
    ("groups", "{ op = 'g' }", |it| it.group("op", "g")),
    ("unify", "{ A = ['#/a'] }", |it| it.unify("A", ["#/a"])),
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
        expected.folder = None;
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

const SPEC: &str = "openapi: 3.0.3
info: { title: Pets, version: '1' }
paths: {}
components: { schemas: { Pet: { type: object, properties: { name: { type: string } } } } }
";

fn pets() -> Builder {
    Builder::from_text("pets.yaml", SPEC).features([""; 0])
}

/// What `keep_in_step` prints.
fn printed(builder: &Builder, action: Action) -> String {
    let mut cargo = Cargo(String::new());
    let inputs = builder.inputs().cloned().chain(builder.lock_file());
    let open = |sources: &mut Sources, diags: &mut Diagnostics| builder.project(sources, diags);
    run_with(action, inputs.collect(), &open, &mut cargo);
    cargo.0
}

#[test]
fn names_of_files_print_no_instructions() {
    let mut cargo = Cargo(String::new());
    let path = PathBuf::from("a\ncargo::rustc-env=B=c.yaml");
    cargo.rerun_if_changed(&[path, "b.yaml".into()].into());
    assert_eq!(
        cargo.0,
        "cargo::warning=a cargo::rustc-env=B=c.yaml can't be watched because its name has a control character\n\
         cargo::rerun-if-changed=b.yaml\n"
    );
    for name in ["a\ncargo::error=b", "cargo::error=b", "\r::error::b"] {
        let builder = Builder::from_text(name, "openapi: 9.0.0").name("a");
        let error = builder.generate().unwrap_err().to_string();
        assert_eq!(error.lines().count(), 2, "{error}");
        assert!(error.contains("error[unsupported-version]"), "{error}");
        let safe = |line: &str| flat(line) == line;
        assert!(error.lines().all(safe), "{error}");
    }
}

#[test]
fn a_check_that_compares_nothing_fails() {
    let out = TempDir::new().expect("a folder");
    let foreign = TempDir::new().expect("a folder");
    fs::write(foreign.path().join("mod.rs"), "// mine\n").expect("a file");
    let broken_lock = TempDir::new().expect("a folder");
    fs::write(broken_lock.path().join("oascribe.lock"), "=").expect("a file");
    let skipped = SPEC.replace("type: string", "$ref: '#/none'");
    let denied = Builder::from_text("pets.yaml", skipped).deny(Deny::Warnings);
    let cases = [
        (
            Builder::new("none.yaml").out(out.path()),
            "cannot read none.yaml",
        ),
        (
            Builder::from_text("a.yaml", "openapi: 9.0.0").out(out.path()),
            "the spec or its configuration has errors",
        ),
        (
            pets().out(foreign.path()),
            "files in the output folder were not written by oascribe",
        ),
        (
            pets().out(broken_lock.path()),
            "the configuration or the lock has errors",
        ),
        (denied.out(out.path()), "findings about `pets` are denied"),
    ];
    for (builder, reason) in cases {
        let expected = format!("=generated code was not compared: {reason}");
        for (action, level, other) in [
            (Action::Report, "cargo::error", "cargo::warning"),
            (Action::Rewrite, "cargo::warning", "cargo::error"),
        ] {
            let printed = printed(&builder, action);
            assert!(printed.contains(&format!("{level}{expected}")), "{printed}");
            assert!(!printed.contains(other), "{printed}");
        }
    }
}

#[test]
fn missing_inputs_are_watched() {
    let out = TempDir::new().expect("a folder");
    let builder = Builder::new("none.yaml")
        .overlay("fix.yaml")
        .out(out.path());
    let printed = printed(&builder, Action::Rewrite);
    for path in [
        Path::new("none.yaml"),
        Path::new("fix.yaml"),
        &out.path().join("oascribe.lock"),
    ] {
        let line = format!("cargo::rerun-if-changed={}\n", path.display());
        assert!(printed.contains(&line), "{printed}");
    }
}

#[test]
fn first_code_was_generated() {
    let folder = TempDir::new().expect("a folder");
    let builder = pets().out(folder.path());
    let missing = printed(&builder, Action::Report);
    assert!(
        missing.contains("error=generated code is missing"),
        "{missing}"
    );
    let first = printed(&builder, Action::Rewrite);
    assert!(first.contains("cargo::error=code was generated"), "{first}");
    assert!(!first.contains("changed=pets.yaml"), "{first}");
    let second = printed(&builder, Action::Report);
    assert!(!second.contains("cargo::error"), "{second}");
}

#[test]
fn two_builders_do_not_write_the_same_file() {
    let folder = TempDir::new().expect("a folder");
    out_dir::generate_into(&pets(), folder.path()).expect("generated");
    let text = fs::read_to_string(folder.path().join("pets.rs")).expect("a file");
    let allow =
        "\n#[allow(dead_code, deprecated, unused_imports, clippy::all, clippy::pedantic)]\n";
    assert!(text.contains(allow), "{text}");

    let error = out_dir::generate_into(&pets(), folder.path()).unwrap_err();
    let message = "two builders of this build script write `pets.rs` (call `.name(…)`";
    assert!(error.to_string().contains(message), "{error}");
    out_dir::generate_into(&pets().name("others"), folder.path()).expect("generated");

    let missing = folder.path().join("missing");
    let error = out_dir::generate_into(&pets(), &missing).unwrap_err();
    let expected = format!("cannot write {}", missing.join("pets.rs").display());
    assert!(error.to_string().starts_with(&expected), "{error}");
    let mut cargo = Cargo(String::new());
    cargo.failure(&error);
    assert!(
        cargo.0.starts_with("cargo::error=cannot write"),
        "{}",
        cargo.0
    );
}

#[test]
fn names_and_features_have_suggestions() {
    let builder = Builder::from_text("2api.yaml", SPEC).features(["rustl"]);
    let error = builder.generate().unwrap_err();
    let found = error.findings().iter();
    let found: Vec<_> = found.map(|it| it.help().unwrap_or_default()).collect();
    assert_eq!(found[0], "did you mean `rustls`?");
    assert!(found[1].starts_with("call `.name(…)`"), "{}", found[1]);
}
