//! Prints diagnostics, results and messages.
//!
//! Results go to stdout, messages for people to stderr. Colour is used only on a terminal.

use std::env;
use std::io::{self, IsTerminal, Write};

use clap::ValueEnum;
use oascribe_codegen::config::Deny;
use oascribe_codegen::diag::render::{self, RenderOptions};
use oascribe_codegen::diag::{Code, Diagnostic, Diagnostics, Severity, codes, escape};
use oascribe_codegen::source::Sources;

/// The arguments that control how findings are reported.
#[derive(clap::Args, Clone, Debug)]
pub struct Options {
    /// Which findings, besides errors, make the command fail with exit code 1 and write nothing
    #[arg(long, value_name = "LEVEL")]
    deny: Option<DenyArg>,
    /// The format of the findings
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    message_format: Format,
    /// Also report notes, such as inferred types and names, and show the lines of notices
    #[arg(short, long)]
    verbose: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum DenyArg {
    /// Errors only; the default with a SPEC argument
    Nothing,
    /// Items of the document that are left out; the default of `generate` for entries of oascribe.toml
    Skipped,
    /// All warnings
    Warnings,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Text with the lines of the document, on stderr
    Human,
    /// One JSON object a line, on stdout
    Json,
    /// Annotations for GitHub Actions, on stdout
    Github,
    /// One SARIF log for code scanning, on stdout
    Sarif,
}

impl Options {
    pub fn deny(&self) -> Option<Deny> {
        self.deny.map(|deny| match deny {
            DenyArg::Nothing => Deny::Nothing,
            DenyArg::Skipped => Deny::Skipped,
            DenyArg::Warnings => Deny::Warnings,
        })
    }

    /// Prints findings in the chosen format.
    pub fn print(&self, diags: &Diagnostics, sources: &Sources) {
        self.print_with(diags, sources, self.verbose);
    }

    /// Prints findings and all notes in the chosen format.
    pub fn print_all(&self, diags: &Diagnostics, sources: &Sources) {
        self.print_with(diags, sources, true);
    }

    fn print_with(&self, diags: &Diagnostics, sources: &Sources, notes: bool) {
        self.print_findings(&self.findings(diags, sources, notes));
    }

    /// The findings that are printed without `--verbose` or with it, in the chosen format.
    pub fn rendered(&self, diags: &Diagnostics, sources: &Sources) -> String {
        self.findings(diags, sources, self.verbose)
    }

    /// Prints rendered findings.
    pub fn print_findings(&self, text: &str) {
        match self.message_format {
            Format::Human => print_message(text),
            Format::Json | Format::Github | Format::Sarif => print_result(text),
        }
    }

    fn findings(&self, diags: &Diagnostics, sources: &Sources, notes: bool) -> String {
        let options = RenderOptions {
            notes,
            color: self.has_color(),
        };
        match self.message_format {
            // An empty line separates the findings from the summary.
            Format::Human => match render::human(diags, sources, options) {
                text if text.is_empty() => by_code(diags),
                text => text + "\n" + &by_code(diags),
            },
            Format::Json => render::json(diags, sources, options),
            Format::Github => render::github(diags, sources, options),
            Format::Sarif => render::sarif(diags, sources, options),
        }
    }

    /// Whether the findings of all documents are one log.
    pub fn is_one_log(&self) -> bool {
        self.message_format == Format::Sarif
    }

    /// Whether findings are printed for people.
    pub fn is_human(&self) -> bool {
        self.message_format == Format::Human
    }

    /// The numbers of findings in words, with notes if they are printed.
    pub fn counts(&self, diags: &Diagnostics) -> String {
        let notes = match diags.count(Severity::Note) {
            0 => None,
            1 => Some("1 note".to_owned()),
            count => Some(format!("{count} notes")),
        };
        let notes = notes.filter(|_| self.verbose);
        let counts = [Some(diags.summary()), notes];
        let counts = counts.into_iter().flatten().filter(|text| !text.is_empty());
        match counts.collect::<Vec<_>>() {
            none if none.is_empty() => "no findings".to_owned(),
            some => some.join(", "),
        }
    }

    /// The numbers of findings and suggestions in words.
    pub fn counts_with_suggestions(&self, diags: &Diagnostics) -> String {
        let counts = self.counts(diags);
        let count = diags.iter().filter(|found| is_suggestion(found)).count();
        let suggestions = match count {
            1 => "1 suggestion".to_owned(),
            count => format!("{count} suggestions"),
        };
        match (
            count,
            self.is_human() && !self.verbose,
            diags.summary().as_str(),
        ) {
            (0, ..) | (_, false, _) => counts,
            (_, true, "") => suggestions,
            (_, true, _) => format!("{counts}, {suggestions}"),
        }
    }

    /// Whether the findings are printed in colour.
    pub fn has_color(&self) -> bool {
        self.message_format == Format::Human && color()
    }

    /// Prints the first of the findings that suggest settings. With `-v`, they are among the others.
    pub fn print_suggestions(&self, diags: &Diagnostics, sources: &Sources) {
        if self.verbose || self.message_format != Format::Human {
            return;
        }
        let all = diags.iter().filter(|found| is_suggestion(found));
        let mut shown = Diagnostics::new();
        all.clone()
            .take(MAX_SUGGESTIONS)
            .for_each(|found| shown.push(found.clone()));
        let options = RenderOptions {
            notes: true,
            color: color(),
        };
        let text = render::human(&shown, sources, options);
        if !text.is_empty() {
            print_message(&format!("{text}\n"));
        }
        let count = all.count();
        if count > MAX_SUGGESTIONS {
            print_line(&format!(
                "{} more suggestions: -v lists them",
                count - MAX_SUGGESTIONS
            ));
        }
    }

    /// Prints the lines of oascribe.toml that the printed findings suggest, as they can be pasted.
    pub fn print_settings(&self, diags: &Diagnostics) {
        if self.message_format != Format::Human {
            return;
        }
        let limit = match self.verbose {
            true => usize::MAX,
            false => MAX_SUGGESTIONS,
        };
        let found = diags.iter().filter(|found| is_suggestion(found));
        if let Some(settings) = render::settings(found.take(limit)) {
            print_message(&format!(
                "to use the suggestions, add to oascribe.toml:\n\n{settings}\n"
            ));
        }
    }

    /// Prints a result for people: to stdout, or to stderr if stdout has findings for programs.
    pub fn result(&self, text: &str) {
        match self.message_format {
            Format::Human => print_result(text),
            Format::Json | Format::Github | Format::Sarif => print_message(text),
        }
    }
}

/// The number of findings above which they are also counted by kind.
const MANY: usize = 20;

/// The numbers of findings by kind, if there are many. The worst are first.
fn by_code(diags: &Diagnostics) -> String {
    let counts = diags.by_code();
    let total: usize = counts.iter().map(|(.., count)| count).sum();
    if total <= MANY {
        return String::new();
    }
    let mut text =
        String::from("By kind, the worst first; `oascribe explain CODE` explains a kind:\n");
    for (code, severity, count) in counts {
        let (severity, name) = (severity.as_str(), code.name);
        text.push_str(&format!(
            "{count:>6} {severity:<7}  {name}: {}\n",
            code.title
        ));
    }
    text.push('\n');
    text
}

/// Prints findings for people, for verbs without options for it.
pub fn print_diagnostics(diags: &Diagnostics, sources: &Sources) {
    let options = RenderOptions {
        notes: false,
        color: color(),
    };
    print_message(&render::human(diags, sources, options));
}

/// Findings that suggest settings.
const SUGGESTIONS: &[&Code] = &[codes::EQUAL_SCHEMAS, codes::PAGING_CANDIDATES];

fn is_suggestion(found: &Diagnostic) -> bool {
    SUGGESTIONS.iter().any(|code| found.code.name == code.name)
}

/// The number of suggestions that are printed without `-v`.
const MAX_SUGGESTIONS: usize = 20;

fn color() -> bool {
    io::stderr().is_terminal() && may_color()
}

/// Whether stdout may have colours.
pub fn color_out() -> bool {
    io::stdout().is_terminal() && may_color()
}

fn may_color() -> bool {
    let no_color = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = env::var_os("TERM").is_some_and(|value| value == "dumb");
    !no_color && !dumb
}

/// Prints to stdout. A closed pipe (`| head`) is not an error.
pub fn print_result(text: &str) {
    let mut out = io::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// Prints lines to stderr in which names of files and text of documents are escaped already.
pub fn print_message(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Prints one line to stderr. It may contain names of files and text of documents.
pub fn print_line(text: &str) {
    print_message(&format!("{}\n", escape::line(text)));
}

/// `1 file`, `2 files`.
pub fn files(count: usize) -> String {
    match count {
        1 => "1 file".to_owned(),
        _ => format!("{count} files"),
    }
}
