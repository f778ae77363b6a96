//! Security requirements and security schemes.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use oascribe_codegen::read::Node;

use super::super::finding::{Operation, Section};
use super::super::spec::At;
use super::{Both, Pointers, Session, matched};

/// Alternative security requirements, by the names of their schemes.
type Requirements = BTreeMap<Vec<String>, Schemes>;

/// Schemes that are required together, with their scopes.
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

/// The alternatives to authenticate. One of them is enough.
pub fn listed(at: &At<'_>) -> Vec<Schemes> {
    let items = at
        .node
        .get("security")
        .and_then(Node::as_array)
        .unwrap_or_default();
    let scopes = |node: &Node| -> BTreeSet<String> {
        let items = node.as_array().unwrap_or_default().iter();
        items.filter_map(Node::as_str).map(str::to_owned).collect()
    };
    let alternative = |node: &Node| -> Option<Schemes> {
        let entries = node.as_object()?.iter();
        Some(
            entries
                .map(|(name, node)| (name.to_owned(), scopes(node)))
                .collect(),
        )
    };
    items.iter().filter_map(alternative).collect()
}

fn alternatives(at: &At<'_>) -> Requirements {
    let by_names = |schemes: Schemes| (schemes.keys().cloned().collect(), schemes);
    listed(at).into_iter().map(by_names).collect()
}

/// A phrase for a security requirement.
pub fn shown(names: &[String]) -> String {
    match names {
        [] => "no credentials".to_owned(),
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
    let (olds, news) = (alternatives(base), alternatives(revision));
    let pointers = || Pointers::under("security", base, revision);
    for (names, new) in &news {
        let Some(old) = olds.get(names) else {
            session.report(section, operation, added, "", &shown(names), pointers());
            continue;
        };
        for (scheme, scopes) in new {
            let before = old.get(scheme).cloned().unwrap_or_default();
            for scope in scopes.difference(&before) {
                session.report(section, operation, scope_added, scheme, scope, pointers());
            }
            for scope in before.difference(scopes) {
                session.report(section, operation, scope_removed, scheme, scope, pointers());
            }
        }
    }
    for names in olds.keys().filter(|names| !news.contains_key(*names)) {
        session.report(section, operation, removed, &shown(names), "", pointers());
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
                let pointers = Pointers {
                    base: None,
                    revision: Some(new.pointer),
                };
                report(session, "api-security-component-added", "", name, pointers);
            }
            (Some(old), None) => {
                let pointers = Pointers {
                    base: Some(old.pointer),
                    revision: None,
                };
                report(
                    session,
                    "api-security-component-removed",
                    name,
                    "",
                    pointers,
                );
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

fn report(session: &mut Session<'_>, id: &str, a: &str, b: &str, pointers: Pointers) {
    session.report(Section::Components, None, id, a, b, pointers);
}

fn scheme(session: &mut Session<'_>, old: &At<'_>, new: &At<'_>) {
    let text = |at: &At<'_>, key| at.text(key).unwrap_or_default().to_owned();
    let (was, is) = (text(old, "type"), text(new, "type"));
    if was != is {
        report(
            session,
            "api-security-component-type-changed",
            &was,
            &is,
            Pointers::both(old, new),
        );
        return;
    }
    let url = |at: &At<'_>| text(at, "openIdConnectUrl");
    if url(old) != url(new) {
        let id = "api-security-component-openid-url-changed";
        report(session, id, &url(old), &url(new), Pointers::both(old, new));
    }
    flows(session, old, new);
}

fn flows(session: &mut Session<'_>, was: &At<'_>, is: &At<'_>) {
    let text = |at: &At<'_>, key| at.text(key).unwrap_or_default().to_owned();
    for (flow, old, new) in matched(was.get("flows"), is.get("flows")) {
        let (old, new) = match (old, new) {
            (Some(old), Some(new)) => (old, new),
            (Some(old), None) => {
                let id = "api-security-component-oauth-flow-removed";
                report(session, id, flow, "", Pointers::both(&old, is));
                continue;
            }
            (None, Some(new)) => {
                let id = "api-security-component-oauth-flow-added";
                report(session, id, "", flow, Pointers::both(was, &new));
                continue;
            }
            (None, None) => continue,
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
                report(session, id, &was, &is, Pointers::both(&old, &new));
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
            report(session, id, flow, scope, Pointers::both(&old, &new));
        }
    }
}
