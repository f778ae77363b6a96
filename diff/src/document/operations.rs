//! The operationId and the tags of an operation.

use std::collections::BTreeSet;

use oascribe_codegen::read::Node;

use super::super::spec::At;
use super::{Both, Pointers, Session};

pub fn compare(session: &mut Session<'_>, both: &Both<'_>) {
    let Both {
        operation,
        base,
        revision,
        ..
    } = both;
    let pointers = |key| Pointers::under(key, base, revision);
    let id = |at: &At<'_>| {
        at.text("operationId")
            .filter(|id| !id.is_empty())
            .map(str::to_owned)
    };
    match (id(base), id(revision)) {
        (None, Some(new)) => session.report_for(
            operation,
            "api-operation-id-added",
            "",
            &new,
            pointers("operationId"),
        ),
        (Some(old), new) if Some(&old) != new.as_ref() => {
            let new = new.unwrap_or_default();
            session.report_for(
                operation,
                "api-operation-id-removed",
                &old,
                &new,
                pointers("operationId"),
            );
        }
        _ => {}
    }
    let tags = |at: &At<'_>| -> BTreeSet<String> {
        let items = at
            .node
            .get("tags")
            .and_then(Node::as_array)
            .unwrap_or_default();
        items
            .iter()
            .filter_map(Node::as_str)
            .map(str::to_owned)
            .collect()
    };
    let (old, new) = (tags(base), tags(revision));
    for tag in new.difference(&old) {
        session.report_for(operation, "api-tag-added", "", tag, pointers("tags"));
    }
    for tag in old.difference(&new) {
        session.report_for(operation, "api-tag-removed", tag, "", pointers("tags"));
    }
}
