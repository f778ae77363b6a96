//! Configuration and lock: both are read or reported. What is read leads to valid code, and to the same code again.

use oascribe_codegen::config::{Config, CrateConfig};
use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::lock::{CrateLock, Lock};
use oascribe_codegen::source::Sources;

use super::generate::in_step;
use super::safe::printed;
use crate::parts::{Part, split};

/// The document that the seeds configure.
const DOCUMENT: &str = include_str!("../../config.yaml");

pub fn run(data: &[u8]) {
    let parts = split(data);
    let config = config(&parts[0].text);
    let lock = lock(parts.get(1));
    if let (Some(config), Some(lock)) = (config, lock) {
        in_step(DOCUMENT, &config, &lock);
    }
}

/// The first entry. Returns `None` after an error.
fn config(text: &str) -> Option<CrateConfig> {
    let (mut sources, mut diags) = (Sources::new(), Diagnostics::new());
    let file = sources.add("oascribe.toml", text.to_owned());
    let config = Config::parse(&sources, file, &mut diags);
    printed(&diags, &sources);
    assert!(
        config.is_some() || diags.has_errors(),
        "nothing is reported"
    );
    config?.crates.into_iter().next()
}

/// Returns `None` after an error. Without a text, the lock is empty.
fn lock(part: Option<&Part>) -> Option<CrateLock> {
    let Some(part) = part else {
        return Some(CrateLock::default());
    };
    let (mut sources, mut diags) = (Sources::new(), Diagnostics::new());
    let file = sources.add("oascribe.lock", part.text.clone());
    let lock = Lock::parse(&sources, file, &mut diags);
    printed(&diags, &sources);
    assert!(lock.is_some() || diags.has_errors(), "nothing is reported");
    let lock = lock?;
    let file = sources.add("oascribe.lock", lock.to_text());
    let again = Lock::parse(&sources, file, &mut diags);
    assert_eq!(again.as_ref(), Some(&lock), "{}", lock.to_text());
    Some(lock.crates.into_values().next().unwrap_or_default())
}
