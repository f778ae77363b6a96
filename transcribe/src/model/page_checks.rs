//! Checks across pages: summaries that were copied from another method, and listed methods without a page.

use oascribe_codegen::diag::codes;

use super::Operation;
use crate::facts::{HttpMethod, MethodLink};
use crate::markdown::{Block, plain};
use crate::reporter::Reporter;

/// Removes and reports summaries that were copied from another method.
pub fn drop_copied_summaries(operations: &mut [Operation], reporter: &mut Reporter<'_>) {
    for index in 0..operations.len() {
        let operation = &operations[index];
        let words = words(&operation.summary);
        let http_method = words
            .split_whitespace()
            .next()
            .unwrap_or_default()
            .to_lowercase();
        let reads = ["returns", "retrieves", "lists", "gets"].contains(&http_method.as_str());
        let writes =
            ["deletes", "creates", "updates", "adds", "removes"].contains(&http_method.as_str());
        let wrong = match operation.http_method {
            HttpMethod::Delete => reads,
            HttpMethod::Get | HttpMethod::Head => writes,
            _ => false,
        };
        let mut others = operations.iter().enumerate();
        let original = others.find(|(other, it)| {
            *other != index
                && !words.is_empty()
                && it.http_method != operation.http_method
                && self::words(&it.summary) == words
        });
        if !wrong {
            continue;
        }
        let name = operation.http_method.as_str().to_uppercase();
        let text = format!("the description of a {name} describes another method");
        let mut others = vec![(operation.http_method_at, "the HTTP method")];
        if let Some((_, original)) = original {
            others.push((original.summary_at, "the same description"));
        }
        let label = "left out: add a correct one in an overlay";
        reporter.report_with(
            codes::COPIED_DESCRIPTION,
            text,
            operation.summary_at,
            label,
            &others,
        );
        operations[index].summary.clear();
    }
}

fn words(blocks: &[Block]) -> String {
    match blocks.first() {
        Some(Block::Para(inlines)) => plain(inlines),
        _ => String::new(),
    }
}

/// Reports listed methods that have no page.
pub fn report_missing_pages(
    resource: &str,
    links: &[MethodLink],
    operations: &[Operation],
    reporter: &mut Reporter<'_>,
) {
    for link in links {
        let is = |operation: &Operation| {
            operation.tag == resource && operation.method.eq_ignore_ascii_case(&link.name)
        };
        if !operations.iter().any(is) {
            let text = format!(
                "`{resource}` lists the method `{}`, which has no page",
                link.name
            );
            reporter.report(
                codes::MISSING_PAGE,
                text,
                link.at,
                "the method is not transcribed",
            );
        }
    }
}
