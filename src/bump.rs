//! `generate --bump`: raises the versions of crates as a change of their documents requires.
//!
//! The next version is counted from the version at the git ref, so that running the command twice raises it once. A
//! version that is already high enough is not changed, nor is the version of a crate that the ref does not have.

use std::ops::Range;
use std::path::Path;

use oascribe_codegen::config::CrateConfig;
use oascribe_codegen::project::{Job, Project};
use oascribe_codegen::source::Sources;
use oascribe_diff::{Bump, Comparison, RustApi, numbers};

use super::{Failure, diff, report};

/// A version that was raised.
pub struct Raised {
    name: String,
    /// The bytes of the version in oascribe.toml, including its quotes.
    at: Range<usize>,
    old: String,
    new: String,
    bump: Bump,
}

/// Raises the versions of the project in memory.
pub fn raise(
    reference: &str,
    folder: &Path,
    project: &mut Project,
    sources: &mut Sources,
) -> Result<Vec<Raised>, Failure> {
    let has_version = |job: &Job| job.config.package.version.is_some();
    if !project.jobs.iter().any(has_version) {
        return Err(Failure::new(
            "there is no version to raise",
            "add `package = { version = \"0.1.0\" }` to an entry of oascribe.toml",
        ));
    }
    let mut raised = Vec::new();
    for job in &mut project.jobs {
        let config = &mut job.config;
        // A module has the version of its crate.
        let (Some(old), Some(at)) = (&config.package.version, &config.version_at) else {
            continue;
        };
        let Some((bump, new)) = required(reference, folder, config, sources)? else {
            continue;
        };
        // `-rc.1` and `+build` are ignored here: 2.0.0-rc.1 needs no bump to become 2.0.0.
        if numbers(&new) > numbers(old) {
            raised.push(Raised {
                name: config.name.clone(),
                at: at.clone(),
                old: old.clone(),
                new: new.clone(),
                bump,
            });
            config.package.version = Some(new);
        }
    }
    Ok(raised)
}

/// The version that a crate needs since a git ref. Returns `None` if the ref has no such crate.
fn required(
    reference: &str,
    folder: &Path,
    config: &CrateConfig,
    sources: &mut Sources,
) -> Result<Option<(Bump, String)>, Failure> {
    let comparison = Comparison::since(reference, folder, config, diff::history(), sources)?;
    let Some(released) = comparison.released_version() else {
        return Ok(None);
    };
    match comparison.rust_api(sources)? {
        RustApi::Compared { bump, .. } => Ok(bump.next(released).map(|next| (bump, next))),
        RustApi::Unavailable { reason } => Err(Failure::new(
            format!(
                "{}: the Rust API at {reference} is unknown: {reason}",
                config.name
            ),
            "leave out `--bump`, or name another ref: `--bump=REF`",
        )),
        _ => Ok(None),
    }
}

/// The text of oascribe.toml with the raised versions.
pub fn edited(text: &str, raised: &[Raised]) -> String {
    let mut text = text.to_owned();
    let mut raised: Vec<&Raised> = raised.iter().collect();
    // From the end, so that earlier positions stay valid.
    raised.sort_by_key(|one| std::cmp::Reverse(one.at.start));
    for one in raised {
        text.replace_range(one.at.clone(), &format!("\"{}\"", one.new));
    }
    text
}

/// Prints one line for each raised version.
pub fn print_raised(raised: &[Raised]) {
    for Raised {
        name,
        at: _,
        old,
        new,
        bump,
    } in raised
    {
        report::print_line(&format!("{name}: {old} → {new}, a {bump} release"));
    }
}
