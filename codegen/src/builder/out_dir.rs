//! Generating into OUT_DIR.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::{env, fs, io};

use super::cargo::Cargo;
use super::{Builder, Error, Generated, Run, Warnings, manifest};
use crate::config::Mode;
use crate::diag::{Diagnostic, codes};

/// The files that builders of this process wrote.
static WRITTEN: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// Writes `OUT_DIR/<name>.rs` and prints instructions for Cargo.
pub(super) fn generate(builder: &Builder) -> Result<(), Error> {
    let result = match env::var_os("OUT_DIR") {
        Some(folder) => generate_into(builder, Path::new(&folder)),
        None => Err(Error::NoOutDir),
    };
    result.inspect_err(|error| Cargo::stdout().failure(error))
}

pub(super) fn generate_into(builder: &Builder, folder: &Path) -> Result<(), Error> {
    let mut module = Builder {
        config: builder.module_config(),
        ..builder.clone()
    };
    if builder.config.mode == Mode::Crate {
        let message = "a crate can't be generated into OUT_DIR";
        let help = "use `Mode::Module`, or commit the crate and call `keep_in_step`";
        let mistake = Diagnostic::new(codes::BAD_CONFIG, message).help(help);
        module.mistakes.push(mistake);
    }
    let mut run = Run::default();
    let output = run.render(|sources, diags| module.project(sources, diags));
    let mut cargo = Cargo::stdout();
    cargo.rerun_if_changed(&inputs(&module, &run));
    let output = output?;
    if builder.warnings == Warnings::Print {
        cargo.findings(&run.findings());
    }
    manifest::warn_about_missing(&module.config);
    for generated in Generated::all(&output, &run) {
        if let Some(text) = generated.to_single_file() {
            let name = file_name(generated.name());
            let file = folder.join(&name);
            if !reserve(&file) {
                run.diags.push(taken(&name));
                return Err(Error::Invalid(run.findings()));
            }
            write(&file, &text)?;
        }
    }
    Ok(())
}

/// The files that were read, and those that could not be read.
fn inputs(module: &Builder, run: &Run) -> BTreeSet<PathBuf> {
    let mut inputs: BTreeSet<PathBuf> = module.inputs().cloned().collect();
    inputs.extend(run.sources.paths().map(Path::to_owned));
    inputs
}

fn file_name(name: &str) -> String {
    format!("{}.rs", name.replace('-', "_"))
}

/// Returns `false` if another builder wrote this file.
fn reserve(file: &Path) -> bool {
    let mut written = WRITTEN.lock().unwrap_or_else(PoisonError::into_inner);
    written.insert(file.to_owned())
}

fn taken(file: &str) -> Diagnostic {
    let message = format!("two builders of this build script write `{file}`");
    Diagnostic::new(codes::BAD_CONFIG, message).help("call `.name(…)` to choose another name")
}

/// A file that is the same keeps its time of change, so that nothing is compiled again.
fn write(file: &Path, text: &str) -> io::Result<()> {
    if fs::read(file).is_ok_and(|old| old == text.as_bytes()) {
        return Ok(());
    }
    fs::write(file, text).map_err(|error| {
        let message = format!("cannot write {}: {error}", file.display());
        io::Error::new(error.kind(), message)
    })
}
