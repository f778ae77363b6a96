//! Merges findings: alternatives that were added to or removed from one `oneOf` or `anyOf`, and removed schemas.

use std::collections::BTreeMap;
use std::rc::Rc;

use oascribe_codegen::source::Pointer;

use super::subject::Subject;
use super::{Finding, Operation};

/// The rule about removed schemas. It affects no requests, so that one finding for all of them is enough.
const SCHEMA_REMOVED: &str = "api-schema-removed";

/// Adds the new name to findings about renamed schemas.
pub fn renamed(findings: &mut [Finding], names: &BTreeMap<Rc<str>, Rc<str>>) {
    for finding in findings
        .iter_mut()
        .filter(|finding| finding.id == SCHEMA_REMOVED)
    {
        let now = names.get(finding.from.as_str());
        finding.replacement = now.map(|name| name.to_string());
    }
}

/// What is equal for findings that are merged.
#[derive(PartialEq, Eq, Hash)]
enum Merged {
    /// One finding for all removed schemas.
    RemovedSchemas,
    /// The alternatives of a union.
    Alternatives(Box<Union>),
    /// Nothing else.
    Single(usize),
}

/// A union that got or lost alternatives.
#[derive(PartialEq, Eq, Hash)]
struct Union {
    id: String,
    subject: Option<Subject>,
    location: Option<Pointer>,
    operations: Vec<Rc<Operation>>,
}

/// Merges findings about the same change.
pub fn merged(findings: Vec<Finding>) -> Vec<Finding> {
    let mut groups: indexmap::IndexMap<Merged, Vec<Finding>> = indexmap::IndexMap::new();
    for (index, finding) in findings.into_iter().enumerate() {
        groups
            .entry(key(&finding, index))
            .or_default()
            .push(finding);
    }
    groups.into_values().filter_map(one).collect()
}

/// A key that is equal for findings that are merged.
fn key(finding: &Finding, index: usize) -> Merged {
    if finding.id == SCHEMA_REMOVED && finding.replacement.is_none() {
        return Merged::RemovedSchemas;
    }
    if !finding.rule.is_about_alternatives() || finding.values.len() != 1 {
        return Merged::Single(index);
    }
    // They share the location of the `oneOf` or `anyOf`.
    let location = match finding.from.is_empty() {
        true => &finding.base,
        false => &finding.revision,
    };
    Merged::Alternatives(Box::new(Union {
        id: finding.id.clone(),
        subject: finding.subject.clone(),
        location: location.clone(),
        operations: finding.operations.clone(),
    }))
}

fn one(findings: Vec<Finding>) -> Option<Finding> {
    let mut others = findings.into_iter();
    let mut first = others.next()?;
    for other in others {
        first.values.extend(other.values);
        first.origins.extend(other.origins);
        first.also.push((other.base, other.revision));
        first.also.extend(other.also);
    }
    Some(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Role;
    use crate::finding::examples::{by_rule, by_schema_rule};
    use crate::schema_path::SchemaPath;

    fn alternative(property: &str, value: &str) -> Finding {
        let role = Role::ResponseBody {
            status: "200".to_owned(),
            media: "application/json".to_owned(),
        };
        let subject = Subject::new(&role, &SchemaPath::Property(&SchemaPath::Root, property));
        let mut finding = by_schema_rule("any-of-added", subject, ["", value]);
        finding.values = vec![value.to_owned()];
        finding
    }

    fn removed(name: &str) -> Finding {
        let mut finding = by_rule(SCHEMA_REMOVED, [name, ""]);
        finding.values = vec![name.to_owned()];
        finding
    }

    #[test]
    fn alternatives_of_one_union_are_merged() {
        let all = [
            alternative("source_id", "card"),
            alternative("source_id", "source"),
            alternative("id", "card"),
        ];
        let merged = merged(all.to_vec());
        let texts: Vec<_> = merged.iter().map(Finding::text).collect();
        assert_eq!(
            texts,
            [
                "the response property `source_id` (200) can now also be `card`, `source` (anyOf)",
                "the response property `id` (200) can now also be `card` (anyOf)",
            ]
        );
        assert_eq!(merged[0].values, ["card", "source"]);
    }

    #[test]
    fn removed_schemas_are_merged() {
        let merged = merged(vec![removed("Cat"), removed("Dog")]);
        assert_eq!(merged.len(), 1);
        assert_eq!(merged[0].text(), "the schemas `Cat`, `Dog` were removed");
        assert_eq!(merged[0].also.len(), 1);
    }

    #[test]
    fn a_renamed_schema_is_reported_separately() {
        let mut all = vec![removed("Cat"), removed("Dog"), removed("Cow")];
        renamed(&mut all, &BTreeMap::from([("Dog".into(), "Hound".into())]));
        let merged = merged(all);
        let texts: Vec<_> = merged.iter().map(Finding::text).collect();
        let dog = "the schema `Dog` was removed; `Hound` is used in its place";
        assert_eq!(texts, ["the schemas `Cat`, `Cow` were removed", dog]);
    }
}
