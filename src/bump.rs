//! `generate --bump`: the version that a change of the document asks for.
//!
//! In: the choices, and a ref of git with what was released. Out: the versions of the crates, raised where they have to
//! be. Guaranteed: the next version is counted from that of the ref, so that running twice raises once; a version that
//! is high enough already stays, and so does that of a crate which the ref does not know.

use std::ops::Range;
use std::path::Path;

use oascribe_codegen::project::Project;
use oascribe_codegen::source::Sources;

use super::diff::verdict;
use super::{Failure, report};
use oascribe_diff::rust::{Bump, numbers};

/// A version that was raised.
pub struct Raised {
    name: String,
    /// Where it stands in oascribe.toml, quotes included.
    at: Range<usize>,
    old: String,
    new: String,
    bump: Bump,
}

/// Raises the versions of the project, not yet on disk.
pub fn raise(
    reference: &str,
    folder: &Path,
    project: &mut Project,
    sources: &mut Sources,
) -> Result<Vec<Raised>, Failure> {
    let mut raised = Vec::new();
    for job in &mut project.jobs {
        let config = &mut job.config;
        let (Some(old), Some(at)) = (&config.package.version, &config.version_at) else {
            return Err(Failure::new(
                format!("{}: there is no version to raise", config.name),
                "add `package = { version = \"0.1.0\" }` to its entry of oascribe.toml",
            ));
        };
        let Some(verdict) = verdict(reference, folder, config, sources)? else {
            continue;
        };
        let Some(new) = verdict.bump.next(&verdict.version) else {
            continue;
        };
        // What follows `-` or `+` counts for nothing here: 2.0.0-rc.1 is on its way to 2.0.0.
        if numbers(&new) > numbers(old) {
            raised.push(Raised {
                name: config.name.clone(),
                at: at.clone(),
                old: old.clone(),
                new: new.clone(),
                bump: verdict.bump,
            });
            config.package.version = Some(new);
        }
    }
    Ok(raised)
}

/// The text of oascribe.toml with the versions in it.
pub fn edited(text: &str, raised: &[Raised]) -> String {
    let mut text = text.to_owned();
    let mut raised: Vec<&Raised> = raised.iter().collect();
    // From the end, so that the places before stay true.
    raised.sort_by_key(|one| std::cmp::Reverse(one.at.start));
    for one in raised {
        text.replace_range(one.at.clone(), &format!("\"{}\"", one.new));
    }
    text
}

/// One line for each of them.
pub fn print_raised(raised: &[Raised]) {
    for Raised {
        name,
        at: _,
        old,
        new,
        bump,
    } in raised
    {
        report::print_message(&format!("{name}: {old} → {new}, a {bump} release\n"));
    }
}
