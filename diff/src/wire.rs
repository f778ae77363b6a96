//! What changed on the wire between two documents.

use std::collections::HashSet;
use std::rc::Rc;

use super::admits::Prover;
use super::counterexample;
use super::document::{self, Session, Use};
use super::finding::{Finding, grouped, sort};
use super::level::Level;
use super::lifecycle::Policy;
use super::merge;
use super::schema::Graph;
use super::schema_findings;
use super::settings::{Detail, Settings};
use super::spec::Spec;

/// Why a change that only overlays make breaks nobody.
const BY_OVERLAY: &str = "an overlay makes this change; the document did not change";

/// The wire findings, sorted, and the number of those that the settings ignore.
///
/// `corrected` is the old document with the overlays of the new one, if the overlays differ: what does not change
/// between it and the new document is a correction, not a change of the API.
pub fn findings(
    (base, corrected): (&Spec, Option<&Spec>),
    revision: &Spec,
    settings: &mut Settings,
) -> (Vec<Finding>, usize) {
    let Settings { policy, detail, .. } = *settings;
    let mut wire = Wire::compare((base, revision), &policy, detail);
    let ignored = settings.apply(&mut wire.findings);
    if let Some(corrected) = corrected {
        let of_document = Wire::compare((corrected, revision), &policy, detail);
        wire.mark_corrections(&of_document.findings);
    }
    wire.add_examples(detail);
    (wire.findings, ignored)
}

/// The findings, and what they were made from.
struct Wire<'d> {
    session: Session<'d>,
    graph: Rc<Graph<'d>>,
    uses: Vec<Use>,
    prover: Prover<'d>,
    findings: Vec<Finding>,
}

impl<'d> Wire<'d> {
    fn compare((base, revision): (&'d Spec, &'d Spec), policy: &'d Policy, detail: Detail) -> Self {
        let mut session = Session::new(base, revision, policy);
        document::compare(&mut session);
        session.graph.finish();
        let graph = Rc::new(std::mem::replace(
            &mut session.graph,
            Graph::new(base, revision),
        ));
        let (uses, prover) = schema_findings::report(&mut session, &graph, detail);
        let mut findings = std::mem::take(&mut session.findings);
        if detail == Detail::Changes {
            merge::renamed(&mut findings, &graph.renamed);
            findings = merge::merged(grouped(findings));
        }
        sort(&mut findings);
        Self {
            session,
            graph,
            uses,
            prover,
            findings,
        }
    }

    /// Marks the findings that are not among those of the document.
    fn mark_corrections(&mut self, of_document: &[Finding]) {
        let of_document: HashSet<_> = of_document.iter().map(Finding::subject_key).collect();
        for finding in &mut self.findings {
            if !of_document.contains(&finding.subject_key()) {
                finding.is_correction = true;
                (finding.level, finding.why) = (Level::Info, BY_OVERLAY);
            }
        }
        sort(&mut self.findings);
    }

    fn add_examples(&mut self, detail: Detail) {
        counterexample::add(
            &mut self.findings,
            &self.session,
            &self.graph,
            &self.uses,
            &mut self.prover,
            detail,
        );
    }
}
