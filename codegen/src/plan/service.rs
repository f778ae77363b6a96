//! What holds for the whole crate: name, servers, security schemes, docs.

use super::docs::Comment;
use super::servers::{NamedServer, ServerRef, Servers};
use crate::config::CrateConfig;
use crate::ir::{Api, Scheme, Server};

/// What the runtime is told about the service.
#[derive(Clone, Debug)]
pub struct Service {
    /// The name of the crate: with its version, the user agent.
    pub name: String,
    pub version: String,
    pub servers: Vec<ServerRef>,
    /// The same by their names, where there are several.
    pub choice: Vec<NamedServer>,
    /// The servers of single operations, each once, in the order of the document: groups have another.
    pub operation_servers: Vec<ServerRef>,
    /// Those of operations that have several.
    pub own_choice: Vec<NamedServer>,
    pub schemes: Vec<Scheme>,
}

pub(super) fn plan(api: &Api, config: &CrateConfig, servers: Servers) -> Service {
    let version = config.package.version.clone();
    let refer = |all: &[Server]| all.iter().map(|server| servers.refer(server)).collect();
    Service {
        name: config.name.clone(),
        version: version.unwrap_or_else(|| "0.1.0".to_owned()),
        servers: refer(&api.servers),
        operation_servers: refer(&operation_servers(api)),
        choice: servers.choice,
        own_choice: servers.own_choice,
        schemes: api.schemes.clone(),
    }
}

fn operation_servers(api: &Api) -> Vec<Server> {
    let mut servers: Vec<Server> = Vec::new();
    for server in api
        .operations
        .iter()
        .flat_map(|operation| &operation.servers)
    {
        if !servers.iter().any(|known| known.is_same(server)) {
            servers.push(server.clone());
        }
    }
    servers
}

/// The docs of the crate: title, version and description of the API.
pub(super) fn crate_docs(api: &Api) -> Comment {
    let info = &api.info;
    let mut text = match info.title.trim() {
        "" => "An HTTP API.".to_owned(),
        title => format!("{}.", title.trim_end_matches('.')),
    };
    if !info.description.trim().is_empty() {
        text.push_str("\n\n");
        text.push_str(&info.description);
    }
    Comment::of(text)
}
