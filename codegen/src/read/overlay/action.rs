//! Parses the actions of an overlay.
//!
//! Input: the tree of an overlay. Output: its valid actions. Every invalid action is an error with its line.

use super::{bad_overlay, refuse};
use crate::diag::{Diagnostic, Diagnostics, codes, similar};
use crate::read::query::Query;
use crate::read::{Map, Node};
use crate::source::{FileId, Pointer, Sources};

/// An action of an overlay.
pub(super) struct Action {
    pub at: Pointer,
    pub target: Query,
    pub change: Change,
}

/// The change of an action to its targets.
pub(super) enum Change {
    /// Merges this value into each target.
    Update(Node),
    /// Merges another node of the document into each target.
    Copy(Query),
    Remove,
}

const OVERLAY_KEYWORDS: &[&str] = &["overlay", "info", "extends", "actions"];
const ACTION_KEYWORDS: &[&str] = &["target", "description", "update", "copy", "remove"];

/// The actions, in order.
pub(super) fn actions(
    tree: &Node,
    sources: &Sources,
    (file, overlay): (FileId, FileId),
    diags: &mut Diagnostics,
) -> Vec<Action> {
    let at = Pointer::root(overlay);
    let items = match items(tree, &at) {
        Ok(items) => items,
        Err(found) => {
            diags.push(found.label("the overlay is not applied"));
            return Vec::new();
        }
    };
    if let Some(map) = tree.as_object() {
        unknown(map, &at, OVERLAY_KEYWORDS, diags);
        if !map.contains("info") {
            let message = "the overlay has no `info`";
            let found = Diagnostic::new(codes::MISSING_KEYWORD, message).at(&at);
            diags.push(found.label("it is applied anyway"));
        }
    }
    extends(tree, sources, (file, overlay), diags);
    let at = at.child("actions");
    let mut actions = Vec::new();
    for (index, item) in items.iter().enumerate() {
        match action(item, at.index(index), diags) {
            Ok(action) => actions.push(action),
            Err(found) => diags.push(found.label("the action is not applied")),
        }
    }
    actions
}

fn items<'t>(tree: &'t Node, at: &Pointer) -> Result<&'t [Node], Box<Diagnostic>> {
    let Some(map) = tree.as_object() else {
        let message = format!("an overlay must be an object, not {}", tree.describe());
        return refuse(bad_overlay(message).at(at));
    };
    let declared = match map.get("overlay") {
        None => {
            let found = bad_overlay("the overlay does not begin with `overlay: 1.1.0`").at(at);
            let is_api = map.contains("openapi") || map.contains("swagger");
            return refuse(match is_api {
                true => found.help("check the file name: this is an OpenAPI document"),
                false => found,
            });
        }
        Some(Node::String(text)) => text.trim().to_owned(),
        Some(Node::Number(number)) => format!("{:?}", number.as_f64()),
        Some(other) => other.describe(),
    };
    if !["1.0", "1.1"].iter().any(|known| {
        let rest = declared.strip_prefix(known);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }) {
        let message = format!("version {declared} of overlays is not supported");
        let found = bad_overlay(message).at(&at.child("overlay"));
        return refuse(found.help("supported versions are 1.0 and 1.1"));
    }
    match map.get("actions") {
        Some(Node::Array(items)) if !items.is_empty() => Ok(items),
        Some(Node::Array(_)) => {
            refuse(bad_overlay("the overlay has no actions").at(&at.child("actions")))
        }
        Some(other) => {
            let message = format!("`actions` must be an array, not {}", other.describe());
            refuse(bad_overlay(message).at(&at.child("actions")))
        }
        None => refuse(bad_overlay("the overlay has no `actions`").at(at)),
    }
}

fn action(item: &Node, at: Pointer, diags: &mut Diagnostics) -> Result<Action, Box<Diagnostic>> {
    let Some(map) = item.as_object() else {
        let message = format!("an action must be an object, not {}", item.describe());
        return refuse(bad_overlay(message).at(&at));
    };
    unknown(map, &at, ACTION_KEYWORDS, diags);
    let target = match map.get("target") {
        Some(target) => query(target, "target", &at)?,
        None => return refuse(bad_overlay("the action has no `target`").at(&at)),
    };
    let removes = match map.get("remove") {
        None => false,
        Some(Node::Bool(removes)) => *removes,
        Some(other) => {
            let message = format!(
                "`remove` must be `true` or `false`, not {}",
                other.describe()
            );
            return refuse(bad_overlay(message).at(&at.child("remove")));
        }
    };
    let change = match (removes, map.get("update"), map.get("copy")) {
        (true, _, _) => Change::Remove,
        (false, Some(update), None) => Change::Update(update.clone()),
        (false, None, Some(copy)) => Change::Copy(query(copy, "copy", &at)?),
        (false, Some(_), Some(_)) => {
            let found =
                bad_overlay("the action has both `update` and `copy`").at_key(&at.child("copy"));
            return refuse(found.help("split it into two actions"));
        }
        (false, None, None) => {
            return refuse(
                bad_overlay("the action has no `update`, `copy` or `remove: true`").at(&at),
            );
        }
    };
    Ok(Action { at, target, change })
}

fn query(node: &Node, key: &str, at: &Pointer) -> Result<Query, Box<Diagnostic>> {
    let at = at.child(key);
    let Some(text) = node.as_str() else {
        let message = format!("`{key}` must be a JSONPath, not {}", node.describe());
        return refuse(bad_overlay(message).at(&at));
    };
    Query::parse(text).map_err(|error| {
        let (message, position) = (error.message, error.at + 1);
        Box::new(
            bad_overlay(format!(
                "invalid JSONPath at character {position}: {message}"
            ))
            .at(&at),
        )
    })
}

fn unknown(map: &Map, at: &Pointer, known: &[&str], diags: &mut Diagnostics) {
    let is_unknown = |key: &&str| !known.contains(key) && !key.starts_with("x-");
    for key in map.keys().filter(is_unknown) {
        let message = format!("`{key}` is not a keyword of an overlay");
        let found = Diagnostic::new(codes::UNKNOWN_KEYWORD, message).at_key(&at.child(key));
        let found = found.label("the keyword is ignored");
        diags.push(match similar(key, known.iter().copied()) {
            Some(known) => found.help(format!("did you mean `{known}`?")),
            None => found,
        });
    }
}

/// Reports an overlay that is written for another document. Only file names are compared: the document may be a copy.
fn extends(
    tree: &Node,
    sources: &Sources,
    (file, overlay): (FileId, FileId),
    diags: &mut Diagnostics,
) {
    let Some(extends) = tree.get("extends") else {
        return;
    };
    let at = Pointer::root(overlay).child("extends");
    let Some(uri) = extends.as_str() else {
        let message = format!("`extends` must be a URI, not {}", extends.describe());
        return diags.push(bad_overlay(message).at(&at).label("it is ignored"));
    };
    let last = |name: &str| name.rsplit('/').next().unwrap_or_default().to_owned();
    let intended = last(uri.split(['?', '#']).next().unwrap_or_default());
    let name = sources.normalized_name(file);
    if intended != last(&name) {
        let message = format!("the overlay is written for `{uri}`, not for `{name}`");
        let found = Diagnostic::new(codes::FOREIGN_OVERLAY, message).at(&at);
        diags.push(found.label("it is applied anyway"));
    }
}
