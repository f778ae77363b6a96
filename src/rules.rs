//! `oascribe rules`: lists the rules of `oascribe diff`.

use super::{Exit, Failure, report};

/// List the rules of `oascribe diff` with their levels
///
/// `oascribe explain RULE` explains one. `[diff.severity]` in oascribe.toml changes levels.
#[derive(clap::Args)]
pub struct Args {
    /// Only rules whose ids contain this text
    filter: Option<String>,
}

pub fn run(args: &Args) -> Result<Exit, Failure> {
    let filter = args.filter.as_deref().unwrap_or_default();
    let rules = oascribe_diff::rules().iter();
    let rules: Vec<_> = rules.filter(|rule| rule.id.contains(filter)).collect();
    if rules.is_empty() {
        return Err(Failure::new(
            format!("no rule contains `{filter}`"),
            "`oascribe rules` lists all rules",
        ));
    }
    let width = rules.iter().map(|rule| rule.id.len()).max().unwrap_or(0);
    let lines = rules.iter().map(|rule| {
        let level = rule.level.as_str();
        format!("{level:<7}  {:<width$}  {}\n", rule.id, rule.title)
    });
    report::print_result(&lines.collect::<String>());
    Ok(Exit::Fine)
}
