//! The choice of a variant for a value of a union without a discriminator.

use std::cmp::Reverse;

use super::budget::Budget;
use super::fidelity::{self, Deviations};
use super::matcher::Constants;
use super::object::FieldInfo;
use super::supplied;
use super::tape::{Kind, Node, View};
use super::undeclared::{self, Before, Undeclared};
use super::untagged::Candidate;

/// Returns the variant that decodes the value most faithfully, or `None` if the value is no variant.
///
/// A value with a constant that only some variants have belongs to one of these: if none of them can be decoded, that
/// is an error, unless another variant accepts the value as it is. Otherwise, the variants are tried in this order:
/// those whose enums declare the values and whose strings have the declared forms, those with the fewest undeclared
/// properties, those with the most matching constants and forms, those with the most required properties. The first one
/// without undeclared values wins.
pub fn select<T>(
    candidates: &'static [Candidate<T>],
    node: Node<'_>,
) -> Result<Option<T>, serde_json::Error> {
    let value = &View::new(node);
    let possible = candidates
        .iter()
        .filter(|one| one.matcher.is_possible(value));
    let mut possible: Vec<Rated<T>> = possible
        .map(|one| Rated::new(candidates, one, value))
        .collect();
    // The sort is stable: equal variants stay in the order of the table.
    possible.sort_by_key(|one| one.order);
    let mut attempts = Attempts {
        budget: Budget::of(node),
        value: node,
        is_first: true,
        first_error: None,
    };
    let (owners, others): (Vec<_>, Vec<_>) =
        possible.into_iter().partition(|one| one.is_distinguishing);
    let complete = |one: &&Rated<T>| one.candidate.matcher.is_complete(value);
    let Some(owner) = owners.iter().find(complete).or(owners.first()) else {
        return Ok(attempts
            .best(others.iter().filter(complete))
            .map(Best::accept));
    };
    if let Some(best) = attempts.best(owners.iter().filter(complete)) {
        return Ok(Some(best.accept()));
    }
    let error = attempts.first_error.take();
    let is_accepting = |one: &&Rated<T>| one.undeclared <= MAP && !supplied::is_any(node);
    let accepting = others.iter().filter(complete).filter(is_accepting);
    match attempts.best(accepting) {
        Some(best) if best.deviations.values == 0 => Ok(Some(best.accept())),
        _ => match error {
            Some(error) => Err(error),
            None => (owner.candidate.read)(node).map(Some),
        },
    }
}

/// The undeclared properties of a map.
const MAP: usize = 1;

/// A variant and how well it suits a value.
struct Rated<T: 'static> {
    candidate: &'static Candidate<T>,
    /// Whether the value has a constant that other variants don't have.
    is_distinguishing: bool,
    undeclared: usize,
    order: (usize, usize, Reverse<usize>, Reverse<usize>),
}

impl<T> Rated<T> {
    fn new(
        all: &'static [Candidate<T>],
        candidate: &'static Candidate<T>,
        value: &View<'_>,
    ) -> Self {
        let (mut allowed, mut others, mut is_distinguishing) = (0, 0, false);
        for constants in candidate.matcher.constants() {
            let Some(found) = constants.of(value) else {
                continue;
            };
            match constants.allows(found) {
                true => allowed += 1,
                false => others += 1,
            }
            is_distinguishing |= constants.allows(found) && distinguishes(all, constants, found);
        }
        let (weight, lacking) = candidate.matcher.forms(value);
        allowed += weight;
        others += lacking;
        let has_properties = |one: &Candidate<T>| !one.properties.is_empty();
        let undeclared = match all.iter().any(has_properties) {
            true => undeclared(candidate.properties, value.node()),
            false => 0,
        };
        let required = candidate.matcher.required();
        Self {
            candidate,
            is_distinguishing,
            undeclared,
            order: (others, undeclared, Reverse(allowed), Reverse(required)),
        }
    }
}

/// Whether a constant distinguishes the variants: some of them don't have it, and if there are several constants, other
/// variants declare different ones.
fn distinguishes<T>(all: &[Candidate<T>], constants: &Constants, found: Node<'_>) -> bool {
    let same = |one: &Candidate<T>| {
        let mut constants_of_one = one.matcher.constants();
        constants_of_one
            .find(|one| one.is_same_property(constants))
            .copied()
    };
    let allowing = all
        .iter()
        .filter(|one| same(one).is_some_and(|same| same.allows(found)));
    let with = all.iter().filter(|one| same(one).is_some());
    let (allowing, with) = (allowing.count(), with.count());
    allowing < with || (constants.is_single() && allowing < all.len())
}

/// The attempts to decode a value.
struct Attempts<'v> {
    budget: Budget,
    value: Node<'v>,
    is_first: bool,
    first_error: Option<serde_json::Error>,
}

struct Best<T> {
    found: T,
    /// Those within the union, where properties count that another variant may declare, doubled.
    deviations: Deviations,
    /// The properties that are lost.
    lost: usize,
    /// The undeclared properties that it skips, while they are collected.
    skipped: Vec<Undeclared>,
}

impl<T> Best<T> {
    /// Returns the variant, and lists what it skips.
    fn accept(self) -> T {
        undeclared::restore(self.skipped);
        self.found
    }
}

impl Attempts<'_> {
    /// Returns the most faithful of the variants that can be decoded.
    fn best<'c, T: 'static>(
        &mut self,
        candidates: impl Iterator<Item = &'c Rated<T>>,
    ) -> Option<Best<T>> {
        let mut best: Option<Best<T>> = None;
        for rated in candidates {
            if !std::mem::take(&mut self.is_first) && !self.budget.allows() {
                break;
            }
            let before = Before::new();
            let (found, deviations) = fidelity::count(|| (rated.candidate.read)(self.value));
            let skipped_properties = before.take();
            let found = match found {
                Ok(found) => found,
                Err(error) => {
                    self.first_error.get_or_insert(error);
                    continue;
                }
            };
            let lost = deviations.skipped;
            let skipped = rated.undeclared.max(2 * lost);
            let inner = (deviations.values, deviations.notations, deviations.kept);
            let is_faithful = skipped <= rated.undeclared && inner == (0, 0, 0);
            let deviations = Deviations {
                skipped,
                kept: deviations.kept.saturating_add(skipped / 2 - lost),
                ..deviations
            };
            if best
                .as_ref()
                .is_none_or(|best| deviations < best.deviations)
            {
                best = Some(Best {
                    found,
                    deviations,
                    lost,
                    skipped: skipped_properties,
                });
            }
            // The following variants have at least as many undeclared properties.
            if is_faithful {
                break;
            }
        }
        if let Some(best) = &best {
            fidelity::note(Deviations {
                skipped: best.lost,
                ..best.deviations
            });
        }
        best
    }
}

/// Counts the properties of the value, or of the objects in an array, that the variant doesn't declare, doubled. A map
/// counts as one, so it comes after a struct that declares all properties.
fn undeclared(properties: &[FieldInfo], value: Node<'_>) -> usize {
    match value.kind() {
        Kind::Object(_) if properties.is_empty() => MAP,
        Kind::Object(entries) => {
            let is_known = |name: &str| properties.iter().any(|info| info.0 == name);
            let names = entries.map(|(name, _)| name);
            2 * names
                .filter(|name| !is_known(name) && !supplied::is_list(name))
                .count()
        }
        Kind::Array(items) => items.map(|item| undeclared(properties, item)).sum(),
        _ => 0,
    }
}
