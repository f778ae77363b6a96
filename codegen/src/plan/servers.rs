//! The names of the API's servers.
//!
//! In: the servers of the document. Out: a constant for each, where there is a choice. Guaranteed: a server keeps the
//! name that it was given first, whatever is said about it later.

use super::docs::Comment;
use super::ident::{Use, ident};
use super::names::Names;
use super::scope::{Case, Scope};
use crate::ir::{Api, Server};

/// A server that goes by a name.
#[derive(Clone, Debug)]
pub struct NamedServer {
    pub name: String,
    pub docs: Comment,
    pub server: Server,
}

/// Descriptions with more words than this are sentences and no names.
const LONGEST_NAME: usize = 4;

/// The servers, if there are several, or were.
pub(super) fn plan(api: &Api, names: &mut Names<'_>) -> Vec<NamedServer> {
    let mut servers = api.servers.iter();
    let is_known = servers.any(|server| names.locked_member(&key(server)).is_some());
    if api.servers.len() < 2 && !is_known {
        return Vec::new();
    }
    let mut scope = Scope::new(Case::Tells);
    let mut locked = Vec::new();
    for server in &api.servers {
        let name = names.locked_member(&key(server));
        let free = name.filter(|name| scope.is_free(name));
        locked.push(free.map(|name| scope.claim(name, &server.url).ident));
    }
    let named = api.servers.iter().zip(locked).map(|(server, name)| {
        let name = name.unwrap_or_else(|| {
            let wish = ident(&words(server, &api.servers), Use::Field).to_uppercase();
            scope.claim(&wish, &server.url).ident
        });
        names.lock_member(&key(server), &name);
        NamedServer {
            name,
            docs: docs(server),
            server: server.clone(),
        }
    });
    named.collect()
}

/// What the lock calls a server.
fn key(server: &Server) -> String {
    format!(
        "#/servers/{}",
        server.url.replace('~', "~0").replace('/', "~1")
    )
}

/// What a server is called: its name, its description if that is one, else what tells its URL from the others.
fn words(server: &Server, all: &[Server]) -> String {
    if !server.name.is_empty() {
        return server.name.clone();
    }
    let said: Vec<&str> = server.description.split_whitespace().collect();
    let mut others = all.iter().filter(|other| other.url != server.url);
    let alone = others.all(|other| other.description != server.description);
    if alone && (1..=LONGEST_NAME).contains(&said.len()) && !server.description.contains("://") {
        return server.description.clone();
    }
    let label = label(&server.url);
    let alone = all.iter().filter(|other| self::label(&other.url) == label);
    match alone.count() {
        1 if !label.is_empty() => label.to_owned(),
        _ => {
            let url = server.url.split("://").last().unwrap_or_default();
            format!("at {url}")
        }
    }
}

/// The first part of the host.
fn label(url: &str) -> &str {
    let host = url.split("://").nth(1).unwrap_or_default();
    let host = host.split(['/', ':']).next().unwrap_or_default();
    host.split('.').next().unwrap_or_default()
}

fn docs(server: &Server) -> Comment {
    let url = format!("`{}`", server.url.replace('`', ""));
    let mut comment = Comment::of(&server.description).with(url);
    for variable in &server.variables {
        let code = |text: &String| format!("`{}`", text.replace('`', ""));
        let allowed: Vec<String> = variable.allowed.iter().map(code).collect();
        let among = match allowed.is_empty() {
            true => String::new(),
            false => format!(", of {}", allowed.join(", ")),
        };
        let (name, default) = (code(&variable.name), code(&variable.default));
        comment = comment.with(format!("{name}: {default} unless told otherwise{among}."));
    }
    comment
}
