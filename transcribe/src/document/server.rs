//! Servers, made from the hosts of requests.
//!
//! A host variable without a value gets a reserved name (RFC 2606) as its default, and is reported.

use std::collections::{BTreeMap, HashMap};

use oascribe_codegen::diag::codes;

use crate::facts::{Host, HostPart};
use crate::model::Operation;
use crate::reporter::Reporter;
use crate::yaml::{Map, Value};

/// The host of most requests. If several have the same number of requests, the first one.
pub fn main(operations: &[Operation]) -> Option<&Host> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for operation in operations {
        *counts.entry(url(&operation.host)).or_default() += 1;
    }
    let most = counts.values().max()?;
    let mut hosts = operations.iter().map(|operation| &operation.host);
    hosts.find(|host| counts.get(&url(host)) == Some(most))
}

pub fn same(one: &Host, other: &Host) -> bool {
    one.scheme == other.scheme && one.parts == other.parts
}

fn url(host: &Host) -> String {
    let parts = host.parts.iter().map(|part| match part {
        HostPart::Literal(text) => text.clone(),
        HostPart::Variable(name) => format!("{{{name}}}"),
    });
    format!("{}://{}", host.scheme, parts.collect::<String>())
}

/// The `servers` list for a host.
pub fn servers(
    host: &Host,
    hosts: &BTreeMap<String, String>,
    reporter: &mut Reporter<'_>,
) -> Value {
    let mut server = Map::new();
    server.add("url", url(host));
    let mut variables = Map::new();
    for part in &host.parts {
        let HostPart::Variable(name) = part else {
            continue;
        };
        if variables.0.iter().any(|(known, _)| known == name) {
            continue;
        }
        let value = hosts.get(name).cloned().unwrap_or_else(|| {
            let text = format!("the pages do not define the host variable `{name}`");
            let label = format!("`{name}.invalid` is used: set it with `--host {name}=…`");
            reporter.report(codes::UNKNOWN_HOST, text, host.at, &label);
            format!("{name}.invalid")
        });
        let mut variable = Map::new();
        variable.add("default", value);
        variables.add(name, variable);
    }
    if !variables.is_empty() {
        server.add("variables", variables);
    }
    Value::List(vec![server.into()])
}

/// The variables of all servers in a document.
pub fn variables(root: &Map) -> Vec<String> {
    let mut out = Vec::new();
    collect(root, &mut out);
    out.sort();
    out.dedup();
    out
}

/// Servers are at the top, and in operations.
fn collect(map: &Map, out: &mut Vec<String>) {
    for (key, value) in &map.0 {
        match value {
            Value::List(servers) if key == "servers" => {
                let maps = servers.iter().filter_map(|server| match server {
                    Value::Map(server) => Some(server),
                    _ => None,
                });
                for (key, value) in maps.flat_map(|server| &server.0) {
                    if let (true, Value::Map(variables)) = (key == "variables", value) {
                        out.extend(variables.0.iter().map(|(name, _)| name.clone()));
                    }
                }
            }
            Value::Map(inner) | Value::Spaced(inner) if key != "components" => collect(inner, out),
            _ => {}
        }
    }
}
