//! Names types in words: components by their own name, inline types by owner and path.
//!
//! The prefixes of the configuration are removed, and long names lose the words that they repeat, unless another type has
//! the shorter name.

use std::collections::HashMap;

use heck::ToSnakeCase;

use crate::config::CrateConfig;
use crate::diag::Diagnostics;
use crate::ir::{Api, Kind, Origin, TypeId};
use crate::passes::Context;
use crate::passes::letters::letters;

/// A longer name is shortened if it repeats words.
const MAX_LEN: usize = 60;

pub fn run(api: &mut Api, context: &Context<'_>, diags: &mut Diagnostics) {
    let full: Vec<Vec<String>> = api.ids().map(|id| words(api, id)).collect();
    let mut is_used = vec![false; context.config.strip_prefix.len()];
    let short: Vec<Vec<String>> = full
        .iter()
        .map(|words| without_repetition(without_prefix(words, context.config, &mut is_used)))
        .collect();
    let mut counts: HashMap<String, usize> = HashMap::new();
    for id in api.ids() {
        if !matches!(api.ty(id).kind, Kind::Dropped) {
            let (full, short) = (
                letters_of(&full[id.index()]),
                letters_of(&short[id.index()]),
            );
            *counts.entry(short.clone()).or_default() += 1;
            if full != short {
                *counts.entry(full).or_default() += 1;
            }
        }
    }
    for (id, (full, short)) in api.ids().zip(full.into_iter().zip(short)) {
        let is_unique = counts.get(&letters_of(&short)) == Some(&1);
        api.ty_mut(id).name = if is_unique { short } else { full };
    }
    let prefixes = context.config.strip_prefix.iter().zip(is_used);
    for (prefix, _) in prefixes.filter(|(_, is_used)| !is_used) {
        let message = format!("no schema has a name with the prefix `{prefix}`");
        diags.push(context.config.unmatched("strip-prefix", prefix, message));
    }
}

/// Follows the owners up to a component or an operation; the nesting of the document limits the loop.
pub(super) fn words(api: &Api, id: TypeId) -> Vec<String> {
    let mut words = Vec::new();
    let mut current = id;
    loop {
        match &api.ty(current).origin {
            Origin::Component(name) => {
                words.push(name.clone());
                break;
            }
            Origin::Operation { index, step } => {
                words.push(step.clone());
                let operation = api.operations.get(*index);
                words.extend(operation.map(|operation| operation.id.clone()));
                break;
            }
            Origin::Nested { owner, step } => {
                // Members of an `allOf` are named like their owner.
                if step != "part" {
                    words.push(step.clone());
                }
                current = *owner;
            }
        }
    }
    words.retain(|word| !word.is_empty());
    words.reverse();
    words
}

/// The words without the first prefix of the configuration that their beginning has.
fn without_prefix(words: &[String], config: &CrateConfig, is_used: &mut [bool]) -> Vec<String> {
    let mut words = words.to_vec();
    let Some(first) = words.first_mut() else {
        return words;
    };
    for (prefix, is_used) in config.strip_prefix.iter().zip(is_used) {
        if let Some(rest) = after_prefix(first, prefix) {
            *first = rest.to_owned();
            *is_used = true;
            break;
        }
    }
    words
}

/// The rest of a name after the letters of a prefix. Returns `None` if the name has other letters or the rest can be no
/// name.
fn after_prefix<'n>(name: &'n str, prefix: &str) -> Option<&'n str> {
    let mut letters = name.char_indices().filter(|(_, it)| it.is_alphanumeric());
    for expected in prefix.chars().filter(|it| it.is_alphanumeric()) {
        let (_, found) = letters.next()?;
        if !found.eq_ignore_ascii_case(&expected) {
            return None;
        }
    }
    let (start, first) = letters.next()?;
    let before = name[..start].chars().next_back();
    let is_word = first.is_uppercase() || before.is_none_or(|before| !before.is_alphanumeric());
    (first.is_alphabetic() && is_word).then(|| &name[start..])
}

/// The words of a long name without those that an earlier one has.
fn without_repetition(words: Vec<String>) -> Vec<String> {
    if letters_of(&words).len() <= MAX_LEN {
        return words;
    }
    let mut known: Vec<String> = Vec::new();
    let mut short: Vec<String> = Vec::new();
    for (index, word) in words.into_iter().enumerate() {
        let parts = word.to_snake_case();
        let parts = parts.split(|it: char| !it.is_alphanumeric());
        let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
        let new: Vec<&str> = parts
            .iter()
            .filter(|part| index == 0 || !known.iter().any(|known| known == **part))
            .copied()
            .collect();
        if index == 0 {
            short.push(word.clone());
        } else if !new.is_empty() {
            short.push(new.join(" "));
        }
        known.extend(parts.into_iter().map(str::to_owned));
    }
    short
}

fn letters_of(words: &[String]) -> String {
    letters(&words.concat())
}

#[cfg(test)]
mod tests {
    use super::{after_prefix, without_repetition};

    #[test]
    fn a_prefix_ends_at_a_word() {
        let table = [
            ("io.k8s.api.core.v1.Pod", "IoK8sApi", Some("core.v1.Pod")),
            ("EtcdserverpbRange", "Etcdserverpb", Some("Range")),
            ("Etcdserverpb", "Etcdserverpb", None),
            ("Etcdserver", "Etcds", None),
            ("Api2", "Api", None),
        ];
        for (name, prefix, expected) in table {
            assert_eq!(after_prefix(name, prefix), expected, "{name}");
        }
    }

    #[test]
    fn only_long_names_lose_words() {
        let words = |words: &[&str]| words.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
        let short = words(&["Order", "order_items"]);
        assert_eq!(without_repetition(short.clone()), short);
        let long = words(&[
            "CreateExternalAccountVerification",
            "response",
            "external_account",
            "verification_requirements",
        ]);
        let shorter = words(&[
            "CreateExternalAccountVerification",
            "response",
            "requirements",
        ]);
        assert_eq!(without_repetition(long), shorter);
    }
}
