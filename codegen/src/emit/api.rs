//! The module `api`: groups and operations.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::print::{deprecated, docs, ident, items, piece};
use super::{Context, Fault, checks, service};
use crate::ir::{Method, Status};
use crate::plan::{
    Argument, Call, Crate, Failure, Group, MemberPath, Operation, Output, Paging, Pending, Several, Ty,
    TyScope,
};

/// `api/mod.rs`, with the types that can be waited for.
pub(super) fn root(krate: &Crate, context: Context<'_>) -> Result<String, Fault> {
    let mut text = String::from("//! Operations, by group.\n\n");
    let mut modules: BTreeSet<&str> = krate.groups.iter().map(|group| &*group.module).collect();
    let groups = modules.clone();
    modules.insert("service");
    if !krate.checked.is_empty() {
        modules.insert("checks");
    }
    for module in modules {
        text.push_str(&format!("mod {module};\n"));
    }
    text.push('\n');
    for module in groups {
        text.push_str(&format!("pub use {module}::*;\n"));
    }
    text.push_str("pub(crate) use service::SERVICE;\n");
    if !krate.pending.is_empty() {
        // This file lies one module higher than the others.
        let root = if context.root() == "crate" { "crate" } else { "super" };
        text.push_str(&format!("\nuse {root}::{{models, runtime}};\n"));
    }
    for pending in &krate.pending {
        text.push('\n');
        text.push_str(&items(&pending.model, self::pending(pending)?)?);
    }
    Ok(text)
}

fn pending(pending: &Pending) -> Result<TokenStream, Fault> {
    let model: syn::Type = piece(&format!("models::{}", pending.model))?;
    let operation = ident(&pending.operation)?;
    let id = ident(&pending.id.name)?;
    let id = match pending.id.options {
        0 => quote! { Some(#operation::new(self.#id.clone())) },
        1 => quote! { self.#id.clone().map(#operation::new) },
        _ => quote! { self.#id.clone().flatten().map(#operation::new) },
    };
    let done = ident(&pending.done.name)?;
    let done = match pending.done.options {
        0 => quote! { self.#done },
        1 => quote! { self.#done.unwrap_or(false) },
        _ => quote! { self.#done.flatten().unwrap_or(false) },
    };
    let error = match &pending.error {
        None => quote! { None },
        Some(path) => {
            let error = ident(&path.name)?;
            match path.options {
                0 => quote! { Some(runtime::json_text(&self.#error)) },
                1 => quote! { self.#error.as_ref().map(runtime::json_text) },
                _ => quote! { self.#error.as_ref().and_then(Option::as_ref).map(runtime::json_text) },
            }
        }
    };
    Ok(quote! {
        impl runtime::Pending for #model {
            type Poll = #operation;

            fn poll(&self) -> Option<#operation> {
                #id
            }

            fn is_done(&self) -> bool {
                #done
            }

            fn failure(&self) -> Option<String> {
                #error
            }
        }
    })
}

/// One file: a group with its operations.
pub(super) fn file(group: &Group, context: Context<'_>) -> Result<String, Fault> {
    let mut text = accessor(group)?;
    for operation in &group.operations {
        text.push('\n');
        text.push_str(&items(&operation.name, self::operation(operation, group)?)?);
        if let Some(failure) = &operation.failure {
            text.push('\n');
            text.push_str(&self::failure(failure)?);
        }
    }
    Ok(format!("{}\n{text}", uses(group, &text, context)))
}

/// The imports: what the text mentions, since prose in docs at worst keeps one too many out of the question.
fn uses(group: &Group, text: &str, context: Context<'_>) -> String {
    let root = context.root();
    let mut names = vec!["Call", "Client", "DecodeError", "Meta", "Method", "Received", "RequestBuilder"];
    let operations = || group.operations.iter();
    if operations().any(|operation| !operation.checks.is_empty()) {
        names.push("Check");
    }
    if operations().any(|operation| operation.server.is_some()) {
        names.push("Server");
    }
    let variables = |operation: &Operation| {
        operation.server.as_ref().is_some_and(|server| !server.variables.is_empty())
    };
    if operations().any(variables) {
        names.push("Variable");
    }
    names.sort_unstable();
    let mut uses = String::new();
    if text.contains("BTreeMap<") {
        uses.push_str("use std::collections::BTreeMap;\n\n");
    }
    if text.contains("models::") {
        uses.push_str(&format!("use {root}::models;\n"));
    }
    uses.push_str(&format!("#[cfg(feature = \"blocking\")]\nuse {root}::runtime::blocking;\n"));
    uses.push_str(&format!("use {root}::runtime::{{self, {}}};\n", names.join(", ")));
    uses
}

/// The struct of the group, its methods, and the accessors of the clients.
fn accessor(group: &Group) -> Result<String, Fault> {
    let (name, method) = (ident(&group.name)?, ident(&group.accessor)?);
    let about = if group.docs.is_empty() {
        vec![format!("The operations of `{}`.", group.accessor)]
    } else {
        group.docs.clone()
    };
    let about = docs(&about);
    let mut methods = Vec::new();
    for operation in &group.operations {
        methods.push(self::method(operation)?);
    }
    let tokens = quote! {
        #about
        #[derive(Clone, Debug)]
        pub struct #name<C> {
            client: C,
        }

        impl<C: Clone> #name<C> {
            #(#methods)*
        }

        impl Client {
            #about
            pub fn #method(&self) -> #name<Self> {
                #name { client: self.clone() }
            }
        }

        #[cfg(feature = "blocking")]
        impl blocking::Client {
            #about
            pub fn #method(&self) -> #name<Self> {
                #name { client: self.clone() }
            }
        }
    };
    items(&group.name, tokens)
}

fn method(operation: &Operation) -> Result<TokenStream, Fault> {
    let (name, struct_name) = (ident(&operation.method_name)?, ident(&operation.name)?);
    let (about, old) = (docs(&method_docs(operation)), deprecated(operation.deprecated));
    let (arguments, names) = required(operation)?;
    let many = many_arguments(names.len());
    Ok(quote! {
        #about
        #old
        #many
        pub fn #name(&self, #(#arguments),*) -> Call<C, #struct_name> {
            Call::new(&self.client, #struct_name::new(#(#names),*))
        }
    })
}

/// Required arguments are positional however many there are: that is what keeps optional ones from breaking calls.
fn many_arguments(count: usize) -> TokenStream {
    // `self` counts too, and the lint's bound is seven.
    if count > 6 { quote! { #[allow(clippy::too_many_arguments)] } } else { quote! {} }
}

fn method_docs(operation: &Operation) -> Vec<String> {
    let mut lines = operation.docs.clone();
    if !lines.is_empty() {
        lines.push(String::new());
    }
    lines.push(format!("`{} {}`", operation.method.as_str(), operation.path));
    lines
}

/// The method has the words; the struct says what it is.
fn struct_docs(operation: &Operation, group: &Group) -> Vec<String> {
    let method = format!("[`{}::{}`]", group.name, operation.method_name);
    vec![format!("{method} as plain data: to be stored, sent again, or looked at in a test.")]
}

/// The required arguments as parameters and as names.
fn required(operation: &Operation) -> Result<(Vec<TokenStream>, Vec<syn::Ident>), Fault> {
    let mut arguments = Vec::new();
    let mut names = Vec::new();
    for argument in operation.required() {
        let name = ident(&argument.name)?;
        let ty: syn::Type = piece(&argument.ty.argument(TyScope::Api))?;
        arguments.push(quote! { #name: #ty });
        names.push(name);
    }
    Ok((arguments, names))
}

fn operation(operation: &Operation, group: &Group) -> Result<TokenStream, Fault> {
    let name = ident(&operation.name)?;
    let about = docs(&struct_docs(operation, group));
    let mut fields = Vec::new();
    for argument in &operation.arguments {
        fields.push(field(argument)?);
    }
    let constructor = constructor(operation)?;
    let setters = setters(operation)?;
    let implementation = implementation(operation)?;
    let paging = match &operation.paging {
        Some(paging) => self::paging(&name, paging)?,
        None => quote! {},
    };
    let several = match &operation.output {
        Output::Several(several) => self::several(several)?,
        _ => quote! {},
    };
    let body = if fields.is_empty() { quote! { {} } } else { quote! { { #(#fields,)* } } };
    Ok(quote! {
        #about
        #[derive(Clone)]
        #[non_exhaustive]
        pub struct #name #body

        #constructor

        #setters

        #implementation

        #paging

        #several
    })
}

fn field(argument: &Argument) -> Result<TokenStream, Fault> {
    let (about, name) = (docs(&argument.docs), ident(&argument.name)?);
    let ty = match argument.presence {
        crate::ir::Presence::Required => argument.ty.clone(),
        crate::ir::Presence::Optional => argument.ty.clone().option(),
    };
    let ty: syn::Type = piece(&ty.text(TyScope::Api))?;
    let old = deprecated(argument.deprecated);
    Ok(quote! { #about #old pub #name: #ty })
}

fn constructor(operation: &Operation) -> Result<TokenStream, Fault> {
    let name = ident(&operation.name)?;
    let (arguments, _) = required(operation)?;
    let mut values = Vec::new();
    for argument in &operation.arguments {
        let name = ident(&argument.name)?;
        values.push(match argument.presence {
            crate::ir::Presence::Optional => quote! { #name: None },
            crate::ir::Presence::Required if argument.ty.is_into() => quote! { #name: #name.into() },
            crate::ir::Presence::Required => quote! { #name },
        });
    }
    let many = many_arguments(arguments.len() + 1);
    let default = if arguments.is_empty() {
        // What takes no argument is its own default; clippy asks for both.
        quote! {
            impl Default for #name {
                fn default() -> Self {
                    Self::new()
                }
            }
        }
    } else {
        quote! {}
    };
    Ok(quote! {
        impl #name {
            /// The operation with these values, and no optional ones.
            #[inline]
            #many
            pub fn new(#(#arguments),*) -> Self {
                Self { #(#values),* }
            }
        }

        #default
    })
}

fn setters(operation: &Operation) -> Result<TokenStream, Fault> {
    let struct_name = ident(&operation.name)?;
    let mut setters = Vec::new();
    for argument in operation.optional() {
        let (name, setter) = (ident(&argument.name)?, ident(&argument.setter)?);
        let ty: syn::Type = piece(&argument.ty.argument(TyScope::Api))?;
        let (about, old) = (docs(&argument.docs), deprecated(argument.deprecated));
        let value = if argument.ty.is_into() { quote! { #name.into() } } else { quote! { #name } };
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
    for argument in &operation.arguments {
        steps.push(step(argument)?);
    }
    let request = if steps.is_empty() { quote! { _ } } else { quote! { request } };
    let decode = decode(&operation.output)?;
    Ok(quote! {
        impl runtime::Operation for #name {
            type Output = #output;
            type Failure = #failure;

            const META: Meta = #meta;

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
    let method = ident(match operation.method {
        Method::Get => "Get",
        Method::Put => "Put",
        Method::Post => "Post",
        Method::Delete => "Delete",
        Method::Options => "Options",
        Method::Head => "Head",
        Method::Patch => "Patch",
        Method::Trace => "Trace",
    })?;
    let server = match operation.server.as_ref().map(service::server) {
        Some(server) => quote! { Some(&#server) },
        None => quote! { None },
    };
    let alternatives = operation.security.iter().map(|names| quote! { &[#(#names),*] });
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
    let optional = argument.presence == crate::ir::Presence::Optional;
    Ok(match &argument.call {
        Call::Path => quote! { request.path(#wire, &self.#name); },
        Call::Query => quote! { request.query(#wire, &self.#name); },
        Call::QueryJoined(between) => quote! { request.query_joined(#wire, &self.#name, #between); },
        Call::Header => quote! { request.header(#wire, &self.#name); },
        Call::Cookie => quote! { request.cookie(#wire, &self.#name); },
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
        Call::Text(media_type) => match optional {
            true => quote! { request.text_optional(#media_type, &self.#name); },
            false => quote! { request.text(#media_type, &self.#name); },
        },
        Call::Bytes(media_type) => match optional {
            true => quote! { request.bytes_optional(#media_type, &self.#name); },
            false => quote! { request.bytes(#media_type, &self.#name); },
        },
    })
}

fn decode(output: &Output) -> Result<TokenStream, Fault> {
    let Output::Several(several) = output else {
        let reader = reader(output);
        return Ok(quote! { response.#reader() });
    };
    let mut arms = Vec::new();
    for (status, variant, content) in &several.variants {
        let (pattern, variant) = (pattern(*status), ident(variant)?);
        let reader = reader(content);
        arms.push(match content {
            Output::Unit => quote! { #pattern => response.#reader().map(|()| Self::Output::#variant) },
            _ => quote! { #pattern => response.#reader().map(Self::Output::#variant) },
        });
    }
    let open = several.variants.iter().all(|(status, ..)| *status != Status::Default);
    let rest = open.then(|| quote! { _ => response.undeclared(), });
    Ok(quote! {
        match response.status() {
            #(#arms,)*
            #rest
        }
    })
}

fn reader(output: &Output) -> TokenStream {
    match output {
        Output::Unit => quote! { empty },
        Output::Text => quote! { text },
        Output::Bytes => quote! { bytes },
        Output::Json(_) | Output::Several(_) => quote! { json },
    }
}

fn pattern(status: Status) -> TokenStream {
    match status {
        Status::Code(code) => {
            let code = proc_macro2::Literal::u16_unsuffixed(code);
            quote! { #code }
        }
        Status::Class(class) => {
            let first = proc_macro2::Literal::u16_unsuffixed(class * 100);
            let last = proc_macro2::Literal::u16_unsuffixed(class * 100 + 99);
            quote! { #first..=#last }
        }
        Status::Default => quote! { _ },
    }
}

/// The answers of an operation that has several.
fn several(several: &Several) -> Result<TokenStream, Fault> {
    let name = ident(&several.name)?;
    let mut variants = Vec::new();
    for (status, variant, content) in &several.variants {
        let variant = ident(variant)?;
        let about = match status {
            Status::Code(code) => format!(" Status {code}."),
            Status::Class(class) => format!(" Any other status {class}xx."),
            Status::Default => " Any other status.".to_owned(),
        };
        variants.push(match content.ty() {
            Ty::Unit => quote! { #[doc = #about] #variant },
            ty => {
                let ty: syn::Type = piece(&ty.text(TyScope::Api))?;
                quote! { #[doc = #about] #variant(#ty) }
            }
        });
    }
    Ok(quote! {
        /// What a successful call returns, by status.
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
        }
    })
}

fn paging(name: &syn::Ident, paging: &Paging) -> Result<TokenStream, Fault> {
    let item: syn::Type = piece(&paging.item.text(TyScope::Api))?;
    let param = ident(&paging.param)?;
    let turn = if paging.param_required {
        quote! { self.#param = token; }
    } else {
        quote! { self.#param = Some(token); }
    };
    let MemberPath { name: next, options } = &paging.next;
    let next = ident(next)?;
    let next = match options {
        0 => quote! { Some(page.#next.as_str()) },
        1 => quote! { page.#next.as_deref() },
        _ => quote! { page.#next.as_ref().and_then(Option::as_deref) },
    };
    let MemberPath { name: list, options } = &paging.items;
    let list = ident(list)?;
    let list = match options {
        0 => quote! { page.#list },
        1 => quote! { page.#list.unwrap_or_default() },
        _ => quote! { page.#list.flatten().unwrap_or_default() },
    };
    Ok(quote! {
        impl runtime::Paged for #name {
            type Item = #item;

            fn next(page: &Self::Output) -> Option<&str> {
                #next
            }

            fn turn(&mut self, token: String) {
                #turn
            }

            fn items(page: Self::Output) -> Vec<Self::Item> {
                #list
            }
        }
    })
}

/// The declared bodies of failures, and the table that finds them.
fn failure(failure: &Failure) -> Result<String, Fault> {
    let name = ident(&failure.name)?;
    let mut variants = Vec::new();
    for variant in &failure.variants {
        let (about, name) = (docs(&variant.docs), ident(&variant.name)?);
        let ty: syn::Type = piece(&variant.ty.text(TyScope::Api))?;
        variants.push(quote! { #about #name(#ty) });
    }
    let tokens = quote! {
        /// What the server answers instead of success.
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
        }
    };
    let mut text = items(&failure.name, tokens)?;
    text.push_str(&format!("\nruntime::failure! {{ {} {{\n", failure.name));
    for variant in &failure.variants {
        let statuses = match variant.status {
            Status::Code(code) => code.to_string(),
            Status::Class(class) => format!("Class({class})"),
            Status::Default => "Any".to_owned(),
        };
        text.push_str(&format!("    {statuses} => {},\n", variant.name));
    }
    text.push_str("} }\n");
    Ok(text)
}
