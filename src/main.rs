//! The command `oascribe`.
//!
//! In: the command line. Out: text on stdout (results) and stderr (everything said to people), and
//! an exit code: 0 fine, 1 findings, 2 wrong usage or a file that can't be read or written.

#![forbid(unsafe_code)]

mod cli;
mod diff;
mod transcribe;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    cli::main()
}
