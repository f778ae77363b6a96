//! Operations that the user wants, or does not: `include` and `exclude`.

use crate::diag::Diagnostics;
use crate::ir::{Api, Operation};
use crate::passes::Context;

pub fn run(api: &mut Api, context: &Context<'_>, diags: &mut Diagnostics) {
    let config = context.config;
    let mut find = |table: &str, patterns: &[String]| {
        let mut found = Vec::new();
        for pattern in patterns {
            match Pick::parse(pattern) {
                Some(pick) if api.operations.iter().any(|one| pick.takes(one)) => found.push(pick),
                Some(_) => {
                    let message = format!("no operation is `{pattern}`");
                    diags.push(context.config.unmatched(table, pattern, message));
                }
                None => {
                    let message = format!(
                        "`{pattern}` names no operations: write `tag:T`, `op:ID` or `path:P`"
                    );
                    diags.push(context.config.unmatched(table, pattern, message));
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
    let wanted = |operation: &Operation| {
        let takes = |pick: &Pick| pick.takes(operation);
        (all || include.iter().any(takes)) && !exclude.iter().any(takes)
    };
    api.operations.retain(wanted);
}

/// Some operations.
enum Pick {
    Tag(String),
    Id(String),
    /// A path and all below it.
    Path(String),
}

impl Pick {
    fn parse(text: &str) -> Option<Self> {
        let (kind, what) = text.split_once(':')?;
        match kind {
            "tag" => Some(Pick::Tag(what.to_owned())),
            "op" => Some(Pick::Id(what.to_owned())),
            "path" => Some(Pick::Path(what.trim_end_matches('/').to_owned())),
            _ => None,
        }
    }

    fn takes(&self, operation: &Operation) -> bool {
        match self {
            Pick::Tag(tag) => operation.tags.contains(tag),
            Pick::Id(id) => operation.id == *id,
            Pick::Path(path) => operation
                .path
                .strip_prefix(path.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/')),
        }
    }
}
