//! Opens the project that the arguments of `generate` describe.
//!
//! Without SPEC, the project has every entry of oascribe.toml. With SPEC and `--out`, it has the settings of the
//! arguments, and its lock file is in the output folder. With SPEC and `--config`, it has the entry for SPEC, and
//! arguments override its settings.

use std::path::{Path, PathBuf};

use oascribe_codegen::config::{self, CrateConfig, is_crate_name};
use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::lock;
use oascribe_codegen::project::{self, Job, Project};
use oascribe_codegen::source::Sources;
use oascribe_codegen::write;

use super::generate::Args;
use super::{Failure, document, download};

/// Opens the project. Returns `None` after an error in oascribe.toml or the lock file.
pub fn open(
    args: &Args,
    sources: &mut Sources,
    diags: &mut Diagnostics,
) -> Result<Option<Project>, Failure> {
    let project = match (&args.spec, &args.config) {
        (None, None) => of_file(args, &find()?, sources, diags)?,
        (None, Some(config)) => of_file(args, config, sources, diags)?,
        (Some(spec), None) => without_config(args, spec, sources, diags)?,
        (Some(spec), Some(config)) => with_config(args, spec, config, sources, diags)?,
    };
    for job in project.iter().flat_map(|project| &project.jobs) {
        download::verify(&job.config)?;
    }
    Ok(project.map(|mut project| {
        for job in &mut project.jobs {
            job.config.allow_files.extend_from_slice(&args.allow_files);
        }
        if let Some(deny) = args.report.deny() {
            project
                .jobs
                .iter_mut()
                .for_each(|job| job.config.deny = deny);
        }
        project
    }))
}

/// A project with every entry of a file.
fn of_file(
    args: &Args,
    config: &Path,
    sources: &mut Sources,
    diags: &mut Diagnostics,
) -> Result<Option<Project>, Failure> {
    recover(args, config.parent().unwrap_or(Path::new("")))?;
    Ok(Project::open(config, sources, diags)?)
}

/// Completes or undoes a run that was killed while it wrote, unless this run may write nothing.
pub fn recover(args: &Args, folder: &Path) -> Result<(), Failure> {
    match args.writes() {
        true => Ok(write::recover(folder)?),
        false => Ok(()),
    }
}

/// Finds oascribe.toml in this folder or the nearest parent folder.
pub fn find() -> Result<PathBuf, Failure> {
    let here = std::env::current_dir()?;
    let mut up = PathBuf::new();
    for folder in here.ancestors() {
        if folder.join(config::FILE_NAME).is_file() {
            return Ok(up.join(config::FILE_NAME));
        }
        up.push("..");
    }
    Err(Failure::new(
        "no oascribe.toml in this folder or a folder above",
        "run `oascribe init` to write one, or name the document: `oascribe generate SPEC --out DIR`",
    ))
}

/// A project of SPEC without oascribe.toml.
fn without_config(
    args: &Args,
    spec: &Path,
    sources: &mut Sources,
    diags: &mut Diagnostics,
) -> Result<Option<Project>, Failure> {
    let Some(out) = &args.out else {
        return Err(no_output(spec));
    };
    let name = match &args.name {
        Some(name) => name.clone(),
        None => name_of(out)?,
    };
    let job = job(args, spec, CrateConfig::new(name), sources)?;
    recover(args, out)?;
    Ok(Project::single(
        job,
        &out.join(lock::FILE_NAME),
        sources,
        diags,
    )?)
}

fn no_output(spec: &Path) -> Failure {
    Failure::new(
        format!("no output folder for {}", spec.display()),
        "add `--out DIR`, or omit SPEC to generate every entry of oascribe.toml",
    )
}

/// A project of SPEC with the settings of an entry of oascribe.toml.
fn with_config(
    args: &Args,
    spec: &Path,
    config: &Path,
    sources: &mut Sources,
    diags: &mut Diagnostics,
) -> Result<Option<Project>, Failure> {
    recover(args, config.parent().unwrap_or(Path::new("")))?;
    let Some(mut project) = Project::open(config, sources, diags)? else {
        return Ok(None);
    };
    let matching = |job: &Job| project::is_same_file(&job.config.spec, spec);
    let at = match project.jobs.iter().position(matching) {
        Some(at) => at,
        None if project.jobs.len() == 1 => 0,
        None => {
            return Err(Failure::new(
                format!(
                    "no entry of {} has the spec {}",
                    config.display(),
                    spec.display()
                ),
                "name the spec of an entry, or omit SPEC to generate every entry",
            ));
        }
    };
    let mut entry = project.jobs.swap_remove(at).config;
    if !project::is_same_file(&entry.spec, spec) {
        // Another document is not the one that was downloaded.
        entry.download = None;
    }
    let out = args.out.as_ref().unwrap_or(&entry.out);
    if out.as_os_str().is_empty() {
        return Err(no_output(spec));
    }
    if entry.name.is_empty() && args.name.is_none() {
        entry.name = name_of(out)?;
    }
    let job = job(args, spec, entry, sources)?;
    match &args.out {
        Some(out) => {
            recover(args, out)?;
            Ok(Project::single(
                job,
                &out.join(lock::FILE_NAME),
                sources,
                diags,
            )?)
        }
        None => {
            project.jobs = vec![job];
            Ok(Some(project))
        }
    }
}

/// The settings of an entry, overridden by the arguments.
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
    if !args.features.is_empty() {
        for name in &args.features {
            if let Some((message, help)) = config::feature_problem(name) {
                return Err(Failure::new(message, help));
            }
        }
        config.features.extend(args.features.iter().cloned());
    }
    if !args.schemas.is_empty() {
        config.schemas.clone_from(&args.schemas);
    }
    if !args.include.is_empty() {
        config.include.clone_from(&args.include);
    }
    if !args.exclude.is_empty() {
        config.exclude.clone_from(&args.exclude);
    }
    if let Some((message, help)) = config::name_problem(&config.name) {
        return Err(Failure::new(message, help));
    }
    let spec = Some(document::read(spec, sources)?);
    Ok(Job { config, spec })
}

/// A crate name made from the name of the folder.
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
        format!("the folder name `{folder}` is not a valid crate name"),
        "add `--name CRATE`",
    ))
}
