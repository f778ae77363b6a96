//! One operation: the struct, its setters and how it is sent.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::super::print::{comment, deprecated, docs, ident, piece};
use super::super::{Fault, checks, service};
use super::record::{self, Constructor, Member};
use super::{headers, multipart, outcome, paging, progress, required, stream, styles};
use crate::ir::{Method, ParameterLocation, Presence, Style};
use crate::plan::{Argument, Call, Group, Operation, Output, TyScope, Written};

pub(super) fn tokens(operation: &Operation, group: &Group) -> Result<TokenStream, Fault> {
    let name = ident(&operation.name)?;
    let about = docs(&[operation.struct_docs(group)]);
    let mut fields = Vec::new();
    for argument in &operation.arguments {
        fields.push(Member::from(argument).field()?);
    }
    let constructor = constructor(operation)?;
    let setters = setters(operation)?;
    let implementation = implementation(operation)?;
    let multipart = match &operation.multipart {
        Some(parts) => multipart::tokens(parts, &parts.struct_docs(group, operation))?,
        None => quote! {},
    };
    let headers = match &operation.headers {
        Some(headers) => headers::tokens(headers, headers.struct_docs(group, operation))?,
        None => quote! {},
    };
    let paging = match &operation.paging {
        Some(paging) => paging::tokens(&name, paging)?,
        None => quote! {},
    };
    let progress = progress::tokens(&name, &operation.progress)?;
    let stream = match &operation.stream {
        Some(stream) => stream::tokens(&name, stream)?,
        None => quote! {},
    };
    let several = match &operation.output {
        Output::Several(several) => outcome::several(several)?,
        _ => quote! {},
    };
    let body = if fields.is_empty() {
        quote! { {} }
    } else {
        quote! { { #(#fields,)* } }
    };
    Ok(quote! {
        #about
        #[derive(Clone)]
        #[non_exhaustive]
        pub struct #name #body

        #constructor

        #setters

        #implementation

        #multipart

        #paging

        #progress

        #stream

        #several

        #headers
    })
}

fn constructor(operation: &Operation) -> Result<TokenStream, Fault> {
    let (arguments, _) = required(operation)?;
    let about = quote! {
        #[doc = " The operation with these values, and no optional ones."]
        #[inline]
    };
    let members = operation.arguments.iter().map(Member::from);
    let new = Constructor {
        name: &operation.name,
        about: &about,
        arguments: &arguments,
        has_default: operation.has_default(),
    };
    record::constructor(new, members)
}

fn setters(operation: &Operation) -> Result<TokenStream, Fault> {
    let struct_name = ident(&operation.name)?;
    let mut setters = Vec::new();
    for argument in operation.optional() {
        let (name, setter) = (ident(&argument.name)?, ident(&argument.setter)?);
        let ty: syn::Type = piece(&argument.ty.argument(TyScope::Api))?;
        let (about, old) = (comment(&argument.docs), deprecated(&argument.deprecated));
        let value = if argument.ty.is_into() {
            quote! { #name.into() }
        } else {
            quote! { #name }
        };
        setters.push(quote! {
            #about
            #old
            pub fn #setter(mut self, #name: #ty) -> Self {
                self.op.#name = Some(#value);
                self
            }
        });
    }
    if setters.is_empty() {
        return Ok(quote! {});
    }
    Ok(quote! {
        impl<C> Call<C, #struct_name> {
            #(#setters)*
        }
    })
}

fn implementation(operation: &Operation) -> Result<TokenStream, Fault> {
    let name = ident(&operation.name)?;
    let output: syn::Type = piece(&operation.output.ty().text(TyScope::Api))?;
    let failure: syn::Type = match &operation.failure {
        Some(failure) => piece(&failure.name)?,
        None => piece("runtime::Undeclared")?,
    };
    let meta = meta(operation)?;
    let calls = checks::calls(&operation.checks)?;
    let check = if calls.is_empty() {
        quote! {}
    } else {
        quote! {
            #[inline]
            fn check(&self, check: &mut Check) {
                #(#calls)*
            }
        }
    };
    let mut steps = Vec::new();
    if let Some(accept) = &operation.accept {
        steps.push(quote! { request.accept(#accept); });
    }
    for argument in &operation.arguments {
        steps.push(step(argument)?);
    }
    let answers = &operation.answers;
    let answers = match answers.is_empty() {
        true => quote! {},
        false => {
            let answers = answers.iter().map(|code| Literal::u16_unsuffixed(*code));
            quote! { const ANSWERS: &'static [u16] = &[#(#answers),*]; }
        }
    };
    let request = if steps.is_empty() {
        quote! { _ }
    } else {
        quote! { request }
    };
    let decode = outcome::decode(&operation.output)?;
    Ok(quote! {
        impl runtime::Operation for #name {
            type Output = #output;
            type Failure = #failure;

            const META: Meta = #meta;
            #answers

            #check

            #[inline]
            fn request(&self, #request: &mut RequestBuilder) {
                #(#steps)*
            }

            #[inline]
            fn decode(response: &Received) -> Result<Self::Output, DecodeError> {
                #decode
            }
        }
    })
}

fn meta(operation: &Operation) -> Result<TokenStream, Fault> {
    let (id, path) = (&operation.id, &operation.path);
    let method = match &operation.method {
        Method::Get => quote! { Get },
        Method::Put => quote! { Put },
        Method::Post => quote! { Post },
        Method::Delete => quote! { Delete },
        Method::Options => quote! { Options },
        Method::Head => quote! { Head },
        Method::Patch => quote! { Patch },
        Method::Trace => quote! { Trace },
        Method::Query => quote! { Query },
        Method::Other(name) => quote! { Other(#name) },
    };
    let server = match operation.server.as_ref().map(service::server).transpose()? {
        Some(server) => quote! { Some(&#server) },
        None => quote! { None },
    };
    let alternatives = operation
        .security
        .iter()
        .map(|names| quote! { &[#(#names),*] });
    Ok(quote! {
        Meta {
            name: #id,
            method: Method::#method,
            path: #path,
            server: #server,
            security: &[#(#alternatives),*],
        }
    })
}

/// The statement that puts an argument into the request.
fn step(argument: &Argument) -> Result<TokenStream, Fault> {
    let (wire, name) = (&argument.wire, ident(&argument.name)?);
    let optional = argument.presence == Presence::Optional;
    Ok(match &argument.call {
        Call::Param(place, style, written) => {
            let value = value(&argument.name, *written)?;
            let usual = *style == Style::default_for(*place);
            let (plain, styled) = param_methods(*place);
            if usual {
                quote! { request.#plain(#wire, #value); }
            } else {
                let style = styles::style(*style);
                quote! { request.#styled(#style, #wire, #value); }
            }
        }
        Call::Json(media_type) if media_type == "application/json" => match optional {
            true => quote! { request.json_optional(&self.#name); },
            false => quote! { request.json(&self.#name); },
        },
        Call::Json(media_type) => match optional {
            true => quote! {
                if let Some(body) = &self.#name {
                    request.json_as(#media_type, body);
                }
            },
            false => quote! { request.json_as(#media_type, &self.#name); },
        },
        Call::JsonBy(media_type, codec) => json_by(argument, media_type, codec)?,
        Call::Text(media_type) => match optional {
            true => quote! { request.text_optional(#media_type, &self.#name); },
            false => quote! { request.text(#media_type, &self.#name); },
        },
        Call::Body(media_type) => match optional {
            true => quote! { request.body_optional(#media_type, &self.#name); },
            false => quote! { request.body(#media_type, &self.#name); },
        },
        Call::Form(styles) => {
            let body = match optional {
                true => quote! { body },
                false => quote! { &self.#name },
            };
            let form = form(styles, &body);
            match optional {
                true => quote! {
                    if let Some(body) = &self.#name {
                        #form
                    }
                },
                false => form,
            }
        }
        Call::Multipart(media_type) => match optional {
            true => quote! {
                if let Some(body) = &self.#name {
                    request.multipart(#media_type, body);
                }
            },
            false => quote! { request.multipart(#media_type, &self.#name); },
        },
    })
}

/// What the runtime takes for a field's value.
pub(super) fn value(name: &str, written: Written) -> Result<TokenStream, Fault> {
    let name = ident(name)?;
    Ok(match written {
        Written::Texts => quote! { &self.#name },
        Written::Tree => quote! { &Tree::of(&self.#name) },
    })
}

/// What the type's own way of writing would get wrong.
fn json_by(argument: &Argument, media_type: &str, codec: &str) -> Result<TokenStream, Fault> {
    let name = ident(&argument.name)?;
    let codec: syn::Type = piece(&outcome::qualified(codec))?;
    Ok(match argument.presence {
        Presence::Optional => quote! {
            if let Some(body) = &self.#name {
                request.json_as(#media_type, &wire::by::<#codec, _>(body));
            }
        },
        Presence::Required => quote! {
            request.json_as(#media_type, &wire::by::<#codec, _>(&self.#name));
        },
    })
}

fn form(styles: &[(String, Style)], body: &TokenStream) -> TokenStream {
    if styles.is_empty() {
        return quote! { request.form(#body); };
    }
    let styles = styles.iter().map(|(member, style)| {
        let style = styles::style(*style);
        quote! { (#member, #style) }
    });
    quote! { request.form_as(&[#(#styles),*], #body); }
}

/// The method for the usual style of a place, and the one for others.
fn param_methods(location: ParameterLocation) -> (TokenStream, TokenStream) {
    match location {
        ParameterLocation::Path => (quote! { path }, quote! { path_as }),
        ParameterLocation::Query => (quote! { query }, quote! { query_as }),
        ParameterLocation::Header => (quote! { header }, quote! { header_as }),
        ParameterLocation::Cookie => (quote! { cookie }, quote! { cookie_as }),
    }
}
