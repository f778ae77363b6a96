//! Servers of the document, of path items and of operations.
//!
//! Clients call the first server by default. A change of the document's servers is reported once, not for each operation.

use super::super::finding::Section;
use super::super::spec::{At, Spec};
use super::{Both, Pointers, Session, matched};

const KEY: &str = "servers";

/// A URL and its location.
type Server<'d> = (&'d str, At<'d>);

/// A change of a list of servers: the rule without its prefix, and the old and the new value.
struct ServerChange {
    rule: &'static str,
    from: String,
    to: String,
    pointers: Pointers,
}

pub fn compare(session: &mut Session<'_>) {
    for change in changes(&of_document(session.base), &of_document(session.revision)) {
        let id = format!("api-{}", change.rule);
        let (from, to) = (&change.from, &change.to);
        session.report(Section::Servers, None, &id, from, to, change.pointers);
    }
}

/// Compares the servers of an operation, if the operation or its path item declares any.
pub fn operation(session: &mut Session<'_>, both: &Both<'_>) {
    let has_servers = |operation: &At<'_>, item: &At<'_>| {
        let is_listed = |at: &At<'_>| at.get(KEY).is_some_and(|at| !at.items().is_empty());
        is_listed(operation) || is_listed(item)
    };
    let (base, revision) = (&both.base_item.1, &both.revision_item.1);
    if !has_servers(&both.base, base) && !has_servers(&both.revision, revision) {
        return;
    }
    let of_all = changes(&of_document(session.base), &of_document(session.revision));
    let old = of_operation(session.base, &both.base, base);
    let new = of_operation(session.revision, &both.revision, revision);
    for change in changes(&old, &new) {
        let is_inherited = |one: &ServerChange| {
            (one.rule, &one.from, &one.to) == (change.rule, &change.from, &change.to)
        };
        if !of_all.iter().any(is_inherited) {
            let id = format!("endpoint-{}", change.rule);
            session.report_for(
                &both.operation,
                &id,
                &change.from,
                &change.to,
                change.pointers,
            );
        }
    }
}

fn of_document(spec: &Spec) -> Vec<Server<'_>> {
    listed(&spec.at())
}

fn of_operation<'d>(spec: &'d Spec, operation: &At<'d>, item: &At<'d>) -> Vec<Server<'d>> {
    let mut lists = [operation, item].into_iter().map(listed);
    let own = lists.find(|list| !list.is_empty());
    own.unwrap_or_else(|| of_document(spec))
}

fn listed<'d>(at: &At<'d>) -> Vec<Server<'d>> {
    let servers = at.get(KEY).map_or(Vec::new(), |at| at.items());
    let servers = servers.into_iter();
    servers
        .filter_map(|at| Some((at.text("url")?, at)))
        .collect()
}

fn changes(old: &[Server<'_>], new: &[Server<'_>]) -> Vec<ServerChange> {
    let mut found = Vec::new();
    let mut add = |rule, from: &str, to: &str, pointers| {
        let (from, to) = (from.to_owned(), to.to_owned());
        found.push(ServerChange {
            rule,
            from,
            to,
            pointers,
        });
    };
    let mut first = ("", "");
    if let ([(was, before), ..], [(is, now), ..]) = (old, new)
        && was != is
    {
        first = (was, is);
        add(
            "default-server-changed",
            was,
            is,
            Pointers::both(before, now),
        );
    }
    let pairs = pairs(old, new);
    let has = |side: &[Server<'_>], one| {
        side.iter()
            .any(|other| with_defaults(other) == with_defaults(one))
    };
    for (index, server) in old.iter().enumerate() {
        let (url, at) = server;
        let is_matched = pairs.iter().any(|(old, _)| *old == index) || has(new, server);
        if !is_matched && *url != first.0 {
            add("server-removed", url, "", Pointers::new(Some(at), None));
        }
    }
    for (index, server) in new.iter().enumerate() {
        let (url, at) = server;
        let is_matched = pairs.iter().any(|(_, new)| *new == index) || has(old, server);
        if !is_matched && *url != first.1 {
            add("server-added", "", url, Pointers::new(None, Some(at)));
        }
    }
    for (before, now) in pairs {
        found.extend(variables(&old[before].1, &new[now].1));
    }
    found
}

/// Matches servers by their URL with default values for variables, then by the URL template.
fn pairs(old: &[Server<'_>], new: &[Server<'_>]) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let plain = |server: &Server<'_>| server.0.to_owned();
    for text in [with_defaults, plain] {
        for (index, one) in old.iter().enumerate() {
            let is_other = |other: &usize| {
                let is_free = pairs.iter().all(|pair| pair.0 != index && pair.1 != *other);
                is_free && text(&new[*other]) == text(one)
            };
            if let Some(other) = (0..new.len()).find(is_other) {
                pairs.push((index, other));
            }
        }
    }
    pairs
}

/// The URL with default values for variables. Several servers may share a template.
fn with_defaults((url, at): &Server<'_>) -> String {
    let variables = at.get("variables").map_or(Vec::new(), |at| at.entries());
    variables
        .into_iter()
        .fold((*url).to_owned(), |url, (name, at)| {
            let default = at.text("default").unwrap_or_default();
            url.replace(&format!("{{{name}}}"), default)
        })
}

/// Compares the default values of the variables.
fn variables(before: &At<'_>, now: &At<'_>) -> Vec<ServerChange> {
    let both = matched(before.get("variables"), now.get("variables")).into_iter();
    let change = both.filter_map(|(name, was, is)| {
        let (was, is) = (was?, is?);
        let (from, to) = (was.text("default")?, is.text("default")?);
        (from != to).then(|| ServerChange {
            rule: "server-variable-default-changed",
            from: format!("`{name}` changed from `{from}`"),
            to: to.to_owned(),
            pointers: Pointers::both(&was, &is),
        })
    });
    change.collect()
}
