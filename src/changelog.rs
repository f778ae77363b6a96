//! `oascribe changelog`: what users of the SDK have to know about a change of the document.
//!
//! In: two documents. Out: a section in the form of Keep a Changelog, on stdout.

use super::{Exit, Failure, diff, report};

/// Write a changelog section for a change of the document
#[derive(clap::Args)]
pub struct Args {
    /// The old document: a file, `-`, or `REF:PATH` as git has it
    base: String,
    /// The new document, in the same forms
    head: String,
}

pub fn run(args: &Args) -> Result<Exit, Failure> {
    report::print_result(&diff::changelog(&args.base, &args.head)?);
    Ok(Exit::Fine)
}
