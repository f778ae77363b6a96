//! `oascribe explain`: what a diagnostic means and what to do about it.
//!
//! In: a code, or nothing. Out: its explanation, or the list of all codes, on stdout.

use oascribe_codegen::diag::codes::{self, Code};
use oascribe_codegen::diag::similar;

use super::{Exit, Failure, report};

/// Explain a diagnostic; without CODE, list them all
#[derive(clap::Args)]
pub struct Args {
    /// The word in the brackets: `dangling-ref`
    code: Option<String>,
}

pub fn run(args: &Args) -> Result<Exit, Failure> {
    let Some(name) = &args.code else {
        report::print_result(&list());
        return Ok(Exit::Fine);
    };
    // People paste what they see: `warning[dangling-ref]`.
    let word = name
        .split_once('[')
        .map_or(name.as_str(), |(_, rest)| rest.trim_end_matches([']', ':']));
    match codes::all().find(|code| code.name == word) {
        Some(code) => {
            report::print_result(&page(code));
            Ok(Exit::Fine)
        }
        None => Err(unknown(word)),
    }
}

fn list() -> String {
    let width = codes::all().map(|code| code.name.len()).max().unwrap_or(0);
    codes::all()
        .map(|code| {
            let severity = code.severity.as_str();
            format!("{severity:<7}  {:<width$}  {}\n", code.name, code.title)
        })
        .collect()
}

fn page(code: &Code) -> String {
    format!(
        "{}[{}]: {}\n\n{}\n",
        code.severity.as_str(),
        code.name,
        code.title,
        wrapped(code.explain, 80)
    )
}

/// Paragraphs broken into lines; what is indented stays as it is.
fn wrapped(text: &str, width: usize) -> String {
    let mut out = Vec::new();
    for line in text.trim().lines() {
        if line.starts_with(' ') {
            out.push(line.to_owned());
            continue;
        }
        let mut current = String::new();
        for word in line.split_whitespace() {
            if !current.is_empty() && current.chars().count() + 1 + word.chars().count() > width {
                out.push(std::mem::take(&mut current));
            }
            if !current.is_empty() {
                current.push(' ');
            }
            current.push_str(word);
        }
        out.push(current);
    }
    out.join("\n")
}

fn unknown(word: &str) -> Failure {
    let message = format!("there is no diagnostic `{word}`");
    let help = match similar(word, codes::all().map(|code| code.name)) {
        Some(name) => format!("did you mean `{name}`? `oascribe explain` lists them all"),
        None => "`oascribe explain` lists them all".to_owned(),
    };
    Failure::new(message, help)
}
