//! Styles, as constants of the runtime.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Explode, Reserved, Style, StyleKind};

pub(super) fn style(style: Style) -> TokenStream {
    let Style {
        kind,
        explode,
        reserved,
    } = style;
    let kind = match kind {
        StyleKind::Simple => quote! { SIMPLE },
        StyleKind::Label => quote! { LABEL },
        StyleKind::Matrix => quote! { MATRIX },
        StyleKind::Form => quote! { FORM },
        StyleKind::SpaceDelimited => quote! { SPACE_DELIMITED },
        StyleKind::PipeDelimited => quote! { PIPE_DELIMITED },
        StyleKind::DeepObject => quote! { DEEP_OBJECT },
        StyleKind::Json => quote! { JSON },
    };
    let explode = match explode {
        Explode::Yes => quote! { .exploded() },
        Explode::No => quote! {},
    };
    let reserved = match reserved {
        Reserved::Allowed => quote! { .allow_reserved() },
        Reserved::Encoded => quote! {},
    };
    quote! { Style::#kind #explode #reserved }
}
