//! The responses.

use super::Parts;
use crate::draft::{Content, Draft, Fact, Operation, Response};
use crate::general::assemble::{object, with_samples};
use crate::general::fields::Row;
use crate::general::objects;
use crate::general::sample::Value;
use crate::reporter::Reporter;
use crate::span::Span;

impl Parts {
    pub(super) fn responses(
        self,
        rows: Vec<(Option<String>, Vec<Row>)>,
        operation: &mut Operation,
        draft: &Draft,
        reporter: &mut Reporter<'_>,
    ) {
        self.stated(operation);
        let needs_success = self.success.is_some()
            || rows.iter().any(|(status, _)| status.is_none())
            || self.responses.iter().any(|(status, _)| status.is_none());
        let success = success(operation, needs_success);
        let status_of = |status: &Option<String>| status.clone().unwrap_or_else(|| success.clone());
        if let Some((text, at)) = self.success {
            let response = response(operation, &success, at);
            response.text = response.text.take().or(Some(text));
        }
        let mut all: Vec<String> = rows.iter().map(|(status, _)| status_of(status)).collect();
        all.extend(self.responses.iter().map(|(status, _)| status_of(status)));
        all.sort_unstable();
        all.dedup();
        for status in all {
            let is = |other: &Option<String>| status_of(other) == status;
            let own = rows
                .iter()
                .filter(|(it, _)| is(it))
                .flat_map(|(_, rows)| rows.clone());
            let samples = self.responses.iter().filter(|(it, _)| is(it));
            let samples: Vec<Value> = samples.map(|(_, value)| value.clone()).collect();
            content(operation, &status, own.collect(), &samples, draft, reporter);
        }
        operation
            .responses
            .sort_by(|one, two| one.status.cmp(&two.status));
    }

    /// The responses that the page lists or mentions.
    fn stated(&self, operation: &mut Operation) {
        for (status, text, at) in &self.statuses {
            let mut response = Response::new(status.clone(), *at);
            response.text.clone_from(text);
            operation.responses.push(response);
        }
        for (status, at) in &self.mentioned {
            if !operation
                .responses
                .iter()
                .any(|known| known.status == *status)
            {
                let mut response = Response::new(status.clone(), *at);
                let why = "from a sentence of the description";
                response.inferred.push(Fact::new("status", why, *at));
                operation.responses.push(response);
            }
        }
    }
}

/// The content of a response: its fields and its samples.
fn content(
    operation: &mut Operation,
    status: &str,
    rows: Vec<Row>,
    samples: &[Value],
    draft: &Draft,
    reporter: &mut Reporter<'_>,
) {
    let first = samples.first().map(|sample| sample.json.at);
    let at = rows
        .first()
        .map(|row| row.at)
        .or(first)
        .unwrap_or(operation.at);
    let mut schema = match rows.is_empty() {
        true => objects::same(samples, draft, at),
        false => object(rows, at, reporter),
    };
    let why = match samples.len() {
        0 | 1 => "the sample of the response",
        _ => "the samples of the response",
    };
    let example = with_samples(&mut schema, samples, why, reporter);
    let response = response(operation, status, at);
    if status == "default" {
        let why = "the heading speaks of an error";
        response.inferred.push(Fact::new("status", why, at));
    }
    let media = "application/json".to_owned();
    response.content = Some(Content {
        media,
        schema,
        example,
    });
}

/// The status of the success. If none is stated and one is needed, it is assumed.
fn success(operation: &mut Operation, needed: bool) -> String {
    let stated = operation
        .responses
        .iter()
        .find(|response| response.is_success());
    if let Some(stated) = stated {
        return stated.status.clone();
    }
    let status = "200".to_owned();
    if needed || !operation.responses.is_empty() {
        let mut response = Response::new(status.clone(), operation.at);
        let why = "assumed: no status of success is stated";
        response
            .inferred
            .push(Fact::new("status", why, operation.at));
        operation.responses.push(response);
    }
    status
}

fn response<'o>(operation: &'o mut Operation, status: &str, at: Span) -> &'o mut Response {
    let index = operation
        .responses
        .iter()
        .position(|it| it.status == status)
        .unwrap_or_else(|| {
            operation.responses.push(Response::new(status, at));
            operation.responses.len() - 1
        });
    &mut operation.responses[index]
}
