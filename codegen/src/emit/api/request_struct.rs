//! The common parts of the structs of operations and multipart bodies: public fields and `new`.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::EmitError;
use super::super::print::{comment, deprecated, ident, like_variants, parse};
use super::many_arguments;
use crate::ir::{Deprecated, Presence};
use crate::plan::{Argument, Comment, Part, PartHeader, RequiredStruct, Ty, TyScope};

/// A field of the struct.
#[derive(Clone, Copy)]
pub(super) struct RequestField<'p> {
    name: &'p str,
    /// Without `Option`.
    ty: &'p Ty,
    presence: Presence,
    /// The value that `new` sets, as an expression.
    default: Option<&'p str>,
    docs: &'p Comment,
    deprecated: &'p Deprecated,
}

impl<'p> From<&'p Argument> for RequestField<'p> {
    fn from(argument: &'p Argument) -> Self {
        RequestField {
            name: &argument.name,
            ty: &argument.ty,
            presence: argument.presence,
            default: argument.default.as_deref(),
            docs: &argument.docs,
            deprecated: &argument.deprecated,
        }
    }
}

impl<'p> From<&'p Part> for RequestField<'p> {
    fn from(part: &'p Part) -> Self {
        RequestField {
            name: &part.name,
            ty: &part.ty,
            presence: part.presence,
            default: None,
            docs: &part.docs,
            deprecated: &part.deprecated,
        }
    }
}

impl<'p> From<&'p PartHeader> for RequestField<'p> {
    fn from(header: &'p PartHeader) -> Self {
        RequestField {
            name: &header.name,
            ty: &header.ty,
            presence: header.presence,
            default: None,
            docs: &header.docs,
            deprecated: &header.deprecated,
        }
    }
}

impl RequestField<'_> {
    /// Whether it is an argument of `new`.
    fn is_asked(self) -> bool {
        self.presence == Presence::Required && self.default.is_none()
    }

    /// The declaration of the field.
    pub(super) fn field(self) -> Result<TokenStream, EmitError> {
        self.field_with(self.docs)
    }

    /// The declaration of the field with other documentation.
    pub(super) fn field_with(self, docs: &Comment) -> Result<TokenStream, EmitError> {
        let (about, name) = (comment(docs), ident(self.name)?);
        let ty = match self.presence {
            Presence::Required => self.ty.clone(),
            Presence::Optional => self.ty.clone().option(),
        };
        let ty: syn::Type = parse(&ty.text(TyScope::Api))?;
        let old = deprecated(self.deprecated);
        Ok(quote! { #about #old pub #name: #ty })
    }

    /// The initializer in `new`.
    fn value(self, is_positional: bool) -> Result<TokenStream, EmitError> {
        let name = ident(self.name)?;
        if let Some(default) = self.default {
            let value: syn::Expr = parse(default)?;
            return Ok(quote! { #name: #value });
        }
        Ok(match self.presence {
            Presence::Required if !is_positional => quote! { #name },
            Presence::Optional => quote! { #name: None },
            Presence::Required if self.ty.is_into() => quote! { #name: #name.into() },
            Presence::Required => quote! { #name },
        })
    }
}

/// The input of a constructor.
pub(super) struct Constructor<'c> {
    /// The struct.
    pub name: &'c str,
    pub about: &'c TokenStream,
    pub arguments: &'c [TokenStream],
    /// The struct of the required arguments, if they are not positional.
    pub holder: Option<&'c RequiredStruct>,
    /// Whether the struct implements `Default`, which clippy wants for a `new` without arguments.
    pub has_default: bool,
}

/// `new` with the required fields as arguments.
pub(super) fn constructor<'p>(
    constructor: Constructor<'_>,
    fields: impl Iterator<Item = RequestField<'p>>,
) -> Result<TokenStream, EmitError> {
    let Constructor {
        name,
        about,
        arguments,
        holder,
        has_default,
    } = constructor;
    let name = ident(name)?;
    let fields: Vec<RequestField<'_>> = fields.collect();
    let required = fields.iter().filter(|field| field.is_asked());
    let like = like_variants(required.clone().map(|field| (field.name, field.ty)));
    let values = fields
        .iter()
        .map(|field| field.value(holder.is_none()))
        .collect::<Result<Vec<_>, _>>()?;
    let (taken, holder) = match holder {
        Some(holder) => required_struct(holder, required)?,
        None => (quote! {}, quote! {}),
    };
    let many = many_arguments(arguments.len() + 1);
    let default = has_default.then(|| {
        quote! {
            impl Default for #name {
                fn default() -> Self {
                    Self::new()
                }
            }
        }
    });
    Ok(quote! {
        impl #name {
            #about
            #many
            #like
            pub fn new(#(#arguments),*) -> Self {
                #taken
                Self { #(#values),* }
            }
        }

        #default

        #holder
    })
}

/// The statement that takes the required arguments out of their struct, and the struct.
fn required_struct<'p>(
    holder: &RequiredStruct,
    required: impl Iterator<Item = &'p RequestField<'p>>,
) -> Result<(TokenStream, TokenStream), EmitError> {
    let (name, about) = (ident(&holder.name)?, comment(&holder.docs));
    let (mut fields, mut names) = (Vec::new(), Vec::new());
    for field in required {
        fields.push(field.field()?);
        names.push(ident(field.name)?);
    }
    let taken = quote! { let #name { #(#names),* } = required; };
    let declared = quote! {
        #about
        #[derive(Clone, Debug)]
        pub struct #name {
            #(#fields,)*
        }
    };
    Ok((taken, declared))
}
