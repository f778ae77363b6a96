//! A document that was made of its pages, and what follows from it.
//!
//! In: an entry of oascribe.toml. Out: the document as it was and as it is, what the difference means, and the changelog
//! that tells of it. Guaranteed: nothing is written here.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use oascribe_codegen::config::{CrateConfig, Deny, Mode};
use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::lock::CrateLock;
use oascribe_codegen::project::{denies, keep, lay_over};
use oascribe_codegen::read;
use oascribe_codegen::source::{FileId, Sources};

use super::Args;
use crate::diff::{Pair, Settings};
use crate::transcribe::pages;
use crate::{Failure, report};
use oascribe_diff::Detail;
use oascribe_diff::changelog::Section;
use oascribe_diff::render::{self, Colour};
use oascribe_diff::report::Report;
use oascribe_diff::rust::Bump;
use oascribe_transcribe::transcribe;

pub struct Made {
    pub path: PathBuf,
    pub text: String,
    pub file: FileId,
    /// As it is on disk, if it is.
    old: Option<String>,
    pages: usize,
}

impl Made {
    /// Transcribes; none where something stops it.
    pub fn of(
        config: &CrateConfig,
        folder: &Path,
        args: &Args,
        sources: &mut Sources,
        diags: &mut Diagnostics,
    ) -> Result<Option<Self>, Failure> {
        let pages = pages::named(&config.pages, folder, sources)?;
        let transcript = transcribe(sources, &pages.files, &pages.origin, &config.hosts, diags);
        let deny = args.report.deny().unwrap_or(Deny::Nothing);
        let Some(transcript) = transcript.filter(|_| !denies(deny, diags)) else {
            return Ok(None);
        };
        let path = config.spec.clone();
        Ok(Some(Made {
            file: sources.add(name(&path), transcript.text.clone()),
            old: known(&path)?,
            text: transcript.text,
            path,
            pages: pages.files.len(),
        }))
    }

    pub fn name(&self) -> String {
        name(&self.path)
    }

    /// Whether the document on disk is another one, or none.
    pub fn is_new(&self) -> bool {
        self.old.as_ref() != Some(&self.text)
    }

    pub fn say(&self) {
        let done = match self.is_new() {
            true => "written",
            false => "unchanged",
        };
        let plural = if self.pages == 1 { "" } else { "s" };
        let (path, pages) = (self.path.display(), self.pages);
        report::say(&format!("{path}: {done}, from {pages} page{plural}\n"));
    }

    /// What has changed since the crate was last written; none where nothing has, or it never was.
    pub fn report(
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
        lay_over(sources, old, &config.overlays)?;
        keep(sources, old, config)?;
        if read::tree(sources, old, &mut Diagnostics::new()).is_none() {
            let path = self.name();
            report::say(&format!(
                "{path}: what has changed is not known: it was no document\n"
            ));
            return Ok(None);
        }
        let surface = known(&config.out.join("surface.txt"))?;
        let pair = Pair::edited((old, self.file), config, lock, surface);
        let report = settings.report(&pair, Detail::Facts, sources)?;
        let is_same = report.findings.is_empty() && report.bump() == Bump::None && report.docs == 0;
        Ok((!is_same).then_some(report))
    }
}

/// For people, on a terminal or not.
pub fn shown(found: &Report, sources: &Sources) -> String {
    let colour = match report::color_out() {
        true => Colour::Yes,
        false => Colour::No,
    };
    render::text(found, sources, colour)
}

/// The changelog of a crate that tells of a change, too; none where it has none, or there is nothing to tell.
pub fn changelog(
    config: &CrateConfig,
    report: &Report,
    texts: &BTreeMap<PathBuf, String>,
) -> Result<Option<(PathBuf, String)>, Failure> {
    let path = match (&config.changelog, config.mode) {
        (Some(path), _) => path.clone(),
        (None, Mode::Module) => return Ok(None),
        (None, _) => config.out.join("CHANGELOG.md"),
    };
    let old = match texts.get(&path) {
        Some(text) => text.clone(),
        None => known(&path)?.unwrap_or_default(),
    };
    let new = Section::of(report).added_to(&old, &config.name);
    Ok((new != old).then_some((path, new)))
}

fn name(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}

/// A file as it is; none where there is none. One that can't be read must not be taken for none.
fn known(path: &Path) -> Result<Option<String>, Failure> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => {
            let message = format!("cannot read {}: {error}", path.display());
            Err(io::Error::new(error.kind(), message).into())
        }
    }
}
