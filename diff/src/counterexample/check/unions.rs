//! Schemas that apply to the same value: `allOf`, `anyOf`, `oneOf`, `not`, `if`.

use oascribe_codegen::read::Node;

use super::super::super::spec::At;
use super::{Check, Checker, Hidden, Prepared, Refusal};

impl<'d> Checker<'_, 'd> {
    pub(super) fn unions(
        &mut self,
        value: &Node,
        prepared: &Prepared<'d>,
        hidden: &Hidden<'d>,
    ) -> Check {
        let mut check = Check::Admitted;
        for member in &prepared.all_of {
            check = check.and(|| self.schema(value, member, hidden));
        }
        let Prepared { any_of, one_of, .. } = prepared;
        let check = check.and(|| self.alternatives(value, any_of, hidden, "anyOf", usize::MAX));
        let most = if self.reading.is_lenient {
            usize::MAX
        } else {
            1
        };
        check.and(|| self.alternatives(value, one_of, hidden, "oneOf", most))
    }

    /// Whether at least one and at most some alternatives admit a value.
    fn alternatives(
        &mut self,
        value: &Node,
        alternatives: &[At<'d>],
        hidden: &Hidden<'d>,
        keyword: &'static str,
        most: usize,
    ) -> Check {
        let alternatives = alternatives.iter().filter(|at| !at.node.is_null());
        let (mut count, mut admitted, mut undecided) = (0, 0, None);
        let mut reasons = vec![Refusal {
            path: self.path.clone(),
            keyword,
        }];
        for alternative in alternatives {
            count += 1;
            match self.schema(value, alternative, hidden) {
                Check::Admitted if most == usize::MAX => return Check::Admitted,
                Check::Admitted => admitted += 1,
                Check::Refused(found) => reasons.extend(found),
                Check::Undecided(keyword) => undecided = Some(keyword),
            }
        }
        match (count, admitted, undecided) {
            (0, ..) => Check::Admitted,
            (_, admitted, _) if admitted > most => self.refused(keyword),
            (_, _, Some(keyword)) => Check::Undecided(keyword),
            (_, 0, None) => Check::Refused(reasons),
            _ => Check::Admitted,
        }
    }

    /// `not`, `if`, `then` and `else`. Properties that the direction does not have count there: without them, the opposite
    /// values would be refused.
    pub(super) fn conditions(&mut self, value: &Node, at: &At<'d>, hidden: &Hidden<'d>) -> Check {
        let (not, condition) = (at.get("not"), at.get("if"));
        let check = match not.map(|not| self.condition(value, &not)) {
            Some(Check::Admitted) => self.refused("not"),
            Some(undecided @ Check::Undecided(_)) => undecided,
            Some(Check::Refused(_)) | None => Check::Admitted,
        };
        let branch = match condition.map(|condition| self.condition(value, &condition)) {
            None => return check,
            Some(Check::Admitted) => at.get("then"),
            Some(Check::Refused(_)) => at.get("else"),
            Some(undecided) => return check.and(|| undecided),
        };
        check.and(|| match branch {
            Some(branch) => self.schema(value, &branch, hidden),
            None => Check::Admitted,
        })
    }

    fn condition(&mut self, value: &Node, at: &At<'d>) -> Check {
        let reading = self.reading;
        self.reading.direction = None;
        self.reading.is_lenient = false;
        let check = self.schema(value, at, &Hidden::new());
        self.reading = reading;
        check
    }
}
