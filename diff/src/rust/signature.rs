//! Compares the arguments of functions.

use oascribe_codegen::surface::{Argument, Function};

/// How the arguments changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Arguments {
    /// The same types in the same order.
    Renamed,
    /// The same types and names, in a different order.
    Swapped,
    Others,
}

pub(super) fn arguments(old: &Function, new: &Function) -> Arguments {
    if old.returns != new.returns || old.receiver != new.receiver || types(old) != types(new) {
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

/// The names of the arguments that were added or removed, or changed their type.
pub(super) fn differing(old: &[Argument], new: &[Argument]) -> Vec<String> {
    let one_sided = |one: &[Argument], other: &[Argument]| -> Vec<String> {
        let differ = one.iter().filter(|argument| !other.contains(argument));
        differ.map(|argument| argument.name.clone()).collect()
    };
    let mut names = one_sided(old, new);
    names.extend(one_sided(new, old));
    names.sort();
    names.dedup();
    names
}

/// Describes the change for callers: ``now takes `limit`, no longer takes `page` ``.
pub(super) fn describe(old: &Function, new: &Function) -> String {
    let (was, is) = (&old.arguments, &new.arguments);
    let has = |side: &[Argument], name: &str| side.iter().any(|one| one.name == name);
    let (mut added, mut removed, mut other) = (Vec::new(), Vec::new(), Vec::new());
    for name in differing(was, is) {
        let kind = match (has(was, &name), has(is, &name)) {
            (false, _) => &mut added,
            (_, false) => &mut removed,
            _ => &mut other,
        };
        kind.push(format!("`{name}`"));
    }
    let has_one = added.is_empty() && removed.is_empty() && was.len() == 1 && !other.is_empty();
    let parts = [
        ("now takes", added),
        ("no longer takes", removed),
        ("changed the type of", other),
    ];
    let parts = parts.into_iter().filter(|(_, names)| !names.is_empty());
    let parts: Vec<_> = parts
        .map(|(verb, names)| format!("{verb} {}", names.join(", ")))
        .collect();
    match parts.as_slice() {
        [] if was != is => "changed the order of its arguments".to_owned(),
        [] => "changed".to_owned(),
        // The only argument needs no name.
        _ if has_one => "changed the type of its argument".to_owned(),
        parts => parts.join(", "),
    }
}

fn names(function: &Function) -> Vec<&str> {
    let arguments = function.arguments.iter();
    arguments.map(|argument| argument.name.as_str()).collect()
}

fn types(function: &Function) -> Vec<&str> {
    let arguments = function.arguments.iter();
    arguments.map(|argument| argument.ty.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use oascribe_codegen::surface::{Signature, parse};

    fn function(text: &str) -> Function {
        let item = parse(&format!("api::Pets::get\tfn\t{text}")).unwrap().pop();
        match item.unwrap().signature {
            Signature::Fn(function) => function,
            other => panic!("{other} is not a function"),
        }
    }

    fn described(old: &str, new: &str) -> String {
        describe(&function(old), &function(new))
    }

    #[test]
    fn changes_of_arguments_are_described() {
        let old = "(&self, id: i64, body: BTreeMap<String, i64>) -> Call<C, api::Get>";
        let new = "(&self, id: impl Into<String>, tags: Vec<(String, i64)>) -> Call<C, api::Get>";
        let text = "now takes `tags`, no longer takes `body`, changed the type of `id`";
        assert_eq!(described(old, new), text);
        assert_eq!(
            described("(self, at: i64) -> Self", "(self, at: f64) -> Self"),
            "changed the type of its argument"
        );
        assert_eq!(described("() -> Self", "() -> Option<Self>"), "changed");
        let order = described("(a: i64, b: String) -> Self", "(b: String, a: i64) -> Self");
        assert_eq!(order, "changed the order of its arguments");
    }
}
