//! The arguments of a function, before and after.

/// What became of the arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Arguments {
    /// The same types in the same order.
    Renamed,
    /// The same types and the same names, but not the same names in the same order.
    Swapped,
    Others,
}

pub(super) fn arguments(old: &str, new: &str) -> Arguments {
    if unnamed(old) != unnamed(new) {
        return Arguments::Others;
    }
    let (old, new) = (names(old), names(new));
    let moved = old
        .iter()
        .zip(&new)
        .any(|(before, now)| before != now && (new.contains(before) || old.contains(now)));
    match moved {
        true => Arguments::Swapped,
        false => Arguments::Renamed,
    }
}

fn names(signature: &str) -> Vec<&str> {
    let before = signature
        .match_indices(": ")
        .map(|(at, _)| &signature[..at]);
    let last = |text: &'_ str| -> usize {
        let start = text.rfind(|c: char| !c.is_alphanumeric() && c != '_');
        start.map_or(0, |at| at + 1)
    };
    before.map(|text| &text[last(text)..]).collect()
}

/// A signature without the names of its arguments.
fn unnamed(signature: &str) -> String {
    let mut out = String::new();
    let mut word = String::new();
    let mut rest = signature.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            // `name: Type`, and not the `::` of a path.
            ':' if rest.peek() == Some(&' ') => word.clear(),
            c if c.is_alphanumeric() || c == '_' => word.push(c),
            c => {
                out.push_str(&word);
                word.clear();
                out.push(c);
            }
        }
    }
    out + &word
}
