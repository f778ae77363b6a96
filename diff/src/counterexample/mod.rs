//! Values that show a change: one document admits them and the other one refuses them.
//!
//! A value is made from the schemas of the side that admits it, directed by the finding, wrapped up to the whole body,
//! parameter or header, and then checked against both sides by the letter of JSON Schema 2020-12. A value that is not
//! confirmed is not shown.

mod candidates;
mod check;
mod missing;
mod numbers;
mod origin;
mod pattern;
mod sample;
mod search;
mod shortest;
mod shown;
mod wanted;
mod wrap;

use std::rc::Rc;

use oascribe_codegen::source::Pointer;
use serde_json::Value;

use super::admits::Prover;
use super::document::{InCall, Role, Session, Use};
use super::schema::Graph;
use super::{Detail, Finding, Level, Operation};
pub use missing::{NoExample, NoExampleReason};
pub(crate) use origin::Origin;
use search::Search;
use shortest::Shortest;

/// A value that one document admits and the other one refuses.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Counterexample {
    /// The whole body, parameter or header, as JSON. For forms and query strings, the value that is serialized.
    pub value: Value,
    /// The JSON Pointer (RFC 6901) of the part that is refused; empty if it is the whole value.
    pub path: String,
    /// The operation.
    pub operation: Rc<Operation>,
    /// Whether the old document admits the value and the new one refuses it. If not, it is the reverse.
    pub is_refused_now: bool,
    /// The location of the schema of the whole value in the old document.
    pub base: Pointer,
    /// The location of the schema of the whole value in the new document.
    pub revision: Pointer,
    /// Whether the value is sent in the direction of requests: read-only properties are not part of it. In responses,
    /// write-only properties are not.
    pub is_request: bool,
    /// What carries the value, for messages.
    pub(crate) role: Role,
}

/// The number of schemas that are visited for one finding.
const BUDGET: usize = 30_000;

/// The number of schemas that are visited for all findings of a report.
const TOTAL_BUDGET: usize = 3_000_000;

/// The number of origins of a merged finding that are tried.
const MAX_ORIGINS: usize = 3;

/// Adds values to the findings about schemas that break clients or may break them, or the reason why there is none.
pub(crate) fn add<'d>(
    findings: &mut [Finding],
    session: &Session<'d>,
    graph: &Graph<'d>,
    uses: &[Use],
    prover: &mut Prover<'d>,
    detail: Detail,
) {
    let mut search = Search::new(session, graph, prover);
    let mut shortest = Shortest::default();
    let mut total = TOTAL_BUDGET;
    for finding in findings.iter_mut() {
        if finding.level == Level::Info {
            continue;
        }
        let mut origins: Vec<Origin> = Vec::new();
        for origin in finding.origins.iter().take(MAX_ORIGINS) {
            // A finding about one operation is shown in that operation.
            let is_free = detail == Detail::Changes;
            let short = is_free.then(|| shortest.of(origin, uses, graph)).flatten();
            let found = short.into_iter().chain([Origin::clone(origin)]);
            found.for_each(|origin| {
                if !origins.contains(&origin) {
                    origins.push(origin);
                }
            });
        }
        for origin in &origins {
            let Some(usage) = uses.get(origin.usage) else {
                continue;
            };
            search.budget = BUDGET.min(total);
            total -= search.budget;
            let found = search.find(finding, origin, usage);
            total += search.budget;
            match found {
                Ok(found) => {
                    finding.example = Some(found);
                    finding.no_example = None;
                    break;
                }
                Err(reason) => drop(finding.no_example.get_or_insert(reason)),
            }
        }
    }
}

/// Whether a part of a call is sent by the client.
fn is_request(role: &Role) -> bool {
    match role.in_a_call() {
        InCall::Request | InCall::Parameter => true,
        InCall::Response | InCall::Header => false,
    }
}
