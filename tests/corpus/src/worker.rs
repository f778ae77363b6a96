//! The process of one document.
//!
//! In: a [`Task`]. Out: a [`Report`] in the file that the task names, the crate, and the program that decodes its
//! examples.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

use oascribe_codegen::config::CrateConfig;
use oascribe_codegen::diag::{Diagnostics, Severity};
use oascribe_codegen::lock::CrateLock;
use oascribe_codegen::read::{inventory, read};
use oascribe_codegen::source::Sources;
use oascribe_codegen::write::Files;
use oascribe_codegen::{Planned, prepare, print};
use oascribe_test_support::keywords::unaccounted;
use rustix::time::{ClockId, clock_gettime};

use crate::drift;
use crate::examples::cases;
use crate::names::Names;
use crate::opened;
use crate::operations;
use crate::options::Task;
use crate::report::Report;
use crate::schemas;
use crate::values;
use crate::vanished;

pub fn run(task: &Task) -> io::Result<()> {
    let mut sources = Sources::new();
    let mut diags = Diagnostics::new();
    let config = CrateConfig::new(&task.name);
    let spec = sources.read(&task.document)?;
    let planned = prepare(
        &mut sources,
        spec,
        &config,
        &CrateLock::default(),
        &mut diags,
    );
    let files = match &planned {
        Some(planned) => print(&planned.krate, spec, &config, &mut diags),
        None => None,
    };
    if let (Some(out), Some(files)) = (&task.out, &files) {
        write(out, files)?;
    }
    let mut report = Report {
        errors: counts(&diags, Severity::Error),
        skipped: counts(&diags, Severity::Skipped),
        warnings: counts(&diags, Severity::Warning),
        lines: files.as_ref().map_or(0, lines),
        // Measured before the work of the harness itself.
        seconds: seconds(),
        megabytes: megabytes(),
        ..Report::default()
    };
    if let (Some(planned), Some(files)) = (&planned, &files) {
        let lock = &planned.krate.lock;
        report.drift = drift::files(&mut sources, spec, &config, lock, files);
    }
    let facts = operations::facts(&mut sources, spec, &task.document);
    (report.version, report.operations) = (facts.version, facts.operations);
    let uses = inventory(&mut sources, spec).unwrap_or_default();
    report.unaccounted = unaccounted(&uses, &diags);
    if let Some(planned) = &planned {
        measure(&mut report, planned, &sources, &diags);
        report.names = Names::of(&planned.krate, &diags);
        if task.out.is_some() {
            report.unmapped = cases::write(task, planned)?;
        }
    }
    if task.schemas
        && let Some(doc) = read(&mut sources, spec, &mut Diagnostics::new())
    {
        report.schemas = schemas::judge(&doc);
    }
    if let Some(folder) = &task.values {
        values::document::write(&mut sources, spec, folder, task.lines)?;
    }
    fs::write(&task.report, serde_json::to_string(&report)?)
}

fn measure(report: &mut Report, planned: &Planned, sources: &Sources, diags: &Diagnostics) {
    let Planned { api, krate } = planned;
    // An operation may have several methods, one per media type of its request body.
    let operations = krate.groups.iter().flat_map(|group| &group.operations);
    let keys: BTreeSet<_> = operations
        .map(|one| (one.method.as_str(), &one.path))
        .collect();
    report.emitted = keys.len();
    report.types = krate.models.iter().map(|file| file.items.len()).sum();
    report.opened = opened::pointers(api, sources);
    let vanished = vanished::pointers(api, sources, diags);
    report.opened.extend(vanished);
}

fn counts(diags: &Diagnostics, severity: Severity) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for found in diags.iter().filter(|found| found.severity == severity) {
        *counts.entry(found.code.name.to_owned()).or_default() += 1;
    }
    counts
}

fn lines(files: &Files) -> usize {
    let own = files
        .iter()
        .filter(|(path, _)| path.ends_with(".rs") && !path.starts_with("src/runtime/"));
    own.map(|(_, text)| text.lines().count()).sum()
}

fn write(out: &Path, files: &Files) -> io::Result<()> {
    if out.exists() {
        fs::remove_dir_all(out)?;
    }
    for (path, text) in files.iter() {
        let path = out.join(path);
        fs::create_dir_all(path.parent().unwrap_or(out))?;
        fs::write(path, text)?;
    }
    Ok(())
}

fn seconds() -> f64 {
    let spent = clock_gettime(ClockId::ProcessCPUTime);
    spent.tv_sec as f64 + spent.tv_nsec as f64 / 1e9
}

/// Returns zero if the system does not provide the value.
fn megabytes() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = peak.and_then(|peak| peak.trim().strip_suffix(" kB")?.parse::<f64>().ok());
    kilobytes.unwrap_or_default() / 1024.0
}
