//! Lists that are not paginated, but have parameters for it, with the lines of oascribe.toml that paginate them.

use std::collections::BTreeMap;

use super::super::lookup::{is_identifier, is_number, is_string, items, page};
use super::from_config;
use super::inferred::{Properties, Property};
use crate::config::{self, CrateConfig, NextPage};
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::ir::{Api, Operation, Parameter, ParameterLocation};
use crate::passes::letters::letters;

/// Parameters for a token, which a property of the page becomes.
const TOKENS: &[&str] = &[
    "after",
    "continue",
    "continuationtoken",
    "cursor",
    "iterator",
    "marker",
    "nexttoken",
    "offset",
    "page",
    "pagecursor",
    "pagetoken",
    "start",
    "startingafter",
    "token",
];

/// Words in the names of properties with the token of the next page.
const NEXT: &[&str] = &[
    "next", "cursor", "token", "marker", "iterator", "after", "continue", "lastid",
];

/// Parameters for the number of items to skip, and for the number of a page.
const OFFSETS: &[&str] = &["offset", "skip", "start", "startindex", "pageoffset"];
const PAGES: &[&str] = &["page", "pagenumber", "pageindex"];

/// Properties with the number of all items, and of all pages.
const ITEMS_IN_TOTAL: &[&str] = &[
    "total",
    "totalcount",
    "totalitems",
    "totalresults",
    "totalentries",
];
const PAGES_IN_TOTAL: &[&str] = &["totalpages", "pagecount", "lastpage", "pages"];

/// Reports the candidates among the operations that are not paginated.
pub(super) fn report(api: &Api, config: &CrateConfig, diags: &mut Diagnostics) {
    let unpaged = api.operations.iter().filter(|it| it.paging.is_none());
    // An entry for an operation that does not fit it is reported already.
    let unpaged = unpaged.filter(|it| !config.paging.contains_key(&it.id));
    let candidates: Vec<(&Operation, String, config::Paging)> = unpaged
        .filter_map(|operation| {
            let entry = entry(api, operation)?;
            Some((operation, toml(&entry), entry))
        })
        .collect();
    let Some((first, ..)) = candidates.first() else {
        return;
    };
    let count = match candidates.len() {
        1 => "1 operation looks like a list".to_owned(),
        count => format!("{count} operations look like lists"),
    };
    let message = format!("{count} and can be paginated by configuration");
    let found = Diagnostic::new(codes::PAGING_CANDIDATES, message).at_key(&first.at);
    let label = "`.items()` and `.pages()` are not generated: the document doesn't say how the next page is requested";
    let found = found.label(label).help(
        "compare the settings with the documentation of the API, and add those that are right",
    );
    let header = config.header("paging", config.paging.is_empty());
    let lines = lines(api, config, &candidates).into_iter();
    diags.push(lines.fold(found, |found, line| found.setting(&header, line)));
}

/// A line for each operation, or one for all with the most frequent entry.
fn lines(
    api: &Api,
    config: &CrateConfig,
    candidates: &[(&Operation, String, config::Paging)],
) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, text, _) in candidates {
        *counts.entry(text).or_default() += 1;
    }
    let most = counts.iter().max_by_key(|(_, count)| **count);
    let most = most
        .filter(|(_, count)| **count >= MIN_FOR_ALL)
        .map(|(text, _)| *text);
    let all = candidates
        .iter()
        .find(|(_, text, _)| Some(text.as_str()) == most);
    // An entry for all has precedence over what is inferred.
    let changes_others = |entry: &config::Paging| {
        let mut paged = api.operations.iter().filter(|it| it.paging.is_some());
        paged.any(|operation| from_config(api, operation, entry).is_some())
    };
    let all = all.filter(|(_, _, entry)| {
        config.paging.keys().all(|key| key != "*") && !changes_others(entry)
    });
    let mut lines: Vec<String> = all
        .map(|(_, text, _)| format!("\"*\" = {text}"))
        .into_iter()
        .collect();
    for (operation, text, _) in candidates {
        if all.is_none_or(|(_, of_all, _)| of_all != text) {
            lines.push(format!("{} = {text}", key(&operation.id)));
        }
    }
    lines
}

/// From how many operations on one line stands for all.
const MIN_FOR_ALL: usize = 4;

/// The entry that paginates an operation. Returns `None` if it is no list, or has no parameter for it.
fn entry(api: &Api, operation: &Operation) -> Option<config::Paging> {
    let page = page(operation)?;
    items(api, page, None)?;
    let properties = Properties::of(api, page);
    let parameters = || {
        let all = operation.parameters.iter();
        all.filter(|parameter| parameter.location == ParameterLocation::Query)
    };
    let done = properties.done(api).map(|path| path.join("."));
    let links = properties
        .iter()
        .filter(|it| is_string(api, &it.field.ty) && is_url(it));
    let mut entries: Vec<config::Paging> = links
        .map(|it| {
            config::Paging::new(NextPage::Url {
                next: it.path.join("."),
            })
        })
        .collect();
    for param in parameters().filter(|it| is_named(it, TOKENS) && is_identifier(api, &it.ty)) {
        let is_next = |it: &&Property<'_>| {
            let is_named = NEXT.iter().any(|word| it.letters.contains(word));
            is_named && !it.letters.contains("prev") && !is_url(it)
        };
        let mut tokens: Vec<&Property<'_>> = properties.iter().filter(is_next).collect();
        tokens.sort_by_key(|it| !it.letters.starts_with("next"));
        entries.extend(tokens.into_iter().map(|it| config::Paging {
            more: properties.more(api, &it.path).map(|path| path.join(".")),
            done: done.clone(),
            ..config::Paging::token(&param.wire, it.path.join("."))
        }));
    }
    entries.extend(numbered(api, operation, &properties));
    let mut entries = entries.into_iter();
    entries.find(|entry| from_config(api, operation, entry).is_some())
}

/// The entries with a number of a page, or of items.
fn numbered(api: &Api, operation: &Operation, properties: &Properties<'_>) -> Vec<config::Paging> {
    let total = |names: &[&str]| {
        let mut properties = properties.iter();
        let found = properties
            .find(|it| names.contains(&it.letters.as_str()) && is_number(api, &it.field.ty));
        found.map(|it| it.path.join("."))
    };
    let parameters = |names: &'static [&'static str]| {
        let all = operation.parameters.iter();
        let query = all.filter(|it| it.location == ParameterLocation::Query);
        query.filter(move |it| is_named(it, names) && is_number(api, &it.ty))
    };
    let pages = parameters(PAGES).map(|param| {
        let default = param.default.as_ref().and_then(|text| text.parse().ok());
        let next = NextPage::Page {
            param: param.wire.clone(),
            first: default.unwrap_or(1),
        };
        (next, PAGES_IN_TOTAL)
    });
    let offsets = parameters(OFFSETS).map(|param| {
        let param = param.wire.clone();
        (NextPage::Offset { param }, ITEMS_IN_TOTAL)
    });
    let entries = pages.chain(offsets).map(|(next, totals)| config::Paging {
        total: total(totals),
        ..config::Paging::new(next)
    });
    entries.collect()
}

/// Whether a property probably has the URL of the next page.
fn is_url(property: &Property<'_>) -> bool {
    let name = &property.letters;
    let is_next = name.contains("next") && !name.contains("prev");
    let formats = property.field.ty.formats.iter();
    let mut formats = formats.map(|format| format.name.as_str());
    let text = property.field.docs.text().to_lowercase();
    let words = ["url", "uri", "link", "href", "path to"];
    is_next
        && (words
            .iter()
            .any(|word| name.contains(word) || text.contains(word))
            || formats.any(|format| format.starts_with("uri") || format == "url"))
}

fn is_named(parameter: &Parameter, names: &[&str]) -> bool {
    names.contains(&letters(&parameter.wire).as_str())
}

/// An entry as an inline table.
fn toml(entry: &config::Paging) -> String {
    let mut keys = match &entry.next_page {
        NextPage::Token { param, next } => vec![("param", quoted(param)), ("next", quoted(next))],
        NextPage::After { param, key } => vec![("after", quoted(param)), ("key", quoted(key))],
        NextPage::Offset { param } => vec![("offset", quoted(param))],
        NextPage::Page { param, first } => {
            vec![("page", quoted(param)), ("first", first.to_string())]
        }
        NextPage::Link { rel } => vec![("link", quoted(rel))],
        NextPage::Url { next } => vec![("url", quoted(next))],
        NextPage::Header { param, header } => {
            vec![("param", quoted(param)), ("header", quoted(header))]
        }
    };
    let optional = [
        ("more", &entry.more),
        ("done", &entry.done),
        ("total", &entry.total),
    ];
    keys.extend(
        optional
            .into_iter()
            .filter_map(|(key, value)| Some((key, quoted(value.as_ref()?)))),
    );
    let keys: Vec<String> = keys
        .into_iter()
        .map(|(key, value)| format!("{key} = {value}"))
        .collect();
    format!("{{ {} }}", keys.join(", "))
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// A key of TOML.
fn key(name: &str) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    match !name.is_empty() && name.chars().all(is_bare) {
        true => name.to_owned(),
        false => quoted(name),
    }
}
