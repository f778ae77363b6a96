//! Generating: the emitted code is Rust, and a second run, which has the lock of the first, changes nothing.

use oascribe_codegen::config::CrateConfig;
use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::lock::{CrateLock, Lock};
use oascribe_codegen::source::Sources;
use oascribe_codegen::{Rendered, render};

use super::safe::printed;

pub fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    in_step(&text, &CrateConfig::new("sdk"), &CrateLock::default());
}

/// Generates twice. Returns whether the document has no errors.
pub fn in_step(text: &str, config: &CrateConfig, lock: &CrateLock) -> bool {
    let Some(first) = rendered(text, config, lock).0 else {
        return false;
    };
    is_rust(&first);
    let (second, diagnostics) = rendered(text, config, &reread(&first.lock));
    let second = second.unwrap_or_else(|| panic!("the second run fails: {diagnostics}"));
    for (path, text) in first.files.iter() {
        assert_eq!(Some(text), second.files.get(path), "{path} changes");
    }
    assert_eq!(first.files.len(), second.files.len(), "more files");
    assert_eq!(first.lock, second.lock, "the lock changes");
    true
}

fn rendered(text: &str, config: &CrateConfig, lock: &CrateLock) -> (Option<Rendered>, String) {
    let (mut sources, mut diags) = (Sources::new(), Diagnostics::new());
    let file = sources.add("api.yaml", text.to_owned());
    let rendered = render(&mut sources, file, config, lock, &mut diags);
    assert!(
        rendered.is_some() || diags.has_errors(),
        "nothing is reported"
    );
    (rendered, printed(&diags, &sources))
}

/// Panics if a file is not Rust. The runtime is the same for all documents.
fn is_rust(rendered: &Rendered) {
    for (path, text) in rendered.files.iter() {
        if path.ends_with(".rs") && !path.contains("runtime/") {
            let parsed = syn::parse_file(text);
            assert!(parsed.is_ok(), "{path}: {:?}\n{text}", parsed.err());
        }
    }
}

/// The lock as the next run reads it.
pub fn reread(lock: &CrateLock) -> CrateLock {
    let mut written = Lock::default();
    written.crates.insert("sdk".to_owned(), lock.clone());
    let (mut sources, mut diags) = (Sources::new(), Diagnostics::new());
    let file = sources.add("oascribe.lock", written.to_text());
    let read = Lock::parse(&sources, file, &mut diags);
    let read = read.unwrap_or_else(|| panic!("{}", printed(&diags, &sources)));
    assert_eq!(read, written, "the lock is not read as it was written");
    read.crates.get("sdk").cloned().unwrap_or_default()
}
