//! A document with a hostile text in every position that can have a text.

use oascribe_codegen::config::CrateConfig;

use crate::{Outcome, render_text};

const DOCUMENT: &str = include_str!("hostile.yaml");

/// A text that does no harm.
pub const HARMLESS: &str = "text";

/// The ways out of a comment, a code span or a literal.
pub const TEXTS: &[&str] = &[
    "\n```\npanic!(\"ran\");\n```\n",
    "\r```rust\rpanic!(\"ran\");\r```\r",
    "\u{2028}~~~ {.rust}\u{2028}panic!(\"ran\");\u{2028}~~~",
    "\n\n    panic!(\"ran\");\n\n\tpanic!(\"ran\");\n",
    "\n- a\n\n      panic!(\"ran\");\n\n> ```ignore\n> panic!(\"ran\");\n",
    "` `` ``` [`Missing`] [x](y) <b> </c> <!-- \\ | *a _b",
    "<pre>panic!(\"ran\")</pre><script>\n\n    panic!(\"ran\")",
    "*/ compile_error!(\"ran\"); /*",
    "\\\"; compile_error!(\"ran\"); \"\\",
    "\n/// ```\n/// panic!(\"ran\");\n/// ```\n#![allow(unused)]\n//! ]",
    "models::A BTreeMap<A> wire::from_slice::<A> Style:: Tree:: &mut Parts",
    "\u{202a}\u{202e}\u{2066}\u{200f}\u{61c}\u{feff}\u{0}\u{7}\u{1b}[31m\r\u{85}\u{b}\u{ad}\u{e0001}",
];

/// Generates from the document with this text in it.
pub fn render(text: &str) -> Outcome {
    render_text(&document(text), &CrateConfig::new("hostile"))
}

/// The document with this text in it.
fn document(text: &str) -> String {
    let pointer = text.replace('~', "~0").replace('/', "~1");
    let reference = pointer.bytes().map(|byte| match byte {
        byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    });
    DOCUMENT
        .replace("REF", &reference.collect::<String>())
        .replace("TEXT", &quoted(text))
}

/// The text between the quotes of a YAML string, in ASCII.
fn quoted(text: &str) -> String {
    let letters = text.chars().map(|letter| match letter {
        ' '..='~' if letter != '"' && letter != '\\' => letter.to_string(),
        letter if letter.is_ascii() => format!("\\x{:02X}", u32::from(letter)),
        letter => format!("\\U{:08X}", u32::from(letter)),
    });
    letters.collect()
}
