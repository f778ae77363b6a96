//! `api/service.rs`: servers and security schemes.

use proc_macro2::TokenStream;
use quote::quote;

use super::print::{self, ident, items};
use super::{Context, EmitError};
use crate::config::Mode;
use crate::ir::{ParameterLocation, Scheme, SchemeKind, Server};
use crate::plan::{Crate, NamedServer, Sentence, ServerRef, Service};

pub(super) fn file(krate: &Crate, context: Context<'_>) -> Result<String, EmitError> {
    let service = &krate.service;
    let name = &service.name;
    let version = match krate.mode {
        Mode::Crate => quote! { env!("CARGO_PKG_VERSION") },
        Mode::Module | Mode::Models => {
            let version = &service.version;
            quote! { #version }
        }
    };
    let servers = all(&service.servers)?;
    let operation_servers = match context.parts.has("servers") {
        true => {
            let servers = all(&service.operation_servers)?;
            quote! { operation_servers: &[#(#servers),*], }
        }
        false => quote! {},
    };
    let server_constants = constants(
        "The servers that the API declares. Pass one to `server` of the client's builder; the first is the default.",
        &service.server_constants,
    )?;
    let operation_constants = constants(
        "The servers that single operations declare. Pass one to `with_server` of the call.",
        &service.operation_constants,
    )?;
    let schemes = match context.parts.has("auth") {
        true => {
            let schemes = service.schemes.iter().map(scheme);
            quote! { schemes: &[#(#schemes),*], }
        }
        false => quote! {},
    };
    let tokens = quote! {
        #server_constants

        #operation_constants

        /// The servers and security schemes that the API declares.
        pub(crate) const SERVICE: Service = Service {
            name: #name,
            version: #version,
            servers: &[#(#servers),*],
            #operation_servers
            #schemes
        };
    };
    let uses = uses(service);
    let text = items("SERVICE", tokens)?;
    let root = context.root();
    Ok(format!(
        "//! Servers and security schemes.\n\nuse {root}::runtime::{uses};\n\n{text}"
    ))
}

/// The names that the file imports from the runtime.
fn uses(service: &Service) -> String {
    let mut uses = vec!["Service"];
    let declared = [&service.servers, &service.operation_servers];
    if declared.iter().any(|servers| !servers.is_empty()) {
        uses.push("Server");
    }
    let constants = service
        .server_constants
        .iter()
        .chain(&service.operation_constants);
    let mut constants = constants.map(|constant| &constant.server);
    if constants.any(has_variables) || declared.into_iter().flatten().any(needs_variable) {
        uses.push("Variable");
    }
    if !service.schemes.is_empty() {
        uses.extend(["Scheme", "SchemeKind"]);
    }
    let keys = |scheme: &Scheme| matches!(scheme.kind, SchemeKind::ApiKey { .. });
    if service.schemes.iter().any(keys) {
        uses.push("ApiKeyLocation");
    }
    uses.sort_unstable();
    match uses.as_slice() {
        [one] => (*one).to_owned(),
        many => format!("{{{}}}", many.join(", ")),
    }
}

/// Whether the expression for a server uses the runtime's `Variable`.
pub(super) fn needs_variable(server: &ServerRef) -> bool {
    matches!(server, ServerRef::Plain(server) if has_variables(server))
}

fn has_variables(server: &Server) -> bool {
    !server.variables.is_empty()
}

/// The constants for servers.
fn constants(about: &'static str, servers: &[NamedServer]) -> Result<TokenStream, EmitError> {
    if servers.is_empty() {
        return Ok(quote! {});
    }
    let mut constants = Vec::new();
    for NamedServer { name, docs, server } in servers {
        let (about, name, server) = (print::comment(docs), ident(name)?, plain(server));
        constants.push(quote! { #about pub const #name: Self = #server; });
    }
    let about = print::comment(&Sentence::new(about).into());
    Ok(quote! {
        #about
        impl Server {
            #(#constants)*
        }
    })
}

fn all(servers: &[ServerRef]) -> Result<Vec<TokenStream>, EmitError> {
    servers.iter().map(server).collect()
}

/// A server as the runtime's constant.
pub(super) fn server(server: &ServerRef) -> Result<TokenStream, EmitError> {
    match server {
        ServerRef::Named(name) => {
            let name = ident(name)?;
            Ok(quote! { Server::#name })
        }
        ServerRef::Plain(server) => Ok(plain(server)),
    }
}

fn plain(server: &Server) -> TokenStream {
    let url = &server.url;
    let variables = server.variables.iter().map(|variable| {
        let (name, default, allowed) = (&variable.name, &variable.default, &variable.allowed);
        quote! { Variable { name: #name, default: #default, allowed: &[#(#allowed),*] } }
    });
    quote! { Server { url: #url, variables: &[#(#variables),*] } }
}

fn scheme(scheme: &Scheme) -> TokenStream {
    let name = &scheme.name;
    let kind = match &scheme.kind {
        SchemeKind::Bearer => quote! { SchemeKind::Bearer },
        SchemeKind::OAuth2 { token_url, scopes } => {
            quote! { SchemeKind::OAuth2 { token_url: #token_url, scopes: &[#(#scopes),*] } }
        }
        SchemeKind::Basic => quote! { SchemeKind::Basic },
        SchemeKind::Authorization => quote! { SchemeKind::Authorization },
        SchemeKind::MutualTls => quote! { SchemeKind::MutualTls },
        SchemeKind::ApiKey { location, name } => {
            let location = match location {
                ParameterLocation::Query => quote! { ApiKeyLocation::Query },
                ParameterLocation::Cookie => quote! { ApiKeyLocation::Cookie },
                ParameterLocation::Header | ParameterLocation::Path => {
                    quote! { ApiKeyLocation::Header }
                }
            };
            quote! { SchemeKind::ApiKey { location: #location, name: #name } }
        }
    };
    quote! { Scheme { name: #name, kind: #kind } }
}
