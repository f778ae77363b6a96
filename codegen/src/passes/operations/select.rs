//! Selects operations: `include` and `exclude` in the configuration.

use std::collections::BTreeSet;

use crate::diag::Diagnostics;
use crate::ir::{Api, Operation};
use crate::passes::Context;

pub fn run(api: &mut Api, context: &Context<'_>, diags: &mut Diagnostics) {
    let config = context.config;
    let mut find = |table: &str, patterns: &[String]| {
        let mut found = Vec::new();
        for pattern in patterns {
            match Pattern::parse(pattern) {
                Some(pattern) if api.operations.iter().any(|one| pattern.matches(one)) => {
                    found.push(pattern);
                }
                parsed => {
                    let message = match parsed {
                        Some(_) => format!("no operation matches `{pattern}`"),
                        None => format!(
                            "`{pattern}` is not a valid pattern: use `tag:TAG`, `op:ID` or `path:PATH`"
                        ),
                    };
                    let found = context.config.unmatched(table, pattern, message);
                    let known = known(api);
                    diags.push(found.suggest(pattern, known.iter().map(String::as_str)));
                }
            }
        }
        found
    };
    let (include, exclude) = (
        find("include", &config.include),
        find("exclude", &config.exclude),
    );
    let all = config.include.is_empty();
    let is_selected = |operation: &Operation| {
        let matches = |pattern: &Pattern| pattern.matches(operation);
        (all || include.iter().any(matches)) && !exclude.iter().any(matches)
    };
    for operation in api.operations.extract_if(.., |one| !is_selected(one)) {
        let edges = operation.sent().chain(operation.received());
        edges.for_each(|edge| edge.all_named(&mut api.deselected));
    }
}

/// All patterns that match a tag, an operation or a path of the document.
fn known(api: &Api) -> BTreeSet<String> {
    let operations = api.operations.iter();
    let patterns = operations.flat_map(|operation| {
        let tags = operation.tags.iter().map(|tag| format!("tag:{tag}"));
        let id = format!("op:{}", operation.id);
        tags.chain([id, format!("path:{}", operation.path)])
    });
    patterns.collect()
}

/// A set of operations.
enum Pattern {
    Tag(String),
    Id(String),
    /// A path and all paths below it.
    Path(String),
}

impl Pattern {
    fn parse(text: &str) -> Option<Self> {
        let (kind, value) = text.split_once(':')?;
        match kind {
            "tag" => Some(Pattern::Tag(value.to_owned())),
            "op" => Some(Pattern::Id(value.to_owned())),
            "path" => Some(Pattern::Path(value.trim_end_matches('/').to_owned())),
            _ => None,
        }
    }

    fn matches(&self, operation: &Operation) -> bool {
        match self {
            Pattern::Tag(tag) => operation.tags.contains(tag),
            Pattern::Id(id) => operation.id == *id,
            Pattern::Path(path) => operation
                .path
                .strip_prefix(path.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/')),
        }
    }
}
