//! Where the API is: the servers of the document, and those of single paths and operations.
//!
//! In: two documents, or an operation on both sides. Out: findings. The first server is what clients call unless they
//! are told otherwise; where none is named, nothing is said of that. Guaranteed: what happened to the servers of the
//! document is told once, and not again of operations.

use super::super::finding::Section;
use super::super::spec::{At, Spec};
use super::{Both, Places, Session, matched};

const KEY: &str = "servers";

/// A URL, and where it stands.
type Server<'d> = (&'d str, At<'d>);

/// What is told of a list of servers: the end of the rule's id, what was and what is.
struct Told {
    what: &'static str,
    from: String,
    to: String,
    places: Places,
}

pub fn compare(session: &mut Session<'_>) {
    for told in lists(&of_document(session.base), &of_document(session.revision)) {
        let id = format!("api-{}", told.what);
        let (from, to) = (&told.from, &told.to);
        session.tell(Section::Servers, None, &id, from, to, told.places);
    }
}

/// An operation with servers of its own, or of its path, is there and nowhere else.
pub fn operation(session: &mut Session<'_>, both: &Both<'_>) {
    let own = |operation: &At<'_>, item: &At<'_>| {
        let named = |at: &At<'_>| at.get(KEY).is_some_and(|at| !at.items().is_empty());
        named(operation) || named(item)
    };
    let (base, revision) = (&both.base_item.1, &both.revision_item.1);
    if !own(&both.base, base) && !own(&both.revision, revision) {
        return;
    }
    let of_all = lists(&of_document(session.base), &of_document(session.revision));
    let old = of_operation(session.base, &both.base, base);
    let new = of_operation(session.revision, &both.revision, revision);
    for told in lists(&old, &new) {
        let is_same =
            |one: &Told| (one.what, &one.from, &one.to) == (told.what, &told.from, &told.to);
        if !of_all.iter().any(is_same) {
            let id = format!("endpoint-{}", told.what);
            session.say(&both.operation, &id, &told.from, &told.to, told.places);
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
    let named = servers.into_iter();
    named.filter_map(|at| Some((at.text("url")?, at))).collect()
}

fn lists(old: &[Server<'_>], new: &[Server<'_>]) -> Vec<Told> {
    let mut found = Vec::new();
    let mut tell = |what, from: &str, to: &str, places| {
        let (from, to) = (from.to_owned(), to.to_owned());
        found.push(Told {
            what,
            from,
            to,
            places,
        });
    };
    let mut first = ("", "");
    if let ([(was, before), ..], [(is, now), ..]) = (old, new)
        && was != is
    {
        first = (was, is);
        tell("default-server-changed", was, is, Places::both(before, now));
    }
    let same = same(old, new);
    let has = |side: &[Server<'_>], one| side.iter().any(|other| filled(other) == filled(one));
    for (index, server) in old.iter().enumerate() {
        let (url, at) = server;
        let is_kept = same.iter().any(|(kept, _)| *kept == index) || has(new, server);
        if !is_kept && *url != first.0 {
            tell("server-removed", url, "", Places::new(Some(at), None));
        }
    }
    for (index, server) in new.iter().enumerate() {
        let (url, at) = server;
        let is_known = same.iter().any(|(_, known)| *known == index) || has(old, server);
        if !is_known && *url != first.1 {
            tell("server-added", "", url, Places::new(None, Some(at)));
        }
    }
    for (before, now) in same {
        found.extend(variables(&old[before].1, &new[now].1));
    }
    found
}

/// The servers that are on both sides: first those of one URL with the defaults of its variables, then those of one URL.
fn same(old: &[Server<'_>], new: &[Server<'_>]) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let plain = |server: &Server<'_>| server.0.to_owned();
    for text in [filled, plain] {
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

/// The URL with the defaults of its variables: several servers may have the same URL but for those.
fn filled((url, at): &Server<'_>) -> String {
    let variables = at.get("variables").map_or(Vec::new(), |at| at.entries());
    variables
        .into_iter()
        .fold((*url).to_owned(), |url, (name, at)| {
            let default = at.text("default").unwrap_or_default();
            url.replace(&format!("{{{name}}}"), default)
        })
}

/// What stands in the URL unless clients say otherwise.
fn variables(before: &At<'_>, now: &At<'_>) -> Vec<Told> {
    let both = matched(before.get("variables"), now.get("variables")).into_iter();
    let told = both.filter_map(|(name, was, is)| {
        let (was, is) = (was?, is?);
        let (from, to) = (was.text("default")?, is.text("default")?);
        (from != to).then(|| Told {
            what: "server-variable-default-changed",
            from: from.to_owned(),
            to: format!("`{name}` is `{to}`"),
            places: Places::both(&was, &is),
        })
    });
    told.collect()
}
