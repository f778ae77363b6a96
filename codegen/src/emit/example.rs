//! The example in the documentation of the crate.

use crate::plan::{Example, ExampleCall};

/// The lines of the example, with a blank line before them.
pub(super) fn lines(example: &Example, crate_name: &str) -> Vec<String> {
    let name = crate_name.replace('-', "_");
    let (token, takes) = match example.bearer {
        true => (".bearer_token(token)", "token: String"),
        false => ("", ""),
    };
    let condition = match &example.feature {
        Some(feature) => format!("# #[cfg(all(feature = \"reqwest\", feature = {feature:?}))]"),
        None => "# #[cfg(feature = \"reqwest\")]".to_owned(),
    };
    let mut text = vec![
        String::new(),
        "```no_run".to_owned(),
        condition,
        format!("# async fn example({takes}) -> Result<(), {name}::Error> {{"),
        format!("let client = {name}::Client::builder(){token}.build()?;"),
    ];
    for call in &example.calls {
        text.extend(call_lines(call, &name));
    }
    text.extend(["# Ok(())", "# }", "```"].map(str::to_owned));
    text
}

fn call_lines(call: &ExampleCall, name: &str) -> Vec<String> {
    let mut text = Vec::new();
    if let Some(body) = &call.body {
        text.push(String::new());
        text.push(format!(
            "let {} = {name}::models::{};",
            body.name, body.value
        ));
    }
    let setter = call.setter.as_deref().unwrap_or_default();
    let called = format!(
        "client.{}().{}({}){setter}.send().await?",
        call.accessor,
        call.method,
        call.arguments.join(", ")
    );
    text.push(format!("let response = {called};"));
    text.push("println!(\"{:?}\", response.into_inner());".to_owned());
    text
}
