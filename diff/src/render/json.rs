//! JSON: every fact under a name that stays.
//!
//! - `schema`: 1; it rises when a field changes its meaning or goes.
//! - `base`, `revision`: how the documents are called.
//! - `verdict`: `text` in one sentence, `wire` (the worst level, or `none`), and counts: `errors`, `warnings`, `infos`,
//!   `docs` (edits of words), `ignored`.
//! - `rust`: `bump` (`none`, `patch`, `minor`, `major`), `version` and `next_version` where the version is known, and
//!   `changes`: `item`, `kind`, `bump`, `old`, `new`, `text`, `with` (items that are one fact with it); `saved`: those
//!   of them that stay because the lock keeps their old names, each as `item` and `now`, or because `keep-removed` does,
//!   as `item` and `goes` (the version). Where no code comes of a document, `bump` is null and `why` says so.
//! - `changes`: `id`, `level` (`error`, `warning`, `info`), `section`; `operation` and `path` of the first operation,
//!   `operations` for all of them; `place` in it, `text`, `why`; `values` that came or went with a list; `base` and
//!   `revision` with `file`, `line`, `column` and `pointer`, `also` with both for further locations of the same fact;
//!   `fingerprint`, which depends on what happened and where, never on how it is worded.

use std::rc::Rc;

use oascribe_codegen::source::Sources;
use serde_json::{Value, json};

use crate::location::{Location, Locations};
use crate::report::{Report, RustApi};
use crate::rust::{Change, Retained};
use crate::{Finding, Level, Operation};

/// Prints a report as one line of JSON.
pub fn json(report: &Report, sources: &Sources) -> String {
    let mut locations = Locations::new(sources);
    let changes: Vec<_> = report
        .findings
        .iter()
        .map(|found| finding(found, &mut locations))
        .collect();
    let rust = match &report.rust {
        RustApi::Compared { changes, bump } => json!({
            "bump": bump.as_str(),
            "version": report.version,
            "next_version": report.version.as_deref().and_then(|version| bump.next(version)),
            "changes": changes.iter().map(item).collect::<Vec<_>>(),
            "saved": report.retained().filter_map(saved).collect::<Vec<_>>(),
        }),
        RustApi::Unavailable { reason } => json!({ "bump": null, "why": reason }),
    };
    let value = json!({
        "schema": 1,
        "base": report.names.0,
        "revision": report.names.1,
        "verdict": {
            "text": report.verdict(),
            "wire": report.findings.iter().map(|found| found.level).max().map_or("none", Level::as_str),
            "errors": report.count(Level::Error),
            "warnings": report.count(Level::Warning),
            "infos": report.count(Level::Info),
            "docs": report.docs,
            "ignored": report.ignored,
        },
        "rust": rust,
        "changes": changes,
    });
    format!("{value}\n")
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
                "base": locations.find(base.as_ref()).map(|spot| place(spot, base.as_ref())),
                "revision": locations.find(revision.as_ref()).map(|spot| place(spot, revision.as_ref())),
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
        "element": found.element,
        "text": found.text,
        "values": found.values,
        "why": found.why,
        "base": base.map(|spot| place(spot, found.base.as_ref())),
        "revision": revision.map(|spot| place(spot, found.revision.as_ref())),
        "also": also,
        "fingerprint": found.fingerprint(),
    })
}

fn place(spot: Location, pointer: Option<&oascribe_codegen::source::Pointer>) -> Value {
    json!({
        "file": spot.file,
        "line": spot.line,
        "column": spot.column,
        "pointer": pointer.map(ToString::to_string),
    })
}

/// An item that stays, and what it is called now.
fn saved(change: &Change) -> Option<Value> {
    match &change.retained {
        Retained::No => None,
        Retained::Renamed(now) => Some(json!({ "item": change.path, "now": now })),
        Retained::Removed(version) => Some(json!({ "item": change.path, "goes": version })),
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
