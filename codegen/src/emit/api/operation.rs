//! One operation: the struct, its setters and its request.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::super::print::{comment, deprecated, ident, like_variants, parse};
use super::super::{EmitError, checks, service};
use super::request_struct::{self, Constructor, RequestField};
use super::{headers, multipart, paging, progress, required, responses, stream, styles};
use crate::ir::{Method, ParameterLocation, Presence, Style};
use crate::plan::{Argument, Call, Group, Operation, Output, Ty, TyScope, Written};

pub(super) fn tokens(operation: &Operation, group: &Group) -> Result<TokenStream, EmitError> {
    let name = ident(&operation.name)?;
    let about = comment(&operation.struct_docs(group));
    let body = struct_body(operation)?;
    let constructor = constructor(operation)?;
    let setters = setters(operation)?;
    let implementation = implementation(operation)?;
    let multipart = operation.multipart.as_ref();
    let multipart = multipart
        .map(|parts| multipart::tokens(parts, &parts.struct_docs(group, operation)))
        .transpose()?;
    let headers = operation.headers.as_ref();
    let headers = headers
        .map(|headers| headers::tokens(headers, &headers.struct_docs(group, operation)))
        .transpose()?;
    let paging = operation.paging.as_ref();
    let paging = paging
        .map(|paging| paging::tokens(&name, paging))
        .transpose()?;
    let progress = progress::tokens(&name, &operation.progress)?;
    let stream = operation.stream.as_ref();
    let stream = stream
        .map(|stream| stream::tokens(&name, stream))
        .transpose()?;
    let several = match &operation.output {
        Output::ByStatus(several) => Some(responses::success_enum(several)?),
        _ => None,
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

/// The fields of the request, one per argument.
fn struct_body(operation: &Operation) -> Result<TokenStream, EmitError> {
    let mut fields = Vec::new();
    for argument in &operation.arguments {
        let field = RequestField::from(argument);
        fields.push(match argument.presence {
            Presence::Required => field.field()?,
            // The setter has all of it.
            Presence::Optional => field.field_with(&argument.docs.only_summary())?,
        });
    }
    Ok(if fields.is_empty() {
        quote! { {} }
    } else {
        quote! { { #(#fields,)* } }
    })
}

fn constructor(operation: &Operation) -> Result<TokenStream, EmitError> {
    let (arguments, _) = required(operation)?;
    // Generic functions are compiled where they are called.
    let is_generic = |argument: &TokenStream| argument.to_string().contains("impl ");
    let inline = match arguments.iter().any(is_generic) {
        true => quote! {},
        false => quote! { #[inline] },
    };
    let about = quote! {
        /// Creates the request from its required arguments.
        #inline
    };
    let fields = operation.arguments.iter().map(RequestField::from);
    let new = Constructor {
        name: &operation.name,
        about: &about,
        arguments: &arguments,
        holder: operation.holder.as_ref(),
        has_default: operation.has_default(),
    };
    request_struct::constructor(new, fields)
}

fn setters(operation: &Operation) -> Result<TokenStream, EmitError> {
    let struct_name = ident(&operation.name)?;
    let mut setters = Vec::new();
    for argument in operation.optional() {
        let (name, setter) = (ident(&argument.name)?, ident(&argument.setter)?);
        let ty: syn::Type = parse(&argument.ty.setter_argument(TyScope::Api))?;
        let (about, old) = (comment(&argument.docs), deprecated(&argument.deprecated));
        let value = match &argument.ty {
            Ty::Vec(_) => quote! { runtime::wire::setter::list(#name) },
            Ty::Map(_) | Ty::OwnMap(..) | Ty::Extra(_) => {
                quote! { runtime::wire::setter::map(#name) }
            }
            ty if ty.is_into() => quote! { #name.into() },
            _ => quote! { #name },
        };
        let like = like_variants([(&*argument.name, &argument.ty)]);
        let value = match argument.presence {
            Presence::Required => value,
            Presence::Optional => quote! { Some(#value) },
        };
        setters.push(quote! {
            #about
            #old
            #like
            pub fn #setter(mut self, #name: #ty) -> Self {
                self.op.#name = #value;
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

fn implementation(operation: &Operation) -> Result<TokenStream, EmitError> {
    let name = ident(&operation.name)?;
    let output: syn::Type = parse(&operation.output.ty().text(TyScope::Api))?;
    let failure: syn::Type = match &operation.failure {
        Some(failure) => parse(&failure.name)?,
        None => parse("runtime::Undeclared")?,
    };
    let meta = meta(operation)?;
    let check = check(operation)?;
    let mut steps = Vec::new();
    if let Some(accept) = &operation.accept {
        steps.push(quote! { request.accept(#accept); });
    }
    for argument in &operation.arguments {
        steps.push(step(argument)?);
    }
    let statuses = &operation.success_statuses;
    let statuses = match statuses.is_empty() {
        true => quote! {},
        false => {
            let statuses = statuses.iter().map(|code| Literal::u16_unsuffixed(*code));
            quote! { const EXTRA_SUCCESS_STATUSES: &'static [u16] = &[#(#statuses),*]; }
        }
    };
    let idempotency_key = operation.idempotency_key.as_ref().map(|header| {
        quote! { const IDEMPOTENCY_KEY: Option<&'static str> = Some(#header); }
    });
    let request = if steps.is_empty() {
        quote! { _ }
    } else {
        quote! { request }
    };
    let decode = responses::decode(&operation.output)?;
    Ok(quote! {
        impl runtime::Operation for #name {
            type Output = #output;
            type Failure = #failure;

            const META: Meta = #meta;
            #statuses
            #idempotency_key

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

fn check(operation: &Operation) -> Result<TokenStream, EmitError> {
    let calls = checks::calls(&operation.checks)?;
    Ok(if calls.is_empty() {
        quote! {}
    } else {
        quote! {
            #[inline]
            fn check(&self, check: &mut Check) {
                #(#calls)*
            }
        }
    })
}

fn meta(operation: &Operation) -> Result<TokenStream, EmitError> {
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
    let server = operation.server.as_ref().map(service::server).transpose()?;
    let alternatives = operation
        .security
        .iter()
        .map(|names| quote! { &[#(#names),*] });
    let alternatives: Vec<TokenStream> = alternatives.collect();
    let security = match alternatives.is_empty() {
        true => quote! {},
        false => quote! { .security(&[#(#alternatives),*]) },
    };
    let meta = quote! { Meta::new(#id, Method::#method, #path) #security };
    Ok(match server {
        Some(server) => quote! { Meta { server: Some(&#server), ..#meta } },
        None => meta,
    })
}

/// The statement that adds an argument to the request.
fn step(argument: &Argument) -> Result<TokenStream, EmitError> {
    let name = ident(&argument.name)?;
    let optional = argument.presence == Presence::Optional;
    Ok(match &argument.call {
        Call::Param(location, style, written) => parameter(argument, *location, *style, written)?,
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

fn parameter(
    argument: &Argument,
    location: ParameterLocation,
    style: Style,
    written: &Written,
) -> Result<TokenStream, EmitError> {
    let wire = &argument.wire;
    let value = value(&argument.name, written)?;
    let (plain, styled) = param_methods(location);
    Ok(if style == Style::default_for(location) {
        quote! { request.#plain(#wire, #value); }
    } else {
        let style = styles::style(style);
        quote! { request.#styled(#style, #wire, #value); }
    })
}

/// The value of a field, as the runtime expects it.
pub(super) fn value(name: &str, written: &Written) -> Result<TokenStream, EmitError> {
    let name = ident(name)?;
    Ok(match written {
        Written::Strings => quote! { &self.#name },
        Written::Tree(None) => quote! { &Tree::of(&self.#name) },
        Written::Tree(Some(codec)) => {
            let codec: syn::Type = parse(&responses::qualified(codec))?;
            quote! { &Tree::of(&wire::with_codec::<#codec, _>(&self.#name)) }
        }
    })
}

/// A JSON body with a codec, because the type would be serialized differently.
fn json_by(argument: &Argument, media_type: &str, codec: &str) -> Result<TokenStream, EmitError> {
    let name = ident(&argument.name)?;
    let codec: syn::Type = parse(&responses::qualified(codec))?;
    Ok(match argument.presence {
        Presence::Optional => quote! {
            if let Some(body) = &self.#name {
                request.json_as(#media_type, &wire::with_codec::<#codec, _>(body));
            }
        },
        Presence::Required => quote! {
            request.json_as(#media_type, &wire::with_codec::<#codec, _>(&self.#name));
        },
    })
}

fn form(styles: &[(String, Style)], body: &TokenStream) -> TokenStream {
    if styles.is_empty() {
        return quote! { request.form(#body); };
    }
    let styles = styles.iter().map(|(property, style)| {
        let style = styles::style(*style);
        quote! { (#property, #style) }
    });
    quote! { request.form_as(&[#(#styles),*], #body); }
}

/// The method for the default style of a parameter location, and the one for other styles.
fn param_methods(location: ParameterLocation) -> (TokenStream, TokenStream) {
    match location {
        ParameterLocation::Path => (quote! { path }, quote! { path_as }),
        ParameterLocation::Query => (quote! { query }, quote! { query_as }),
        ParameterLocation::Header => (quote! { header }, quote! { header_as }),
        ParameterLocation::Cookie => (quote! { cookie }, quote! { cookie_as }),
    }
}
