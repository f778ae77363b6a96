//! The names of schemas in `$defs`.

use std::collections::HashSet;

use crate::read::Document;
use crate::source::Pointer;

/// The names that are taken.
#[derive(Default)]
pub(super) struct Names(HashSet<String>);

impl Names {
    /// Returns a name for a schema that no other one has: its own name, or else with the name of its file, or else with a
    /// number.
    pub(super) fn unique(&mut self, doc: &Document, at: &Pointer) -> String {
        let own = own_name(doc, at);
        let file = doc.name_of(&root_of(at));
        let qualified = match file.as_str() {
            "" => own.clone(),
            file => format!("{file}.{own}"),
        };
        let numbered = (2..).map(|number| format!("{qualified}_{number}"));
        let candidates = [own, qualified.clone()].into_iter().chain(numbered);
        let mut free = candidates.filter(|name| self.0.insert(name.clone()));
        free.next().unwrap_or(qualified)
    }
}

/// Containers of named schemas.
fn is_container(segment: &str) -> bool {
    matches!(segment, "schemas" | "definitions" | "$defs")
}

/// Segments that say nothing in a name.
fn is_noise(segment: &str) -> bool {
    let is_section = matches!(segment, "paths" | "components" | "content" | "properties");
    is_section || is_container(segment)
}

/// The key of a schema among named ones. Any other schema has the path to it, from the last named schema on.
fn own_name(doc: &Document, at: &Pointer) -> String {
    let segments: Vec<_> = at.segments().collect();
    let container = segments.iter().rposition(|segment| is_container(segment));
    let start = container.map_or(0, |container| container + 1);
    match segments.get(start..).unwrap_or_default() {
        [] => doc.name_of(at),
        [name] => name.clone().into_owned(),
        path => {
            let path = path.iter().enumerate();
            let path = path.filter(|(index, segment)| *index == 0 || !is_noise(segment));
            let path: Vec<_> = path.map(|(_, segment)| &**segment).collect();
            path.join(".")
        }
    }
}

fn root_of(at: &Pointer) -> Pointer {
    let holders = std::iter::successors(Some(at.clone()), Pointer::parent);
    holders.last().unwrap_or_else(|| at.clone())
}
