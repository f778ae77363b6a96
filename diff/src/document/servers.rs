//! Servers of the document, of path items and of operations.
//!
//! Clients call the first server by default. A change of the document's servers is reported once, not for each operation.

use std::collections::{HashMap, HashSet, VecDeque};

use super::super::finding::Section;
use super::super::spec::{At, Spec, shown};
use super::{Both, Pointers, Session, matched};

const KEY: &str = "servers";

/// The longest URL with default values for variables, in bytes. A template can repeat a variable with a long default.
const MAX_URL: usize = 1 << 16;

struct Server<'d> {
    /// The URL template.
    url: &'d str,
    /// The URL with default values for variables. Several servers may share a template.
    full: String,
    at: At<'d>,
}

/// The rule of a change without its prefix, and the old and the new value.
pub type Key = (&'static str, String, String);

/// A change of a list of servers.
struct ServerChange {
    key: Key,
    pointers: Pointers,
}

/// The path of the default server, without a slash at the end.
pub fn base_path(spec: &Spec) -> String {
    let servers = of_document(spec);
    let url = servers.first().map_or("", |server| server.full.as_str());
    path_of(url).trim_end_matches('/').to_owned()
}

/// The path of a URL.
fn path_of(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.find('/').map_or("", |start| &rest[start..])
}

pub fn compare(session: &mut Session<'_>) {
    if session.has_moved_prefix && is_same_origin(session) {
        return;
    }
    for change in changes(&of_document(session.base), &of_document(session.revision)) {
        let (rule, from, to) = change.key;
        let id = format!("api-{rule}");
        session.report(Section::Servers, None, &id, &from, &to, change.pointers);
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
    let inherited = session.server_changes.get_or_init(|| {
        let all = changes(&of_document(session.base), &of_document(session.revision));
        all.into_iter().map(|change| change.key).collect()
    });
    let old = of_operation(session.base, &both.base, base);
    let new = of_operation(session.revision, &both.revision, revision);
    let mut changes = changes(&old, &new);
    changes.retain(|change| !inherited.contains(&change.key));
    for change in changes {
        let (rule, from, to) = change.key;
        let id = format!("endpoint-{rule}");
        session.report_for(&both.operation, &id, &from, &to, change.pointers);
    }
}

/// Whether the default servers differ only in their paths.
fn is_same_origin(session: &Session<'_>) -> bool {
    let origin = |spec: &Spec| {
        let servers = of_document(spec);
        let server = servers.first()?;
        let path = path_of(&server.full);
        Some(server.full.strip_suffix(path)?.to_owned())
    };
    origin(session.base) == origin(session.revision)
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
        .filter_map(|at| {
            let url = at.text("url")?;
            let full = with_defaults(url, &at);
            Some(Server { url, full, at })
        })
        .collect()
}

fn changes(old: &[Server<'_>], new: &[Server<'_>]) -> Vec<ServerChange> {
    let mut found = Vec::new();
    let mut add = |rule, from: &str, to: &str, pointers| {
        let key = (rule, from.to_owned(), to.to_owned());
        found.push(ServerChange { key, pointers });
    };
    let mut first = ("", "");
    if let ([before, ..], [now, ..]) = (old, new)
        && before.url != now.url
    {
        first = (before.url, now.url);
        let pointers = Pointers::both(&before.at, &now.at);
        add("default-server-changed", first.0, first.1, pointers);
    }
    let pairs = pairs(old, new);
    let (olds, news): (HashSet<_>, HashSet<_>) = pairs.iter().copied().unzip();
    let old_urls: HashSet<_> = old.iter().map(|server| &server.full).collect();
    let new_urls: HashSet<_> = new.iter().map(|server| &server.full).collect();
    for (index, server) in old.iter().enumerate() {
        let is_matched = olds.contains(&index) || new_urls.contains(&server.full);
        if !is_matched && server.url != first.0 {
            let pointers = Pointers::new(Some(&server.at), None);
            add("server-removed", server.url, "", pointers);
        }
    }
    for (index, server) in new.iter().enumerate() {
        let is_matched = news.contains(&index) || old_urls.contains(&server.full);
        if !is_matched && server.url != first.1 {
            let pointers = Pointers::new(None, Some(&server.at));
            add("server-added", "", server.url, pointers);
        }
    }
    for (before, now) in pairs {
        found.extend(variables(&old[before].at, &new[now].at));
    }
    found
}

/// Matches servers by their URL with default values for variables, then by the URL template.
fn pairs(old: &[Server<'_>], new: &[Server<'_>]) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let mut matched = (vec![false; old.len()], vec![false; new.len()]);
    let texts: [for<'a> fn(&'a Server<'a>) -> &'a str; 2] =
        [|server| &server.full, |server| server.url];
    for text in texts {
        let mut free: HashMap<&str, VecDeque<usize>> = HashMap::new();
        for (index, server) in new
            .iter()
            .enumerate()
            .filter(|(index, _)| !matched.1[*index])
        {
            free.entry(text(server)).or_default().push_back(index);
        }
        for (index, server) in old.iter().enumerate() {
            if !matched.0[index]
                && let Some(other) = free.get_mut(text(server)).and_then(VecDeque::pop_front)
            {
                (matched.0[index], matched.1[other]) = (true, true);
                pairs.push((index, other));
            }
        }
    }
    pairs
}

/// The URL with default values for variables. Returns the template if the URL would be too long.
fn with_defaults(template: &str, at: &At<'_>) -> String {
    let variables = at.get("variables");
    let default = |name: &str| {
        let variable = variables.as_ref()?.get(name)?;
        Some(variable.text("default").unwrap_or_default())
    };
    let mut url = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let end = after.find(['{', '}']).unwrap_or(after.len());
        let (name, next) = after.split_at(end);
        let variable = next
            .strip_prefix('}')
            .and_then(|next| Some((default(name)?, next)));
        let (text, next) = variable.unwrap_or(("{", after));
        url.extend([before, text]);
        rest = next;
        if url.len() > MAX_URL {
            return template.to_owned();
        }
    }
    url + rest
}

/// Compares the values of the variables.
fn variables(before: &At<'_>, now: &At<'_>) -> Vec<ServerChange> {
    let mut changes = Vec::new();
    for (name, was, is) in matched(before.get("variables"), now.get("variables")) {
        let (Some(was), Some(is)) = (was, is) else {
            continue;
        };
        let mut add = |rule, from: String, to: &str| {
            let key = (rule, from, to.to_owned());
            let pointers = Pointers::both(&was, &is);
            changes.push(ServerChange { key, pointers });
        };
        if let (Some(from), Some(to)) = (was.text("default"), is.text("default"))
            && from != to
        {
            let from = format!("`{name}` changed from `{from}`");
            add("server-variable-default-changed", from, to);
        }
        let values = |at: &At<'_>| -> Option<Vec<String>> {
            let items = at.get("enum")?.items();
            Some(items.iter().map(|at| shown(at.node)).collect())
        };
        match (values(&was), values(&is)) {
            (Some(olds), Some(news)) => {
                for value in olds.iter().filter(|value| !news.contains(value)) {
                    add("server-variable-value-removed", name.to_owned(), value);
                }
            }
            (None, Some(news)) => add(
                "server-variable-restricted",
                name.to_owned(),
                &news.join(", "),
            ),
            _ => {}
        }
    }
    changes
}
