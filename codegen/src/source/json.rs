//! The byte ranges of the nodes of a JSON text.
//!
//! In: JSON, read leniently. Out: its outline. Guaranteed: one pass, no recursion.

use super::node_ranges::{Builder, Outline};

/// The outline of a JSON text. If the text is not JSON (it may be YAML in flow style), returns the outline of its
/// beginning as an error.
pub(super) fn outline(text: &str) -> Result<Outline, Outline> {
    let bytes = text.as_bytes();
    let mut builder = Builder::default();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b' ' | b'\t' | b'\r' | b'\n' | b',' | b':' => at += 1,
            b'{' => {
                builder.open_map(at);
                at += 1;
            }
            b'[' => {
                builder.open_list(at);
                at += 1;
            }
            b'}' | b']' => {
                at += 1;
                builder.close(at);
            }
            b'"' => {
                let end = string_end(bytes, at);
                // Only keys are compared.
                let content = if builder.wants_key() {
                    // A truncated text can end within a character.
                    unescape(text.get(at + 1..end - 1).unwrap_or_default())
                } else {
                    String::new()
                };
                builder.scalar(content, at..end);
                at = end;
            }
            _ if is_literal(byte) && !builder.wants_key() => {
                let length = bytes[at..].iter().take_while(|byte| is_literal(**byte));
                let end = at + length.count();
                builder.scalar(String::new(), at..end);
                at = end;
            }
            _ => return Err(builder.finish(at)),
        }
        if builder.is_complete() {
            break;
        }
    }
    Ok(builder.finish(at))
}

/// Numbers and `true`, `false`, `null`.
fn is_literal(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+' | b'.')
}

/// The index after the closing quote, or the end of the text.
fn string_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

fn unescape(raw: &str) -> String {
    if !raw.contains('\\') {
        return raw.to_owned();
    }
    // The rules of the reader. A key that violates them is compared unchanged.
    serde_json::from_str(&format!("\"{raw}\"")).unwrap_or_else(|_| raw.to_owned())
}
