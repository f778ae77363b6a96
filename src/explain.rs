//! `oascribe explain`: explains a diagnostic, or lists all diagnostics.

use oascribe_codegen::diag::codes::{self, Code};
use oascribe_codegen::diag::similar;

use super::{Exit, Failure, report};

/// Explain a diagnostic and how to resolve it; without CODE, list all diagnostics
#[derive(clap::Args)]
pub struct Args {
    /// The code in the brackets of a message, as in `dangling-ref`
    code: Option<String>,
}

pub fn run(args: &Args) -> Result<Exit, Failure> {
    let Some(name) = &args.code else {
        report::print_result(&list());
        return Ok(Exit::Fine);
    };
    // Users paste `warning[dangling-ref]`.
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

/// Breaks paragraphs into lines. Indented lines stay unchanged.
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
    let message = format!("unknown diagnostic `{word}`");
    let help = match similar(word, codes::all().map(|code| code.name)) {
        Some(name) => format!("did you mean `{name}`? `oascribe explain` lists all diagnostics"),
        None => "`oascribe explain` lists all diagnostics".to_owned(),
    };
    Failure::new(message, help)
}
