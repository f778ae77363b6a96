//! The arguments of a function, before and after.
//!
//! In: two signatures, `(name: Type) -> Type`. Out: which arguments differ, and how that is said.

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

/// The names of the arguments that are on one side alone, or of another type.
pub(super) fn differing(old: &str, new: &str) -> Vec<String> {
    let (old, new) = (listed(old), listed(new));
    let one_sided = |one: &[(&str, &str)], other: &[(&str, &str)]| -> Vec<String> {
        let differ = one.iter().filter(|argument| !other.contains(argument));
        differ.map(|(name, _)| (*name).to_owned()).collect()
    };
    let mut names = one_sided(&old, &new);
    names.extend(one_sided(&new, &old));
    names.sort();
    names.dedup();
    names
}

/// What a caller does otherwise: `takes `limit`, no longer takes `page``.
pub(super) fn said(old: &str, new: &str) -> String {
    let (was, is) = (listed(old), listed(new));
    let has = |side: &[(&str, &str)], name: &str| side.iter().any(|(one, _)| *one == name);
    let (mut come, mut gone, mut other) = (Vec::new(), Vec::new(), Vec::new());
    for name in differing(old, new) {
        let kind = match (has(&was, &name), has(&is, &name)) {
            (false, _) => &mut come,
            (_, false) => &mut gone,
            _ => &mut other,
        };
        kind.push(format!("`{name}`"));
    }
    let has_one = come.is_empty() && gone.is_empty() && was.len() == 1 && !other.is_empty();
    let parts = [
        ("takes", come),
        ("no longer takes", gone),
        ("takes another type as", other),
    ];
    let parts = parts.into_iter().filter(|(_, names)| !names.is_empty());
    let parts: Vec<_> = parts
        .map(|(verb, names)| format!("{verb} {}", names.join(", ")))
        .collect();
    match parts.as_slice() {
        [] if was != is => "takes its arguments in another order".to_owned(),
        [] => "changed".to_owned(),
        // There is but one argument to speak of.
        _ if has_one => "takes another type".to_owned(),
        parts => parts.join(", "),
    }
}

/// The arguments with their types.
fn listed(signature: &str) -> Vec<(&str, &str)> {
    let inner = signature.strip_prefix('(').unwrap_or_default();
    let (mut found, mut depth, mut start) = (Vec::new(), 0_usize, 0);
    for (at, c) in inner.char_indices() {
        match c {
            '(' | '<' | '[' => depth += 1,
            ')' | ',' if depth == 0 => {
                found.extend(inner[start..at].trim().split_once(": "));
                start = at + 1;
            }
            ')' | '>' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if c == ')' && start == at + 1 {
            break;
        }
    }
    found
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_caller_does_otherwise_is_said() {
        let old = "(&self, id: i64, body: BTreeMap<String, i64>) -> Call<C, api::Get>";
        let new = "(&self, id: impl Into<String>, tags: Vec<(String, i64)>) -> Call<C, api::Get>";
        let text = "takes `tags`, no longer takes `body`, takes another type as `id`";
        assert_eq!(said(old, new), text);
        assert_eq!(
            said("(self, at: i64) -> Self", "(self, at: f64) -> Self"),
            "takes another type"
        );
        assert_eq!(said("() -> Self", "() -> Option<Self>"), "changed");
        let order = said("(a: i64, b: String) -> Self", "(b: String, a: i64) -> Self");
        assert_eq!(order, "takes its arguments in another order");
    }
}
