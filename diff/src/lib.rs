//! What changed between two documents, and for whom.
//!
//! In: two [`Spec`]s. Out: findings on the wire: what a client built from the old document will notice; and, from the
//! planned items of both sides, what becomes of the Rust API. Guaranteed: the same documents give the same findings in
//! the same order, and a document compared with itself gives none.

pub mod changelog;
mod date;
mod document;
mod finding;
mod level;
mod lifecycle;
pub mod render;
pub mod report;
mod rules;
pub mod rust;
mod schema;
pub mod settings;
mod several;
mod spec;
mod told;
mod walk;
mod way;
pub mod words;

pub use date::Date;
pub use finding::{Finding, Operation};
pub use level::Level;
pub use lifecycle::Policy;
pub use spec::{Siblings, Spec};
pub use walk::Detail;

use std::rc::Rc;

use document::Session;
use finding::{grouped, sort};
use schema::Graph;

/// Compares two documents.
pub fn compare(base: &Spec, revision: &Spec, policy: &Policy, detail: Detail) -> Vec<Finding> {
    let mut session = Session::new(base, revision, policy);
    document::compare(&mut session);
    session.graph.finish();
    let graph = Rc::new(std::mem::replace(
        &mut session.graph,
        Graph::new(base, revision),
    ));
    walk::walk(&mut session, &graph, detail);
    let mut findings = session.findings;
    if detail == Detail::Facts {
        several::renamed(&mut findings, &graph.renamed);
        findings = several::merged(grouped(findings));
    }
    sort(&mut findings);
    findings
}
