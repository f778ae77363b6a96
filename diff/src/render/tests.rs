//! Reports with random hostile texts have the structure of a harmless report, and show the texts.

use std::rc::Rc;
use std::slice::from_ref;

use oascribe_codegen::diag::escape::{line, plain};
use oascribe_codegen::source::{FileId, Pointer, Sources};
use oascribe_test_support::fragments::{Hostile, effect};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use serde_json::Value;

use super::{Colour, github, html, json, junit, markdown, sarif, text};
use crate::changelog::Section;
use crate::document::Role;
use crate::finding::examples::by_schema_rule;
use crate::report::{Report, RustApi};
use crate::rust::{Bump, Change, Retained};
use crate::schema_path::SchemaPath;
use crate::subject::Subject;
use crate::{Counterexample, Edits, Finding, Level, NoExample, NoExampleReason, Operation};

/// The number of texts in a report.
const TEXTS: usize = 13;

/// The number of reports: 15,600 texts.
const REPORTS: usize = 1_200;

fn finding(level: Level, file: FileId, [a, b, c, id, path, other]: [&str; 6]) -> Finding {
    let operation = |path: &str| -> Rc<Operation> {
        let (method, path, id) = ("GET".to_owned(), path.to_owned(), Some(id.to_owned()));
        Operation { path, method, id }.into()
    };
    let role = Role::ResponseBody {
        status: c.to_owned(),
        media: b.to_owned(),
    };
    let subject = Subject::new(&role, &SchemaPath::Property(&SchemaPath::Root, a));
    let mut finding = by_schema_rule("type-changed", subject, [b, c]);
    finding.level = level;
    finding.operations = vec![operation(path), operation(other)];
    (finding.base, finding.revision) = (Some(Pointer::root(file)), Some(Pointer::root(file)));
    finding.values = vec![b.to_owned()];
    finding.example = Some(example(operation(path), file, [a, b, c]));
    finding.no_example = Some(NoExample {
        about: id.to_owned(),
        reason: NoExampleReason::NotFound,
    });
    finding
}

fn example(operation: Rc<Operation>, file: FileId, [a, b, c]: [&str; 3]) -> Counterexample {
    Counterexample {
        value: serde_json::json!({ a: b }),
        path: format!("/{a}"),
        operation,
        is_refused_now: false,
        base: Pointer::root(file),
        revision: Pointer::root(file),
        is_request: false,
        role: Role::ResponseBody {
            status: c.to_owned(),
            media: b.to_owned(),
        },
    }
}

fn change(bump: Bump, [path, old, new, text]: [&str; 4]) -> Change {
    Change {
        path: path.to_owned(),
        kind: None,
        bump,
        old: Some(old.to_owned()),
        new: Some(new.to_owned()),
        functions: [None, None],
        text: format!("now needs the feature `{text}`"),
        related: 1,
        retained: Retained::No,
    }
}

/// Whether code can be generated from both documents.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Api {
    Compared,
    Unavailable,
}

/// A report whose texts are all of these.
fn report(texts: &[String], api: Api) -> (Report, Sources) {
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let mut sources = Sources::new();
    let file = sources.add(texts[12], "a: 1\n".to_owned());
    let breaking = [texts[0], texts[1], texts[2], texts[3], texts[4], texts[5]];
    let info = [texts[6], texts[7], texts[8], texts[9], texts[10], texts[11]];
    let major = [texts[6], texts[7], texts[8], texts[9]];
    let minor = [texts[0], texts[1], texts[2], texts[3]];
    let mut renamed = change(Bump::Minor, minor);
    (renamed.old, renamed.new) = (None, None);
    renamed.retained = Retained::Renamed(texts[4].to_owned());
    let changes = vec![
        change(Bump::Major, major),
        change(Bump::Minor, minor),
        renamed,
    ];
    let bump = Bump::Major;
    let report = Report {
        crate_name: texts[10].to_owned(),
        names: (texts[12].to_owned(), texts[12].to_owned()),
        findings: vec![
            finding(Level::Error, file, breaking),
            finding(Level::Info, file, info),
        ],
        rust: match api {
            Api::Unavailable => RustApi::Unavailable {
                reason: texts[11].to_owned(),
            },
            Api::Compared => RustApi::Compared { changes, bump },
        },
        edits: Edits::default(),
        version: Some("1.2.3".to_owned()),
        new_version: Some("1.2.3".to_owned()),
        ignored: 0,
    };
    (report, sources)
}

/// The structure of a page without its text, and the text of each block.
fn structure(page: &str) -> (Vec<String>, Vec<String>) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM;
    let (mut structure, mut blocks) = (Vec::new(), vec![String::new()]);
    let mut in_code = false;
    for event in Parser::new_ext(page, options) {
        match &event {
            Event::Code(code) => blocks.last_mut().expect("a block").push_str(code),
            Event::Text(text) => {
                let links = ["@", "#", "://", "www.", "GH-", ":tada:"];
                let mut words = text.split(|c: char| !c.is_ascii_alphanumeric());
                let is_link = links.iter().any(|link| text.contains(link));
                let is_plain = !is_link && words.all(|word| word != "c0ffee1");
                assert!(in_code || is_plain, "{text}");
                blocks.last_mut().expect("a block").push_str(text);
            }
            Event::InlineHtml(tag) if ["<code>", "</code>"].contains(&&**tag) => {
                in_code = &**tag == "<code>";
            }
            Event::Start(Tag::Paragraph | Tag::TableCell | Tag::Item)
            | Event::End(TagEnd::Paragraph | TagEnd::TableCell | TagEnd::Item) => {
                blocks.push(String::new());
                structure.push(format!("{event:?}"));
            }
            _ => structure.push(format!("{event:?}")),
        }
    }
    let blocks = blocks.iter().map(|block| block.trim().to_owned());
    (
        structure,
        blocks.filter(|block| !block.is_empty()).collect(),
    )
}

/// What a report shows of a value or a sentence.
fn shown(text: &str) -> String {
    plain(text).replace('`', "").trim().to_owned()
}

fn is_shown(page: &str, blocks: &[String], text: &str) {
    let text = shown(text);
    let is_in = |block: &String| block.replace('`', "").contains(&text);
    assert!(blocks.iter().any(is_in), "{text:?} is not in {page}");
}

/// What the reports of harmless texts look like.
struct Harmless {
    lines: usize,
    markdown: Vec<String>,
    changelog: Vec<String>,
    html: Vec<String>,
}

impl Harmless {
    fn new(api: Api) -> Self {
        let (report, sources) = report(&vec!["a".to_owned(); TEXTS], api);
        Harmless {
            lines: text(&report, &sources, Colour::No).lines().count(),
            markdown: structure(&markdown(from_ref(&report), &sources)).0,
            changelog: structure(&Section::of(&report).text()).0,
            html: tags(&html(from_ref(&report), &sources)),
        }
    }
}

#[test]
fn hostile_texts_in_reports() {
    let mut random = Hostile::new(1);
    let apis = [Api::Compared, Api::Unavailable];
    let harmless = apis.map(Harmless::new);
    for number in 0..REPORTS {
        let texts: Vec<_> = (0..TEXTS).map(|_| random.text()).collect();
        let (report, sources) = report(&texts, apis[number % 2]);
        let harmless = &harmless[number % 2];
        text_is_the_same(&report, &sources, harmless);
        json_is_the_same(&report, &sources);
        junit_is_the_same(&report, &sources);
        html_is_the_same(&html(from_ref(&report), &sources), harmless, &report);
        markdown_is_the_same(
            &markdown(from_ref(&report), &sources),
            &harmless.markdown,
            &report,
        );
        let page = Section::of(&report).text();
        markdown_is_the_same(&page, &harmless.changelog, &report);
    }
}

/// The tags of a page with the names of their attributes. Those whose number depends on the texts are left out.
fn tags(page: &str) -> Vec<String> {
    let (_, page) = page.split_once("</style>").expect("a style");
    let (page, _) = page.split_once("<script>").expect("a script");
    let tags = page.split('<').skip(1).map(|part| {
        let (tag, text) = part.split_once('>').expect("a complete tag");
        assert!(!text.contains('>') && !text.contains('"'), "{part}");
        let outside: String = tag.split('"').step_by(2).collect();
        outside
    });
    let depends = [
        "option", "/option", "rect", "text", "/text", "code", "/code",
    ];
    tags.filter(|tag| !depends.contains(&tag.split(' ').next().unwrap_or_default()))
        .collect()
}

fn html_is_the_same(page: &str, harmless: &Harmless, report: &Report) {
    assert_eq!(effect(page, &[]), None, "{page}");
    assert_eq!(tags(page), harmless.html, "{page}");
    let escaped = |text: &str| {
        let text = plain(text).replace('&', "&amp;").replace('<', "&lt;");
        let text = text.replace('>', "&gt;").replace('"', "&quot;");
        text.replace('\'', "&#39;")
    };
    for operation in &report.findings[0].operations {
        assert!(page.contains(&escaped(&operation.path)), "{page}");
    }
}

fn text_is_the_same(report: &Report, sources: &Sources, harmless: &Harmless) {
    let printed = text(report, sources, Colour::Yes);
    let colours = ["[0m", "[1m", "[1;31m", "[1;32m", "[1;34m"];
    let printed = colours.iter().fold(printed, |text, colour| {
        text.replace(&format!("\u{1b}{colour}"), "")
    });
    assert_eq!(effect(&printed, &[]), None);
    assert_eq!(printed.lines().count(), harmless.lines, "{printed}");
    let printed = github(report, sources);
    let commands = ["::error file=", "::notice file="];
    assert_eq!(effect(&printed, &commands), None);
    assert_eq!(printed.lines().count(), 3, "{printed}");
}

fn json_is_the_same(report: &Report, sources: &Sources) {
    let printed = json(from_ref(report), sources);
    assert_eq!(effect(&printed, &[]), None);
    let value: Value = serde_json::from_str(&printed).expect("JSON");
    for (number, finding) in report.findings.iter().enumerate() {
        assert_eq!(value["changes"][number]["text"], finding.text());
    }
    assert_eq!(value["base"], report.names.0);
    let printed = sarif(from_ref(report), sources);
    assert_eq!(effect(&printed, &[]), None);
    let value: Value = serde_json::from_str(&printed).expect("JSON");
    let message = value["runs"][0]["results"][0]["message"]["text"].as_str();
    let message = message.expect("a text");
    assert!(!message.replace("\\]", "").contains("]("), "{message}");
    let location = &value["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
    let uri = location["artifactLocation"]["uri"].as_str().expect("a URI");
    assert!(
        uri.is_ascii() && !uri.contains([' ', '<', '[', '\\']),
        "{uri}"
    );
}

fn junit_is_the_same(report: &Report, sources: &Sources) {
    let printed = junit(from_ref(report), sources);
    assert_eq!(effect(&printed, &[]), None);
    let document = roxmltree::Document::parse(&printed).expect("XML");
    let of = |tag: &'static str| {
        let nodes = document.descendants();
        nodes.filter(move |node| node.has_tag_name(tag))
    };
    assert_eq!(of("testcase").count(), report.findings.len());
    let failures: Vec<_> = of("failure").collect();
    assert_eq!(failures.len(), 1, "{printed}");
    let text = line(&report.findings[0].text());
    assert_eq!(failures[0].attribute("message"), Some(text.as_str()));
}

#[test]
fn reports_of_several_crates_are_one_document() {
    let texts = |name: &str| -> Vec<String> {
        let mut texts = vec!["a".to_owned(); TEXTS];
        texts[10] = name.to_owned();
        texts
    };
    let (one, sources) = report(&texts("pets"), Api::Compared);
    let (mut harmless, _) = report(&texts("shop"), Api::Unavailable);
    harmless
        .findings
        .retain(|finding| finding.level == Level::Info);
    let reports = [harmless, one.clone(), one];
    let page = markdown(&reports, &sources);
    let lines: Vec<_> = page.lines().collect();
    assert_eq!(lines[0], "<!-- oascribe diff -->");
    assert!(lines[1].starts_with("**3 crates; `pets` needs"), "{page}");
    let headings = lines.iter().filter(|line| line.starts_with("## "));
    assert_eq!(
        headings.collect::<Vec<_>>(),
        [&"## `shop`", &"## `pets`", &"## `pets`"]
    );
    let value: Value = serde_json::from_str(&json(&reports, &sources)).expect("JSON");
    assert_eq!(value["crates"].as_array().map(Vec::len), Some(3));
    assert_eq!(value["verdict"]["wire"], "error");
    let value: Value = serde_json::from_str(&sarif(&reports, &sources)).expect("JSON");
    let runs = value["runs"].as_array().expect("runs");
    assert_eq!(runs.len(), 1);
    assert_eq!(runs[0]["results"].as_array().map(Vec::len), Some(5));
}

#[test]
fn a_table_shows_twenty_rows_and_the_number_of_others() {
    let (mut report, sources) = report(&vec!["a".to_owned(); TEXTS], Api::Compared);
    let one = report.findings[0].clone();
    report.findings = vec![one; 23];
    let page = markdown(from_ref(&report), &sources);
    let rows = page.lines().filter(|line| line.contains("type-changed"));
    assert_eq!(rows.count(), 20, "{page}");
    assert!(page.contains("… and 3 more in the report."), "{page}");
    assert!(page.contains("### Breaks the Rust API"), "{page}");
}

fn markdown_is_the_same(page: &str, harmless: &[String], report: &Report) {
    assert_eq!(effect(page, &[]), None, "{page}");
    let (found, blocks) = structure(page);
    assert_eq!(found, harmless, "{page}");
    is_shown(page, &blocks, &report.findings[0].text());
    for operation in &report.findings[0].operations {
        is_shown(page, &blocks, &operation.path);
    }
    for change in report.rust_changes().iter().take(2) {
        is_shown(page, &blocks, &change.path);
        for side in [&change.old, &change.new].into_iter().flatten() {
            is_shown(page, &blocks, side);
        }
    }
}
