//! The comparison of schemas. A pair of schemas is compared once, so recursive schemas end.

use super::Texts;
use super::comparison::Comparison;
use super::flatten::{FlatSchema, flatten};
use super::node_ref::NodeRef;

/// Keywords that hold text.
const TEXTS: [&str; 4] = ["title", "description", "example", "externalDocs"];

impl<'c> Comparison<'c> {
    pub(super) fn schema(&mut self, subject: &str, pages: &NodeRef<'c>, spec: &NodeRef<'c>) {
        let mut open = vec![(subject.to_owned(), pages.clone(), spec.clone())];
        while let Some((subject, pages, spec)) = open.pop() {
            let (one, other) = (pages.resolved(self.pages), spec.resolved(self.spec));
            if !self.visited.insert((one.at.clone(), other.at.clone())) {
                continue;
            }
            let (ours, theirs) = (flatten(&pages, self.pages), flatten(&spec, self.spec));
            let subject = match &ours.name {
                Some(name) => format!("`{name}`"),
                None => subject,
            };
            let mut next = Vec::new();
            self.keywords(&subject, &ours, &theirs, &other, &mut next);
            self.properties(&subject, &ours, &theirs, &other, &mut next);
            open.extend(next.into_iter().rev());
        }
    }

    fn keywords(
        &mut self,
        subject: &str,
        ours: &FlatSchema<'c>,
        theirs: &FlatSchema<'c>,
        spec: &NodeRef<'c>,
        next: &mut Vec<(String, NodeRef<'c>, NodeRef<'c>)>,
    ) {
        for (key, one) in &ours.keywords {
            let other = theirs.keywords.get(key);
            match (*key, other) {
                ("items" | "additionalProperties", Some(other))
                    if other.node.as_object().is_some() && one.node.as_object().is_some() =>
                {
                    next.push((format!("{subject}: {key}"), one.clone(), other.clone()));
                }
                // `true` is the default.
                ("additionalProperties", None) if one.node.as_bool() == Some(true) => {}
                ("enum", Some(other)) => self.values(subject, one, other),
                (key, _) if TEXTS.contains(&key) && self.texts == Texts::Ignored => {}
                (key, other) => self.value(format!("{subject}: {key}"), Some(one), other, &spec.at),
            }
        }
        for (key, other) in &theirs.keywords {
            let text = TEXTS.contains(key) && self.texts == Texts::Ignored;
            let open = *key == "additionalProperties" && other.node.as_bool() == Some(true);
            if !ours.keywords.contains_key(key) && !text && !open {
                self.beyond(format!("{subject}: {key}"), other);
            }
        }
    }

    fn values(&mut self, subject: &str, pages: &NodeRef<'c>, spec: &NodeRef<'c>) {
        let (ours, theirs) = (pages.items(), spec.items());
        for one in &ours {
            if !theirs.iter().any(|other| other.node == one.node) {
                self.missing(
                    format!("{subject}: the value `{}`", one.text()),
                    one,
                    &spec.at,
                );
            }
        }
        for other in &theirs {
            if !ours.iter().any(|one| other.node == one.node) {
                self.beyond(format!("{subject}: the value `{}`", other.text()), other);
            }
        }
    }

    fn properties(
        &mut self,
        subject: &str,
        ours: &FlatSchema<'c>,
        theirs: &FlatSchema<'c>,
        spec: &NodeRef<'c>,
        next: &mut Vec<(String, NodeRef<'c>, NodeRef<'c>)>,
    ) {
        for (name, one) in &ours.properties {
            let subject = property_subject(subject, name);
            match theirs.properties.get(name) {
                Some(other) => next.push((subject, one.clone(), other.clone())),
                None => self.missing(subject, one, &spec.at),
            }
        }
        for (name, other) in &theirs.properties {
            if !ours.properties.contains_key(name) {
                self.beyond(property_subject(subject, name), other);
            }
        }
        for (name, one) in &ours.required {
            if !theirs.required.contains_key(name) {
                self.missing(
                    format!("{}: required", property_subject(subject, name)),
                    one,
                    &spec.at,
                );
            }
        }
        for (name, other) in &theirs.required {
            if !ours.required.contains_key(name) {
                self.beyond(
                    format!("{}: required", property_subject(subject, name)),
                    other,
                );
            }
        }
    }
}

/// `` `Backup` `` and `id` → `` `Backup.id` ``.
fn property_subject(subject: &str, name: &str) -> String {
    match subject
        .strip_prefix('`')
        .and_then(|it| it.strip_suffix('`'))
    {
        Some(owner) => format!("`{owner}.{name}`"),
        None => format!("{subject}: `{name}`"),
    }
}
