//! What the struct of an operation and the struct of a body have in common: public fields, and `new`.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::Fault;
use super::super::print::{comment, deprecated, ident, piece};
use super::many_arguments;
use crate::ir::{Deprecated, Presence};
use crate::plan::{Argument, Comment, Part, PartHeader, Ty, TyScope};

/// A field of such a struct.
#[derive(Clone, Copy)]
pub(super) struct Member<'p> {
    name: &'p str,
    /// Without `Option`.
    ty: &'p Ty,
    presence: Presence,
    docs: &'p Comment,
    deprecated: &'p Deprecated,
}

impl<'p> From<&'p Argument> for Member<'p> {
    fn from(argument: &'p Argument) -> Self {
        Member {
            name: &argument.name,
            ty: &argument.ty,
            presence: argument.presence,
            docs: &argument.docs,
            deprecated: &argument.deprecated,
        }
    }
}

impl<'p> From<&'p Part> for Member<'p> {
    fn from(part: &'p Part) -> Self {
        Member {
            name: &part.name,
            ty: &part.ty,
            presence: part.presence,
            docs: &part.docs,
            deprecated: &part.deprecated,
        }
    }
}

impl<'p> From<&'p PartHeader> for Member<'p> {
    fn from(header: &'p PartHeader) -> Self {
        Member {
            name: &header.name,
            ty: &header.ty,
            presence: header.presence,
            docs: &header.docs,
            deprecated: &header.deprecated,
        }
    }
}

impl Member<'_> {
    /// The declaration.
    pub(super) fn field(self) -> Result<TokenStream, Fault> {
        let (about, name) = (comment(self.docs), ident(self.name)?);
        let ty = match self.presence {
            Presence::Required => self.ty.clone(),
            Presence::Optional => self.ty.clone().option(),
        };
        let ty: syn::Type = piece(&ty.text(TyScope::Api))?;
        let old = deprecated(self.deprecated);
        Ok(quote! { #about #old pub #name: #ty })
    }

    /// What `new` puts into it.
    fn value(self) -> Result<TokenStream, Fault> {
        let name = ident(self.name)?;
        Ok(match self.presence {
            Presence::Optional => quote! { #name: None },
            Presence::Required if self.ty.is_into() => quote! { #name: #name.into() },
            Presence::Required => quote! { #name },
        })
    }
}

/// What a constructor is printed from.
pub(super) struct Constructor<'c> {
    /// The struct.
    pub name: &'c str,
    pub about: &'c TokenStream,
    pub arguments: &'c [TokenStream],
    /// Whether `Default` does the same, as clippy asks for.
    pub has_default: bool,
}

/// `new` with the required fields as arguments.
pub(super) fn constructor<'p>(
    constructor: Constructor<'_>,
    members: impl Iterator<Item = Member<'p>>,
) -> Result<TokenStream, Fault> {
    let Constructor {
        name,
        about,
        arguments,
        has_default,
    } = constructor;
    let name = ident(name)?;
    let values = members.map(Member::value).collect::<Result<Vec<_>, _>>()?;
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
            pub fn new(#(#arguments),*) -> Self {
                Self { #(#values),* }
            }
        }

        #default
    })
}
