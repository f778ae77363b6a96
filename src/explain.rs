//! `oascribe explain`: explains a diagnostic or a rule of `oascribe diff`, or lists all diagnostics.

use oascribe_codegen::diag::codes::{self, Code};
use oascribe_codegen::diag::similar;
use oascribe_diff::{Example, Rule, rules};

use super::{Exit, Failure, report};

/// Explain a diagnostic and how to resolve it, or a rule of `oascribe diff`; without CODE, list all diagnostics
#[derive(clap::Args)]
pub struct Args {
    /// The code in the brackets of a message, as in `dangling-ref`, or the id of a rule
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
    let code = codes::all().find(|code| code.name == word);
    let rule = || rules().iter().find(|rule| rule.id == word);
    let page = code.map(page).or_else(|| rule().map(page_of_rule));
    report::print_result(&page.ok_or_else(|| unknown(word))?);
    Ok(Exit::Fine)
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

fn page_of_rule(rule: &Rule) -> String {
    let mut why = rule.why.to_owned();
    why[..1].make_ascii_uppercase();
    let example = rule.example.as_ref().map(|example| {
        let Example { before, after, .. } = example;
        format!("Example:\n\n  before: {before}\n  after:  {after}\n\n")
    });
    format!(
        "{level}[{id}]: {title}\n\n{why}.\n\n{example}To change the level, write in oascribe.toml:\n\n  \
         [diff.severity]\n  {id} = \"info\"   # or \"error\", \"warning\", \"none\"\n",
        level = rule.level,
        id = rule.id,
        title = rule.title,
        example = example.unwrap_or_default(),
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
    let message = format!("no diagnostic and no rule has the name `{word}`");
    let known = codes::all().map(|code| code.name);
    let known = known.chain(rules().iter().map(|rule| rule.id.as_str()));
    let lists = "`oascribe explain` lists all diagnostics, `oascribe rules` all rules";
    let help = match similar(word, known) {
        Some(name) => format!("did you mean `{name}`? {lists}"),
        None => lists.to_owned(),
    };
    Failure::new(message, help)
}
