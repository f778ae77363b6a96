//! `oascribe update`: updates documents, crates and changelogs from reference pages.
//!
//! In: oascribe.toml of this folder or one above. Out: the documents of the entries that have `pages`, the crates of all
//! entries, and the changelogs. Everything is written, or nothing.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use oascribe_codegen::config::{CrateConfig, Deny};
use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::lock::CrateLock;
use oascribe_codegen::project::{
    Drift, Outcome, Output, Project, apply_overlays, denies, retain_removed,
};
use oascribe_codegen::read;
use oascribe_codegen::source::{FileId, Sources};
use oascribe_codegen::write::recover;
use oascribe_diff::changelog::Section;
use oascribe_diff::{Comparison, Report, Settings, render};
use oascribe_transcribe::transcribe;

use super::diff::colour;
use super::document::read_existing;
use super::generate::{self, Summary};
use super::overwrite::is_transcription;
use super::pages::{self, counted};
use super::report::{self, Options};
use super::{Exit, Failure, changelog, project};

/// Update documents from their reference pages, and crates and changelogs from the documents
///
/// Follows oascribe.toml. Everything is written, or, after an error, nothing. What the changes mean for users of the
/// crates is printed to standard output.
#[derive(clap::Args)]
#[command(after_help = super::EXIT_CODES)]
pub struct Args {
    /// The configuration [default: oascribe.toml in this folder or the nearest parent folder]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(flatten)]
    report: Options,
}

pub fn run(args: &Args) -> Result<Exit, Failure> {
    let config = match &args.config {
        Some(config) => config.clone(),
        None => project::find()?,
    };
    let mut sources = Sources::new();
    let mut diags = Diagnostics::new();
    let ready = prepare(args, &config, &mut sources, &mut diags);
    args.report.print(&diags, &sources);
    let Some(ready) = ready? else {
        report::print_line(&format!("nothing was written: {}", diags.summary()));
        return Ok(Exit::Findings);
    };
    let (reports, texts) = ready.consequences(&mut sources)?;
    let mut stage = ready.output.stage(&ready.drift)?;
    for (path, text) in &texts {
        stage.text(path, text)?;
    }
    stage.commit()?;
    ready.specs.iter().for_each(Spec::print_summary);
    generate::summary(Summary::Done, &ready.output, &ready.drift);
    let others = texts
        .keys()
        .filter(|path| !ready.specs.iter().any(|spec| spec.path == **path));
    others.for_each(|path| report::print_line(&format!("{}: written", path.display())));
    args.report.result(&reports);
    Ok(Exit::Fine)
}

/// Everything that is to be written.
struct Ready {
    project: Project,
    specs: Vec<Spec>,
    output: Output,
    drift: Drift,
}

/// A document made from its pages, and the file that it replaces.
struct Spec {
    path: PathBuf,
    text: String,
    file: FileId,
    /// The text on disk. `None` if there is no such file.
    old: Option<String>,
    pages: usize,
}

/// Transcribes and renders in memory. Returns `None` after an error or a denied finding.
fn prepare(
    args: &Args,
    config: &Path,
    sources: &mut Sources,
    diags: &mut Diagnostics,
) -> Result<Option<Ready>, Failure> {
    recover(config.parent().unwrap_or(Path::new("")))?;
    let Some(mut project) = Project::open(config, sources, diags)? else {
        return Ok(None);
    };
    if project.jobs.iter().all(|job| job.config.pages.is_empty()) {
        let message = format!("no entry of {} has `pages`", config.display());
        let help = "add `pages = [\"…\"]` to the entry, or run `oascribe generate`";
        return Err(Failure::new(message, help));
    }
    let folder = config.parent().unwrap_or(Path::new(""));
    let mut specs: Vec<Spec> = Vec::new();
    for job in &mut project.jobs {
        if job.config.pages.is_empty() {
            continue;
        }
        let Some(spec) = Spec::transcribe(&job.config, folder, args, sources, diags)? else {
            return Ok(None);
        };
        let twin = specs.iter().find(|other| other.path == spec.path);
        if twin.is_some_and(|twin| twin.text != spec.text) {
            let message = format!("two entries make {} from different pages", spec.name());
            let help = "give both the same `pages` and `hosts`, or each a `spec` of its own";
            return Err(Failure::new(message, help));
        }
        job.spec = Some(spec.file);
        specs.push(spec);
    }
    let Outcome::Ready(output) = project.render(sources, diags)? else {
        return Ok(None);
    };
    let drift = output.compare(diags)?;
    Ok(drift.map(|drift| Ready {
        project,
        specs,
        output,
        drift,
    }))
}

impl Ready {
    /// The reports of the changes, and the new texts of documents and changelogs.
    fn consequences(
        &self,
        sources: &mut Sources,
    ) -> Result<(String, BTreeMap<PathBuf, String>), Failure> {
        let mut settings = Settings::from_config(&self.project.diff)?;
        let mut texts = BTreeMap::new();
        let mut reports = Vec::new();
        let jobs = self.project.jobs.iter();
        let jobs = jobs.filter(|job| !job.config.pages.is_empty());
        for (spec, job) in self.specs.iter().zip(jobs) {
            if spec.is_changed() {
                texts.insert(spec.path.clone(), spec.text.clone());
            }
            let lock = self.project.lock(&job.config.name);
            let Some(report) = spec.report(&job.config, &lock, &mut settings, sources)? else {
                continue;
            };
            let text = render::text(&report, sources, colour());
            reports.push((job.config.name.as_str(), text));
            changelog::add(&job.config, &Section::of(&report), &mut texts)?;
        }
        let several = reports.len() > 1;
        let shown = reports.into_iter().map(|(name, text)| match several {
            true => format!("{name}\n{text}"),
            false => text,
        });
        Ok((shown.collect::<Vec<_>>().join("\n"), texts))
    }
}

impl Spec {
    /// Transcribes the pages of an entry. Returns `None` after an error or a denied finding.
    fn transcribe(
        config: &CrateConfig,
        folder: &Path,
        args: &Args,
        sources: &mut Sources,
        diags: &mut Diagnostics,
    ) -> Result<Option<Self>, Failure> {
        let pages = pages::named(&config.pages, folder, sources)?;
        let options = oascribe_transcribe::Options {
            origin: pages.origin,
            hosts: config.hosts.clone(),
        };
        let made = transcribe(sources, &pages.files, &options, diags);
        let deny = args.report.deny().unwrap_or(Deny::Nothing);
        let Some(made) = made.filter(|_| !denies(deny, diags)) else {
            return Ok(None);
        };
        let path = config.spec.clone();
        let text = made.into_text();
        let old = read_existing(&path)?;
        let is_foreign = |old: &&String| !old.trim().is_empty() && !is_transcription(old);
        if old.as_ref().filter(is_foreign).is_some() {
            let message = format!("{} was not transcribed from pages", name(&path));
            let help =
                "move it away, or overwrite it with `oascribe transcribe PAGES --out SPEC --force`";
            return Err(Failure::new(message, help));
        }
        Ok(Some(Spec {
            file: sources.add(name(&path), text.clone()),
            old,
            text,
            path,
            pages: pages.files.len(),
        }))
    }

    fn name(&self) -> String {
        name(&self.path)
    }

    /// Whether the file on disk has another text, or is missing.
    fn is_changed(&self) -> bool {
        self.old.as_ref() != Some(&self.text)
    }

    fn print_summary(&self) {
        let done = match self.is_changed() {
            true => "written",
            false => "unchanged",
        };
        let (path, pages) = (self.path.display(), counted(self.pages));
        report::print_line(&format!("{path}: {done}, from {pages}"));
    }

    /// The changes since the crate was last written. Returns `None` if there are none, or no document to compare with.
    fn report(
        &self,
        config: &CrateConfig,
        lock: &CrateLock,
        settings: &mut Settings,
        sources: &mut Sources,
    ) -> Result<Option<Report>, Failure> {
        let Some(old) = &self.old else {
            return Ok(None);
        };
        let old = sources.add(self.name(), old.clone());
        apply_overlays(sources, old, &config.overlays)?;
        retain_removed(sources, old, config)?;
        if read::tree(sources, old, &mut Diagnostics::new()).is_none() {
            let path = self.name();
            report::print_line(&format!(
                "{path}: the changes are unknown, because the old file was not valid YAML"
            ));
            return Ok(None);
        }
        let surface = read_existing(&config.out.join("surface.txt"))?;
        let mut comparison = Comparison::edited(old, self.file, config, lock, surface);
        let report = comparison.report(settings, sources)?;
        Ok((!report.is_empty()).then_some(report))
    }
}

fn name(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}
