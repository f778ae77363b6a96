//! Percent-encoding.

/// How reserved characters of URLs are written (`allowReserved` in the OpenAPI document).
#[cfg(feature = "styles")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reserved {
    Encode,
    Allow,
}

/// Appends `text`, percent-encoding everything except the unreserved characters (RFC 3986, section
/// 2.3).
///
/// This is stricter than necessary, so that no value can end its segment, its pair or the path.
pub(crate) fn encode_into(out: &mut String, text: &str) {
    if text.bytes().all(is_unreserved) {
        out.push_str(text);
        return;
    }
    for &byte in text.as_bytes() {
        if is_unreserved(byte) {
            out.push(char::from(byte));
        } else {
            escape_into(out, byte);
        }
    }
}

/// Appends `text` and leaves reserved characters and percent-encoded triplets as they are (RFC
/// 6570, section 3.2.3), except the characters in `ends`, which would end the value.
#[cfg(feature = "styles")]
pub(super) fn encode_with(out: &mut String, text: &str, ends: &[u8]) {
    let bytes = text.as_bytes();
    for (index, &byte) in bytes.iter().enumerate() {
        let hex = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_hexdigit);
        let is_escape = byte == b'%' && hex(index + 1) && hex(index + 2);
        let is_reserved = b":/?#[]@!$&'()*+,;=".contains(&byte) && !ends.contains(&byte);
        if is_unreserved(byte) || is_reserved || is_escape {
            out.push(char::from(byte));
        } else {
            escape_into(out, byte);
        }
    }
}

fn escape_into(out: &mut String, byte: u8) {
    const HEX: [char; 16] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F',
    ];
    out.push('%');
    out.push(HEX[usize::from(byte >> 4)]);
    out.push(HEX[usize::from(byte & 15)]);
}

/// Decodes the output of [`encode_into`].
pub(super) fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let digits = after.get(..2).filter(|_| byte == b'%');
        let digits = digits.and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(decoded) => {
                bytes.push(decoded);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Whether URL parsers resolve a segment of a path, percent-encoded or not.
pub(crate) fn is_dot_segment(segment: &str) -> bool {
    const LONGEST: usize = "%2e%2e".len();
    segment.len() <= LONGEST && matches!(decoded(segment).as_str(), "." | "..")
}

/// Appends `name=value` to a query or a form, separated by `&`.
pub(crate) fn pair_into(out: &mut String, name: &str, value: &str) {
    if !out.is_empty() {
        out.push('&');
    }
    encode_into(out, name);
    out.push('=');
    encode_into(out, value);
}

fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}
