//! Arrays.

use super::super::spec::At;
use super::mode::Mode;
use super::prover::Prover;
use super::shape::Shape;
use super::verdict::Verdict;

/// Keywords that are compared as they are written.
const OPAQUE: &[&str] = &["minContains", "maxContains"];

/// Whether all arrays of one schema are arrays of the other.
pub fn arrays<'d>(
    prover: &mut Prover<'d>,
    sub: &Shape<'d>,
    sup: &Shape<'d>,
    mode: Mode,
) -> Verdict {
    let least = |shape: &Shape<'_>| shape.largest("minItems").unwrap_or(0.0);
    let most = |shape: &Shape<'_>| shape.smallest("maxItems").unwrap_or(f64::INFINITY);
    if least(sub) < least(sup) {
        return Verdict::no("`minItems`");
    }
    if most(sub) > most(sup) {
        return Verdict::no("`maxItems`");
    }
    if sup.flag("uniqueItems") && !sub.flag("uniqueItems") && most(sub) > 1.0 {
        return Verdict::no("`uniqueItems`");
    }
    let count = sub.prefix().max(sup.prefix());
    let verdict = prover.opaque(sub, sup, OPAQUE, mode);
    let mut verdict = verdict.and(|| prover.single(sub, sup, &["contains"], mode));
    for index in 0..=count {
        let (own, wanted) = (sub.item(index), sup.item(index));
        let exists = (index as f64) < most(sub);
        if exists && !wanted.is_empty() {
            verdict = verdict.and(|| match own.is_empty() {
                true => Verdict::no("`items`"),
                false => prover.includes(&own, &wanted, mode.inner()),
            });
        }
    }
    verdict
}

impl<'d> Shape<'d> {
    /// The number of items with schemas of their own.
    pub fn prefix(&self) -> usize {
        let lists = self.parts.iter();
        let lists = lists.filter_map(|part| part.get("prefixItems"));
        lists.map(|list| list.items().len()).max().unwrap_or(0)
    }

    /// The schemas of the item at a position. Empty if it is not restricted.
    pub fn item(&self, index: usize) -> Vec<At<'d>> {
        let of_part = |part: &At<'d>| {
            let prefix = part.get("prefixItems").map_or(Vec::new(), |at| at.items());
            let rest = || part.get("items").or_else(|| part.get("unevaluatedItems"));
            prefix.into_iter().nth(index).or_else(rest)
        };
        let found = self.parts.iter().filter_map(of_part);
        found
            .filter(|at| !super::side::is_anything(at.node))
            .collect()
    }
}
