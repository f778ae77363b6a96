//! `oascribe update`: pages → document → code → changelog, in one command.
//!
//! In: the oascribe.toml of this folder or one above. Out: the documents of the entries that have `pages`, the crates of
//! all entries, and what users of the crates have to know. Guaranteed: all of it is written, or nothing.

mod made;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::project::{Drift, Outcome, Output, Project};
use oascribe_codegen::source::Sources;

use super::diff::Settings;
use super::generate::{self, Told};
use super::report::{self, Options};
use super::{Exit, Failure, project};
use made::Made;

/// Bring documents in step with their pages, and crates and changelogs in step with their documents
#[derive(clap::Args)]
pub struct Args {
    /// The file of choices [default: oascribe.toml of this folder or one above]
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
        report::say(&format!("nothing was written: {}\n", diags.summary()));
        return Ok(Exit::Findings);
    };
    let (reports, texts) = ready.consequences(&mut sources)?;
    let mut stage = ready.output.stage(&ready.drift)?;
    for (path, text) in &texts {
        stage.text(path, text)?;
    }
    stage.commit()?;
    ready.made.iter().for_each(Made::say);
    generate::summary(Told::Done, &ready.output, &ready.drift);
    let others = texts
        .keys()
        .filter(|path| !ready.made.iter().any(|made| made.path == **path));
    others.for_each(|path| report::say(&format!("{}: written\n", path.display())));
    args.report.result(&reports);
    Ok(Exit::Fine)
}

/// All that is to be done, and nothing of it done yet.
struct Ready {
    project: Project,
    made: Vec<Made>,
    output: Output,
    drift: Drift,
}

/// Transcribes and renders; none where something stops it.
fn prepare(
    args: &Args,
    config: &Path,
    sources: &mut Sources,
    diags: &mut Diagnostics,
) -> Result<Option<Ready>, Failure> {
    let Some(mut project) = Project::open(config, sources, diags)? else {
        return Ok(None);
    };
    if project.jobs.iter().all(|job| job.config.pages.is_empty()) {
        let message = format!("no entry of {} has `pages`", config.display());
        let help = "add `pages = [\"…\"]` to the entry, or run `oascribe generate`";
        return Err(Failure::new(message, help));
    }
    let folder = config.parent().unwrap_or(Path::new(""));
    let mut made: Vec<Made> = Vec::new();
    for job in &mut project.jobs {
        if job.config.pages.is_empty() {
            continue;
        }
        let Some(document) = Made::of(&job.config, folder, args, sources, diags)? else {
            return Ok(None);
        };
        let twin = made.iter().find(|other| other.path == document.path);
        if twin.is_some_and(|twin| twin.text != document.text) {
            let message = format!("two entries make {} of different pages", document.name());
            let help = "give both the same `pages` and `hosts`, or each a `spec` of its own";
            return Err(Failure::new(message, help));
        }
        job.spec = Some(document.file);
        made.push(document);
    }
    let Outcome::Ready(output) = project.render(sources, diags)? else {
        return Ok(None);
    };
    let drift = output.compare(diags)?;
    Ok(drift.map(|drift| Ready {
        project,
        made,
        output,
        drift,
    }))
}

impl Ready {
    /// What the changes mean, and the files beside the crates that come of them.
    fn consequences(
        &self,
        sources: &mut Sources,
    ) -> Result<(String, BTreeMap<PathBuf, String>), Failure> {
        let mut settings = Settings::of(&self.project.diff)?;
        let mut texts = BTreeMap::new();
        let mut reports = Vec::new();
        let jobs = self
            .project
            .jobs
            .iter()
            .filter(|job| !job.config.pages.is_empty());
        for (made, job) in self.made.iter().zip(jobs) {
            if made.is_new() {
                texts.insert(made.path.clone(), made.text.clone());
            }
            let lock = self.project.lock(&job.config.name);
            let Some(report) = made.report(&job.config, &lock, &mut settings, sources)? else {
                continue;
            };
            reports.push((job.config.name.as_str(), made::shown(&report, sources)));
            if let Some((path, text)) = made::changelog(&job.config, &report, &texts)? {
                texts.insert(path, text);
            }
        }
        let several = reports.len() > 1;
        let shown = reports.into_iter().map(|(name, text)| match several {
            true => format!("{name}\n{text}"),
            false => text,
        });
        Ok((shown.collect::<Vec<_>>().join("\n"), texts))
    }
}
