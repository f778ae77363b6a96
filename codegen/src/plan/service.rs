//! The parts of the whole crate: name, servers, security schemes, documentation.

use super::docs::Comment;
use super::servers::{NamedServer, ServerRef, Servers};
use crate::config::CrateConfig;
use crate::ir::{Api, Scheme, Server};

/// The service, as the runtime needs it.
#[derive(Clone, Debug)]
pub struct Service {
    /// The name of the crate. Name and version form the user agent.
    pub name: String,
    pub version: String,
    pub servers: Vec<ServerRef>,
    /// The constants for them, if there are several.
    pub server_constants: Vec<NamedServer>,
    /// The servers of single operations, each once, in the order of the document.
    pub operation_servers: Vec<ServerRef>,
    /// The constants for the servers of operations that have several.
    pub operation_constants: Vec<NamedServer>,
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
        server_constants: servers.constants,
        operation_constants: servers.operation_constants,
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

/// The documentation of the crate: title and description of the API.
pub(super) fn crate_docs(api: &Api) -> Comment {
    let info = &api.info;
    // A title is one line.
    let title: Vec<&str> = info.title.split_whitespace().collect();
    let mut text = match &*title.join(" ") {
        "" => "An HTTP API.".to_owned(),
        title => format!("{}.", title.trim_end_matches('.')),
    };
    if !info.description.trim().is_empty() {
        text.push_str("\n\n");
        text.push_str(&info.description);
    }
    Comment::of(text)
}
