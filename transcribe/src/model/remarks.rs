//! What a person would notice on reading all pages: a description that belongs to another method, a method that is
//! listed and has no page.
//!
//! In: the model and the lists of methods. Out: diagnostics, and the model without what can't be true.

use oascribe_codegen::diag::codes;

use super::Operation;
use crate::facts::{Link, Verb};
use crate::markdown::{Block, plain};
use crate::spot::Report;

/// Takes out summaries that were copied from another method.
pub fn copied(operations: &mut [Operation], report: &mut Report<'_>) {
    for index in 0..operations.len() {
        let operation = &operations[index];
        let words = words(&operation.summary);
        let verb = words
            .split_whitespace()
            .next()
            .unwrap_or_default()
            .to_lowercase();
        let reads = ["returns", "retrieves", "lists", "gets"].contains(&verb.as_str());
        let writes = ["deletes", "creates", "updates", "adds", "removes"].contains(&verb.as_str());
        let wrong = match operation.verb {
            Verb::Delete => reads,
            Verb::Get | Verb::Head => writes,
            _ => false,
        };
        let mut twins = operations.iter().enumerate();
        let twin = twins.find(|(other, it)| {
            *other != index
                && !words.is_empty()
                && it.verb != operation.verb
                && self::words(&it.summary) == words
        });
        if !wrong {
            continue;
        }
        let name = operation.verb.keyword().to_uppercase();
        let text = format!("the description of a {name} that says what another method does");
        let mut others = vec![(operation.verb_at, "the method")];
        if let Some((_, twin)) = twin {
            others.push((twin.summary_at, "the same words"));
        }
        let label = "left out: write the right one into an overlay";
        report.tell(
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
pub fn missing(resource: &str, links: &[Link], operations: &[Operation], report: &mut Report<'_>) {
    for link in links {
        let is = |operation: &Operation| {
            operation.tag == resource && operation.method.eq_ignore_ascii_case(&link.name)
        };
        if !operations.iter().any(is) {
            let text = format!(
                "`{resource}` has the method `{}`, and none of the pages is its own",
                link.name
            );
            report.say(
                codes::MISSING_PAGE,
                text,
                link.at,
                "the method is not transcribed",
            );
        }
    }
}
