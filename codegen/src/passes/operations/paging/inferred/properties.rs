//! The properties of a page and of its metadata.

use super::super::super::lookup::is_bool;
use crate::ir::{Api, Field, Ref};
use crate::passes::letters::letters;

/// Properties with the metadata of a page.
const ENVELOPES: &[&str] = &[
    "meta",
    "metadata",
    "page",
    "pages",
    "pagination",
    "paging",
    "pageinfo",
    "responsemetadata",
];

/// Booleans that are true if more pages follow.
const MORE: &[&str] = &["hasmore", "hasnext", "hasnextpage"];

/// The properties of a page, then those of its metadata, then those of metadata inside of metadata.
pub(in super::super) struct Properties<'a>(Vec<Property<'a>>);

/// A property of a page.
pub(in super::super) struct Property<'a> {
    pub path: Vec<String>,
    /// The letters of its name, without case and separators.
    pub letters: String,
    pub field: &'a Field,
}

impl<'a> Properties<'a> {
    pub fn of(api: &'a Api, page: &'a Ref) -> Self {
        let mut all = Vec::new();
        let mut level: Vec<(Vec<String>, &Ref)> = vec![(Vec::new(), page)];
        for _ in 0..MAX_DEPTH {
            let mut next = Vec::new();
            for (parents, edge) in level {
                for field in api
                    .object(edge)
                    .into_iter()
                    .flat_map(|object| &object.fields)
                {
                    let mut path = parents.clone();
                    path.push(field.wire.clone());
                    let letters = letters(&field.wire);
                    if ENVELOPES.contains(&letters.as_str()) {
                        next.push((path.clone(), &field.ty));
                    }
                    all.push(Property {
                        path,
                        letters,
                        field,
                    });
                }
            }
            level = next;
        }
        Properties(all)
    }

    pub fn iter(&self) -> impl Iterator<Item = &Property<'a>> {
        self.0.iter()
    }

    /// The first property with this name, compared by its letters.
    pub fn named(&self, name: &str) -> Option<&Property<'a>> {
        self.iter().find(|property| property.letters == name)
    }

    /// The boolean of the page that is true on the last one.
    pub fn done(&self, api: &Api) -> Option<Vec<String>> {
        let is_done = |it: &&Property<'_>| it.path.len() == 1 && is_bool_named(api, it, &["done"]);
        self.iter().find(is_done).map(|found| found.path.clone())
    }

    /// The boolean beside a property, or in the page, that is true if more pages follow.
    pub fn more(&self, api: &Api, beside: &[String]) -> Option<Vec<String>> {
        let parent = beside.split_last().map_or(&[][..], |(_, parent)| parent);
        let is_more = |property: &&Property<'_>| {
            let own = property.path.split_last().map_or(&[][..], |(_, own)| own);
            (own == parent || own.is_empty()) && is_bool_named(api, property, MORE)
        };
        self.iter().find(is_more).map(|found| found.path.clone())
    }
}

/// Whether a property is a boolean with one of these names.
pub(in super::super) fn is_bool_named(api: &Api, property: &Property<'_>, names: &[&str]) -> bool {
    names.contains(&property.letters.as_str()) && is_bool(api, &property.field.ty)
}

/// How deep metadata is searched.
const MAX_DEPTH: usize = 3;
