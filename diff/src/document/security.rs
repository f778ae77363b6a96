//! Who may call, and how that is shown.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use oascribe_codegen::read::Node;

use super::super::finding::{Operation, Section};
use super::super::spec::At;
use super::{Both, Places, Session, matched};

/// The ways to call: the schemes of each, with their scopes.
pub type Ways = BTreeMap<Vec<String>, Schemes>;

/// Schemes that are needed together, with their scopes.
pub type Schemes = BTreeMap<String, BTreeSet<String>>;

pub fn operation(session: &mut Session<'_>, both: &Both<'_>) {
    let ids = [
        "api-security-added",
        "api-security-removed",
        "api-security-scope-added",
        "api-security-scope-removed",
    ];
    let (base, revision) = (both.base.clone(), both.revision.clone());
    requirements(session, Some(&both.operation), &base, &revision, ids);
}

pub fn document(session: &mut Session<'_>) {
    let ids = [
        "api-global-security-added",
        "api-global-security-removed",
        "api-global-security-scope-added",
        "api-global-security-scope-removed",
    ];
    let (base, revision) = (session.base.at(), session.revision.at());
    requirements(session, None, &base, &revision, ids);
    schemes(session);
}

pub fn ways(at: &At<'_>) -> Ways {
    let items = at
        .node
        .get("security")
        .and_then(Node::as_array)
        .unwrap_or_default();
    let scopes = |node: &Node| -> BTreeSet<String> {
        let items = node.as_array().unwrap_or_default().iter();
        items.filter_map(Node::as_str).map(str::to_owned).collect()
    };
    let way = |node: &Node| -> Option<(Vec<String>, Schemes)> {
        let schemes: Schemes = node
            .as_object()?
            .iter()
            .map(|(name, node)| (name.to_owned(), scopes(node)))
            .collect();
        Some((schemes.keys().cloned().collect(), schemes))
    };
    items.iter().filter_map(way).collect()
}

/// A way to call, in words.
pub fn shown(names: &[String]) -> String {
    match names {
        [] => "nothing".to_owned(),
        names => names.join(" and "),
    }
}

fn requirements(
    session: &mut Session<'_>,
    operation: Option<&Rc<Operation>>,
    base: &At<'_>,
    revision: &At<'_>,
    ids: [&str; 4],
) {
    let [added, removed, scope_added, scope_removed] = ids;
    let section = match operation {
        Some(_) => Section::Paths,
        None => Section::Security,
    };
    let (olds, news) = (ways(base), ways(revision));
    let places = || Places::under("security", base, revision);
    for (names, new) in &news {
        let Some(old) = olds.get(names) else {
            session.tell(section, operation, added, "", &shown(names), places());
            continue;
        };
        for (scheme, scopes) in new {
            let before = old.get(scheme).cloned().unwrap_or_default();
            for scope in scopes.difference(&before) {
                session.tell(section, operation, scope_added, scheme, scope, places());
            }
            for scope in before.difference(scopes) {
                session.tell(section, operation, scope_removed, scheme, scope, places());
            }
        }
    }
    for names in olds.keys().filter(|names| !news.contains_key(*names)) {
        session.tell(section, operation, removed, &shown(names), "", places());
    }
}

fn schemes(session: &mut Session<'_>) {
    let get = |at: At<'_>| at.path(&["components", "securitySchemes"]).is_some();
    if !get(session.base.at()) && !get(session.revision.at()) {
        return;
    }
    let keys = ["components", "securitySchemes"];
    let (base, revision) = (session.base.at(), session.revision.at());
    for (name, old, new) in matched(base.path(&keys), revision.path(&keys)) {
        match (old, new) {
            (None, Some(new)) => {
                let places = Places {
                    base: None,
                    revision: Some(new.pointer),
                };
                say(session, "api-security-component-added", "", name, places);
            }
            (Some(old), None) => {
                let places = Places {
                    base: Some(old.pointer),
                    revision: None,
                };
                say(session, "api-security-component-removed", name, "", places);
            }
            (Some(old), Some(new)) => {
                if let Some((old, new)) = session.open(old, new) {
                    scheme(session, &old, &new);
                }
            }
            (None, None) => {}
        }
    }
}

fn say(session: &mut Session<'_>, id: &str, a: &str, b: &str, places: Places) {
    session.tell(Section::Components, None, id, a, b, places);
}

fn scheme(session: &mut Session<'_>, old: &At<'_>, new: &At<'_>) {
    let text = |at: &At<'_>, key| at.text(key).unwrap_or_default().to_owned();
    let (was, is) = (text(old, "type"), text(new, "type"));
    if was != is {
        say(
            session,
            "api-security-component-type-changed",
            &was,
            &is,
            Places::both(old, new),
        );
        return;
    }
    for (flow, old, new) in matched(old.get("flows"), new.get("flows")) {
        let (Some(old), Some(new)) = (old, new) else {
            continue;
        };
        for (key, id) in [
            (
                "authorizationUrl",
                "api-security-component-oauth-url-changed",
            ),
            ("tokenUrl", "api-security-component-oauth-token-url-changed"),
        ] {
            let (was, is) = (text(&old, key), text(&new, key));
            if was != is {
                say(session, id, &was, &is, Places::both(&old, &new));
            }
        }
        for (scope, was, is) in matched(old.get("scopes"), new.get("scopes")) {
            let id = match (was, is) {
                (None, Some(_)) => "api-security-component-oauth-scope-added",
                (Some(_), None) => "api-security-component-oauth-scope-removed",
                (Some(was), Some(is)) if was.node != is.node => {
                    "api-security-component-oauth-scope-changed"
                }
                _ => continue,
            };
            say(session, id, flow, scope, Places::both(&old, &new));
        }
    }
}
