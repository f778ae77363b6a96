//! Paging that an extension of the operation declares.

use super::super::lookup::query_parameter;
use super::from_config;
use crate::config;
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::ir::{Api, DeclaredNextPage, DeclaredPaging, Operation, Paging};

/// An extension is the same declaration as an entry of oascribe.toml. One that names what the operation does not have is
/// reported.
pub(super) fn paging(api: &Api, operation: &Operation, diags: &mut Diagnostics) -> Option<Paging> {
    let declared = operation.declared_paging.as_ref()?;
    let paging = from_config(api, operation, &entry(operation, declared));
    if paging.is_none() {
        let message = format!(
            "`{}` can't be used: `{}` does not have these parameters and properties",
            declared.extension, operation.id
        );
        let found = Diagnostic::new(codes::UNUSABLE_PAGING, message).at_key(&declared.at);
        diags.push(found.label(description(declared)));
    }
    paging
}

fn entry(operation: &Operation, declared: &DeclaredPaging) -> config::Paging {
    let next_page = match declared.next.clone() {
        DeclaredNextPage::Token { param, next } => config::NextPage::Token { param, next },
        DeclaredNextPage::After { param, key } => config::NextPage::After { param, key },
        DeclaredNextPage::Offset { param } => config::NextPage::Offset { param },
        DeclaredNextPage::Page { param, first } => {
            let first = first.or_else(|| default_number(operation, &param));
            let first = first.unwrap_or(1);
            config::NextPage::Page { param, first }
        }
        DeclaredNextPage::Url { next } => config::NextPage::Url { next },
    };
    config::Paging {
        next_page,
        items: declared.items.clone(),
        more: declared.more.clone(),
        done: None,
        total: declared.total.clone(),
    }
}

fn default_number(operation: &Operation, param: &str) -> Option<i64> {
    let parameter = query_parameter(operation, param)?;
    parameter.default.as_ref()?.parse().ok()
}

/// What the extension names, for messages.
fn description(declared: &DeclaredPaging) -> String {
    let next = match &declared.next {
        DeclaredNextPage::Token { param, next } => {
            format!("the parameter `{param}`, and `{next}` of the response")
        }
        DeclaredNextPage::After { param, key } => {
            format!("the parameter `{param}`, and `{key}` of the last item")
        }
        DeclaredNextPage::Offset { param } | DeclaredNextPage::Page { param, .. } => {
            format!("the number `{param}`")
        }
        DeclaredNextPage::Url { next } => format!("the URL `{next}` of the response"),
    };
    let others = [&declared.items, &declared.more, &declared.total];
    let others = others.into_iter().flatten();
    others.fold(next, |all, name| format!("{all}, and `{name}`"))
}
