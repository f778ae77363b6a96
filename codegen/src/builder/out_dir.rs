//! Generating into OUT_DIR.

use std::path::{Path, PathBuf};
use std::{env, fs};

use super::{Builder, Error, Generated, Run, Warnings, cargo, manifest};
use crate::config::Mode;
use crate::diag::{Diagnostic, codes};

/// Writes `OUT_DIR/<name>.rs` and prints instructions for Cargo.
pub(super) fn generate(builder: &Builder) -> Result<(), Error> {
    let folder = env::var_os("OUT_DIR").ok_or(Error::NoOutDir)?;
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
    rerun_if_inputs_change(&module, &run);
    let output = match output {
        Ok(output) => output,
        Err(error) => {
            cargo::findings(error.findings());
            return Err(error);
        }
    };
    if builder.warnings == Warnings::Print {
        cargo::findings(&run.findings());
    }
    manifest::warn_about_missing(&module.config);
    for generated in Generated::all(&output, &run) {
        if let Some(text) = generated.to_single_file() {
            let file = PathBuf::from(&folder).join(file_name(generated.name()));
            write(&file, &text)?;
        }
    }
    Ok(())
}

fn rerun_if_inputs_change(module: &Builder, run: &Run) {
    for path in run.sources.paths() {
        cargo::rerun_if_changed(path);
    }
    // If these can't be read, they are not among the sources.
    let config = &module.config;
    let own = config.overlays.iter().chain(&module.lock);
    let spec = module.text.is_none().then_some(&config.spec);
    for path in own.chain(spec).filter(|path| !path.exists()) {
        cargo::rerun_if_changed(path);
    }
}

fn file_name(name: &str) -> String {
    format!("{}.rs", name.replace('-', "_"))
}

/// A file that is the same keeps its time of change, so that nothing is compiled again.
fn write(file: &Path, text: &str) -> Result<(), Error> {
    if fs::read(file).is_ok_and(|old| old == text.as_bytes()) {
        return Ok(());
    }
    fs::write(file, text)?;
    Ok(())
}
