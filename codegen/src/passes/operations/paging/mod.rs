//! List operations that come in pages: stated in the configuration, or recognised by their shape.

mod inferred;
mod shape;

use crate::config;
use crate::diag::Diagnostics;
use crate::ir::{Api, NextPage, Operation, Paging, Ref};
use crate::passes::Context;
use shape::{count, flag, identifier, items, leaf, page, same, taker, text};

pub fn run(api: &mut Api, context: &Context<'_>, diags: &mut Diagnostics) {
    let stated = &context.config.paging;
    let mut used = vec![false; stated.len()];
    for index in 0..api.operations.len() {
        let operation = &api.operations[index];
        let rule = rule(stated.keys(), &operation.id);
        let shape = rule.and_then(|rule| stated.values().nth(rule));
        let paging = shape.and_then(|shape| by_name(api, operation, shape));
        if let (Some(rule), Some(_)) = (rule, &paging) {
            used[rule] = true;
        }
        let paging = match rule.and_then(|rule| stated.keys().nth(rule)) {
            // What is meant for many holds where it fits.
            Some(name) if name != "*" => paging,
            _ => paging.or_else(|| inferred::paging(api, operation, diags)),
        };
        api.operations[index].paging = paging;
    }
    for (name, used) in stated.keys().zip(used) {
        if used || name == "*" {
            continue;
        }
        let mut operations = api.operations.iter();
        let message = match operations.any(|operation| fits(name, &operation.id)) {
            true => format!("`{name}` has no such parameter or members"),
            false => format!("no operation `{name}` for this paging"),
        };
        diags.push(context.config.unmatched("paging", name, message));
    }
}

/// The entry for an operation: that of its own id, else the longest pattern that fits.
fn rule<'n>(names: impl Iterator<Item = &'n String>, id: &str) -> Option<usize> {
    let fitting = names.enumerate().filter(|(_, name)| fits(name, id));
    let telling = |(_, name): &(usize, &String)| (!name.contains('*'), name.len());
    fitting.max_by_key(telling).map(|(index, _)| index)
}

/// Whether a name fits a pattern, in which `*` stands for anything.
fn fits(pattern: &str, name: &str) -> bool {
    let Some((first, rest)) = pattern.split_once('*') else {
        return pattern == name;
    };
    let Some(mut name) = name.strip_prefix(first) else {
        return false;
    };
    let mut parts: Vec<&str> = rest.split('*').collect();
    let last = parts.pop().unwrap_or_default();
    for part in parts {
        match name.split_once(part) {
            Some((_, behind)) => name = behind,
            None => return false,
        }
    }
    name.ends_with(last)
}

/// What an entry of the configuration means for an operation, if it has what the entry names.
fn by_name(api: &Api, operation: &Operation, shape: &config::Paging) -> Option<Paging> {
    let page = page(operation)?;
    let (items, item) = items(api, page, shape.items.as_deref())?;
    let member = |path: &Option<String>, fits: fn(&Api, &Ref) -> bool| match path {
        Some(path) => leaf(api, page, path, fits).map(Some),
        None => Some(None),
    };
    Some(Paging {
        next: next_page(api, operation, shape, &item)?,
        more: member(&shape.more, flag)?,
        total: member(&shape.total, count)?,
        items,
        item,
    })
}

fn next_page(
    api: &Api,
    operation: &Operation,
    shape: &config::Paging,
    item: &Ref,
) -> Option<NextPage> {
    let page = page(operation)?;
    Some(match &shape.next_page {
        config::NextPage::Token { param, next } => {
            let next = leaf(api, page, next, identifier)?;
            let (param, takes) = taker(api, operation, param, identifier)?;
            same(api, takes, page, &next).then_some(())?;
            NextPage::Token { param, next }
        }
        config::NextPage::After { param, key } => {
            let key = leaf(api, item, key, identifier)?;
            let (param, takes) = taker(api, operation, param, identifier)?;
            same(api, takes, item, &key).then_some(())?;
            NextPage::After { param, key }
        }
        config::NextPage::Offset { param } => {
            let (param, _) = taker(api, operation, param, count)?;
            NextPage::Offset { param }
        }
        config::NextPage::Page { param, first } => {
            let (param, _) = taker(api, operation, param, count)?;
            let first = *first;
            NextPage::Page { param, first }
        }
        config::NextPage::Link { rel } => NextPage::Link { rel: rel.clone() },
        config::NextPage::Url { next } => NextPage::Url {
            next: leaf(api, page, next, text)?,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::{fits, rule};

    #[test]
    fn patterns() {
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
            assert_eq!(fits(pattern, name), expected, "{pattern} {name}");
        }
        let names = ["*", "list*", "listP*", "listPets"].map(str::to_owned);
        assert_eq!(rule(names.iter(), "listPets"), Some(3));
        assert_eq!(rule(names.iter(), "listPorts"), Some(2));
        assert_eq!(rule(names.iter(), "pets"), Some(0));
    }
}
