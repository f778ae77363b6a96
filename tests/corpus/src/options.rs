//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// Runs the generator over a folder of real documents, and says how each fared.
///
/// Prints a table; ends with exit code 1 where anything is worse than tests/corpus/baseline.tsv, or a small
/// document does not end as tests/corpus/expected.tsv says.
#[derive(Parser)]
#[command(name = "oascribe-corpus", args_conflicts_with_subcommands = true)]
pub struct Options {
    #[command(subcommand)]
    pub command: Option<Command>,
    /// The folder: specs/, multi/, micro/, and examples/ and cassettes/ for --examples.
    #[arg(default_value = "../shared/corpus")]
    pub folder: PathBuf,
    /// Only documents with this in their path.
    #[arg(long, value_name = "TEXT")]
    pub only: Option<String>,
    /// Compile each crate with all features, and lint it; a warning counts as a failure.
    #[arg(long)]
    pub compile: bool,
    /// Decode the examples and recorded bodies into the emitted types, and encode them again.
    #[arg(long)]
    pub examples: bool,
    /// Take what came out as what is expected from now on.
    #[arg(long)]
    pub bless: bool,
    /// Where crates are written and built.
    #[arg(long, value_name = "DIR", default_value = "target/corpus")]
    pub out: PathBuf,
}

#[derive(Subcommand)]
pub enum Command {
    /// One document, in this process: what the others are made of.
    #[command(hide = true)]
    Document(Task),
}

/// One document, and where its crate and report go.
#[derive(Args)]
pub struct Task {
    pub document: PathBuf,
    #[arg(long)]
    pub name: String,
    #[arg(long)]
    pub report: PathBuf,
    /// The crate's folder; without it nothing is written.
    #[arg(long)]
    pub out: Option<PathBuf>,
    /// The examples of this document.
    #[arg(long)]
    pub examples: Option<PathBuf>,
    /// Recorded bodies, and the name that this document has among them.
    #[arg(long, requires = "recorded_as")]
    pub recorded: Option<PathBuf>,
    #[arg(long)]
    pub recorded_as: Option<String>,
}
