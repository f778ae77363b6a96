//! Detects paginated list operations: declared in the configuration or by an extension, or recognized by parameters and
//! responses.

mod candidates;
mod declared;
mod inferred;
pub(in crate::passes) mod own_types;

use super::lookup::{
    find, has_same_type, is_bool, is_identifier, is_number, is_string, items, page, request_part,
};
use crate::config::{self, wildcard::matches};
use crate::diag::{Diagnostic, Diagnostics};
use crate::ir::{Api, NextPage, Operation, Paging, Ref};
use crate::passes::Context;

pub fn run(api: &mut Api, context: &Context<'_>, diags: &mut Diagnostics) {
    let configured = &context.config.paging;
    let mut used = vec![false; configured.len()];
    for index in 0..api.operations.len() {
        let operation = &api.operations[index];
        let entry = best_match(configured.keys(), &operation.id);
        let config = entry.and_then(|entry| configured.values().nth(entry));
        let paging = config.and_then(|config| from_config(api, operation, config));
        if let (Some(entry), Some(_)) = (entry, &paging) {
            used[entry] = true;
        }
        let paging = match entry.and_then(|entry| configured.keys().nth(entry)) {
            // An entry for all operations is ignored for those that it does not fit.
            Some(name) if name != "*" => paging,
            _ => paging
                .or_else(|| declared::paging(api, operation, diags))
                .or_else(|| inferred::paging(api, operation, diags)),
        };
        api.operations[index].paging = paging;
    }
    candidates::report(api, context.config, diags);
    for (name, used) in configured.keys().zip(used) {
        if used || name == "*" {
            continue;
        }
        diags.push(unmatched(api, name, context));
    }
}

/// The error for an entry that no operation has a use for.
fn unmatched(api: &Api, name: &str, context: &Context<'_>) -> Diagnostic {
    let mut operations = api.operations.iter();
    let Some(operation) = operations.find(|operation| matches(name, &operation.id)) else {
        let message = format!("no operation matches `{name}`");
        let ids = api.operations.iter().map(|operation| operation.id.as_str());
        let found = context.config.unmatched("paging", name, message);
        return found.suggest(name, ids);
    };
    let message = format!("`{name}` does not have these parameters and properties");
    let parameters = operation.parameters.iter();
    let names: Vec<String> = parameters.map(|one| format!("`{}`", one.wire)).collect();
    let found = context.config.unmatched("paging", name, message);
    match names.is_empty() {
        true => found,
        false => found.help(format!("its parameters are {}", names.join(", "))),
    }
}

/// The entry for an operation: the one with its id, else the longest pattern that matches. Returns `None` if no entry
/// matches.
fn best_match<'n>(names: impl Iterator<Item = &'n String>, id: &str) -> Option<usize> {
    let matching = names.enumerate().filter(|(_, name)| matches(name, id));
    let specificity = |(_, name): &(usize, &String)| (!name.contains('*'), name.len());
    matching.max_by_key(specificity).map(|(index, _)| index)
}

/// Applies an entry of the configuration to an operation. Returns `None` if the operation lacks a parameter or property
/// that the entry names.
fn from_config(api: &Api, operation: &Operation, config: &config::Paging) -> Option<Paging> {
    let page = page(operation)?;
    let (items, item) = items(api, page, config.items.as_deref())?;
    let property = |path: &Option<String>, is_type: fn(&Api, &Ref) -> bool| match path {
        Some(path) => find(api, page, path, is_type).map(Some),
        None => Some(None),
    };
    Some(Paging {
        next: next_page(api, operation, config, &item)?,
        more: property(&config.more, is_bool)?,
        done: property(&config.done, is_bool)?,
        total: property(&config.total, is_number)?,
        items,
        item,
    })
}

fn next_page(
    api: &Api,
    operation: &Operation,
    entry: &config::Paging,
    item: &Ref,
) -> Option<NextPage> {
    let page = page(operation)?;
    Some(match &entry.next_page {
        config::NextPage::Token { param, next } => {
            let next = find(api, page, next, is_identifier)?;
            let (param, ty) = request_part(api, operation, param, is_identifier)?;
            has_same_type(api, ty, page, &next).then_some(())?;
            NextPage::Token { param, next }
        }
        config::NextPage::After { param, key } => {
            let key = find(api, item, key, is_identifier)?;
            let (param, ty) = request_part(api, operation, param, is_identifier)?;
            has_same_type(api, ty, item, &key).then_some(())?;
            NextPage::After { param, key }
        }
        config::NextPage::Offset { param } => {
            let (param, _) = request_part(api, operation, param, is_number)?;
            NextPage::Offset { param }
        }
        config::NextPage::Page { param, first } => {
            let (param, _) = request_part(api, operation, param, is_number)?;
            let first = *first;
            NextPage::Page { param, first }
        }
        config::NextPage::Link { rel } => NextPage::Link { rel: rel.clone() },
        config::NextPage::Header { param, header } => {
            let (param, _) = request_part(api, operation, param, is_identifier)?;
            let header = header.clone();
            NextPage::Header { param, header }
        }
        config::NextPage::Url { next } => NextPage::Url {
            next: find(api, page, next, is_string)?,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::best_match;
    use crate::config::wildcard::matches;

    #[test]
    fn longest_matching_pattern_is_used() {
        for (pattern, name, expected) in [
            ("*", "listPets", true),
            ("list*", "listPets", true),
            ("list*", "unlist", false),
            ("*Pets", "listPets", true),
            ("l*t*s", "listPets", true),
            ("l*x*s", "listPets", false),
            ("listPets", "listPets", true),
            ("list", "listPets", false),
        ] {
            assert_eq!(matches(pattern, name), expected, "{pattern} {name}");
        }
        let names = ["*", "list*", "listP*", "listPets"].map(str::to_owned);
        assert_eq!(best_match(names.iter(), "listPets"), Some(3));
        assert_eq!(best_match(names.iter(), "listPorts"), Some(2));
        assert_eq!(best_match(names.iter(), "pets"), Some(0));
    }
}
