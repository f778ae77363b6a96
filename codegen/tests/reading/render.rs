//! Tests the three output formats of diagnostics.

use oascribe_codegen::diag::render::{RenderOptions, github, human, json, one_line};
use oascribe_codegen::diag::{Diagnostic, Diagnostics, Severity, codes};
use oascribe_codegen::source::{Location, Pointer, Sources};
use oascribe_test_support::fragments::{Hostile, effect};

const ALL: RenderOptions = RenderOptions {
    notes: true,
    color: false,
};

fn sources(text: &str) -> (Sources, Pointer) {
    let mut sources = Sources::new();
    let file = sources.add("spec/api.yaml", text.to_owned());
    (sources, Pointer::root(file))
}

fn one(diagnostic: Diagnostic) -> Diagnostics {
    let mut diags = Diagnostics::new();
    diags.push(diagnostic);
    diags
}

#[test]
fn diagnostic_in_the_middle_of_a_document() {
    let lines = "#\n".repeat(411);
    let (sources, root) = sources(&format!(
        "{lines}          $ref: '#/components/schemas/Pett'\n"
    ));
    let found = Diagnostic::new(
        codes::DANGLING_REF,
        "`#/components/schemas/Pett` does not exist",
    )
    .at(&root.child("$ref"))
    .label("in the 200 response of `GET /pets`: the operation is left out")
    .help("did you mean `Pet` (spec/api.yaml:930:5)?");
    assert_eq!(
        human(&one(found), &sources, ALL),
        "\
skipped[dangling-ref]: `#/components/schemas/Pett` does not exist
  --> spec/api.yaml:412:17
    |
412 |           $ref: '#/components/schemas/Pett'
    |                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^ in the 200 response of `GET /pets`: the operation is left out
    = help: did you mean `Pet` (spec/api.yaml:930:5)?
"
    );
}

#[test]
fn diagnostics_are_sorted_by_location_and_counted() {
    let (sources, root) = sources("a: 1\nb: 2\nc: 3\n");
    let mut diags = Diagnostics::new();
    for key in ["c", "a", "b", "a"] {
        diags.push(Diagnostic::new(codes::WRONG_TYPE, key).at(&root.child(key)));
    }
    diags.push(Diagnostic::new(codes::BAD_PATH, "b, too").at(&root.child("b")));
    diags.push(Diagnostic::new(codes::NOT_OPENAPI, "all").location(Location::File(root.file())));
    diags.push(Diagnostic::new(codes::FREE_FORMAT, "a note").at(&root.child("a")));
    for key in ["a", "b"] {
        diags.push(Diagnostic::new(codes::UNUSED_KEYWORD, "unused").at(&root.child(key)));
    }
    let titles = |notes| {
        let text = human(&diags, &sources, RenderOptions { notes, ..ALL });
        let lines = text.lines().filter(|line| line.contains("]: "));
        let titles = lines.filter_map(|line| line.split_once("]: "));
        titles
            .map(|(_, title)| title.to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        titles(true),
        ["all", "a", "a note", "unused", "b", "b, too", "unused", "c"]
    );
    let unused = "unused: here and in 1 other location (spec/api.yaml:1:4)";
    assert_eq!(titles(false), ["all", "a", "b", "b, too", "c", unused]);
    assert_eq!(diags.summary(), "1 error, 1 skipped, 3 warnings, 1 notice");
    assert_eq!(diags.count(Severity::Note), 1);
    assert!(diags.has_errors());
    assert_eq!(Diagnostics::new().summary(), "");
}

#[test]
fn long_lines_are_cut_around_the_mark() {
    let before = "x".repeat(50_000);
    let (sources, root) = sources(&format!(
        "{{\"a\": \"{before}\", \"b\": 1, \"c\": \"{before}\"}}"
    ));
    let found = Diagnostic::new(codes::WRONG_TYPE, "m")
        .at(&root.child("b"))
        .label("l");
    let text = human(&one(found), &sources, ALL);
    let lines: Vec<_> = text.lines().collect();
    assert_eq!(lines[1], "  --> spec/api.yaml:1:50016");
    assert!(
        lines[3].starts_with("1 | …x") && lines[3].ends_with("x…"),
        "{}",
        lines[3]
    );
    assert!(lines[3].chars().count() <= 145);
    let column = lines[4].find('^').expect("a mark");
    let marked = lines[3].chars().nth(column).expect("the marked character");
    assert_eq!(marked, '1');
    assert!(lines[4].ends_with("^ l"));
}

#[test]
fn tabs_wide_characters_and_control_characters() {
    let (sources, root) = sources("{\t\"日本\": \"a\u{202e}b\", \"c\": 1}");
    let found = Diagnostic::new(codes::WRONG_TYPE, "m\n\u{1b}[31m").at(&root.child("c"));
    assert_eq!(
        human(&one(found), &sources, ALL),
        "\
warning[wrong-type]: m\\n\\u{1b}[31m
  --> spec/api.yaml:1:21
  |
1 | {    \"日本\": \"a\\u{202e}b\", \"c\": 1}
  |                                 ^
"
    );
}

#[test]
fn without_a_location_and_with_colors() {
    let (sources, root) = sources("a: 1\n");
    let found = Diagnostic::new(codes::SYNTAX, "m").label("l").help("h");
    assert_eq!(
        human(&one(found), &sources, ALL),
        "error[syntax]: m\n  = l\n  = help: h\n"
    );
    let found = Diagnostic::new(codes::SYNTAX, "m").at(&root.child("a"));
    let color = RenderOptions { color: true, ..ALL };
    let text = human(&one(found.clone()), &sources, color);
    assert!(text.starts_with("\u{1b}[1;31merror[syntax]\u{1b}[0m\u{1b}[1m: m\u{1b}[0m\n"));
    let plain = human(&one(found), &sources, ALL);
    let mut stripped = text;
    for code in ["0", "1", "1;31", "1;34"] {
        stripped = stripped.replace(&format!("\u{1b}[{code}m"), "");
    }
    assert_eq!(stripped, plain);
}

#[test]
fn json_lines() {
    let (sources, root) = sources("a: \"x\"\nb: 2\n");
    let found = Diagnostic::new(codes::WRONG_TYPE, "m")
        .at(&root.child("a"))
        .label("l");
    let mut diags = one(found.related(&root.child("b"), "r").help("h"));
    diags.push(Diagnostic::new(codes::SYNTAX, "no location"));
    assert_eq!(
        json(&diags, &sources, ALL),
        concat!(
            r#"{"code":"syntax","severity":"error","message":"no location","file":null,"line":null,"column":null,"#,
            r#""end_column":null,"pointer":null,"label":"","help":null,"settings":null,"related":[]}"#,
            "\n",
            r##"{"code":"wrong-type","severity":"warning","message":"m","file":"spec/api.yaml","line":1,"column":4,"##,
            r##""end_column":7,"pointer":"#/a","label":"l","help":"h","settings":null,"related":[{"message":"r","##,
            r##""file":"spec/api.yaml","line":2,"column":4,"end_column":5,"pointer":"#/b"}]}"##,
            "\n",
        )
    );
}

#[test]
fn github_commands() {
    let (sources, root) = sources("a: \"x\"\n");
    let found = Diagnostic::new(codes::BAD_PATH, "100%,\nor: so")
        .at(&root.child("a"))
        .label("l");
    let mut diags = one(found.help("h"));
    diags.push(Diagnostic::new(codes::UNUSED_KEYWORD, "n"));
    assert_eq!(
        github(&diags, &sources, ALL),
        "::notice title=notice[unused-keyword]::n\n\
         ::warning file=spec/api.yaml,line=1,col=4,endColumn=7,title=skipped[bad-path]::\
         100%25,\\nor: so%0Al%0Ahelp: h\n"
    );
}

#[test]
fn hostile_texts_have_no_effect() {
    let mut random = Hostile::new(5);
    for _ in 0..10_000 {
        let mut text = || random.text();
        let mut sources = Sources::new();
        let file = sources.add(text(), "a: 1\n".to_owned());
        let root = Pointer::root(file);
        let found = Diagnostic::new(codes::BAD_PATH, text())
            .at(&root.child("a"))
            .label(text())
            .related(&root, text())
            .help(text());
        let diags = one(found);
        let printed = human(&diags, &sources, ALL);
        assert_eq!(effect(&printed, &[]), None);
        assert!((10..=11).contains(&printed.lines().count()), "{printed}");
        let printed = github(&diags, &sources, ALL);
        assert_eq!(effect(&printed, &["::warning file="]), None);
        assert_eq!(printed.lines().count(), 1, "{printed}");
        let printed = json(&diags, &sources, ALL);
        assert_eq!(effect(&printed, &[]), None);
        let value: serde_json::Value = serde_json::from_str(&printed).expect("JSON");
        let message = diags.iter().next().map(|found| found.message.as_str());
        assert_eq!(value["message"].as_str(), message);
        let line = one_line(diags.iter().next().expect("a diagnostic"), &sources);
        assert_eq!(effect(&line, &[]), None);
        assert_eq!(line.lines().count(), 1, "{line}");
    }
}
