//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// Run the generator over a folder of OpenAPI documents and print a table of results
///
/// The exit code is 1 if a figure is worse than in tests/corpus/baseline.tsv, or if the outcome of a small document
/// differs from tests/corpus/expected.tsv.
#[derive(Parser)]
#[command(name = "oascribe-corpus", args_conflicts_with_subcommands = true)]
pub struct Options {
    #[command(subcommand)]
    pub command: Option<Command>,
    /// The folder with specs/, callsites/, frameworks/, multi/ and micro/; --examples also needs examples/ and cassettes/.
    #[arg(default_value = "../shared/corpus")]
    pub folder: PathBuf,
    /// Run only the documents whose path contains this text.
    #[arg(long, value_name = "TEXT")]
    pub only: Option<String>,
    /// Compile and lint each emitted crate with all features; a warning is a failure.
    #[arg(long)]
    pub compile: bool,
    /// Decode examples and recorded bodies into the emitted types, encode them and compare.
    #[arg(long)]
    pub examples: bool,
    /// Write all schemas as JSON Schema 2020-12, and judge them and the examples of the document with a validator.
    #[arg(long)]
    pub schemas: bool,
    /// Print the names that only count, are too long or end in a number, instead of the table.
    #[arg(long)]
    pub names: bool,
    /// Generate values for component schemas, decode them into the emitted types, encode them and compare. Of a document
    /// with more lines of models than this, some components are taken.
    #[arg(long, value_name = "LINES", num_args = 0..=1, default_missing_value = "10000", require_equals = true)]
    pub values: Option<usize>,
    /// Record the results as expected.
    #[arg(long)]
    pub bless: bool,
    /// The folder in which emitted crates are written and built.
    #[arg(long, value_name = "DIR", default_value = "target/corpus")]
    pub out: PathBuf,
}

#[derive(Subcommand)]
pub enum Command {
    /// Run one document in this process.
    #[command(hide = true)]
    Document(Task),
}

/// One document, and the paths of its crate and its report.
#[derive(Args)]
pub struct Task {
    pub document: PathBuf,
    #[arg(long)]
    pub name: String,
    #[arg(long)]
    pub report: PathBuf,
    /// The folder of the crate. Without it, no crate is written.
    #[arg(long)]
    pub out: Option<PathBuf>,
    /// The examples of this document.
    #[arg(long)]
    pub examples: Option<PathBuf>,
    /// Recorded bodies, and the name of this document in them.
    #[arg(long, requires = "recorded_as")]
    pub recorded: Option<PathBuf>,
    #[arg(long)]
    pub recorded_as: Option<String>,
    /// The folder of the crate that decodes generated values. Without it, none are generated.
    #[arg(long)]
    pub values: Option<PathBuf>,
    /// The most lines of models in it.
    #[arg(long, default_value_t = 0)]
    pub lines: usize,
    /// Judge the schemas of the document.
    #[arg(long)]
    pub schemas: bool,
}
