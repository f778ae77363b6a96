//! Text of documents in HTML.

use oascribe_codegen::diag::escape::plain;

/// A text in the content of an element or in a quoted attribute. Characters that can't be seen are shown as in Rust.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in plain(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// A value.
pub fn code(text: &str) -> String {
    format!("<code>{}</code>", escape(text))
}

/// A sentence with values in backticks.
pub fn prose(text: &str) -> String {
    let parts = text.split('`').enumerate();
    let shown = parts.map(|(index, part)| match index % 2 {
        1 => code(part),
        _ => escape(part),
    });
    shown.collect()
}
