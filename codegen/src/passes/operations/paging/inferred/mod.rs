//! Recognizes paging by widespread conventions for parameters and responses.
//!
//! In: an operation, and the properties of its page. Out: how the next page is requested. Guaranteed: only conventions that
//! have one meaning are used. Lists that may have others are candidates, which `check` reports.

mod numbers;
mod properties;
mod tokens;
mod urls;

use super::super::lookup::{items, page};
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::ir::{Api, NextPage, Operation, Paging, Ref};
pub(super) use properties::{Properties, Property};

pub(super) fn paging(api: &Api, operation: &Operation, diags: &mut Diagnostics) -> Option<Paging> {
    let page = page(operation)?;
    let (items, item) = items(api, page, None)?;
    // Objects that belong to the one that is returned, in JSON:API.
    if items == ["included"] {
        return None;
    }
    let input = Input {
        api,
        operation,
        item: &item,
        properties: Properties::of(api, page),
    };
    let conventions = [
        tokens::pair,
        tokens::in_next_object,
        tokens::described,
        tokens::last_id,
        tokens::last_item,
        tokens::header,
        urls::link_header,
        urls::counted,
        urls::next_link,
        urls::links,
        numbers::page,
    ];
    let inferred = conventions.iter().find_map(|infer| infer(&input))?;
    let message = format!("`{}` is paginated", operation.id);
    let listed = match items.as_slice() {
        [] => "the body is the list of items".to_owned(),
        path => format!("the items are in `{}`", path.join(".")),
    };
    let found = Diagnostic::new(codes::INFERRED_PAGING, message).at_key(&operation.at);
    diags.push(found.label(format!("{}; {listed}", inferred.description)));
    Some(Paging {
        next: inferred.next,
        items,
        item,
        more: inferred.more,
        done: inferred.done,
        total: inferred.total,
    })
}

/// What conventions are recognized by.
struct Input<'a> {
    api: &'a Api,
    operation: &'a Operation,
    /// The type of an item.
    item: &'a Ref,
    properties: Properties<'a>,
}

struct Inferred {
    next: NextPage,
    /// The path to the property that is true if more pages follow.
    more: Option<Vec<String>>,
    /// The path to the property that is true on the last page.
    done: Option<Vec<String>>,
    /// The path to the number of pages.
    total: Option<Vec<String>>,
    description: String,
}

impl Inferred {
    fn new(next: NextPage, description: String) -> Option<Self> {
        Some(Inferred {
            next,
            more: None,
            done: None,
            total: None,
            description,
        })
    }

    fn while_more(self, more: Option<Vec<String>>) -> Self {
        Inferred { more, ..self }
    }
}
