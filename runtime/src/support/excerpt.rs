//! Bounds for the texts of errors, which can contain what a server sends.

/// The maximum length of a message, in bytes.
const LONGEST: usize = 1000;

/// Cuts the middle out of a long message: it usually starts with a path and ends with a position.
pub(crate) fn shortened(text: String) -> String {
    if text.len() <= LONGEST {
        return text;
    }
    let mut head = LONGEST * 3 / 4;
    while !text.is_char_boundary(head) {
        head -= 1;
    }
    let mut tail = text.len() - LONGEST / 4;
    while !text.is_char_boundary(tail) {
        tail += 1;
    }
    let part = |range: Option<&str>| range.unwrap_or_default().to_owned();
    part(text.get(..head)) + "…" + &part(text.get(tail..))
}
