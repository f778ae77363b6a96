//! What a person would notice on reading all pages: a description that belongs to another method, a method that is
//! listed and has no page.
//!
//! In: the model and the lists of methods. Out: diagnostics, and the model without what can't be true.

use oascribe_codegen::diag::codes;

use super::Operation;
use crate::facts::{HttpMethod, MethodLink};
use crate::markdown::{Block, plain};
use crate::reporter::Reporter;

/// Takes out summaries that were copied from another method.
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
        let mut twins = operations.iter().enumerate();
        let twin = twins.find(|(other, it)| {
            *other != index
                && !words.is_empty()
                && it.http_method != operation.http_method
                && self::words(&it.summary) == words
        });
        if !wrong {
            continue;
        }
        let name = operation.http_method.as_str().to_uppercase();
        let text = format!("the description of a {name} that says what another method does");
        let mut others = vec![(operation.http_method_at, "the method")];
        if let Some((_, twin)) = twin {
            others.push((twin.summary_at, "the same words"));
        }
        let label = "left out: write the right one into an overlay";
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

/// Says which listed methods have no page.
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
                "`{resource}` has the method `{}`, and none of the pages is its own",
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
