//! What is told.
//!
//! In: a rule that applies, with its places. Out: findings, one for each fact or one for each operation. Guaranteed: a
//! fingerprint depends on what happened and where, not on how it is worded.

use std::collections::HashSet;
use std::rc::Rc;

use oascribe_codegen::source::Pointer;

use super::Level;

/// An operation as it is named in findings.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Operation {
    pub path: String,
    /// In capitals.
    pub method: String,
    pub id: Option<String>,
}

/// The part of a document that a finding speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    Paths,
    Security,
    Servers,
    Components,
}

impl Section {
    pub fn as_str(self) -> &'static str {
        match self {
            Section::Paths => "paths",
            Section::Security => "security",
            Section::Servers => "servers",
            Section::Components => "components",
        }
    }
}

/// One finding.
#[derive(Clone, Debug)]
pub struct Finding {
    pub id: String,
    pub level: Level,
    pub section: Section,
    /// The operations that it reaches; none where it is about the document.
    pub operations: Vec<Rc<Operation>>,
    /// The status of the response, the parameter, the property: where in the operation.
    pub place: String,
    pub text: String,
    pub why: &'static str,
    pub base: Option<Pointer>,
    pub revision: Option<Pointer>,
    /// The values of a list that came or went.
    pub values: Vec<String>,
    /// Further places where the same happened: in the old document, and in the new one.
    pub also: Vec<(Option<Pointer>, Option<Pointer>)>,
    /// Equal for findings that tell the same fact.
    pub fact: String,
}

impl Finding {
    /// Takes note of a further operation, which may send or receive the same in several places, one after the other.
    pub fn reaches(&mut self, operation: &Rc<Operation>) {
        let last = self.operations.last();
        if !last.is_some_and(|last| Rc::ptr_eq(last, operation)) {
            self.operations.push(Rc::clone(operation));
        }
    }

    /// Becomes one with another finding of the same fact.
    fn take_in(&mut self, mut other: Finding) {
        if other.level > self.level {
            std::mem::swap(self, &mut other);
        }
        let place = (other.base, other.revision);
        self.operations.extend(other.operations);
        let others = std::iter::once(place).chain(other.also);
        self.also.extend(others);
    }

    /// Twelve hexadecimal digits that stay the same as long as the finding does.
    pub fn fingerprint(&self) -> String {
        let (operation, place) = match self.operations.as_slice() {
            [one] => (format!("{} {}", one.method, one.path), self.place.as_str()),
            _ => (String::new(), ""),
        };
        let text = [self.id.as_str(), &operation, place, &self.fact].join("\n");
        let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        format!("{:012x}", hash >> 16)
    }
}

/// One finding for each fact, with all operations and places that it reaches; the worst level of them counts.
pub fn grouped(findings: Vec<Finding>) -> Vec<Finding> {
    let mut groups: indexmap::IndexMap<String, Finding> = indexmap::IndexMap::new();
    for finding in findings {
        match groups.get_mut(&finding.fact) {
            None => {
                groups.insert(finding.fact.clone(), finding);
            }
            Some(group) => group.take_in(finding),
        }
    }
    let mut found: Vec<_> = groups.into_values().collect();
    for finding in &mut found {
        // Many facts in one have many times the same operations: paths are compared when those are gone.
        finding.operations.sort_unstable_by_key(Rc::as_ptr);
        finding
            .operations
            .dedup_by(|one, other| Rc::ptr_eq(one, other));
        finding.operations.sort();
        finding.operations.dedup();
        let first = (finding.base.clone(), finding.revision.clone());
        let mut seen = HashSet::from([first]);
        finding.also.retain(|place| seen.insert(place.clone()));
    }
    found
}

/// How much of the API a finding is about: all of it, a whole operation, a part of one, nothing but names.
fn reach(finding: &Finding) -> u8 {
    const WHOLE: &[&str] = &[
        "api-path-removed",
        "api-removed",
        "api-operation-moved",
        "api-security-replaced",
        "endpoint-added",
        "webhook-",
    ];
    let is_whole = WHOLE.iter().any(|start| finding.id.starts_with(start));
    match finding.section {
        Section::Security | Section::Servers => 0,
        Section::Paths | Section::Components if is_whole => 1,
        Section::Paths => 2,
        Section::Components => 3,
    }
}

/// Worst first, then what reaches far, then by place.
pub fn sort(findings: &mut [Finding]) {
    let key = |finding: &Finding| {
        (
            std::cmp::Reverse(finding.level),
            reach(finding),
            finding.section,
            finding.operations.first().cloned(),
            finding.id.clone(),
            finding.place.clone(),
            finding.fact.clone(),
        )
    };
    findings.sort_by_cached_key(key);
}
