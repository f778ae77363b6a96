//! `oascribe man`: writes man pages, for packages of the command.

use std::path::PathBuf;

use clap::CommandFactory;

use super::{Cli, Exit, Failure, report};

/// Write man pages of the command and its verbs into a folder
#[derive(clap::Args)]
#[command(hide = true)]
pub struct Args {
    /// The folder, which is created if it does not exist
    folder: PathBuf,
}

pub fn run(args: &Args) -> Result<Exit, Failure> {
    std::fs::create_dir_all(&args.folder)?;
    clap_mangen::generate_to(Cli::command(), &args.folder)?;
    report::print_line(&format!("{}: written", args.folder.display()));
    Ok(Exit::Fine)
}
