//! Wire findings.
//!
//! The fingerprint of a finding depends on what happened and where, not on its text.

use std::collections::HashSet;
use std::rc::Rc;

use oascribe_codegen::source::Pointer;

use super::Level;
use super::counterexample::{Counterexample, Origin};

/// An operation that a finding affects.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct Operation {
    /// The path template.
    pub path: String,
    /// The HTTP method, in capitals.
    pub method: String,
    /// The `operationId`.
    pub id: Option<String>,
}

/// The part of the document that a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Section {
    /// Operations, including webhooks.
    Paths,
    /// Security requirements and schemes.
    Security,
    /// Servers.
    Servers,
    /// Components that no operation uses, or that are about the document as a whole.
    Components,
}

impl Section {
    /// The name in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Section::Paths => "paths",
            Section::Security => "security",
            Section::Servers => "servers",
            Section::Components => "components",
        }
    }
}

/// A change that a client built from the old document may notice.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Finding {
    /// The id of the rule, such as `request-parameter-became-required`.
    pub id: String,
    /// How bad the change is.
    pub level: Level,
    /// The part of the document that changed.
    pub section: Section,
    /// The affected operations; empty if the change is about the document as a whole.
    pub operations: Vec<Rc<Operation>>,
    /// The response status, parameter or property that changed in the operation.
    pub element: String,
    /// What changed, in one sentence.
    pub text: String,
    /// Why the change has this level.
    pub why: &'static str,
    /// The location in the old document.
    pub base: Option<Pointer>,
    /// The location in the new document.
    pub revision: Option<Pointer>,
    /// The values that were added to or removed from a list.
    pub values: Vec<String>,
    /// Further locations of the same change, in the old and in the new document.
    pub also: Vec<(Option<Pointer>, Option<Pointer>)>,
    /// A value that shows a change of a schema that breaks clients, or may break them.
    pub example: Option<Counterexample>,
    /// Why such a change has no example. `None` if the finding is not about a schema, or breaks no clients.
    pub no_example: Option<String>,
    /// What a finding about a schema was made from. Several if findings were merged.
    pub(crate) origins: Vec<Rc<Origin>>,
    /// Equal for findings about the same change.
    pub(crate) change: String,
}

impl Finding {
    /// Adds an affected operation, unless it was the last one that was added.
    pub(crate) fn add_operation(&mut self, operation: &Rc<Operation>) {
        let last = self.operations.last();
        if !last.is_some_and(|last| Rc::ptr_eq(last, operation)) {
            self.operations.push(Rc::clone(operation));
        }
    }

    /// Merges another finding about the same change.
    fn merge(&mut self, mut other: Finding) {
        if other.level > self.level {
            std::mem::swap(self, &mut other);
        }
        let location = (other.base, other.revision);
        self.operations.extend(other.operations);
        self.origins.extend(other.origins);
        let others = std::iter::once(location).chain(other.also);
        self.also.extend(others);
    }

    /// Twelve hexadecimal digits that identify the finding. They do not depend on its text.
    pub fn fingerprint(&self) -> String {
        let (operation, element) = match self.operations.as_slice() {
            [one] => (
                format!("{} {}", one.method, one.path),
                self.element.as_str(),
            ),
            _ => (String::new(), ""),
        };
        let text = [self.id.as_str(), &operation, element, &self.change].join("\n");
        let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        format!("{:012x}", hash >> 16)
    }
}

/// Merges the findings about the same change. The worst level wins.
pub(crate) fn grouped(findings: Vec<Finding>) -> Vec<Finding> {
    let mut groups: indexmap::IndexMap<String, Finding> = indexmap::IndexMap::new();
    for finding in findings {
        match groups.get_mut(&finding.change) {
            None => {
                groups.insert(finding.change.clone(), finding);
            }
            Some(group) => group.merge(finding),
        }
    }
    let mut found: Vec<_> = groups.into_values().collect();
    for finding in &mut found {
        // Merged findings often share operations: duplicates are removed by address before paths are compared.
        finding.operations.sort_unstable_by_key(Rc::as_ptr);
        finding
            .operations
            .dedup_by(|one, other| Rc::ptr_eq(one, other));
        finding.operations.sort();
        finding.operations.dedup();
        let first = (finding.base.clone(), finding.revision.clone());
        let mut visited = HashSet::from([first]);
        finding
            .also
            .retain(|location| visited.insert(location.clone()));
    }
    found
}

/// The scope of a finding: the whole API, an operation, a part of an operation, or only names.
fn scope(finding: &Finding) -> u8 {
    const OPERATION: &[&str] = &[
        "api-path-removed",
        "api-removed",
        "api-operation-moved",
        "api-security-replaced",
        "endpoint-added",
        "webhook-",
    ];
    let is_operation = OPERATION.iter().any(|start| finding.id.starts_with(start));
    match finding.section {
        Section::Security | Section::Servers => 0,
        Section::Paths | Section::Components if is_operation => 1,
        Section::Paths => 2,
        Section::Components => 3,
    }
}

/// Sorts by level (worst first), then by scope (largest first), then by location.
pub(crate) fn sort(findings: &mut [Finding]) {
    let key = |finding: &Finding| {
        (
            std::cmp::Reverse(finding.level),
            scope(finding),
            finding.section,
            finding.operations.first().cloned(),
            finding.id.clone(),
            finding.element.clone(),
            finding.change.clone(),
        )
    };
    findings.sort_by_cached_key(key);
}
