//! Tests that `oascribe.lock` is printed and parsed without loss, and that invalid files are reported.

use oascribe_codegen::diag::{Diagnostics, Location};
use oascribe_codegen::lock::{CrateLock, GroupNames, Lock, OperationNames, RenamedItem, Returned};
use oascribe_codegen::source::Sources;

fn parse(text: &str) -> (Option<Lock>, Vec<String>) {
    let mut sources = Sources::new();
    let file = sources.add("oascribe.lock", text.to_owned());
    let mut diags = Diagnostics::new();
    let lock = Lock::parse(&sources, file, &mut diags);
    let found = diags.iter().map(|diag| {
        let (line, column) = match diag.location {
            Some(Location::Text { line, column, .. }) => (line, column),
            _ => (0, 0),
        };
        let help = diag.help.as_deref().unwrap_or("");
        format!(
            "{line}:{column}: {}: {} ({help})",
            diag.code.name, diag.message
        )
    });
    (lock, found.collect())
}

fn sample() -> Lock {
    let mut boats = CrateLock::default();
    let names = OperationNames {
        id: "ListBoats".to_owned(),
        group: "boat".to_owned(),
        method: "list".to_owned(),
        output: Returned::Each,
        body: Some("text/plain".to_owned()),
        words: Some("list boats".to_owned()),
        tag: Some("small boats".to_owned()),
    };
    boats.operations.insert("GET /boats".to_owned(), names);
    let group = GroupNames {
        name: "BoatApi".to_owned(),
        accessor: "boat2".to_owned(),
    };
    boats.groups.insert("Boat".to_owned(), group);
    for (old, since) in [("models::Ship", "0.3.0"), ("api::Boat::all", "")] {
        let (now, since) = ("models::Boat".to_owned(), since.to_owned());
        boats
            .aliases
            .insert(old.to_owned(), RenamedItem { now, since });
    }
    for odd in [
        "Boat",
        "a\"b\\c",
        "line\nend\u{2028}\u{7f}\u{202e}\u{e0001}",
        "ünï ✓",
        "",
    ] {
        let pointer = format!("#/components/schemas/{odd}");
        boats.types.insert(pointer.clone(), "Boat".to_owned());
        boats
            .properties
            .insert(format!("{pointer}/id"), "id".to_owned());
        boats.boxes.insert(format!("{pointer}/properties/next"));
        let kind = format!("{pointer}/kind");
        boats.constants.insert(kind, "Sailing".to_owned());
    }
    let crates = [
        ("boats".to_owned(), boats),
        ("empty-one".to_owned(), CrateLock::default()),
    ];
    Lock {
        crates: crates.into(),
    }
}

#[test]
fn printed_lock_parses_to_an_equal_lock() {
    let text = sample().to_text();
    let (lock, found) = parse(&text);
    assert_eq!(found, [""; 0]);
    assert_eq!(lock, Some(sample()));
    assert_eq!(lock.unwrap_or_default().to_text(), text);
    let (empty, _) = parse(&Lock::default().to_text());
    assert_eq!(empty, Some(Lock::default()));
}

#[test]
fn new_name_adds_one_line() {
    let mut lock = sample();
    let before = lock.to_text();
    let boats = lock.crates.get_mut("boats").unwrap();
    boats
        .types
        .insert("#/components/schemas/New".to_owned(), "New".to_owned());
    let after = lock.to_text();
    let new: Vec<_> = after
        .lines()
        .filter(|line| !before.lines().any(|old| old == *line))
        .collect();
    assert_eq!(new, ["\"#/components/schemas/New\" = \"New\""]);
    assert_eq!(after.lines().count(), before.lines().count() + 1);
}

#[test]
fn printed_text() {
    let mut lock = sample();
    let boats = lock.crates.get_mut("boats").unwrap();
    let plain = |text: &String| text.contains("Boat");
    boats.types.retain(|key, _| plain(key));
    boats.properties.retain(|key, _| plain(key));
    boats.boxes.retain(plain);
    boats.constants.retain(|key, _| plain(key));
    let text = lock.to_text();
    let body: Vec<_> = text.lines().filter(|line| !line.starts_with('#')).collect();
    let expected = r##"version = 1

[crate.boats]
boxes = [
    "#/components/schemas/Boat/properties/next",
]

[crate.boats.operations]
"GET /boats" = { id = "ListBoats", group = "boat", method = "list", output = "each", body = "text/plain", words = "list boats", tag = "small boats" }

[crate.boats.groups]
"Boat" = { name = "BoatApi", accessor = "boat2" }

[crate.boats.types]
"#/components/schemas/Boat" = "Boat"

[crate.boats.members]
"#/components/schemas/Boat/id" = "id"

[crate.boats.constants]
"#/components/schemas/Boat/kind" = "Sailing"

[crate.boats.aliases]
"api::Boat::all" = { now = "models::Boat" }
"models::Ship" = { now = "models::Boat", since = "0.3.0" }

[crate.empty-one]"##;
    assert_eq!(body.join("\n"), expected);
}

#[test]
fn invalid_locks_are_rejected() {
    let assert_rejected = |text: &str, expected: &str| {
        let (lock, found) = parse(text);
        assert_eq!(lock, None, "{text}");
        assert!(found[0].starts_with(expected), "{found:?}");
    };
    assert_rejected("", "1:1: bad-lock: missing field `version`");
    assert_rejected(
        "version = 2\nunknown = 1\n",
        "1:11: bad-lock: the file has version 2 (update oascribe: version ",
    );
    assert_rejected(
        "version = 1\nname = 1\n",
        "2:1: bad-lock: unknown field `name`",
    );
    assert_rejected(
        "version = 1\n[crate.a.types]\n\"#/a\" = \"A; b\"\n",
        "3:9: bad-lock: `A; b` is not an identifier",
    );
    assert_rejected(
        "version = 1\n<<<<<<< mine\n",
        "2:1: bad-lock: a merge conflict (resolve it: keep the lines of both sides)",
    );
}
