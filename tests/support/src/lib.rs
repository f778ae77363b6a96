//! Shared by the tests of several crates: generating from a document, and comparing text with an expected file.
//!
//! `BLESS=1 cargo test` rewrites the expected files. Review the difference with git.

pub mod bundle;
pub mod facts;
pub mod fragments;
pub mod frame;
pub mod hostile;
pub mod keywords;
pub mod mutate;
pub mod names;
pub mod order;
pub mod random;
pub mod sdk;
pub mod shared;
pub mod siblings;
pub mod spelling;
pub mod workspace;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use oascribe_codegen::config::{Config, CrateConfig};
use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::diag::render::{RenderOptions, human};
use oascribe_codegen::lock::{CrateLock, Lock};
use oascribe_codegen::source::{FileId, Released, Sources};
use oascribe_codegen::{Rendered, render};

/// The result of generating from a document, and the rendered diagnostics.
pub struct Outcome {
    pub rendered: Option<Rendered>,
    pub diagnostics: String,
}

/// The folder of the workspace.
pub fn root() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2);
    folder.expect("the crate is two folders below").to_owned()
}

/// Returns the folders in a folder of the workspace, sorted.
pub fn folders(name: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join(name)).expect("the folder of cases is there");
    let paths = entries.map(|entry| entry.expect("an entry can be read").path());
    let mut folders: Vec<_> = paths.filter(|path| path.is_dir()).collect();
    folders.sort();
    assert!(!folders.is_empty(), "no case in {name}");
    folders
}

pub fn name(folder: &Path) -> String {
    folder
        .file_name()
        .expect("a folder has a name")
        .to_string_lossy()
        .into_owned()
}

/// Generates from `spec.yaml` of a case, with its `oascribe.toml` if it has one.
pub fn render_case(folder: &Path) -> Outcome {
    render_case_with(folder, &[])
}

/// The same with more features.
pub fn render_case_with(folder: &Path, features: &[&str]) -> Outcome {
    let mut sources = Sources::new();
    let mut diags = Diagnostics::new();
    let config = folder.join("oascribe.toml");
    let mut config = if config.exists() {
        let text = fs::read_to_string(&config).expect("the configuration can be read");
        let file = sources.add("oascribe.toml", text);
        let parsed = Config::parse(&sources, file, &mut diags);
        parsed
            .and_then(|config| config.crates.into_iter().next())
            .unwrap_or_default()
    } else {
        CrateConfig::new("")
    };
    config.name = name(folder);
    config
        .features
        .extend(features.iter().map(|&feature| feature.to_owned()));
    // Relative, so that diagnostics are the same on every machine: tests run in the folder of their package.
    let here = std::env::current_dir().expect("the current folder");
    let path = folder
        .strip_prefix(&here)
        .unwrap_or(folder)
        .join("spec.yaml");
    let spec = sources.read(&path).expect("the document can be read");
    for overlay in &config.overlays {
        let overlay = path.with_file_name(overlay);
        let overlay = sources.read(&overlay).expect("the overlay can be read");
        sources.apply_overlay(spec, overlay);
    }
    if let Some((release, removed_in)) = config.retained() {
        let released = path.with_file_name(&release.of);
        let file = sources.read(&released).expect("the release can be read");
        sources.retain_from(spec, Released { file, removed_in });
    }
    let lock = lock(folder, &mut sources, &mut diags);
    render_file(&mut sources, diags, spec, &config, &lock)
}

/// Returns the `oascribe.lock` of a case, empty if it has none.
fn lock(folder: &Path, sources: &mut Sources, diags: &mut Diagnostics) -> CrateLock {
    let Ok(text) = fs::read_to_string(folder.join("oascribe.lock")) else {
        return CrateLock::default();
    };
    let file = sources.add("oascribe.lock", text);
    let lock = Lock::parse(sources, file, diags).unwrap_or_default();
    lock.crates.into_values().next().unwrap_or_default()
}

/// Generates from a text, named `spec.yaml` in diagnostics.
pub fn render_text(text: &str, config: &CrateConfig) -> Outcome {
    let mut sources = Sources::new();
    let spec = sources.add("spec.yaml", text.to_owned());
    let lock = CrateLock::default();
    render_file(&mut sources, Diagnostics::new(), spec, config, &lock)
}

fn render_file(
    sources: &mut Sources,
    mut diags: Diagnostics,
    spec: FileId,
    config: &CrateConfig,
    lock: &CrateLock,
) -> Outcome {
    let rendered = if diags.has_errors() {
        None
    } else {
        render(sources, spec, config, lock, &mut diags)
    };
    let options = RenderOptions {
        notes: true,
        color: false,
    };
    Outcome {
        rendered,
        diagnostics: human(&diags, sources, options),
    }
}

/// Returns the files that depend on the document: all but the runtime and the manifest. The items of the runtime in
/// `surface.txt` are left out.
pub fn document_files(rendered: &Rendered) -> BTreeMap<String, String> {
    let files = rendered.files.iter();
    let own = files.filter(|(path, _)| {
        !path.contains("runtime/") && !["README.md", "rustfmt.toml", "Cargo.toml"].contains(path)
    });
    own.map(|(path, text)| match path {
        "surface.txt" => (path.to_owned(), own_items(text)),
        _ => (path.to_owned(), text.to_owned()),
    })
    .collect()
}

/// The lines of a `surface.txt` that depend on the document.
fn own_items(surface: &str) -> String {
    let of_tool = |line: &&str| line.starts_with("runtime::") || line.starts_with("# oascribe ");
    surface
        .split_inclusive('\n')
        .filter(|line| !of_tool(line))
        .collect()
}

/// Compares a text with an expected file, or writes the file when blessing. Returns the difference.
pub fn compare(path: &Path, found: &str) -> Option<String> {
    if blesses() {
        fs::create_dir_all(path.parent().expect("the file lies in a folder")).expect("a folder");
        fs::write(path, found).expect("the file can be written");
        return None;
    }
    let expected = fs::read_to_string(path).unwrap_or_default();
    if expected == found {
        return None;
    }
    let diff = similar::TextDiff::from_lines(expected.as_str(), found);
    let diff = diff.unified_diff().context_radius(2).to_string();
    Some(format!("{} differs:\n{diff}", path.display()))
}

pub fn blesses() -> bool {
    std::env::var_os("BLESS").is_some()
}

/// Returns all files below a folder, with paths relative to it.
pub fn files_below(folder: &Path) -> Vec<String> {
    fn collect(folder: &Path, prefix: &str, files: &mut Vec<String>) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if entry.path().is_dir() {
                collect(&entry.path(), &format!("{prefix}{name}/"), files);
            } else {
                files.push(format!("{prefix}{name}"));
            }
        }
    }
    let mut files = Vec::new();
    collect(folder, "", &mut files);
    files.sort();
    files
}
