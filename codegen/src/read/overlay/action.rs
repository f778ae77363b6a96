//! The actions of an overlay.
//!
//! In: the tree of an overlay. Out: what each action changes, and where. Guaranteed: what is no overlay, or no action,
//! is an error at its line; the actions that are right come out all the same.

use super::super::query::Query;
use super::super::{Map, Node};
use super::{refuse, wrong};
use crate::diag::{Diagnostic, Diagnostics, codes, similar};
use crate::source::{FileId, Pointer, Sources};

/// One change of a document.
pub(super) struct Action {
    pub at: Pointer,
    pub target: Query,
    pub change: Change,
}

/// What is done with the targets.
pub(super) enum Change {
    /// This is merged into each.
    Update(Node),
    /// What stands elsewhere in the document is merged into each.
    Copy(Query),
    Remove,
}

const IN_OVERLAY: &[&str] = &["overlay", "info", "extends", "actions"];
const IN_ACTION: &[&str] = &["target", "description", "update", "copy", "remove"];

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
            diags.push(found.label("nothing of it is applied"));
            return Vec::new();
        }
    };
    if let Some(map) = tree.as_object() {
        unknown(map, &at, IN_OVERLAY, diags);
        if !map.contains("info") {
            let message = "an overlay has `info`, with `title` and `version`";
            let found = Diagnostic::new(codes::MISSING_KEYWORD, message).at(&at);
            diags.push(found.label("it is read without"));
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
        let message = format!("an overlay is an object, not {}", tree.describe());
        return refuse(wrong(message).at(at));
    };
    let stated = match map.get("overlay") {
        None => {
            let found = wrong("an overlay begins with `overlay: 1.1.0`").at(at);
            let is_api = map.contains("openapi") || map.contains("swagger");
            return refuse(match is_api {
                true => found.help("this is an API: is it the right file?"),
                false => found,
            });
        }
        Some(Node::String(text)) => text.trim().to_owned(),
        Some(Node::Number(number)) => format!("{:?}", number.as_f64()),
        Some(other) => other.describe(),
    };
    if !["1.0", "1.1"].iter().any(|known| {
        let rest = stated.strip_prefix(known);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }) {
        let message = format!("overlays of version {stated} are not read");
        let found = wrong(message).at(&at.child("overlay"));
        return refuse(found.help("versions 1.0 and 1.1 are"));
    }
    match map.get("actions") {
        Some(Node::Array(items)) if !items.is_empty() => Ok(items),
        Some(Node::Array(_)) => refuse(wrong("the overlay has no action").at(&at.child("actions"))),
        Some(other) => {
            let message = format!("`actions` is a list, not {}", other.describe());
            refuse(wrong(message).at(&at.child("actions")))
        }
        None => refuse(wrong("the overlay has no `actions`").at(at)),
    }
}

fn action(item: &Node, at: Pointer, diags: &mut Diagnostics) -> Result<Action, Box<Diagnostic>> {
    let Some(map) = item.as_object() else {
        let message = format!("an action is an object, not {}", item.describe());
        return refuse(wrong(message).at(&at));
    };
    unknown(map, &at, IN_ACTION, diags);
    let target = match map.get("target") {
        Some(target) => query(target, "target", &at)?,
        None => return refuse(wrong("the action has no `target`").at(&at)),
    };
    let removes = match map.get("remove") {
        None => false,
        Some(Node::Bool(removes)) => *removes,
        Some(other) => {
            let message = format!("`remove` is `true` or `false`, not {}", other.describe());
            return refuse(wrong(message).at(&at.child("remove")));
        }
    };
    let change = match (removes, map.get("update"), map.get("copy")) {
        (true, _, _) => Change::Remove,
        (false, Some(update), None) => Change::Update(update.clone()),
        (false, None, Some(copy)) => Change::Copy(query(copy, "copy", &at)?),
        (false, Some(_), Some(_)) => {
            let found = wrong("the action has `update` and `copy`").at_key(&at.child("copy"));
            return refuse(found.help("make two actions of it"));
        }
        (false, None, None) => {
            return refuse(wrong("the action has no `update`, `copy` or `remove: true`").at(&at));
        }
    };
    Ok(Action { at, target, change })
}

fn query(node: &Node, key: &str, at: &Pointer) -> Result<Query, Box<Diagnostic>> {
    let at = at.child(key);
    let Some(text) = node.as_str() else {
        let message = format!("`{key}` is a JSONPath, not {}", node.describe());
        return refuse(wrong(message).at(&at));
    };
    Query::parse(text).map_err(|fault| {
        let (message, place) = (fault.message, fault.at + 1);
        Box::new(wrong(format!("no JSONPath at character {place}: {message}")).at(&at))
    })
}

fn unknown(map: &Map, at: &Pointer, known: &[&str], diags: &mut Diagnostics) {
    let strange = |key: &&str| !known.contains(key) && !key.starts_with("x-");
    for key in map.keys().filter(strange) {
        let message = format!("`{key}` is no keyword of an overlay");
        let found = Diagnostic::new(codes::UNKNOWN_KEYWORD, message).at_key(&at.child(key));
        let found = found.label("it has no effect");
        diags.push(match similar(key, known.iter().copied()) {
            Some(known) => found.help(format!("did you mean `{known}`?")),
            None => found,
        });
    }
}

/// Tells where an overlay is meant for another document. What it names may be a copy elsewhere, under the same name.
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
        let message = format!("`extends` is a URI, not {}", extends.describe());
        return diags.push(wrong(message).at(&at).label("it is not looked at"));
    };
    let last = |name: &str| name.rsplit('/').next().unwrap_or_default().to_owned();
    let meant = last(uri.split(['?', '#']).next().unwrap_or_default());
    let name = sources.tidy_name(file);
    if meant != last(&name) {
        let message = format!("the overlay is made for `{uri}`, not for {name}");
        let found = Diagnostic::new(codes::FOREIGN_OVERLAY, message).at(&at);
        diags.push(found.label("it is applied all the same"));
    }
}
