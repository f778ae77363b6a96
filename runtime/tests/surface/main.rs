//! `surface.txt` lists the public items of the support code, in the form of the `surface.txt` of generated crates.
//! `BLESS=1 cargo test -p oascribe-runtime --no-default-features --test surface` updates it.

//! Items that macros create are not listed.

mod exports;
mod features;
mod items;
mod module;
mod text;

use std::path::Path;
use std::{env, fs};

use exports::exports;
use module::Module;

#[test]
fn the_list_matches_the_code() {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = Module::read(&package.join("src/support/mod.rs"));
    let mut lines = items::lines(&root, &exports(&root));
    lines.sort_unstable();
    lines.dedup();
    let expected = lines.join("\n") + "\n";

    let list = package.join("src/surface.txt");
    let actual = fs::read_to_string(&list).unwrap_or_default();
    if env::var_os("BLESS").is_some() && actual != expected {
        fs::write(list, expected).unwrap();
        return;
    }
    assert!(
        actual == expected,
        "src/surface.txt is out of date: run with BLESS=1"
    );
}
