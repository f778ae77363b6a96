//! `oascribe changelog`: sections for changelogs, in the format of Keep a Changelog.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use oascribe_codegen::config::{Config, CrateConfig};
use oascribe_codegen::source::Sources;
use oascribe_codegen::write::Stage;
use oascribe_diff::changelog::Section;
use oascribe_diff::{Comparison, Settings};

use super::{Exit, Failure, diff, document, report};

/// Print a changelog section for a change of the OpenAPI document, or add it to the changelogs
#[derive(clap::Args)]
#[command(after_help = super::EXIT_CODES)]
pub struct Args {
    /// The old document: a file, `-` for standard input, or `REF:PATH` for a file of a git ref
    #[arg(required_unless_present = "base_ref")]
    base: Option<String>,
    /// The new document, in the same forms
    #[arg(required_unless_present = "base_ref")]
    head: Option<String>,
    /// Compare all documents of oascribe.toml with those of this git ref
    #[arg(long = "base", value_name = "REF", conflicts_with_all = ["base", "head"])]
    base_ref: Option<String>,
    /// Add each section to the changelog of its crate, instead of printing it
    #[arg(long, requires = "base_ref")]
    write: bool,
    /// Also follow references to the files of this folder; may be repeated [default: the folder of each document]
    #[arg(long = "allow-files", value_name = "DIR")]
    allow_files: Vec<PathBuf>,
}

pub fn run(args: &Args) -> Result<Exit, Failure> {
    let mut sources = Sources::new();
    let need = match args.base_ref {
        Some(_) => diff::Need::Documents,
        None => diff::Need::Settings,
    };
    let config = diff::config(need, &args.allow_files, &mut sources)?;
    if let Some(reference) = &args.base_ref {
        return since(reference, args.write, &config, &mut sources);
    }
    let (Some(base), Some(head)) = (&args.base, &args.head) else {
        return Err(Failure::new(
            "there is nothing to compare",
            "give two documents, or `--base REF` in a folder with an oascribe.toml",
        ));
    };
    let mut comparison = diff::between((base, head), &args.allow_files, &config, &mut sources)?;
    let mut settings = Settings::from_config(&config.diff)?;
    let report = comparison.report(&mut settings, &mut sources)?;
    report::print_result(&Section::of(&report).text());
    Ok(Exit::Fine)
}

/// The sections of all crates that the ref has.
fn since(
    reference: &str,
    is_written: bool,
    config: &Config,
    sources: &mut Sources,
) -> Result<Exit, Failure> {
    let mut settings = Settings::from_config(&config.diff)?;
    let mut sections = Vec::new();
    for entry in &config.crates {
        let folder = Path::new("");
        let comparison = Comparison::since(reference, folder, entry, diff::history(), sources)?;
        let Some(mut comparison) = Some(comparison).filter(|it| !it.is_new()) else {
            continue;
        };
        let report = comparison.report(&mut settings, sources)?;
        sections.push((entry, Section::of(&report)));
    }
    if !is_written {
        let several = sections.len() > 1;
        let shown = sections.iter().map(|(entry, section)| match several {
            true => format!("# {}\n\n{}", entry.name, section.text()),
            false => section.text(),
        });
        report::print_result(&shown.collect::<Vec<_>>().join("\n"));
        return Ok(Exit::Fine);
    }
    let mut texts = BTreeMap::new();
    for (entry, section) in sections {
        add(entry, &section, &mut texts)?;
    }
    let mut stage = Stage::new(Path::new(""))?;
    for (path, text) in &texts {
        stage.text(path, text)?;
    }
    stage.commit()?;
    for path in texts.keys() {
        report::print_line(&format!("{}: written", path.display()));
    }
    Ok(Exit::Fine)
}

/// Adds a section to the changelog of a crate, if it has one. `texts` has the new texts of files, since two entries may share
/// one changelog.
pub fn add(
    config: &CrateConfig,
    section: &Section,
    texts: &mut BTreeMap<PathBuf, String>,
) -> Result<(), Failure> {
    let Some(path) = config.changelog_path() else {
        return Ok(());
    };
    let old = match texts.get(&path) {
        Some(text) => text.clone(),
        None => document::read_existing(&path)?.unwrap_or_default(),
    };
    let new = section.added_to(&old, &config.name);
    if new != old {
        texts.insert(path, new);
    }
    Ok(())
}
