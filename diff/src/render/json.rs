//! JSON. Field names are stable.
//!
//! For several crates: `schema`, `verdict` with `text` and `wire` of the worst one, and `crates` with the following for each.
//!
//! - `schema`: 1; it is raised when a field changes its meaning or is removed.
//! - `crate`: the name of the crate; `base`, `revision`: the names of the documents.
//! - `verdict`: `text` in one sentence, `wire` (the worst level, or `none`), and counts: `errors`, `warnings`, `infos`,
//!   `docs` (edited descriptions, titles and examples), `extensions` (edited ones), `ignored`.
//! - `rust`: `bump` (`none`, `patch`, `minor`, `major`), `version`, `next_version` and `new_version` (which the change
//!   sets) if they are known, and `changes`: `item`, `kind`, `bump`, `old`, `new`, `text`, `related` (the number of items that change with it).
//!   `retained`: the items that exist only for compatibility, as `item` and `now` (the new name, from the lock), or as
//!   `item` and `removed_in` (a version, from `keep-removed`). If no code can be generated from a document, `bump` is null
//!   and `reason` is the first error.
//! - `changes`: `id`, `level` (`error`, `warning`, `info`), `section`; `operation` and `path` of the first operation,
//!   `operations` for all; `element` in it, `text`, `why`; `is_correction` (only an overlay makes
//!   the change); `direction` (`request`, `response`: who sends the values) and
//!   `subject` of a change of a schema: `path`, the properties and keywords after the innermost named `schema`, and
//!   `whole_path`, those after the body, parameter or header; `from` and `to`, the old and the new value, or the elements
//!   that the rule is about; `replacement`, the name that is used in place of a removed schema; `values` that were added to or removed from a list; `example`, a
//!   value that one document admits and the other one refuses: `value`, `path` (the JSON Pointer to the part that is
//!   refused), `operation`, `is_refused_now` (or else it was refused before), `text` in one sentence; `no_example`, the
//!   reason why a breaking change of a schema has none; `base` and `revision` with `file`, `line`, `column` and `pointer`; `also` with both for further locations of the change;
//!   `fingerprint`, which identifies the finding.
//! - `edits` of descriptions, titles, examples and extensions, if `--docs` asks for them: `keyword`; `owner`, the operation or
//!   component; `path` from it to the keyword; `old` and `new`, null if the text was added or removed; `base` and `revision`.

use std::rc::Rc;

use oascribe_codegen::diag::escape;
use oascribe_codegen::source::Sources;
use serde_json::{Value, json};

use crate::location::{Location, Locations};
use crate::report::{Report, RustApi, verdict};
use crate::rust::{Change, Retained};
use crate::{Counterexample, Direction, Edit, Finding, Level, Operation};

/// Prints reports as one line of JSON.
pub fn json(reports: &[Report], sources: &Sources) -> String {
    let mut locations = Locations::new(sources);
    let mut each = reports
        .iter()
        .map(|report| of_crate(report, &mut locations));
    let value = match reports {
        [_] => each.next().unwrap_or_default(),
        several => json!({
            "schema": 1,
            "verdict": {
                "text": verdict(several),
                "wire": wire(several.iter().flat_map(|report| &report.findings)),
            },
            "crates": each.collect::<Vec<_>>(),
        }),
    };
    format!("{}\n", escape::json(&value.to_string()))
}

/// The worst level of findings.
fn wire<'f>(findings: impl Iterator<Item = &'f Finding>) -> &'static str {
    findings
        .map(|found| found.level)
        .max()
        .map_or("none", Level::as_str)
}

fn of_crate(report: &Report, locations: &mut Locations<'_>) -> Value {
    let changes: Vec<_> = report
        .findings
        .iter()
        .map(|found| finding(found, locations))
        .collect();
    let edits = report.edits.listed.iter();
    let edits = edits.map(|found| edit(found, locations));
    let rust = match &report.rust {
        RustApi::Compared { changes, bump } => json!({
            "bump": bump.as_str(),
            "version": report.version,
            "next_version": report.version.as_deref().and_then(|version| bump.next(version)),
            "new_version": report.new_version,
            "changes": changes.iter().map(item).collect::<Vec<_>>(),
            "retained": report.retained().filter_map(saved).collect::<Vec<_>>(),
        }),
        RustApi::Unavailable { reason } => json!({ "bump": null, "reason": reason }),
    };
    json!({
        "schema": 1,
        "crate": report.crate_name,
        "base": report.names.0,
        "revision": report.names.1,
        "verdict": {
            "text": report.verdict(),
            "wire": wire(report.findings.iter()),
            "errors": report.count(Level::Error),
            "warnings": report.count(Level::Warning),
            "infos": report.count(Level::Info),
            "docs": report.edits.texts,
            "extensions": report.edits.extensions,
            "ignored": report.ignored,
        },
        "rust": rust,
        "changes": changes,
        "edits": edits.collect::<Vec<_>>(),
    })
}

fn edit(found: &Edit, locations: &mut Locations<'_>) -> Value {
    let mut at = |pointer| locations.find(Some(pointer)).map(location);
    json!({
        "keyword": found.keyword,
        "owner": found.owner,
        "path": found.path,
        "old": found.old,
        "new": found.new,
        "base": at(&found.base),
        "revision": at(&found.revision),
    })
}

fn finding(found: &Finding, locations: &mut Locations<'_>) -> Value {
    let one = found.operations.first();
    let name = |operation: &Rc<Operation>| format!("{} {}", operation.method, operation.path);
    let operations: Vec<_> = found.operations.iter().map(name).collect();
    let base = locations.find(found.base.as_ref());
    let revision = locations.find(found.revision.as_ref());
    let also: Vec<_> = found
        .also
        .iter()
        .map(|(base, revision)| {
            json!({
                "base": locations.find(base.as_ref()).map(location),
                "revision": locations.find(revision.as_ref()).map(location),
            })
        })
        .collect();
    json!({
        "id": found.id,
        "level": found.level.as_str(),
        "section": found.section.as_str(),
        "operation": one.map(|operation| &operation.method),
        "path": one.map(|operation| &operation.path),
        "operation_id": one.and_then(|operation| operation.id.as_ref()),
        "operations": operations,
        "element": found.element(),
        "direction": found.direction.map(direction),
        "subject": found.subject.as_ref().map(|subject| json!({
            "schema": subject.schema,
            "path": subject.path,
            "whole_path": subject.whole_path,
        })),
        "from": found.from,
        "to": found.to,
        "replacement": found.replacement,
        "text": found.text(),
        "values": found.values,
        "why": found.why,
        "is_correction": found.is_correction,
        "example": found.example.as_ref().map(example),
        "no_example": found.no_example.as_ref().map(ToString::to_string),
        "base": base.map(location),
        "revision": revision.map(location),
        "also": also,
        "fingerprint": found.fingerprint(),
    })
}

fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::Request => "request",
        Direction::Response => "response",
    }
}

fn example(found: &Counterexample) -> Value {
    json!({
        "value": found.value,
        "path": found.path,
        "operation": format!("{} {}", found.operation.method, found.operation.path),
        "is_refused_now": found.is_refused_now,
        "text": found.text(),
    })
}

fn location(at: Location) -> Value {
    json!({
        "file": at.file,
        "line": at.line,
        "column": at.column,
        "pointer": at.pointer.to_string(),
    })
}

/// A retained item.
fn saved(change: &Change) -> Option<Value> {
    match &change.retained {
        Retained::No => None,
        Retained::Renamed(now) => Some(json!({ "item": change.path, "now": now })),
        Retained::Removed(version) => Some(json!({ "item": change.path, "removed_in": version })),
    }
}

fn item(change: &Change) -> Value {
    json!({
        "item": change.path,
        "kind": change.kind_name(),
        "bump": change.bump.as_str(),
        "old": change.old,
        "new": change.new,
        "text": change.text,
        "related": change.related,
    })
}
