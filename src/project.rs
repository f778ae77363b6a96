//! From the arguments of `generate` to a project: whose choices hold, and where the lock is.
//!
//! In: the arguments. Out: [`Project`]. The rules: without SPEC every entry of oascribe.toml; with
//! SPEC and `--out` the arguments alone and the lock in the output folder; with SPEC and
//! `--config` the entry for SPEC, with the arguments over it.

use std::path::{Path, PathBuf};

use oascribe_codegen::config::{CrateConfig, is_crate_name};
use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::project::{Job, Project};
use oascribe_codegen::source::Sources;

use super::generate::Args;
use super::{Failure, document};

/// The file of choices.
pub const CONFIG: &str = "oascribe.toml";

/// The file of names.
pub const LOCK: &str = "oascribe.lock";

/// Opens what the arguments ask for; `None` after an error in oascribe.toml or the lock.
pub fn open(
    args: &Args,
    sources: &mut Sources,
    diags: &mut Diagnostics,
) -> Result<Option<Project>, Failure> {
    let project = match (&args.spec, &args.config) {
        (None, None) => Project::open(&find()?, sources, diags)?,
        (None, Some(config)) => Project::open(config, sources, diags)?,
        (Some(spec), None) => plain(args, spec, sources, diags)?,
        (Some(spec), Some(config)) => chosen(args, spec, config, sources, diags)?,
    };
    Ok(project.map(|mut project| {
        if let Some(deny) = args.report.deny() {
            project
                .jobs
                .iter_mut()
                .for_each(|job| job.config.deny = deny);
        }
        project
    }))
}

/// The oascribe.toml of this folder or the nearest one above, as Cargo finds its manifest.
pub fn find() -> Result<PathBuf, Failure> {
    let here = std::env::current_dir()?;
    let mut up = PathBuf::new();
    for folder in here.ancestors() {
        if folder.join(CONFIG).is_file() {
            return Ok(up.join(CONFIG));
        }
        up.push("..");
    }
    Err(Failure::new(
        "no oascribe.toml here or in a folder above",
        "write one with `oascribe init`, or name the document: `oascribe generate SPEC --out DIR`",
    ))
}

/// SPEC without oascribe.toml.
fn plain(
    args: &Args,
    spec: &Path,
    sources: &mut Sources,
    diags: &mut Diagnostics,
) -> Result<Option<Project>, Failure> {
    let Some(out) = &args.out else {
        return Err(nowhere(spec));
    };
    let name = match &args.name {
        Some(name) => name.clone(),
        None => name_of(out)?,
    };
    let job = job(args, spec, CrateConfig::new(name), sources)?;
    Ok(Project::single(job, &out.join(LOCK), sources, diags)?)
}

fn nowhere(spec: &Path) -> Failure {
    Failure::new(
        format!("where should the output of {} go?", spec.display()),
        "add `--out DIR`, or leave SPEC out to generate every entry of oascribe.toml",
    )
}

/// SPEC with the choices of an entry of oascribe.toml.
fn chosen(
    args: &Args,
    spec: &Path,
    config: &Path,
    sources: &mut Sources,
    diags: &mut Diagnostics,
) -> Result<Option<Project>, Failure> {
    let Some(mut project) = Project::open(config, sources, diags)? else {
        return Ok(None);
    };
    let matching = |job: &Job| document::same(&job.config.spec, spec);
    let at = match project.jobs.iter().position(matching) {
        Some(at) => at,
        None if project.jobs.len() == 1 => 0,
        None => {
            return Err(Failure::new(
                format!(
                    "no entry of {} is about {}",
                    config.display(),
                    spec.display()
                ),
                "name one of its documents, or leave SPEC out to generate every entry",
            ));
        }
    };
    let mut entry = project.jobs.swap_remove(at).config;
    let out = args.out.as_ref().unwrap_or(&entry.out);
    if out.as_os_str().is_empty() {
        return Err(nowhere(spec));
    }
    if entry.name.is_empty() && args.name.is_none() {
        entry.name = name_of(out)?;
    }
    let job = job(args, spec, entry, sources)?;
    match &args.out {
        Some(out) => Ok(Project::single(job, &out.join(LOCK), sources, diags)?),
        None => {
            project.jobs = vec![job];
            Ok(Some(project))
        }
    }
}

/// The choices with the arguments over them.
fn job(
    args: &Args,
    spec: &Path,
    mut config: CrateConfig,
    sources: &mut Sources,
) -> Result<Job, Failure> {
    config.spec = spec.to_owned();
    if let Some(out) = &args.out {
        config.out = out.clone();
    }
    if let Some(name) = &args.name {
        config.name = name.clone();
    }
    if let Some(mode) = args.mode() {
        config.mode = mode;
    }
    if !args.overlays.is_empty() {
        config.overlays.clone_from(&args.overlays);
    }
    if !args.types.is_empty() {
        config.types.clone_from(&args.types);
    }
    if !args.include.is_empty() {
        config.include.clone_from(&args.include);
    }
    if !args.exclude.is_empty() {
        config.exclude.clone_from(&args.exclude);
    }
    if !is_crate_name(&config.name) {
        return Err(Failure::new(
            format!("`{}` can't be the name of a crate", config.name),
            "start with a letter and use letters, digits, `_` and `-`; no keyword",
        ));
    }
    let spec = Some(document::read(spec, sources)?);
    Ok(Job { config, spec })
}

/// The name of the folder, made into one of a crate.
fn name_of(out: &Path) -> Result<String, Failure> {
    let absolute = std::path::absolute(out)?;
    let folder = absolute.file_name().unwrap_or_default().to_string_lossy();
    let name: String = folder
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
        .collect();
    if is_crate_name(&name) {
        return Ok(name.to_ascii_lowercase());
    }
    Err(Failure::new(
        format!("the folder `{folder}` gives no name for the crate"),
        "add `--name CRATE`",
    ))
}
