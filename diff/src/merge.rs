//! Merges findings: alternatives that were added to or removed from one `oneOf` or `anyOf`, and removed schemas.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::Finding;
use super::rule_finding::listed;

/// Rules about alternatives: one finding for all that were added to a schema, and one for all that were removed.
const ALTERNATIVES: &[&str] = &[
    "one-of-added",
    "one-of-removed",
    "any-of-added",
    "any-of-removed",
];

/// The rule about removed schemas. It affects no requests, so that one finding for all of them is enough.
const SCHEMA_REMOVED: &str = "api-schema-removed";

/// Whether a rule is about alternatives of a `oneOf` or `anyOf`.
pub fn is_about_alternatives(stem: &str) -> bool {
    ALTERNATIVES.contains(&stem)
}

/// Adds the new name to findings about renamed schemas.
pub fn renamed(findings: &mut [Finding], names: &BTreeMap<Rc<str>, Rc<str>>) {
    for finding in findings
        .iter_mut()
        .filter(|finding| finding.id == SCHEMA_REMOVED)
    {
        let now = finding
            .values
            .first()
            .and_then(|name| names.get(name.as_str()));
        if let Some(now) = now {
            finding.text = format!("{}; `{now}` is used in its place", finding.text);
            finding.values = Vec::new();
        }
    }
}

/// Merges findings about the same change.
pub fn merged(findings: Vec<Finding>) -> Vec<Finding> {
    let mut groups: indexmap::IndexMap<String, Vec<Finding>> = indexmap::IndexMap::new();
    for (index, finding) in findings.into_iter().enumerate() {
        let key = key(&finding).unwrap_or_else(|| index.to_string());
        groups.entry(key).or_default().push(finding);
    }
    groups.into_values().filter_map(one).collect()
}

/// A key that is equal for findings that are merged.
fn key(finding: &Finding) -> Option<String> {
    let is_mergeable = ALTERNATIVES.iter().any(|stem| finding.id.ends_with(stem));
    let [value] = finding.values.as_slice() else {
        return None;
    };
    if finding.id == SCHEMA_REMOVED {
        return Some(finding.id.clone());
    }
    // They share the location of the `oneOf` or `anyOf`.
    let union = match finding.id.ends_with("-added") {
        true => finding.base.as_ref(),
        false => finding.revision.as_ref(),
    };
    let text = finding.text.replace(&format!(" `{value}` ("), " (");
    let union = union.map_or("", |pointer| pointer.as_str());
    is_mergeable.then(|| format!("{}\n{text}\n{union}\n{}", finding.id, operations(finding)))
}

fn operations(finding: &Finding) -> String {
    let names = finding.operations.iter();
    let names = names.map(|operation| format!("{} {}", operation.method, operation.path));
    names.collect::<Vec<_>>().join("\n")
}

fn one(findings: Vec<Finding>) -> Option<Finding> {
    let mut others = findings.into_iter();
    let mut first = others.next()?;
    let first_value = first.values.first().cloned().unwrap_or_default();
    for other in others {
        first.values.extend(other.values);
        first.origins.extend(other.origins);
        first.also.push((other.base, other.revision));
        first.also.extend(other.also);
        first.change = [first.change.as_str(), &other.change].join("\n");
    }
    if first.values.len() > 1 {
        let all = listed(&first.values);
        first.text = match first.id == SCHEMA_REMOVED {
            true => format!("the schemas {all} were removed"),
            false => first
                .text
                .replace(&format!(" `{first_value}` ("), &format!(" {all} (")),
        };
    }
    Some(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Level;
    use crate::finding::Section;

    fn finding(id: &str, text: &str, value: &str) -> Finding {
        Finding {
            id: id.to_owned(),
            level: Level::Error,
            section: Section::Paths,
            operations: Vec::new(),
            element: String::new(),
            text: text.to_owned(),
            why: "",
            base: None,
            revision: None,
            values: vec![value.to_owned()],
            also: Vec::new(),
            example: None,
            no_example: None,
            origins: Vec::new(),
            change: text.to_owned(),
        }
    }

    #[test]
    fn alternatives_of_one_union_are_merged() {
        let alternative = |property: &str, value: &str| {
            let text = format!(
                "the response property `{property}` (200) can now also be `{value}` (anyOf)"
            );
            finding("response-property-any-of-added", &text, value)
        };
        let all = [
            alternative("source_id", "card"),
            alternative("source_id", "source"),
            alternative("id", "card"),
        ];
        let merged = merged(all.to_vec());
        let texts: Vec<_> = merged.iter().map(|finding| finding.text.as_str()).collect();
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
        let removed = |name: &str| {
            finding(
                SCHEMA_REMOVED,
                &format!("the schema `{name}` was removed"),
                name,
            )
        };
        let merged = merged(vec![removed("Cat"), removed("Dog")]);
        assert_eq!(merged.len(), 1);
        assert_eq!(merged[0].text, "the schemas `Cat`, `Dog` were removed");
        assert_eq!(merged[0].also.len(), 1);
    }

    #[test]
    fn a_renamed_schema_is_reported_separately() {
        let removed = |name: &str| {
            finding(
                SCHEMA_REMOVED,
                &format!("the schema `{name}` was removed"),
                name,
            )
        };
        let mut all = vec![removed("Cat"), removed("Dog"), removed("Cow")];
        renamed(&mut all, &BTreeMap::from([("Dog".into(), "Hound".into())]));
        let merged = merged(all);
        let texts: Vec<_> = merged.iter().map(|finding| finding.text.as_str()).collect();
        let dog = "the schema `Dog` was removed; `Hound` is used in its place";
        assert_eq!(texts, ["the schemas `Cat`, `Cow` were removed", dog]);
    }
}
