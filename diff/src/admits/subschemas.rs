//! Keywords whose subschemas values must match in some cases.

use std::slice::from_ref;

use super::super::spec::At;
use super::mode::Mode;
use super::prover::Prover;
use super::shape::Shape;
use super::verdict::Verdict;

impl<'d> Prover<'d> {
    /// Keywords with one subschema.
    pub fn single(
        &mut self,
        sub: &Shape<'d>,
        sup: &Shape<'d>,
        keywords: &[&str],
        mode: Mode,
    ) -> Verdict {
        let mut verdict = Verdict::Yes;
        for keyword in keywords {
            let (own, wanted) = (sub.nested(keyword), sup.nested(keyword));
            verdict = verdict.and(|| match (own.is_empty(), wanted.is_empty()) {
                (_, true) => Verdict::Yes,
                (true, false) => Verdict::no(format!("`{keyword}`")),
                (false, false) => self.includes(&own, &wanted, mode.inner()),
            });
        }
        verdict
    }

    /// Keywords with subschemas by name.
    pub fn named(
        &mut self,
        sub: &Shape<'d>,
        sup: &Shape<'d>,
        keywords: &[&str],
        mode: Mode,
    ) -> Verdict {
        let mut verdict = Verdict::Yes;
        for keyword in keywords {
            let entries = |shape: &Shape<'d>| -> Vec<_> {
                let nested = shape.nested(keyword);
                nested.iter().flat_map(At::all_entries).collect()
            };
            let own = entries(sub);
            for (name, limit) in entries(sup) {
                let found = own.iter().find(|(own, _)| *own == name);
                verdict = verdict.and(|| match found {
                    Some((_, own)) => self.includes(from_ref(own), from_ref(&limit), mode.inner()),
                    None if own.is_empty() => Verdict::no(format!("`{keyword}`")),
                    None => Verdict::unknown(format!("`{keyword}`")),
                });
            }
        }
        verdict
    }

    /// Keywords that are compared as they are written.
    pub fn opaque(
        &self,
        sub: &Shape<'d>,
        sup: &Shape<'d>,
        keywords: &[&str],
        mode: Mode,
    ) -> Verdict {
        for keyword in keywords {
            let own: Vec<_> = sub.nested(keyword);
            let is_known = |sup: &At<'d>| own.iter().any(|sub| self.is_same(sub, sup, mode));
            if !sup.nested(keyword).iter().all(is_known) {
                return Verdict::unknown(format!("`{keyword}`"));
            }
        }
        Verdict::Yes
    }
}
