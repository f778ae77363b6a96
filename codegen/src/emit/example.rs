//! The example in the documentation of the crate.

use super::print::literal;
use crate::plan::Example;

/// The lines of the example, with a blank line before them.
pub(super) fn lines(example: &Example, crate_name: &str) -> Vec<String> {
    let name = crate_name.replace('-', "_");
    let (token, takes) = match example.bearer {
        true => (".bearer_token(token)", "token: String"),
        false => ("", ""),
    };
    let arguments: Vec<String> = example.arguments.iter().map(|text| literal(text)).collect();
    let call = format!(
        "client.{}().{}({}).send().await?",
        example.accessor,
        example.method,
        arguments.join(", ")
    );
    let condition = match &example.feature {
        Some(feature) => format!("# #[cfg(all(feature = \"reqwest\", feature = {feature:?}))]"),
        None => "# #[cfg(feature = \"reqwest\")]".to_owned(),
    };
    let text = [
        "",
        "```no_run",
        &condition,
        &format!("# async fn example({takes}) -> Result<(), {name}::Error> {{"),
        &format!("let client = {name}::Client::builder(){token}.build()?;"),
        &format!("let response = {call};"),
        "println!(\"{:?}\", response.into_inner());",
        "# Ok(())",
        "# }",
        "```",
    ];
    text.iter().map(|line| (*line).to_owned()).collect()
}
