//! The constants for servers.
//!
//! In: the servers of the document and of its operations. Out: a constant for each server that you can select.
//! Guaranteed: a server keeps its first name, even if its description changes.

use std::collections::{HashMap, HashSet};

use super::docs::{Comment, Sentence};
use super::ident::{Use, ident};
use super::names::Names;
use super::scope::{Case, Scope};
use crate::ir::{Api, Server};

/// A server with a constant.
#[derive(Clone, Debug)]
pub struct NamedServer {
    pub name: String,
    pub docs: Comment,
    pub server: Server,
}

/// A reference to a server: by the name of its constant, if it has one.
#[derive(Clone, Debug)]
pub enum ServerRef {
    Named(String),
    Plain(Server),
}

impl ServerRef {
    /// The server, unless there is a constant for it.
    pub fn plain(&self) -> Option<&Server> {
        match self {
            ServerRef::Named(_) => None,
            ServerRef::Plain(server) => Some(server),
        }
    }
}

/// The servers with constants.
#[derive(Clone, Debug, Default)]
pub(super) struct Servers {
    /// The servers of the API.
    pub constants: Vec<NamedServer>,
    /// The servers of single operations.
    pub operation_constants: Vec<NamedServer>,
}

impl Servers {
    pub fn refer(&self, server: &Server) -> ServerRef {
        let mut all = self.constants.iter().chain(&self.operation_constants);
        match all.find(|known| known.server.is_same(server)) {
            Some(known) => ServerRef::Named(known.name.clone()),
            None => ServerRef::Plain(server.clone()),
        }
    }
}

/// Descriptions with more words than this are sentences, not names.
const LONGEST_NAME: usize = 4;

/// The servers of the API and of each operation, if there are several or one of them has a name.
pub(super) fn plan(api: &Api, names: &mut Names<'_>) -> Servers {
    let locked = |key: &String| names.locked_property(key).is_some();
    let (mut all, mut common) = with_constants(api, &locked);
    // A server that gets a name as one of several has it everywhere, as it will have when its name is locked.
    loop {
        let known: HashSet<_> = keys(&all, common).into_iter().collect();
        let is_named = |key: &String| locked(key) || known.contains(key);
        let more = with_constants(api, &is_named);
        if (more.0.len(), more.1) == (all.len(), common) {
            break;
        }
        (all, common) = more;
    }
    let mut constants = named(&all, &keys(&all, common), names);
    let operation_constants = constants.split_off(common);
    Servers {
        constants,
        operation_constants,
    }
}

/// The servers that get constants: those of the API first, and their number.
fn with_constants(api: &Api, is_named: &dyn Fn(&String) -> bool) -> (Vec<Server>, usize) {
    let needs_constants = |servers: &[Server], key: fn(&Server) -> String| {
        servers.len() > 1 || servers.iter().any(|server| is_named(&key(server)))
    };
    let mut all = match needs_constants(&api.servers, |server| key(&server.url)) {
        true => api.servers.clone(),
        false => Vec::new(),
    };
    let common = all.len();
    let urls = |server: &Server| (server.url.clone(), server.default_url());
    let mut known: HashSet<_> = all.iter().map(urls).collect();
    let operations = api.operations.iter().map(|operation| &operation.servers);
    let has_own = |own: &&Vec<Server>| needs_constants(own, |server| key(&server.default_url()));
    for server in operations.filter(has_own).flatten() {
        if known.insert(urls(server)) {
            all.push(server.clone());
        }
    }
    // The order of the operations must not matter.
    all[common..].sort_by_cached_key(urls);
    (all, common)
}

/// The key of each server in the lock: for the first server of the API with a URL that URL, for all others the URL with
/// its variables filled in.
fn keys(servers: &[Server], common: usize) -> Vec<String> {
    let mut known: HashSet<String> = HashSet::new();
    let keys = servers.iter().enumerate().map(|(index, server)| {
        let plain = key(&server.url);
        let mut key = match index < common && !known.contains(&plain) {
            true => plain,
            false => key(&server.default_url()),
        };
        while !known.insert(key.clone()) {
            key.push('+');
        }
        key
    });
    keys.collect()
}

fn named(servers: &[Server], keys: &[String], names: &mut Names<'_>) -> Vec<NamedServer> {
    let mut scope = Scope::new(Case::Sensitive);
    let mut locked = Vec::new();
    for (server, key) in servers.iter().zip(keys) {
        let name = names.locked_property(key);
        let free = name.filter(|name| scope.is_free(name));
        locked.push(free.map(|name| scope.claim(name, &server.url).ident));
    }
    let used = Used::new(servers);
    let named = servers.iter().zip(keys).zip(locked);
    let named = named.map(|((server, key), name)| {
        let name = name.unwrap_or_else(|| {
            let wanted = ident(&words(server, &used), Use::Field).to_uppercase();
            scope.claim(&wanted, &server.url).ident
        });
        names.lock_property(key, &name);
        NamedServer {
            name,
            docs: docs(server),
            server: server.clone(),
        }
    });
    named.collect()
}

fn key(url: &str) -> String {
    format!("#/servers/{}", url.replace('~', "~0").replace('/', "~1"))
}

/// What several servers have in common and can't be their names.
#[derive(Default)]
struct Used<'a> {
    /// The URLs of the servers with a description.
    urls: HashMap<&'a str, HashSet<&'a str>>,
    /// The numbers of servers with a label.
    labels: HashMap<&'a str, usize>,
}

impl<'a> Used<'a> {
    fn new(servers: &'a [Server]) -> Self {
        let mut used = Self::default();
        for server in servers {
            let urls = used.urls.entry(&server.description).or_default();
            urls.insert(&server.url);
            *used.labels.entry(label(&server.url)).or_default() += 1;
        }
        used
    }
}

/// The words for the name of a server: its name, a short description, or the distinctive part of its URL.
fn words(server: &Server, used: &Used<'_>) -> String {
    if !server.name.is_empty() {
        return server.name.clone();
    }
    let words: Vec<&str> = server.description.split_whitespace().collect();
    let urls = used.urls.get(server.description.as_str());
    let alone = urls.is_none_or(|urls| urls.len() == 1);
    if alone && (1..=LONGEST_NAME).contains(&words.len()) && !server.description.contains("://") {
        return server.description.clone();
    }
    let label = label(&server.url);
    match used.labels.get(label) {
        Some(1) if !label.is_empty() => label.to_owned(),
        _ => {
            let url = server.url.split("://").last().unwrap_or_default();
            format!("at {url}")
        }
    }
}

/// The first label of the host.
fn label(url: &str) -> &str {
    let host = url.split("://").nth(1).unwrap_or_default();
    let host = host.split(['/', ':']).next().unwrap_or_default();
    host.split('.').next().unwrap_or_default()
}

fn docs(server: &Server) -> Comment {
    let url = Sentence::default().code(&server.url);
    let mut comment = Comment::of(&server.description).with(url);
    for variable in &server.variables {
        let name = Sentence::default().code(&variable.name);
        let mut sentence = name.words(": default ").code(&variable.default);
        if !variable.allowed.is_empty() {
            let code = |text: &String| Sentence::default().code(text);
            let allowed = variable.allowed.iter().map(code);
            sentence = sentence.words(", one of ").list(allowed);
        }
        comment = comment.with(sentence.words("."));
    }
    comment
}
