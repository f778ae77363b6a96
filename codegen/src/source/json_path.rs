//! Steps of JSONPaths (RFC 9535).

/// Appends a name.
pub(crate) fn push_name(path: &mut String, name: &str) {
    let begins = |c: char| c.is_ascii_alphabetic() || c == '_';
    let is_plain =
        name.starts_with(begins) && name.chars().all(|c| begins(c) || c.is_ascii_digit());
    match is_plain {
        true => path.push_str(&format!(".{name}")),
        false => path.push_str(&format!("[{}]", literal(name))),
    }
}

/// A string in single quotes.
pub(crate) fn literal(text: &str) -> String {
    let mut quoted = "'".to_owned();
    for c in text.chars() {
        match c {
            '\'' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('\'');
    quoted
}
