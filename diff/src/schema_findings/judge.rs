//! Compares the values that schemas admit, whatever their differences are.

use super::super::admits::{Direction, Loose, Mode, Verdict};
use super::super::document::{InCall, Role};
use super::super::schema::{Access, Difference, Kind, Pair, PairId};
use super::super::schema_path::SchemaPath;
use super::types::is_loose;
use super::{Filter, Walker};

/// Whether a schema around a schema admits all values that may be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Admitted {
    Unknown,
    Yes,
}

impl<'d> Walker<'_, 'd> {
    /// Decides whether a pair admits all values that may be sent, and which of its differences are reported.
    pub(super) fn judge(
        &mut self,
        pair: &Pair<'d>,
        path: &SchemaPath<'_>,
        access: Access,
        outer: Admitted,
    ) -> (Verdict, Admitted) {
        let mode = self.modes[usize::from(!path.is_root())];
        let is_hidden = match mode.direction {
            Direction::Request => access.read_only,
            Direction::Response => access.write_only,
        };
        let prover = &mut self.state.prover;
        let verdict = match is_hidden {
            true => Verdict::Yes,
            false => prover.decide(&pair.base, &pair.revision, mode),
        };
        let is_safe = outer == Admitted::Yes || verdict.is_yes();
        let is_reverse_safe = pair.differences.iter().any(Difference::is_about_values)
            && prover
                .decide(&pair.base, &pair.revision, mode.reversed())
                .is_yes();
        self.filter = Filter {
            is_safe,
            is_reverse_safe,
            is_undecided: matches!(verdict, Verdict::Unknown(_)),
        };
        let admitted = if is_safe {
            Admitted::Yes
        } else {
            Admitted::Unknown
        };
        (verdict, admitted)
    }

    /// Reports a pair that does not admit all values although none of its differences says so. Returns whether it does.
    pub(super) fn fallback(
        &mut self,
        id: PairId,
        verdict: &Verdict,
        path: &SchemaPath<'_>,
        access: Access,
    ) -> bool {
        let usage = self.usage(path, access);
        let (stem, because) = match verdict {
            Verdict::Yes | Verdict::Undefined => return false,
            Verdict::Unknown(because) => ("values-undecided", because),
            Verdict::No(because) if usage.is_sent() => ("values-narrowed", because),
            Verdict::No(because) => ("values-widened", because),
        };
        if let Some(finding) = self.state.fallbacks.get(&(id, usage)) {
            self.session.findings[*finding].add_operation(&self.one.operation);
            return true;
        }
        let graph = std::rc::Rc::clone(&self.graph);
        let pair = graph.get(id);
        let location =
            |nodes: &[super::super::spec::At<'_>]| nodes.first().map(|at| at.pointer.clone());
        let difference = Difference {
            property: None,
            kind: Kind::plain(stem, "", because.as_str()),
            base: location(&pair.base),
            revision: location(&pair.revision),
        };
        self.filter = Filter::default();
        self.current = id;
        let index = self.session.findings.len();
        self.difference(&difference, path, access);
        self.add_origin(index, id, None);
        if self.detail == super::Detail::Changes && self.session.findings.len() > index {
            self.state.fallbacks.insert((id, usage), index);
        }
        true
    }
}

/// The circumstances in which a schema, or one inside it, is compared.
pub fn mode(role: &Role, is_root: bool) -> Mode {
    let in_a_call = role.in_a_call();
    let direction = match in_a_call {
        InCall::Request | InCall::Parameter => Direction::Request,
        InCall::Response | InCall::Header => Direction::Response,
    };
    let loose = match (is_loose(role, is_root), in_a_call) {
        (false, _) => Loose::Nowhere,
        (true, InCall::Request | InCall::Response) => Loose::Everywhere,
        (true, InCall::Parameter | InCall::Header) => Loose::AtRoot,
    };
    Mode::breaks(direction, loose)
}
