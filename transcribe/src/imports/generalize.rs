//! Which parts of recorded paths are variables.
//!
//! In: the paths of all requests. Out: for each the path with its variables. A part is a variable only with evidence: it
//! is a UUID, a number, an address or a token. Words remain.

use crate::draft::Path;

/// The path of a recorded request, with the name and the reason of each variable.
pub struct Generalized {
    pub path: Path,
    pub reasons: Vec<(String, &'static str)>,
}

/// Generalizes one path.
pub fn generalize(text: &str) -> Generalized {
    let text = text.split(['?', '#']).next().unwrap_or_default();
    let mut path = Path {
        text: String::new(),
        variables: Vec::new(),
    };
    let mut reasons = Vec::new();
    let mut before = "";
    for part in text.split('/').skip(1) {
        path.text.push('/');
        match evidence(part) {
            Some(reason) => {
                let name = unused(name(before), &path);
                path.text.push_str(&format!("{{{name}}}"));
                path.variables.push((name.clone(), None));
                reasons.push((name, reason));
            }
            None => path
                .text
                .extend(part.chars().filter(|char| !matches!(char, '{' | '}'))),
        }
        before = part;
    }
    if path.text.is_empty() {
        path.text.push('/');
    }
    Generalized { path, reasons }
}

/// Why a part of a path is an identifier.
fn evidence(part: &str) -> Option<&'static str> {
    const LONG: usize = 16;
    let digits = part.chars().filter(char::is_ascii_digit).count();
    let letters = part.chars().filter(char::is_ascii_alphabetic).count();
    let plain = part
        .chars()
        .all(|char| char.is_ascii_alphanumeric() || matches!(char, '-' | '_'));
    let lengths = part.split('-').map(str::len);
    let hex = part
        .chars()
        .all(|char| char.is_ascii_hexdigit() || char == '-');
    match () {
        () if part.is_empty() => None,
        () if digits == part.len() => Some("the part is a number"),
        () if hex && lengths.eq([8, 4, 4, 4, 12]) => Some("the part is a UUID"),
        // `v2`, `oauth2` and `sha256-of-the-file` are words.
        () if plain && part.len() >= LONG && digits >= 4 && letters > 0 => {
            Some("the part is a long word of letters and digits")
        }
        () if part.starts_with("eyJ") && part.len() >= LONG => Some("the part is a token"),
        () if part.contains('@') || part.contains("%40") => Some("the part is an address"),
        () => None,
    }
}

/// `boats` → `boatId`.
fn name(before: &str) -> String {
    let word = before.strip_suffix("ies").map(|stem| format!("{stem}y"));
    let word = word.or_else(|| before.strip_suffix('s').map(str::to_owned));
    let word = crate::draft::camel_case(&word.unwrap_or_else(|| before.to_owned()));
    match word.is_empty() || evidence(before).is_some() {
        true => "id".to_owned(),
        false => format!("{word}Id"),
    }
}

fn unused(name: String, path: &Path) -> String {
    let is_used = |name: &str| path.variables.iter().any(|(known, _)| known == name);
    let mut unused = name.clone();
    let mut number = 1;
    while is_used(&unused) {
        number += 1;
        unused = format!("{name}{number}");
    }
    unused
}
