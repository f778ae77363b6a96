//! `oascribe completions`: prints a completion script for a shell.

use clap::CommandFactory;
use clap_complete::Shell;

use super::{Cli, Exit, Failure, report};

/// Print a completion script for a shell
///
/// Redirect the output to the file or folder from which your shell loads completions.
#[derive(clap::Args)]
pub struct Args {
    /// The shell
    shell: Shell,
}

pub fn run(args: &Args) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "oascribe", &mut script);
    report::print_result(&String::from_utf8_lossy(&script));
    Ok(Exit::Fine)
}
