//! Inputs of several texts, such as two documents.
//!
//! A line `%%%`, with or without a name, separates the texts.

/// One of the texts of an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The name in the line before the text.
    pub name: String,
    pub text: String,
}

const SEPARATOR: &str = "%%%";

/// The texts of an input; at least one.
pub fn split(data: &[u8]) -> Vec<Part> {
    let text = String::from_utf8_lossy(data);
    let mut parts = vec![Part {
        name: String::new(),
        text: String::new(),
    }];
    for line in text.split_inclusive('\n') {
        match (line.strip_prefix(SEPARATOR), parts.last_mut()) {
            (Some(name), Some(last)) if last.name.is_empty() && last.text.is_empty() => {
                last.name = name.trim().to_owned();
            }
            (Some(name), _) => parts.push(Part {
                name: name.trim().to_owned(),
                text: String::new(),
            }),
            (None, Some(last)) => last.text.push_str(line),
            (None, None) => {}
        }
    }
    parts
}

/// The input with these texts.
pub fn join(parts: &[Part]) -> Vec<u8> {
    let mut text = String::new();
    for (index, part) in parts.iter().enumerate() {
        if index > 0 || !part.name.is_empty() {
            if !text.is_empty() && !text.ends_with('\n') {
                text.push('\n');
            }
            text.push_str(format!("{SEPARATOR} {}", part.name).trim_end());
            text.push('\n');
        }
        text.push_str(&part.text);
    }
    text.into_bytes()
}
