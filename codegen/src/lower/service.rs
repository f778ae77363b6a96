//! The service: `info`, servers, security schemes and tags.

use super::{Lower, Target, at_path, entries, items, text};
use crate::diag::{Diagnostic, Severity, codes};
use crate::ir::{Group, Info, ParameterLocation, Scheme, SchemeKind, Server, Variable};
use crate::read::{Map, Node};
use crate::source::Pointer;

/// The HTTP authentication schemes registered at IANA, in lower case.
const REGISTERED: &[&str] = &[
    "basic",
    "bearer",
    "concealed",
    "digest",
    "dpop",
    "gnap",
    "hoba",
    "mutual",
    "negotiate",
    "oauth",
    "privatetoken",
    "scram-sha-1",
    "scram-sha-256",
    "vapid",
];

impl<'d> Lower<'d, '_> {
    pub(super) fn service(&mut self) -> (Info, Vec<Server>, Vec<Scheme>) {
        let root = &self.doc.root;
        let info = root.get("info").map(|node| Info {
            title: text(node, "title").to_owned(),
            version: text(node, "version").to_owned(),
            description: text(node, "description").to_owned(),
        });
        let servers = items(root, &self.doc.pointer(), "servers");
        let servers = servers.iter().map(|(node, at)| server(node, at)).collect();
        (info.unwrap_or_default(), servers, self.schemes())
    }

    fn schemes(&mut self) -> Vec<Scheme> {
        let at = self.doc.pointer().child("components");
        let Some(components) = at_path(&self.doc.root, &["components"]) else {
            return Vec::new();
        };
        let mut schemes = Vec::new();
        for (name, node, at) in entries(components, &at, "securitySchemes") {
            let Some(Target { node, at, .. }) = self.follow(node, &at) else {
                continue;
            };
            schemes.push(Scheme {
                name: name.to_owned(),
                kind: self.scheme(name, node, &at),
            });
        }
        schemes
    }

    /// How the credential of a scheme is sent (OpenAPI 3.0.4, section 4.8.27).
    fn scheme(&mut self, name: &str, node: &'d Node, at: &Pointer) -> SchemeKind {
        let kind = text(node, "type");
        match (kind, text(node, "scheme").to_ascii_lowercase().as_str()) {
            ("http", "bearer") => SchemeKind::Bearer,
            ("http", "basic") => SchemeKind::Basic,
            ("apiKey", _) => SchemeKind::ApiKey {
                location: key_location(text(node, "in")),
                name: text(node, "name").to_owned(),
            },
            ("oauth2" | "openIdConnect", _) => self.token_scheme(name, kind, node, at),
            ("mutualTLS", _) => {
                let message = "client certificates are not part of requests";
                let found = Diagnostic::new(codes::MANUAL_SCHEME, message).at(&at.child("type"));
                let label = "no credential is sent: configure the certificate in the transport";
                self.diags.push(found.label(label));
                SchemeKind::MutualTls
            }
            (_, scheme) => {
                let message = format!("the HTTP scheme `{scheme}` is not implemented");
                let found = Diagnostic::new(codes::MANUAL_SCHEME, message).at(at);
                let label = "callers provide the complete value of `Authorization`";
                let found = match REGISTERED.contains(&scheme) {
                    true => found,
                    false => found.severity(Severity::Warning),
                };
                self.diags.push(found.label(label));
                SchemeKind::Authorization
            }
        }
    }

    /// A scheme whose tokens come from a server. The client gets them if that needs no user.
    fn token_scheme(&mut self, name: &str, kind: &str, node: &Node, at: &Pointer) -> SchemeKind {
        let own = token_url(node, "clientCredentials");
        // A refresh token is exchanged at the same endpoint, whichever flow it comes from.
        let others = ["authorizationCode", "password"].iter();
        let endpoint = own.or_else(|| others.clone().find_map(|flow| token_url(node, flow)));
        let is_used = |url: &&str| *url == "tokenUrl" && endpoint.is_some();
        let mut ignored = token_urls(node);
        ignored.retain(|url| !is_used(url));
        if own.is_none() || !ignored.is_empty() {
            let mut message = format!("the client does not run the flows of `{kind}`");
            if endpoint.is_some() {
                message.push_str(" that need a user");
            }
            if !ignored.is_empty() {
                message.push_str(&format!(" and ignores `{}`", ignored.join("`, `")));
            }
            let found = Diagnostic::new(codes::TOKEN_FLOW, message).at(&at.child("type"));
            self.diags.push(found.label(match endpoint {
                Some(_) => "the client gets tokens with client credentials or a refresh token",
                None => "generated as a bearer token; a token provider can refresh it",
            }));
        }
        match endpoint {
            Some(url) => SchemeKind::OAuth2 {
                token_url: url.to_owned(),
                scopes: self.scopes(name),
            },
            None => SchemeKind::Bearer,
        }
    }

    /// The scopes of a scheme that the API or its operations require, each once.
    fn scopes(&self, scheme: &str) -> Vec<String> {
        let root = &self.doc.root;
        let paths = root.get("paths").and_then(Node::as_object);
        let items = paths.into_iter().flat_map(Map::iter);
        let items = items.filter_map(|(_, item)| item.as_object());
        let operations = items.flat_map(Map::iter).map(|(_, operation)| operation);
        let mut scopes = Vec::new();
        for node in std::iter::once(root).chain(operations) {
            let requirements = node.get("security").and_then(Node::as_array);
            for requirement in requirements.unwrap_or_default() {
                let names = requirement.get(scheme).and_then(Node::as_array);
                for scope in names.unwrap_or_default().iter().filter_map(Node::as_str) {
                    if !scopes.iter().any(|known| known == scope) {
                        scopes.push(scope.to_owned());
                    }
                }
            }
        }
        scopes
    }

    /// The security requirements: alternatives (OR) of schemes that are used together (AND).
    pub(super) fn security(&mut self, operation: &'d Node, schemes: &[Scheme]) -> Vec<Vec<String>> {
        let root = &self.doc.root;
        let requirements = operation.get("security").or_else(|| root.get("security"));
        let requirements = requirements.and_then(Node::as_array).unwrap_or_default();
        let known = |name: &str| schemes.iter().any(|scheme| scheme.name == name);
        let maps = requirements.iter().filter_map(Node::as_object);
        let alternatives = maps.map(|map| map.keys().collect::<Vec<_>>());
        alternatives
            .filter(|names| names.iter().all(|name| known(name)))
            .map(|names| names.into_iter().map(str::to_owned).collect())
            .collect()
    }

    /// Reports security requirements with schemes that are not declared.
    pub(super) fn report_unknown_schemes(&mut self, node: &'d Node, at: &Pointer) {
        let declared = at_path(&self.doc.root, &["components", "securitySchemes"]);
        let mut unknown = Vec::new();
        for (requirement, at) in items(node, at, "security") {
            for name in requirement
                .as_object()
                .into_iter()
                .flat_map(|map| map.keys())
            {
                if declared.and_then(|schemes| schemes.get(name)).is_none() {
                    unknown.push((name, at.child(name)));
                }
            }
        }
        for (name, at) in unknown {
            let message = format!("the security scheme `{name}` is not declared");
            let found = Diagnostic::new(codes::UNKNOWN_SCHEME, message).at_key(&at);
            self.diags.push(found.label("the alternative is left out"));
        }
    }

    /// The tags of the document, as groups without operations.
    pub(super) fn tags(&mut self) -> Vec<Group> {
        let tags = items(&self.doc.root, &self.doc.pointer(), "tags");
        let groups = tags.into_iter().map(|(node, at)| Group {
            name: text(node, "name").to_owned(),
            description: text(node, "description").to_owned(),
            at: Some(at),
        });
        groups.filter(|group| !group.name.is_empty()).collect()
    }
}

/// The token endpoint of a flow.
fn token_url<'n>(scheme: &'n Node, flow: &str) -> Option<&'n str> {
    let flow = scheme.get("flows")?.get(flow)?;
    let url = flow.get("tokenUrl")?.as_str()?;
    (!url.is_empty()).then_some(url)
}

/// The keywords of a scheme, and of its flows, that lead to tokens.
fn token_urls(scheme: &Node) -> Vec<&str> {
    let flows = scheme.get("flows").and_then(Node::as_object);
    let flows = flows.into_iter().flat_map(Map::iter);
    let objects = flows.map(|(_, flow)| flow).chain([scheme]);
    let keywords = objects.filter_map(Node::as_object).flat_map(Map::keys);
    let mut urls: Vec<_> = keywords
        .filter(|keyword| keyword.ends_with("Url"))
        .collect();
    urls.sort_unstable();
    urls.dedup();
    urls
}

pub(super) fn server(node: &Node, at: &Pointer) -> Server {
    let variables = entries(node, at, "variables").into_iter();
    let variables = variables.map(|(name, node, at)| Variable {
        name: name.to_owned(),
        default: text(node, "default").to_owned(),
        allowed: items(node, &at, "enum")
            .into_iter()
            .filter_map(|(value, _)| value.as_str())
            .map(str::to_owned)
            .collect(),
    });
    Server {
        url: text(node, "url").to_owned(),
        name: text(node, "name").to_owned(),
        description: text(node, "description").to_owned(),
        variables: variables.collect(),
    }
}

fn key_location(keyword: &str) -> ParameterLocation {
    match keyword {
        "query" => ParameterLocation::Query,
        "cookie" => ParameterLocation::Cookie,
        _ => ParameterLocation::Header,
    }
}
