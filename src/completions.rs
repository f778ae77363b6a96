//! `oascribe completions`: a script for the shell.
//!
//! In: the name of the shell. Out: the script on stdout.

use clap::CommandFactory;
use clap_complete::Shell;

use super::{Cli, Exit, Failure, report};

/// Print a completion script for a shell
#[derive(clap::Args)]
pub struct Args {
    shell: Shell,
}

pub fn run(args: &Args) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "oascribe", &mut script);
    report::print_result(&String::from_utf8_lossy(&script));
    Ok(Exit::Fine)
}
