//! The pipeline: read, lower, passes, plan, emit.
//!
//! In: a spec, its configuration and its lock. Out: the files, and the lock with the names in them. Guaranteed: no
//! output after an error.

use crate::config::{CrateConfig, Mode};
use crate::diag::{Diagnostic, Diagnostics, Location, codes};
use crate::ir::{Api, Server};
use crate::lock::CrateLock;
use crate::plan::Crate;
use crate::read::Document;
use crate::renames::Positions;
use crate::source::{FileId, Sources};
use crate::write::Files;
use crate::{emit, lower, passes, plan, read, renames};

/// The output for one spec: the files, and the lock extended by the names in them.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs)]
pub struct Rendered {
    pub files: Files,
    pub lock: CrateLock,
    /// Whether some calls have no server, so that each client needs a `base_url`.
    pub needs_base_url: bool,
}

/// A spec before its code is printed.
#[derive(Clone, Debug)]
pub struct Planned {
    /// Types and operations, after all passes.
    pub api: Api,
    /// The Rust items for them, with their final names.
    pub krate: Crate,
}

/// Renders one crate. Returns `None` after an error.
pub fn render(
    sources: &mut Sources,
    spec: FileId,
    config: &CrateConfig,
    lock: &CrateLock,
    diags: &mut Diagnostics,
) -> Option<Rendered> {
    let planned = prepare(sources, spec, config, lock, diags)?;
    let needs_base_url = config.mode != Mode::Models && needs_base_url(&planned.api);
    // The API is dropped here: printing needs the most memory.
    let krate = planned.krate;
    let files = print(&krate, spec, config, diags)?;
    Some(Rendered {
        files,
        lock: krate.lock,
        needs_base_url,
    })
}

/// Whether an operation has no server with an absolute URL.
fn needs_base_url(api: &Api) -> bool {
    let has_server = |servers: &[Server]| {
        servers
            .iter()
            .any(|server| server.default_url().contains("://"))
    };
    let mut operations = api.operations.iter();
    !has_server(&api.servers) && operations.any(|operation| !has_server(&operation.servers))
}

/// Runs all stages but the last one, `emit`. Returns `None` after an error.
///
/// A stage reports every error that it finds; the next one does not start after an error.
pub fn prepare(
    sources: &mut Sources,
    spec: FileId,
    config: &CrateConfig,
    lock: &CrateLock,
    diags: &mut Diagnostics,
) -> Option<Planned> {
    settled(lock, diags, |lock, diags| {
        let document = read::read_with_removed(sources, spec, diags)?;
        let api = lower::lower(&document, config, lock, diags);
        // Planning needs memory, too.
        drop(document);
        plan_api(api, config, lock, diags)
    })
}

/// Runs the stages between `read` and `emit`. Returns `None` after an error.
pub fn complete(
    document: &Document,
    config: &CrateConfig,
    lock: &CrateLock,
    diags: &mut Diagnostics,
) -> Option<Planned> {
    settled(lock, diags, |lock, diags| {
        let api = lower::lower(document, config, lock, diags);
        plan_api(api, config, lock, diags)
    })
}

/// How often a document is planned until the lock doesn't change.
const MAX_RUNS: usize = 3;

/// Plans a document until the lock doesn't change, so that the next run changes nothing: if the lock is that of an earlier
/// version of the document, new names can affect names that are decided before them in the next run.
fn settled(
    lock: &CrateLock,
    diags: &mut Diagnostics,
    mut plan: impl FnMut(&CrateLock, &mut Diagnostics) -> Option<Planned>,
) -> Option<Planned> {
    let mut planned = plan(lock, diags)?;
    if *lock == CrateLock::default() || planned.krate.lock == *lock {
        return Some(planned);
    }
    for _ in 1..MAX_RUNS {
        let lock = std::mem::take(&mut planned.krate.lock);
        // Two plans of a large document would need twice the memory.
        drop(planned);
        let mut found = Diagnostics::new();
        let Some(again) = plan(&lock, &mut found) else {
            found.iter().for_each(|found| diags.push(found.clone()));
            return None;
        };
        planned = again;
        if planned.krate.lock == lock {
            break;
        }
    }
    Some(planned)
}

/// Runs the stages after `lower`.
fn plan_api(
    mut api: Api,
    config: &CrateConfig,
    lock: &CrateLock,
    diags: &mut Diagnostics,
) -> Option<Planned> {
    let positions = Positions::of(&api);
    let lock = &positions.with_pointers(&api, renames::moved(&api, lock));
    passes::run(&mut api, &passes::Context { config, lock }, diags);
    // A fault in a schema that became several types is reported once.
    if !api.places.is_empty() {
        diags.relocate(|at| api.places.written(at));
    }
    if diags.has_errors() {
        return None;
    }
    let mut krate = plan::plan(&api, config, lock, diags);
    krate.lock = positions.with_keys(krate.lock);
    (!diags.has_errors()).then_some(Planned { api, krate })
}

/// Prints the files of a planned crate. Returns `None` after an error: an item is not valid Rust.
pub fn print(
    krate: &Crate,
    spec: FileId,
    config: &CrateConfig,
    diags: &mut Diagnostics,
) -> Option<Files> {
    match emit::emit(krate, config) {
        Ok(files) => Some(files),
        Err(fault) => {
            let message = format!("`{}` is not valid Rust: {}", fault.item, fault.error);
            let found = Diagnostic::new(codes::INTERNAL, message);
            diags.push(found.location(Location::File(spec)));
            None
        }
    }
}
