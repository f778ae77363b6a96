//! Printing.
//!
//! In: diagnostics, results, summaries. Out: text on the stream where it belongs: what is said to
//! people goes to stderr, what a program may read goes to stdout. Colour only on a terminal.

use std::env;
use std::io::{self, IsTerminal, Write};

use clap::ValueEnum;
use oascribe_codegen::config::Deny;
use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::diag::render::{self, RenderOptions};
use oascribe_codegen::source::Sources;

/// How findings are reported: the same arguments for every verb that has findings.
#[derive(clap::Args, Debug)]
pub struct Options {
    /// What else than an error ends in exit code 1 (and writes nothing)
    #[arg(long, value_name = "WHAT")]
    deny: Option<DenyArg>,
    /// The form of the findings
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    message_format: Format,
    /// Show notes too: the choices that were made
    #[arg(short, long)]
    verbose: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum DenyArg {
    /// Nothing
    Nothing,
    /// Items that are left out; the default for entries of oascribe.toml
    Skipped,
    /// Items that are left out, and whatever makes the output poorer than the document
    Warnings,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Text with the lines in question, on stderr
    Human,
    /// One JSON object a line, on stdout
    Json,
    /// Annotations for GitHub Actions, on stdout
    Github,
}

impl Options {
    pub fn deny(&self) -> Option<Deny> {
        self.deny.map(|deny| match deny {
            DenyArg::Nothing => Deny::Nothing,
            DenyArg::Skipped => Deny::Skipped,
            DenyArg::Warnings => Deny::Warnings,
        })
    }

    /// Prints the findings.
    pub fn print(&self, diags: &Diagnostics, sources: &Sources) {
        let options = RenderOptions {
            notes: self.verbose,
            color: self.message_format == Format::Human && color(),
        };
        match self.message_format {
            // An empty line sets the summary off.
            Format::Human => match render::human(diags, sources, options) {
                text if text.is_empty() => {}
                text => print_message(&format!("{text}\n")),
            },
            Format::Json => print_result(&render::json(diags, sources, options)),
            Format::Github => print_result(&render::github(diags, sources, options)),
        }
    }

    /// A result for people: on stdout, unless findings for programs are there already.
    pub fn result(&self, text: &str) {
        match self.message_format {
            Format::Human => print_result(text),
            Format::Json | Format::Github => print_message(text),
        }
    }
}

fn color() -> bool {
    io::stderr().is_terminal() && may_color()
}

/// Whether what goes to stdout may be coloured.
pub fn color_out() -> bool {
    io::stdout().is_terminal() && may_color()
}

fn may_color() -> bool {
    let no_color = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = env::var_os("TERM").is_some_and(|value| value == "dumb");
    !no_color && !dumb
}

/// To stdout. Who closes it early (`| head`) has seen enough: that is no failure.
pub fn print_result(text: &str) {
    let mut out = io::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// To stderr.
pub fn print_message(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// `1 file`, `2 files`.
pub fn files(count: usize) -> String {
    match count {
        1 => "1 file".to_owned(),
        _ => format!("{count} files"),
    }
}
