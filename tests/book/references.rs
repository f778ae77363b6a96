//! The pages that are made from the code: `docs/reference`, and the list of decisions. `BLESS=1` writes them.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::process::Command;

use oascribe_codegen::config::reference::{json_schema, tables};
use oascribe_codegen::diag::codes;
use oascribe_codegen::read::{Disposition, EXTENSIONS, Version, support as keywords};
use oascribe_test_support as support;

const SETTINGS: &str = "\
# oascribe.toml

All keys. Paths are relative to the file. An unknown key or value is an error, and so is a name that matches nothing in the
document.

`oascribe init` writes a file with comments, and [oascribe.schema.json](oascribe.schema.json) with it. Editors that know JSON
Schemas for TOML, such as those with Taplo, complete and check the file if its first line names the schema:

```toml
#:schema oascribe.schema.json
```
";

const DIAGNOSTICS: &str = "\
# Diagnostics

Everything that oascribe reports about a document or a configuration. `oascribe explain CODE` prints the same texts.

| severity | meaning |
| --- | --- |
| error | Nothing is generated. |
| skipped | An item of the document is left out of the SDK. `generate` fails unless `deny` allows it. |
| warning | Something is generated in another form than the document states. |
| notice | Something has no effect on the SDK. One line for each kind; `-v` shows each use. |
| note | What was inferred. Only with `-v`. |
";

const RULES: &str = "\
# Rules of diff

Each change that `oascribe diff` reports has a rule. `oascribe explain RULE` shows the same texts, and `[diff.severity]` in
[oascribe.toml](config.md) changes levels. `A` and `B` stand for values or names.

| level | meaning |
| --- | --- |
| error | Clients that run today break. |
| warning | Clients that run today may break. |
| info | Clients that run today are not affected. |

Rules that start with `payload-` and `reply-` are about webhooks and callbacks, where you are the server.
";

const KEYWORDS: &str = "\
# Supported keywords

All keywords of Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2, with what becomes of them. A test removes each keyword from a document
and compares the generated code, so the table is what the generator does.

| result | meaning |
| --- | --- |
| **generated** | Items of the SDK depend on it. |
| **checked** | Values are checked before they are sent. |
| **documented** | It is a part of the documentation of the SDK. |
| reported | It has no effect, and `oascribe check` reports how often the document uses it. |
| no meaning | It has no meaning for an SDK. |

An empty cell: this version does not have the keyword.
";

const COMMANDS: &str = "\
# Commands

What `oascribe --help` and `oascribe VERB --help` print. `oascribe completions SHELL` prints completions for a shell.
";

#[test]
fn references_are_up_to_date() {
    let mut stale = Vec::new();
    for (name, text) in [
        ("reference/config.md", settings()),
        ("reference/oascribe.schema.json", json_schema()),
        ("reference/diagnostics.md", diagnostics()),
        ("reference/rules.md", rules()),
        ("reference/keywords.md", matrix()),
        ("reference/commands.md", commands()),
        ("SUMMARY.md", summary()),
    ] {
        let path = support::root().join("docs").join(name);
        if fs::read_to_string(&path).unwrap_or_default() == text {
            continue;
        }
        if support::blesses() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, text).unwrap();
        } else {
            stale.push(name);
        }
    }
    assert!(
        stale.is_empty(),
        "run BLESS=1 cargo test --test book: {stale:?}"
    );
}

/// The table of contents, with all decisions.
fn summary() -> String {
    let root = support::root().join("docs");
    let text = fs::read_to_string(root.join("SUMMARY.md")).unwrap();
    let start = "- [Decisions](decisions/README.md)\n";
    let (before, _) = text.split_once(start).expect("the line of the decisions");
    let mut text = format!("{before}{start}");
    for name in support::files_below(&root.join("decisions")) {
        let decision = fs::read_to_string(root.join("decisions").join(&name)).unwrap();
        let title = decision.lines().next().unwrap_or_default();
        if name != "README.md" {
            let title = title.trim_start_matches("# ");
            writeln!(text, "  - [{title}](decisions/{name})").unwrap();
        }
    }
    text
}

fn settings() -> String {
    let mut text = SETTINGS.to_owned();
    for table in tables() {
        let columns = "| key | what it does | values | default |\n| --- | --- | --- | --- |";
        write!(
            text,
            "\n## `{}`\n\n{}\n\n{columns}\n",
            table.header, table.text
        )
        .unwrap();
        for key in table.keys {
            let (name, kind) = (key.name, key.kind.describe());
            writeln!(
                text,
                "| `{name}` | {} | {kind} | {} |",
                key.text, key.default
            )
            .unwrap();
        }
        let examples: String = table
            .keys
            .iter()
            .map(|key| format!("{} = {}\n", key.name, key.example))
            .collect();
        write!(text, "\n<!-- skip the keys exclude each other; a unit test parses each -->\n```toml\n{examples}```\n").unwrap();
    }
    text
}

fn diagnostics() -> String {
    let mut text = DIAGNOSTICS.to_owned();
    for code in codes::all() {
        let severity = code.severity.as_str();
        write!(
            text,
            "\n## {}\n\n_{severity}_: {}\n\n",
            code.name, code.title
        )
        .unwrap();
        text.push_str(&indented_as_code(code.explain));
    }
    text
}

/// Paragraphs, with indented lines as blocks of code.
fn indented_as_code(text: &str) -> String {
    let mut out = String::new();
    let mut is_code = false;
    for line in text.trim().lines() {
        if is_code != line.starts_with("  ") && !line.is_empty() {
            out.push_str(if is_code { "```\n\n" } else { "```text\n" });
            is_code = !is_code;
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    if is_code {
        out.push_str("```\n");
    }
    out
}

fn rules() -> String {
    let mut text = RULES.to_owned();
    let mut groups: BTreeMap<&str, Vec<_>> = BTreeMap::new();
    for rule in oascribe_diff::rules() {
        let group = ["api", "endpoint", "payload", "reply", "request", "response"];
        let first = rule.id.split('-').next().unwrap_or_default();
        let group = group.iter().find(|name| **name == first);
        groups
            .entry(group.unwrap_or(&"other"))
            .or_default()
            .push(rule);
    }
    for (group, rules) in groups {
        write!(
            text,
            "\n## {group}\n\n| rule | level | change | meaning |\n| --- | --- | --- | --- |\n"
        )
        .unwrap();
        for rule in rules {
            let title = rule.title.replace('|', "\\|");
            writeln!(
                text,
                "| `{}` | {} | {title} | {} |",
                rule.id, rule.level, rule.why
            )
            .unwrap();
        }
    }
    text
}

/// The versions in the columns of the table of keywords.
const VERSIONS: &[Version] = &[Version::V2_0, Version::V3_0, Version::V3_1, Version::V3_2];

fn matrix() -> String {
    let mut objects: Vec<&str> = Vec::new();
    let mut rows: BTreeMap<(&str, &str), [String; 4]> = BTreeMap::new();
    for (column, version) in VERSIONS.iter().enumerate() {
        for keyword in keywords(*version) {
            if !objects.contains(&keyword.object) {
                objects.push(keyword.object);
            }
            let row = rows.entry((keyword.object, keyword.keyword)).or_default();
            row[column] = outcome(keyword.disposition);
        }
    }
    let mut text = KEYWORDS.to_owned();
    for object in objects {
        let columns = "| keyword | 2.0 | 3.0 | 3.1 | 3.2 |\n| --- | --- | --- | --- | --- |";
        write!(text, "\n## {object}\n\n{columns}\n").unwrap();
        for ((_, keyword), cells) in rows.iter().filter(|((own, _), _)| *own == object) {
            writeln!(text, "| `{keyword}` | {} |", cells.join(" | ")).unwrap();
        }
    }
    text.push_str("\n## Extensions\n\nIn any version. Other extensions are reported.\n\n| extension | |\n| --- | --- |\n");
    for (name, disposition) in EXTENSIONS {
        writeln!(text, "| `{name}` | {} |", outcome(*disposition)).unwrap();
    }
    text
}

fn outcome(disposition: Disposition) -> String {
    match disposition {
        Disposition::Emitted => "**generated**".to_owned(),
        Disposition::Checked => "**checked**".to_owned(),
        Disposition::Documented => "**documented**".to_owned(),
        Disposition::Reported => "reported".to_owned(),
        Disposition::ReportedAs(code) => {
            let name = code.name;
            format!("reported as [`{name}`](diagnostics.md#{name})")
        }
        Disposition::Meaningless => "no meaning".to_owned(),
    }
}

fn commands() -> String {
    let mut text = COMMANDS.to_owned();
    let all = help(&[]);
    let verbs = all.lines().skip_while(|line| *line != "Commands:").skip(1);
    let verbs = verbs.take_while(|line| !line.is_empty());
    let verbs = verbs.filter_map(|line| line.split_whitespace().next());
    write!(text, "\n```text\n{all}```\n").unwrap();
    for verb in verbs.filter(|verb| *verb != "help") {
        write!(text, "\n## {verb}\n\n```text\n{}```\n", help(&[verb])).unwrap();
    }
    text
}

/// What `--help` of a verb prints, without white space at the ends of lines.
fn help(verb: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_oascribe"))
        .args(verb)
        .arg("--help")
        .env("COLUMNS", "100")
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines()
        .map(|line| format!("{}\n", line.trim_end()))
        .collect()
}
