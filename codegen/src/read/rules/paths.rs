//! Path templates.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::diag::{Diagnostic, Part, Severity, codes};
use crate::read::check::Check;
use crate::read::node_path::NodePath;
use crate::read::resolve::percent_decoded;
use crate::read::{Map, Node};
use crate::source::Pointer;

/// Keywords of a path item that are not methods.
const OTHER_KEYWORDS: &[&str] = &["summary", "description", "servers", "parameters"];

impl Check<'_> {
    /// Removes keys that are not paths, and reports invalid templates and paths that are the same.
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
        let mut known: HashMap<String, (&str, &Node)> = HashMap::new();
        for (path, item) in map.iter().filter(|(path, _)| path.starts_with('/')) {
            let at = parent.key(path).pointer();
            let Some(template) = normalized_template(path) else {
                let message = format!("the braces in `{path}` are not balanced");
                let found = Diagnostic::new(codes::BAD_PATH, message).at_key(&at);
                let found = found.severity(Severity::Warning);
                self.report(found.label("they remain part of the path"));
                continue;
            };
            self.repeated_parameter(path, &at);
            match known.get(&template) {
                Some((first, other)) if overlaps(item, other) => {
                    let message = format!("`{path}` and `{first}` are the same path");
                    let found = Diagnostic::new(codes::SAME_PATH, message).at_key(&at);
                    let found =
                        found.label("both are generated, but a server can't tell them apart");
                    let first = parent.key(first).pointer();
                    self.report(found.related_part(&first, Part::Key, "the first path"));
                }
                Some(_) => {}
                None => {
                    known.insert(template, (path, item));
                }
            }
        }
    }

    /// Reports a parameter that occurs twice in a path.
    fn repeated_parameter(&mut self, path: &str, at: &Pointer) {
        let names: Vec<_> = path.split(['{', '}']).skip(1).step_by(2).collect();
        let repeated = (1..names.len()).find(|at| names[..*at].contains(&names[*at]));
        if let Some(repeated) = repeated {
            let message = format!("the path contains `{{{}}}` twice", names[repeated]);
            let found = Diagnostic::new(codes::BAD_PATH, message).at_key(at);
            let found = found.severity(Severity::Warning);
            self.report(found.label("both get the same value"));
        }
    }
}

/// The path without parameter names and escapes. Returns `None` if the braces are not balanced.
fn normalized_template(path: &str) -> Option<String> {
    let mut template = String::with_capacity(path.len());
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}')?;
        if before.contains('}') || name.contains('{') {
            return None;
        }
        template.push_str(&decoded(before));
        template.push_str("{}");
        rest = after;
    }
    if rest.contains('}') {
        return None;
    }
    template.push_str(&decoded(rest));
    Some(template)
}

fn decoded(text: &str) -> Cow<'_, str> {
    percent_decoded(text).unwrap_or(Cow::Borrowed(text))
}

/// Whether two path items have an operation with the same method. References are not followed.
fn overlaps(one: &Node, other: &Node) -> bool {
    let keys = one.as_object().into_iter().flat_map(Map::keys);
    let mut methods = keys.filter(|key| !OTHER_KEYWORDS.contains(key) && !key.starts_with("x-"));
    methods.any(|method| method != "$ref" && other.get(method).is_some())
}
