//! Generates the models whose decoding is a target.

use std::process::ExitCode;

use oascribe_codegen::{Builder, Mode};

fn main() -> ExitCode {
    let generated = Builder::new("unions.yaml")
        .mode(Mode::Models)
        .print_warnings(false)
        .generate_to_out_dir();
    match generated {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
