//! `oascribe update`: pages → document → code, in one command.
//!
//! In: the oascribe.toml of this folder or one above. Out: the documents of the entries that have `pages`, and the
//! crates of all entries. Guaranteed: a document is written only after the code that comes of it; where anything is
//! wrong, nothing is.

use std::fs;
use std::path::{Path, PathBuf};

use oascribe_codegen::config::Deny;
use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::project::{Outcome, Project, denies};
use oascribe_codegen::read;
use oascribe_codegen::source::Sources;

use super::generate::{self, Told};
use super::report::{self, Options};
use super::transcribe::pages;
use super::{Exit, Failure, project};
use crate::transcribe::check::{Finding, Kind, Words, check};
use crate::transcribe::transcribe;

/// Bring documents in step with their pages, and crates in step with their documents
#[derive(clap::Args)]
pub struct Args {
    /// The file of choices [default: oascribe.toml of this folder or one above]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(flatten)]
    report: Options,
}

/// A document that was made anew.
struct Made {
    path: PathBuf,
    text: String,
    old: String,
    pages: usize,
}

pub fn run(args: &Args) -> Result<Exit, Failure> {
    let config = match &args.config {
        Some(config) => config.clone(),
        None => project::find()?,
    };
    let mut sources = Sources::new();
    let mut diags = Diagnostics::new();
    let ready = prepare(args, &config, &mut sources, &mut diags);
    let drift = match ready.as_ref() {
        Ok(Some((_, Outcome::Ready(output)))) => output.compare(&mut diags)?,
        _ => None,
    };
    args.report.print(&diags, &sources);
    let (Some((made, Outcome::Ready(output))), Some(drift)) = (ready?, drift) else {
        report::say(&format!("nothing was written: {}\n", diags.summary()));
        return Ok(Exit::Findings);
    };
    output.apply(&drift)?;
    for document in &made {
        document.write()?;
    }
    generate::summary(Told::Done, &output, &drift);
    Ok(Exit::Fine)
}

/// Transcribes and renders; none where something stops it.
fn prepare(
    args: &Args,
    config: &Path,
    sources: &mut Sources,
    diags: &mut Diagnostics,
) -> Result<Option<(Vec<Made>, Outcome)>, Failure> {
    let Some(mut project) = Project::open(config, sources, diags)? else {
        return Ok(None);
    };
    if project.jobs.iter().all(|job| job.config.pages.is_empty()) {
        let message = format!("no entry of {} has `pages`", config.display());
        let help = "add `pages = [\"…\"]` to the entry, or run `oascribe generate`";
        return Err(Failure::new(message, help));
    }
    let folder = config.parent().unwrap_or(Path::new(""));
    let mut made = Vec::new();
    for job in &mut project.jobs {
        let choices = &job.config;
        if choices.pages.is_empty() {
            continue;
        }
        let pages = pages::named(&choices.pages, folder, sources)?;
        let transcript = transcribe(sources, &pages.files, &pages.origin, &choices.hosts, diags);
        let deny = args.report.deny().unwrap_or(Deny::Nothing);
        let Some(transcript) = transcript.filter(|_| !denies(deny, diags)) else {
            return Ok(None);
        };
        let path = choices.spec.clone();
        let name = path.display().to_string().replace('\\', "/");
        job.spec = Some(sources.add(name, transcript.text.clone()));
        made.push(Made {
            old: fs::read_to_string(&path).unwrap_or_default(),
            text: transcript.text,
            path,
            pages: pages.files.len(),
        });
    }
    let outcome = project.render(sources, diags)?;
    Ok(Some((made, outcome)))
}

impl Made {
    /// Writes the document where it changed, and says what did.
    fn write(&self) -> Result<(), Failure> {
        let count = match self.pages {
            1 => "1 page".to_owned(),
            count => format!("{count} pages"),
        };
        let path = self.path.display();
        if self.old == self.text {
            report::say(&format!("{path}: unchanged, from {count}\n"));
            return Ok(());
        }
        if let Some(folder) = self.path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&self.path, &self.text)?;
        report::say(&format!("{path}: written, from {count}\n"));
        report::tell(&self.changes());
        Ok(())
    }

    /// What the pages say otherwise than before, fact by fact.
    fn changes(&self) -> String {
        let mut sources = Sources::new();
        let mut read = |text: &str| {
            let file = sources.add("document", text.to_owned());
            read::read(&mut sources, file, &mut Diagnostics::new())
        };
        let (false, Some(new), Some(old)) =
            (self.old.is_empty(), read(&self.text), read(&self.old))
        else {
            return String::new();
        };
        let findings = check(&new, &old, Words::Compared);
        let line = |finding: &Finding| {
            let what = match finding.kind {
                Kind::Differs => "changed",
                Kind::Missing => "added",
                Kind::Beyond => "removed",
            };
            format!("{what}: {}\n", finding.subject)
        };
        findings.iter().map(line).collect()
    }
}
