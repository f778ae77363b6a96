//! Path templates.

use std::borrow::Cow;
use std::collections::HashMap;

use super::super::check::Check;
use super::super::node_path::NodePath;
use super::super::resolve::percent_decoded;
use super::super::{Map, Node};
use crate::diag::{Diagnostic, Part, Severity, codes};

/// Keywords of a path item that are no operations.
const AROUND: &[&str] = &["summary", "description", "servers", "parameters"];

impl Check<'_> {
    /// Takes out what is no path, and says which are no templates, or the same one.
    pub(super) fn paths(&mut self, map: &mut Map, parent: &NodePath<'_>) {
        map.retain(|key, _| {
            if key.starts_with('/') || key.starts_with("x-") {
                return true;
            }
            let message = format!("the path `{key}` does not begin with `/`");
            let found = Diagnostic::new(codes::BAD_PATH, message);
            let found = found.at_key(&parent.key(key).pointer());
            let found = found.label("the path is left out");
            self.report(found.help(format!("write `/{key}`")));
            false
        });
        let mut seen: HashMap<String, (&str, &Node)> = HashMap::new();
        for (path, item) in map.iter().filter(|(path, _)| path.starts_with('/')) {
            let at = parent.key(path).pointer();
            let Some(meaning) = meaning(path) else {
                let message = format!("the braces of `{path}` do not match");
                let found = Diagnostic::new(codes::BAD_PATH, message).at_key(&at);
                let found = found.severity(Severity::Warning);
                self.report(found.label("they are a part of the path as they stand"));
                continue;
            };
            let names: Vec<_> = path.split(['{', '}']).skip(1).step_by(2).collect();
            let twice = (1..names.len()).find(|at| names[..*at].contains(&names[*at]));
            if let Some(twice) = twice {
                let message = format!("`{{{}}}` stands twice in the path", names[twice]);
                let found = Diagnostic::new(codes::BAD_PATH, message).at_key(&at);
                let found = found.severity(Severity::Warning);
                self.report(found.label("both get the same value"));
            }
            match seen.get(&meaning) {
                Some((first, other)) if overlaps(item, other) => {
                    let message = format!("`{path}` and `{first}` are the same path");
                    let found = Diagnostic::new(codes::SAME_PATH, message).at_key(&at);
                    let found = found.label("both have calls: the server can't tell them apart");
                    let first = parent.key(first).pointer();
                    self.report(found.related_part(&first, Part::Key, "the first one"));
                }
                Some(_) => {}
                None => {
                    seen.insert(meaning, (path, item));
                }
            }
        }
    }
}

/// A path without the names of its parameters and without escapes; none where a brace has no other.
fn meaning(path: &str) -> Option<String> {
    let mut meaning = String::with_capacity(path.len());
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}')?;
        if before.contains('}') || name.contains('{') {
            return None;
        }
        meaning.push_str(&decoded(before));
        meaning.push_str("{}");
        rest = after;
    }
    if rest.contains('}') {
        return None;
    }
    meaning.push_str(&decoded(rest));
    Some(meaning)
}

fn decoded(text: &str) -> Cow<'_, str> {
    percent_decoded(text).unwrap_or(Cow::Borrowed(text))
}

/// Whether two path items have an operation of the same method; what stands elsewhere is not looked at.
fn overlaps(one: &Node, other: &Node) -> bool {
    let keys = one.as_object().into_iter().flat_map(Map::keys);
    let mut methods = keys.filter(|key| !AROUND.contains(key) && !key.starts_with("x-"));
    methods.any(|method| method != "$ref" && other.get(method).is_some())
}
