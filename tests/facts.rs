//! The document and the SDK agree with the reference pages, fact by fact. The facts are the rows of `tests/facts.tsv`; the
//! module `facts` of the test support explains its columns.
//!
//! The reverse is checked, too: each statement of the document has a row, and so has each row of the tables of the
//! reference pages, if these are available.

use oascribe_test_support as support;

use std::fs;
use std::path::Path;

use serde_json::Value;

use oascribe_test_support::facts::{Expect, Fact, Location, parse};
use oascribe_test_support::sdk::Sdk;
use oascribe_test_support::shared::shared;

const SPEC: &str = "spec/mongodb.yaml";

/// The pages that the document was transcribed from.
const PAGES: &str = "docs/seed";

fn text(path: &str) -> String {
    fs::read_to_string(support::root().join(path)).expect("a file of the project")
}

fn spec() -> Value {
    serde_yaml::from_str(&text(SPEC)).expect("the document is YAML")
}

fn facts() -> Vec<Fact> {
    parse(&text("tests/facts.tsv"))
        .unwrap_or_else(|wrong| panic!("tests/facts.tsv:\n{}", wrong.join("\n")))
}

fn assert_none(wrong: &[String]) {
    assert!(
        wrong.is_empty(),
        "{} things are wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// Parsed with the `openapiv3` crate: our own reader accepts more.
#[test]
fn the_document_is_valid_openapi_3_0() {
    let api: openapiv3::OpenAPI =
        serde_yaml::from_str(&text(SPEC)).expect("a document of OpenAPI 3.0");
    assert_eq!(api.openapi, "3.0.3");
    assert_eq!(api.operations().count(), 5);
    let components = api.components.expect("components");
    assert_eq!(components.schemas.len(), 5);
}

#[test]
fn every_fact_holds() {
    let (spec, sdk, mut wrong) = (spec(), Sdk::read(), Vec::new());
    for fact in facts() {
        if let Err(reason) = holds(&fact, &spec, &sdk) {
            wrong.push(format!("{}: {}: {reason}", fact.line, fact.fact));
        }
    }
    assert_none(&wrong);
}

fn holds(fact: &Fact, spec: &Value, sdk: &Sdk) -> Result<(), String> {
    let pointer = &fact.pointer;
    let found = spec
        .pointer(pointer)
        .ok_or(format!("{SPEC} has no {pointer}"))?;
    match &fact.expect {
        Expect::Equal(value) if value != found => return Err(format!("{pointer} is {found}")),
        _ => sdk.find(&fact.location)?,
    }
    match (&fact.location, found.as_str()) {
        (Location::Surface { path, .. }, Some(prose))
            if fact.is_prose() && !sdk.documents(path, prose) =>
        {
            Err(format!("{path} is not documented as {pointer} is"))
        }
        _ => Ok(()),
    }
}

#[test]
fn every_statement_of_the_document_has_a_fact() {
    let (spec, facts) = (spec(), facts());
    let mut stated = Vec::new();
    for part in ["/servers", "/security", "/tags", "/paths", "/components"] {
        statements(
            spec.pointer(part).expect("the document has it"),
            part,
            &mut stated,
        );
    }
    assert!(
        stated.len() > 100,
        "the document has more than {} statements",
        stated.len()
    );
    let missing = stated.iter().filter(|pointer| !has_fact(pointer, &facts));
    let missing: Vec<String> = missing
        .map(|pointer| format!("no fact about {pointer}"))
        .collect();
    assert_none(&missing);
}

/// Collects the pointers of all statements: properties, operations, and every value.
fn statements(value: &Value, pointer: &str, stated: &mut Vec<String>) {
    let parts: Vec<&str> = pointer.split('/').collect();
    let named = parts.len() > 2 && parts[parts.len() - 2] == "properties";
    let operation = parts.len() == 4 && parts[1] == "paths";
    if named || operation {
        stated.push(pointer.to_owned());
    }
    match value {
        Value::Object(entries) if !entries.is_empty() => {
            for (key, value) in entries {
                let key = key.replace('~', "~0").replace('/', "~1");
                statements(value, &format!("{pointer}/{key}"), stated);
            }
        }
        Value::Array(items) if items.iter().any(Value::is_object) => {
            for (index, value) in items.iter().enumerate() {
                statements(value, &format!("{pointer}/{index}"), stated);
            }
        }
        // Only the descriptions of properties and parameters count.
        _ if parts.last() == Some(&"description")
            && !parts
                .iter()
                .any(|part| ["properties", "parameters"].contains(part)) => {}
        _ => stated.push(pointer.to_owned()),
    }
}

/// Whether a row covers a pointer: the pointer itself, a part of it, or an equal value around it.
fn has_fact(pointer: &str, facts: &[Fact]) -> bool {
    let below = |inner: &str, outer: &str| {
        inner
            .strip_prefix(outer)
            .is_some_and(|rest| rest.starts_with('/'))
    };
    facts.iter().any(|fact| {
        let whole = matches!(fact.expect, Expect::Equal(_)) && below(pointer, &fact.pointer);
        fact.pointer == pointer || whole || (is_list(pointer) && below(&fact.pointer, pointer))
    })
}

fn is_list(pointer: &str) -> bool {
    pointer.ends_with("/enum")
}

#[test]
fn a_table_with_gaps_is_refused() {
    const HEAD: &str = "fact\tpointer\texpect\trust\n";
    let row = "Page: `id` is there\t/a\tpresent\tmodels::A\n";
    for (rows, reason) in [
        (String::new(), "the table has no fact"),
        (
            "Page: `id` is there\t/a\tpresent\n".to_owned(),
            "2: 3 columns, not 4",
        ),
        (
            "Page: `id` is there\t/a\t\tmodels::A\n".to_owned(),
            "2: an empty column",
        ),
        (format!("{row}\n"), "3: 1 columns, not 4"),
        (
            format!("{row}{row}"),
            "3: a second time: Page: `id` is there",
        ),
        (
            "Page: is\t/a\tnone\tmodels::A\n".to_owned(),
            "2: none is not JSON",
        ),
        (
            "`id` is there\t/a\tpresent\tmodels::A\n".to_owned(),
            "2: no page before a colon",
        ),
        (
            "Page: is\t/a\t1\ta ~ b ~ c ~ d\n".to_owned(),
            "2: more than two ` ~ `",
        ),
    ] {
        let wrong = parse(&format!("{HEAD}{rows}")).err().unwrap_or_default();
        assert!(
            wrong.iter().any(|line| line.starts_with(reason)),
            "{reason}: {wrong:?}"
        );
    }
    assert!(parse(row).is_err(), "a table without a head");
    assert!(parse(&format!("{HEAD}{row}")).is_ok());
}

#[test]
fn missing_items_are_found() {
    let sdk = Sdk::read();
    for rust in [
        "models::Backup::nothing",
        "models::Backup::id: i64",
        "src/api/nothing.rs ~ Backup",
        "src/api/service.rs ~ http://{host}",
        "src/api/backup.rs ~ impl runtime::Operation for BackupDelete { ~ method: Method::Get",
        "src/api/backup.rs ~ impl ~ Method::Get",
    ] {
        let table = format!("fact\tpointer\texpect\trust\nPage: is\t/a\t1\t{rust}\n");
        let facts = parse(&table).unwrap_or_default();
        assert!(
            facts.iter().any(|fact| sdk.find(&fact.location).is_err()),
            "{rust} does not exist"
        );
    }
    assert!(!sdk.documents("models::Backup::id", "ID of the folder"));
}

#[test]
fn every_row_of_the_pages_has_a_fact() {
    let Some(folder) = shared(PAGES) else {
        return;
    };
    let (facts, mut wrong, mut rows) = (facts(), Vec::new(), 0);
    for path in support::files_below(&folder) {
        let page = fs::read_to_string(folder.join(&path)).expect("a page");
        let name = Path::new(&path)
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let of_page: Vec<&Fact> = facts
            .iter()
            .filter(|fact| fact.pages().any(|page| page == name))
            .collect();
        for (subject, claims) in page.lines().filter_map(claims) {
            rows += 1;
            let about: Vec<&str> = of_page.iter().map(|fact| fact.statement()).collect();
            let missing = claims.iter().filter(|claim| {
                !about
                    .iter()
                    .any(|statement| statement.contains(claim.as_str()))
            });
            wrong.extend(missing.map(|claim| format!("{path}: {subject}: no fact that {claim}")));
        }
    }
    assert!(rows > 20, "the pages have more than {rows} rows");
    assert_none(&wrong);
}

/// The statements of a table row of a page, in the words of facts.tsv: about a field, a parameter or a method.
fn claims(line: &str) -> Option<(String, Vec<String>)> {
    let (name, text) = line.split_once(" | ")?;
    // `backups[].<br>id` is `id`: the table has the complete path.
    let field = name.trim().rsplit("<br>").next()?;
    if let Some(method) = field.strip_prefix('[') {
        let (method, _) = method.split_once(']')?;
        return Some((method.to_owned(), vec![format!("the method `{method}`")]));
    }
    let (field, list) = match field.strip_suffix("[]") {
        Some(field) => (field, true),
        None => (field, false),
    };
    let mut claims = Vec::new();
    if let Some((kind, rest)) = text
        .strip_prefix("**")
        .and_then(|text| text.split_once("**"))
    {
        let kind = if list { "array" } else { kind };
        claims.push(format!("`{field}` is there"));
        claims.push(format!("`{field}` is of type {kind}"));
        let format = rest
            .strip_prefix(" (")
            .and_then(|rest| rest.split_once(')'));
        claims.extend(format.map(|(format, _)| format!("`{field}` has the format {format}")));
    } else if text.starts_with("<p>") {
        claims.push(format!("is `{field}`"));
    } else {
        return None;
    }
    if text.contains("Required. ") || text.contains(" Required.") {
        claims.push(format!("`{field}` is required"));
    }
    for (words, claim) in [
        ("The maximum string length in characters is ", "has at most"),
        ("The maximum value is ", "is at most"),
        ("Default value: ", "is"),
    ] {
        if let Some((_, rest)) = text.split_once(words) {
            let number: String = rest.chars().take_while(char::is_ascii_digit).collect();
            claims.push(format!("`{field}` {claim} {number}"));
        }
    }
    Some((field.to_owned(), claims))
}
