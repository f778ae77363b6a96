//! The arguments of a function, before and after.
//!
//! In: two signatures, `(name: Type) -> Type`. Out: which arguments differ, and how that is said.

use oascribe_codegen::surface::{Argument, Function};

/// What became of the arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Arguments {
    /// The same types in the same order.
    Renamed,
    /// The same types and the same names, but not the same names in the same order.
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

/// The names of the arguments that are on one side alone, or of another type.
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

/// What a caller does otherwise: `takes `limit`, no longer takes `page``.
pub(super) fn said(old: &Function, new: &Function) -> String {
    let (was, is) = (&old.arguments, &new.arguments);
    let has = |side: &[Argument], name: &str| side.iter().any(|one| one.name == name);
    let (mut come, mut gone, mut other) = (Vec::new(), Vec::new(), Vec::new());
    for name in differing(was, is) {
        let kind = match (has(was, &name), has(is, &name)) {
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
            other => panic!("{other} is no function"),
        }
    }

    fn said_of(old: &str, new: &str) -> String {
        said(&function(old), &function(new))
    }

    #[test]
    fn what_a_caller_does_otherwise_is_said() {
        let old = "(&self, id: i64, body: BTreeMap<String, i64>) -> Call<C, api::Get>";
        let new = "(&self, id: impl Into<String>, tags: Vec<(String, i64)>) -> Call<C, api::Get>";
        let text = "takes `tags`, no longer takes `body`, takes another type as `id`";
        assert_eq!(said_of(old, new), text);
        assert_eq!(
            said_of("(self, at: i64) -> Self", "(self, at: f64) -> Self"),
            "takes another type"
        );
        assert_eq!(said_of("() -> Self", "() -> Option<Self>"), "changed");
        let order = said_of("(a: i64, b: String) -> Self", "(b: String, a: i64) -> Self");
        assert_eq!(order, "takes its arguments in another order");
    }
}
