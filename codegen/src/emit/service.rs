//! `api/service.rs`: servers and security schemes.

use proc_macro2::TokenStream;
use quote::quote;

use super::print::{self, ident, items};
use super::{Context, Fault};
use crate::config::Mode;
use crate::ir::{Place, Scheme, SchemeKind, Server};
use crate::plan::{Crate, NamedServer, Service};

pub(super) fn file(krate: &Crate, context: Context<'_>) -> Result<String, Fault> {
    let service = &krate.service;
    let name = &service.name;
    let version = match krate.mode {
        Mode::Crate => quote! { env!("CARGO_PKG_VERSION") },
        Mode::Module | Mode::Models => {
            let version = &service.version;
            quote! { #version }
        }
    };
    let servers = service.servers.iter().map(server);
    let servers: Vec<_> = match service.choice.as_slice() {
        [] => servers.collect(),
        choice => {
            let names = choice.iter().map(|choice| ident(&choice.name));
            let names = names.collect::<Result<Vec<_>, _>>()?;
            names.iter().map(|name| quote! { Server::#name }).collect()
        }
    };
    let choice = choice(&service.choice)?;
    let operation_servers = service.operation_servers.iter().map(server);
    let schemes = service.schemes.iter().map(scheme);
    let tokens = quote! {
        #choice

        /// What the client goes by unless it is told otherwise.
        pub(crate) const SERVICE: Service = Service {
            name: #name,
            version: #version,
            servers: &[#(#servers),*],
            operation_servers: &[#(#operation_servers),*],
            schemes: &[#(#schemes),*],
        };
    };
    let uses = uses(service);
    let text = items("SERVICE", tokens)?;
    let root = context.root();
    Ok(format!(
        "//! Servers and security schemes.\n\nuse {root}::runtime::{uses};\n\n{text}"
    ))
}

/// What the file takes from the runtime.
fn uses(service: &Service) -> String {
    let mut uses = vec!["Service"];
    let mut servers = service
        .servers
        .iter()
        .chain(&service.operation_servers)
        .peekable();
    if servers.peek().is_some() {
        uses.push("Server");
    }
    if servers.any(|server| !server.variables.is_empty()) {
        uses.push("Variable");
    }
    if !service.schemes.is_empty() {
        uses.extend(["Scheme", "SchemeKind"]);
    }
    let keys = |scheme: &Scheme| matches!(scheme.kind, SchemeKind::ApiKey { .. });
    if service.schemes.iter().any(keys) {
        uses.push("Place");
    }
    uses.sort_unstable();
    match uses.as_slice() {
        [one] => (*one).to_owned(),
        many => format!("{{{}}}", many.join(", ")),
    }
}

/// The servers that there is a choice of, by their names.
fn choice(servers: &[NamedServer]) -> Result<TokenStream, Fault> {
    if servers.is_empty() {
        return Ok(quote! {});
    }
    let mut constants = Vec::new();
    for NamedServer { name, docs, server } in servers {
        let (about, name, server) = (print::comment(docs), ident(name)?, self::server(server));
        constants.push(quote! { #about pub const #name: Self = #server; });
    }
    Ok(quote! {
        /// The servers that the API declares, for `server` of the client's builder: the first one is the default.
        impl Server {
            #(#constants)*
        }
    })
}

/// A server as the runtime's constant.
pub(super) fn server(server: &Server) -> TokenStream {
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
        SchemeKind::Basic => quote! { SchemeKind::Basic },
        SchemeKind::Authorization => quote! { SchemeKind::Authorization },
        SchemeKind::MutualTls => quote! { SchemeKind::MutualTls },
        SchemeKind::ApiKey { place, name } => {
            let place = match place {
                Place::Query => quote! { Place::Query },
                Place::Cookie => quote! { Place::Cookie },
                Place::Header | Place::Path => quote! { Place::Header },
            };
            quote! { SchemeKind::ApiKey { place: #place, name: #name } }
        }
    };
    quote! { Scheme { name: #name, kind: #kind } }
}
