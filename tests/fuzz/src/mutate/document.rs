//! Changes the tree of a document.

use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::read;
use oascribe_codegen::source::Sources;
use oascribe_test_support::mutate;
use oascribe_test_support::random::Random;
use oascribe_test_support::spelling::json;

/// Words of documents that are no longer valid YAML.
pub const WORDS: &[&str] = &[
    "{", "}", "[", "]", ": ", "- ", "\n  ", "&a ", "*a", "!!str ", "|\n", ">-\n", "'", "\"", "# ",
    "<<: *a", "---\n", "...\n", "\u{feff}", "\t", "~", ".inf", "0x1f", "1e999", "$ref: ", "'#/a'",
    "? ", "null", "\0", "\u{2028}",
];

/// The document with a change. Returns `None` if the text is no document.
pub fn mutated(text: &str, random: &mut Random) -> Option<Vec<u8>> {
    let mut sources = Sources::new();
    let file = sources.add("api.yaml", text.to_owned());
    let root = read::tree(&sources, file, &mut Diagnostics::new())?;
    let seed = random.below(usize::MAX) as u64;
    Some(json(&mutate::mutated(&root, seed)).into_bytes())
}
