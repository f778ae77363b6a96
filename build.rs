//! Keeps the generated crates in step with their specs.
//!
//! `OASCRIBE_BUILD=off` skips this; `OASCRIBE_BUILD=check` fails if a crate is stale, and writes nothing.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    oascribe_codegen::Builder::from_config("oascribe.toml").keep_in_step()?;
    Ok(())
}
