//! Generating the crates of a project: used by the command and by build scripts.
//!
//! In: an `oascribe.toml` with its lock, or one spec and its options. Out: [`Output`], which can be compared with the
//! disk and applied to it. Guaranteed: nothing is written before [`Output::apply`], which writes all crates and the lock
//! or nothing.

use std::io;
use std::path::{Path, PathBuf};

use crate::config::{Config, CrateConfig, Deny, DiffConfig};
use crate::diag::{Diagnostic, Diagnostics, Severity, codes};
use crate::lock::{self, CrateLock, Lock};
use crate::source::{FileId, Location, Released, Sources};
use crate::{Rendered, render};

mod kept;
mod manifest;
mod output;

pub use output::{Drift, LockDrift, Output, Tree};

/// Crates to generate, and the lock with their names.
#[derive(Clone, Debug)]
pub struct Project {
    /// The crates, in order.
    pub jobs: Vec<Job>,
    /// How `oascribe diff` rates the changes of a spec.
    pub diff: DiffConfig,
    lock: LockFile,
}

/// One crate to generate.
#[derive(Clone, Debug)]
pub struct Job {
    pub config: CrateConfig,
    /// The spec, if it was already read, for example from standard input.
    pub spec: Option<FileId>,
}

/// The lock on disk.
#[derive(Clone, Debug, Default)]
struct LockFile {
    path: PathBuf,
    /// `None` if there is no file yet.
    text: Option<String>,
    lock: Lock,
}

/// The result of rendering.
#[derive(Clone, Debug)]
pub enum Outcome {
    Ready(Output),
    /// Nothing may be written because of errors, which are among the diagnostics.
    Failed,
    /// Nothing may be written because of diagnostics that this crate denies.
    Denied {
        name: String,
        deny: Deny,
    },
}

impl Project {
    /// Opens an `oascribe.toml` and the lock in its folder. Returns `None` if there is an error in one of them.
    ///
    /// A run that was killed while it wrote is left as it is: see [`recover`](crate::write::recover).
    pub fn open(
        config_file: &Path,
        sources: &mut Sources,
        diags: &mut Diagnostics,
    ) -> io::Result<Option<Self>> {
        let lock_file = config_file.with_file_name(lock::FILE_NAME);
        let file = read(sources, config_file)?;
        let Some(config) = Config::parse(sources, file, diags) else {
            return Ok(None);
        };
        let Some(lock) = LockFile::read(lock_file, sources, diags)? else {
            return Ok(None);
        };
        let job = |config| Job { config, spec: None };
        Ok(Some(Project {
            jobs: config.crates.into_iter().map(job).collect(),
            diff: config.diff,
            lock,
        }))
    }

    /// Opens one crate, with the lock at this path if it exists. Returns `None` if there is an error in the lock.
    pub fn single(
        job: Job,
        lock_file: &Path,
        sources: &mut Sources,
        diags: &mut Diagnostics,
    ) -> io::Result<Option<Self>> {
        let lock = LockFile::read(lock_file.to_owned(), sources, diags)?;
        Ok(lock.map(|lock| Project {
            lock,
            ..Project::unlocked(job)
        }))
    }

    /// One crate without a lock.
    pub fn unlocked(job: Job) -> Self {
        Project {
            jobs: vec![job],
            diff: DiffConfig::default(),
            lock: LockFile::default(),
        }
    }

    /// The locked names of a crate.
    pub fn lock(&self, name: &str) -> CrateLock {
        self.lock.lock.crates.get(name).cloned().unwrap_or_default()
    }

    /// The files and folders that the result depends on, besides the configuration.
    pub fn inputs(&self) -> impl Iterator<Item = &Path> {
        let of_jobs = self.jobs.iter().flat_map(|job| {
            let CrateConfig {
                spec,
                overlays,
                out,
                ..
            } = &job.config;
            let released = job.config.retained().map(|(release, _)| &release.of);
            let spec = job.spec.is_none().then_some(spec);
            let own = spec.into_iter().chain([out]);
            own.chain(overlays).chain(released)
        });
        of_jobs
            .chain([&self.lock.path])
            .map(PathBuf::as_path)
            .filter(|path| !path.as_os_str().is_empty())
    }

    /// Renders every crate. Continues after a failure, so that one run reports every error.
    pub fn render(&self, sources: &mut Sources, diags: &mut Diagnostics) -> io::Result<Outcome> {
        let mut output = Output {
            trees: Vec::new(),
            lock_path: self.lock.path.clone(),
            lock_text: self.lock.text.clone(),
            lock: self.lock.lock.clone(),
        };
        let mut stopped = None;
        for job in &self.jobs {
            match self.render_one(job, sources, diags)? {
                Ok(rendered) => output.add(&job.config, rendered),
                Err(outcome) => stopped = stopped.or(Some(outcome)),
            }
        }
        Ok(stopped.unwrap_or(Outcome::Ready(output)))
    }

    fn render_one(
        &self,
        job: &Job,
        sources: &mut Sources,
        diags: &mut Diagnostics,
    ) -> io::Result<Result<Rendered, Outcome>> {
        let config = &job.config;
        let mut own = Diagnostics::new();
        let mut rendered = None;
        if let Some(spec) = job.read(sources, &mut own)? {
            let none = CrateLock::default();
            let lock = self.lock.lock.crates.get(&config.name).unwrap_or(&none);
            rendered = render(sources, spec, config, lock, &mut own);
            if rendered
                .as_ref()
                .is_some_and(|rendered| rendered.needs_base_url)
            {
                own.push(no_servers(spec));
            }
        }
        let denied = denies(config.deny, &own);
        let failed = own.has_errors();
        for diag in &own {
            diags.push(diag.clone());
        }
        let name = config.name.clone();
        Ok(match rendered {
            Some(_) if denied && !failed => Err(Outcome::Denied {
                name,
                deny: config.deny,
            }),
            Some(rendered) if !failed => Ok(rendered),
            _ => Err(Outcome::Failed),
        })
    }
}

/// The report of a document that doesn't say where its server is.
fn no_servers(spec: FileId) -> Diagnostic {
    let message = "the document has no server with an absolute URL";
    Diagnostic::new(codes::NO_SERVERS, message)
        .location(Location::File(spec))
        .label("each client needs `.base_url(\"https://…\")`")
        .help("add `servers` to the document, with an overlay if it is not yours, or set the URL of each client")
}

impl Job {
    /// Reads the spec, and reports required keys that are missing. Returns `None` if the spec is one of them.
    fn read(&self, sources: &mut Sources, diags: &mut Diagnostics) -> io::Result<Option<FileId>> {
        let config = &self.config;
        let mut missing = |key: &str, meaning: &str| {
            let message = match config.name.as_str() {
                "" => format!("a crate has no `{key}`"),
                name => format!("the crate `{name}` has no `{key}`"),
            };
            let mut diag = Diagnostic::new(codes::BAD_CONFIG, message)
                .label("nothing is generated")
                .help(format!("add `{key} = \"…\"`: {meaning}"));
            diag.location = config.location("", "");
            diags.push(diag);
        };
        if config.name.is_empty() {
            missing("name", "the name of the crate");
        }
        if config.out.as_os_str().is_empty() {
            missing("out", "the output folder");
        }
        let spec = match self.spec {
            Some(spec) => spec,
            None if config.spec.as_os_str().is_empty() => {
                missing("spec", "the OpenAPI document");
                return Ok(None);
            }
            None => read(sources, &config.spec)?,
        };
        sources.allow_files(spec, &config.allowed_folders());
        apply_overlays(sources, spec, &config.overlays)?;
        retain_removed(sources, spec, config)?;
        Ok(Some(spec))
    }
}

impl LockFile {
    fn read(
        path: PathBuf,
        sources: &mut Sources,
        diags: &mut Diagnostics,
    ) -> io::Result<Option<Self>> {
        let file = match read(sources, &path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(Some(LockFile {
                    path,
                    ..LockFile::default()
                }));
            }
            Err(error) => return Err(error),
        };
        let text = Some(sources.text(file).to_owned());
        let lock = Lock::parse(sources, file, diags);
        Ok(lock.map(|lock| LockFile { path, text, lock }))
    }
}

/// Reads overlays and applies them to a spec.
pub fn apply_overlays(sources: &mut Sources, spec: FileId, overlays: &[PathBuf]) -> io::Result<()> {
    for overlay in overlays {
        let overlay = read(sources, overlay)?;
        sources.apply_overlay(spec, overlay);
    }
    Ok(())
}

/// Reads the spec of the release whose removed items are retained.
pub fn retain_removed(sources: &mut Sources, spec: FileId, config: &CrateConfig) -> io::Result<()> {
    if let Some((release, removed_in)) = config.retained() {
        let file = read(sources, &release.of)?;
        sources.retain_from(spec, Released { file, removed_in });
    }
    Ok(())
}

/// Reads a file; the error names its path.
pub fn read(sources: &mut Sources, path: &Path) -> io::Result<FileId> {
    sources.read(path).map_err(|error| {
        let message = format!("cannot read {}: {error}", path.display());
        io::Error::new(error.kind(), message)
    })
}

/// Whether two paths lead to the same file.
pub fn is_same_file(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => one == other,
    }
}

/// Whether these diagnostics prevent the output from being written.
pub fn denies(deny: Deny, diags: &Diagnostics) -> bool {
    let skipped = diags.count(Severity::Skipped) > 0;
    match deny {
        Deny::Nothing => false,
        Deny::Skipped => skipped,
        Deny::Warnings => skipped || diags.count(Severity::Warning) > 0,
    }
}
