//! `README.md` of the emitted crate: a start, which belongs to the user.

use super::example;
use crate::config::{CrateConfig, Mode};
use crate::plan::Crate;

pub(super) fn text(krate: &Crate, config: &CrateConfig) -> String {
    let name = &config.name;
    let mut text = format!("# {name}\n\n");
    let docs = krate.docs.lines();
    let about = docs.first().map_or("An HTTP API.", |line| line.as_str());
    let what = match krate.mode {
        Mode::Models => "Rust types",
        Mode::Crate | Mode::Module => "A Rust SDK",
    };
    text.push_str(&format!(
        "{about}\n\n{what}, generated from the OpenAPI document with [oascribe](https://crates.io/crates/oascribe).\n"
    ));
    let example = krate.example.as_ref();
    let lines = example.map(|example| example::lines(example, name));
    // Rustdoc hides lines that start with `#`, other readers don't.
    for line in lines
        .iter()
        .flatten()
        .filter(|line| !line.starts_with("# "))
    {
        text.push_str(match line.as_str() {
            "```no_run" => "```rust",
            line => line,
        });
        text.push('\n');
    }
    text.push_str("\n## License\n\n");
    if let Some(license) = &config.package.license {
        text.push_str(&format!("{license}. "));
    }
    text.push_str(
        "The code in `src/runtime` is a copy of `oascribe-runtime`, which is licensed under MIT or Apache-2.0.\n",
    );
    text
}
