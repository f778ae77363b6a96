//! Tests that `oascribe.toml` is parsed, and that invalid options are reported.

use std::path::Path;

use oascribe_codegen::config::{Config, Deny, Edition, Mode, OwnType};
use oascribe_codegen::diag::{Diagnostics, Location};
use oascribe_codegen::source::Sources;

fn parse(text: &str) -> (Option<Config>, Vec<String>) {
    let mut sources = Sources::new();
    let file = sources.add("sdk/oascribe.toml", text.to_owned());
    let mut diags = Diagnostics::new();
    let config = Config::parse(&sources, file, &mut diags);
    let found = diags.iter().map(|diag| {
        let (line, column) = match diag.location {
            Some(Location::Text { line, column, .. }) => (line, column),
            _ => (0, 0),
        };
        let mut found = format!("{line}:{column}: {}: {}", diag.code.name, diag.message);
        if let Some(help) = diag.help.as_ref().filter(|_| found.contains("unknown key")) {
            found.push_str(&format!(" ({help})"));
        }
        found
    });
    (config, found.collect())
}

#[track_caller]
fn assert_rejected(text: &str, expected: &str) {
    let (config, found) = parse(text);
    assert!(config.is_none(), "accepted: {text}");
    assert_eq!(found, [expected]);
}

const ALL_OPTIONS: &str = r##"
[[crate]]
spec = "spec/api.yaml"
overlays = ["spec/fix.yaml"]
out = "out"
name = "boats"
package = { version = "0.1.0", license = "MIT", edition = "2024", rust-version = "1.80", publish = false }
mode = "models"
deny = "warnings"
schemas = ["Boat"]
derives = { "Boat" = ["Hash"] }
keep-removed = { of = "spec/1.4.yaml", since = "1.4.2" }
[crate.paging."*"]
param = "page_token"
next = "next_page_token"
[crate.poll.Operation]
operation = "OperationGet"
id = "id"
done = "done"
error = "error"
[crate.names]
"#/components/schemas/Boat" = "Vessel"
[crate.groups]
ListBoats = "harbour"

[[crate]]
name = "plain"
"##;

#[test]
fn all_options_are_parsed() {
    let (config, found) = parse(ALL_OPTIONS);
    assert_eq!(found, [""; 0]);
    let config = config.unwrap();
    let boats = &config.crates[0];
    assert_eq!(boats.spec, Path::new("sdk/spec/api.yaml"));
    assert_eq!(boats.overlays, [Path::new("sdk/spec/fix.yaml")]);
    assert_eq!(boats.out, Path::new("sdk/out"));
    assert_eq!(boats.mode, Mode::Models);
    assert_eq!(boats.deny, Deny::Warnings);
    assert_eq!(boats.package.edition, Some(Edition::E2024));
    assert_eq!(boats.package.rust_version.as_deref(), Some("1.80"));
    assert_eq!(boats.package.publish, Some(false));
    assert_eq!(boats.derives["Boat"], ["Hash"]);
    assert_eq!(boats.paging["*"].items, None);
    assert_eq!(boats.poll["Operation"].error.as_deref(), Some("error"));
    assert_eq!(boats.names["#/components/schemas/Boat"], "Vessel");
    assert_eq!(boats.groups["ListBoats"], "harbour");
    let at = |table, key| match boats.location(table, key) {
        Some(Location::Text { line, column, .. }) => (line, column),
        _ => (0, 0),
    };
    assert_eq!(at("schemas", "Boat"), (10, 12));
    assert_eq!(at("derives", "Boat"), (11, 13));
    assert_eq!(at("paging", "*"), (13, 15));
    assert_eq!(at("names", "#/components/schemas/Boat"), (22, 1));
    let keep_removed = boats.keep_removed.as_ref().unwrap();
    assert_eq!(keep_removed.of, Path::new("sdk/spec/1.4.yaml"));
    assert_eq!(keep_removed.since, "1.4.2");
    assert!(boats.retained().is_some());
    assert_eq!(at("", ""), (2, 1));
    let plain = &config.crates[1];
    assert_eq!((plain.mode, plain.deny), (Mode::Crate, Deny::Skipped));
    assert_eq!(plain.features, ["client", "reqwest", "rustls"]);
    assert_eq!(plain.spec, Path::new(""));
}

#[test]
fn invalid_values_are_rejected() {
    assert_rejected("", "1:1: bad-config: the file has no `[[crate]]`");
    assert_rejected(
        "[[crate]]\nname = \"a b\"\n",
        "2:8: bad-config: `a b` is not a valid crate name",
    );
    assert_rejected(
        "[[crate]]\nname = \"a\"\nkeep-removed = { of = \"a.yaml\", since = \"1.4\" }\n",
        "3:41: bad-config: `1.4` is not a valid version",
    );
    assert_rejected(
        "[[crate]]\nname = \"a\"\nfeatures = [\"clients\"]\n",
        "3:13: bad-config: unknown feature `clients`",
    );
    assert_rejected(
        "[[crate]]\nname = \"a\"\nmode = \"module\"\nfeatures = [\"client\", \"blockin\"]\n",
        "4:23: bad-config: unknown feature `blockin`",
    );
    assert_rejected(
        "[[crate]]\nname = \"a\"\nidempotency-header = \"Request Key\"\n",
        "3:22: bad-config: `Request Key` is not a valid header name",
    );
    assert_rejected(
        "[[crate]]\nname = \"a\"\n[[crate]]\nname = \"a\"\n",
        "4:8: bad-config: two crates have the name `a`",
    );
    assert_rejected(
        "[[crate]]\nname = \"a\"\nout = \"o\"\n[[crate]]\nname = \"b\"\nout = \"o/\"\n",
        "6:7: bad-config: two crates write to `o/`",
    );
    assert_rejected(
        "[[crate]]\nname = \"a\"\npackage = { version = \"1\" }\n",
        "3:23: bad-config: `1` is not a valid version",
    );
}

#[test]
fn unknown_keys_and_wrong_types_are_rejected() {
    assert_rejected(
        "[[crate]]\nname = \"a\"\nspecs = \"x\"\n",
        "3:1: bad-config: unknown key `specs` (did you mean `spec`?)",
    );
    assert_rejected(
        "[[crate]]\nname = \"a\"\n[crate.paging.x]\nzzz = 1\n",
        "4:1: bad-config: unknown key `zzz` (valid keys: param, next, header, after, key, offset, \
         page, first, link, url, items, more, done, total)",
    );
    assert_rejected(
        "[[crate]]\nname = 1\n",
        "2:8: bad-config: invalid type: integer `1`, expected a string",
    );
    assert_rejected(
        "[[crate]]\nname = \"a\"\nmode = \"lib\"\n",
        "3:8: bad-config: unknown value `lib`",
    );
    assert_rejected(
        "[[crate]\n",
        "1:9: bad-config: unclosed array table, expected `]`",
    );
}

#[test]
fn schemas_can_be_replaced_by_types_of_dependencies() {
    let (config, found) = parse(
        r##"
[[crate]]
name = "a"
[crate.types]
uuid = "uuid::Uuid"
date-time = { type = "time::OffsetDateTime", with = "time::serde::rfc3339" }
"#/components/schemas/Money" = "my_money::Money"
"#/components/schemas/Path" = "std::path::PathBuf"
[crate.dependencies]
my-money = { version = "1", features = ["serde"] }
"##,
    );
    assert_eq!(found, [""; 0]);
    let a = &config.unwrap().crates[0];
    let money = &a.own_types["#/components/schemas/Money"];
    assert_eq!(money, &OwnType::new("my_money::Money"));
    let time = OwnType::new("time::OffsetDateTime").with("time::serde::rfc3339");
    assert_eq!(a.own_types["date-time"], time);
    assert_eq!(a.dependencies["my-money"]["version"].as_str(), Some("1"));
    let types = "[[crate]]\nname = \"a\"\n[crate.types]\n";
    assert_rejected(
        &format!("{types}Money = \"Money\"\n"),
        "4:9: bad-config: `Money` is not the full path of a type",
    );
    assert_rejected(
        &format!("{types}Money = \"money::Money\"\n"),
        "4:9: bad-config: `money` is not a dependency of the generated crate",
    );
    assert_rejected(
        "[[crate]]\nname = \"a\"\n[crate.dependencies]\nserde = \"1\"\n",
        "4:1: bad-config: the generated crate already depends on `serde`",
    );
    assert_rejected(
        "[[crate]]\nname = \"a\"\nmode = \"module\"\n[crate.dependencies]\na = \"1\"\n",
        "5:1: bad-config: `dependencies` need a mode with a manifest: `crate` or `models`",
    );
}

/// The help of the only finding in a configuration with this setting.
fn help(setting: &str) -> String {
    let text = format!("[[crate]]\nspec = 's'\nout = 'o'\nname = 'boats'\n{setting}");
    let mut sources = Sources::new();
    let file = sources.add("oascribe.toml", text);
    let mut diags = Diagnostics::new();
    assert!(
        Config::parse(&sources, file, &mut diags).is_none(),
        "{setting}"
    );
    let found = diags.iter().next().expect("a finding");
    found.help.clone().unwrap_or_default()
}

#[test]
fn misspelled_values_have_a_suggestion() {
    for (setting, expected) in [
        ("mode = 'modul'", "did you mean `module`?"),
        ("mode = 'library'", "valid values: crate, module, models"),
        ("deny = 'skiped'", "did you mean `skipped`?"),
        ("unused = 'kep'", "did you mean `keep`?"),
        ("unknown-properties = 'kep'", "did you mean `keep`?"),
        (
            "unknown-properties = { Boat = 'kep' }",
            "did you mean `keep`?",
        ),
        ("responses.required = 'lenien'", "did you mean `lenient`?"),
        ("package = { edition = '2020' }", "did you mean `2021`?"),
    ] {
        assert_eq!(help(setting), expected, "{setting}");
    }
}

#[test]
fn a_crate_is_not_named_like_its_dependencies() {
    let text = "[[crate]]\nspec = 's'\nout = 'o'\nname = 'serde'\n";
    let expected =
        "4:8: bad-config: the generated crate can't have the name of its dependency `serde`";
    assert_rejected(text, expected);
}
