//! The parts of one request, collected from its description, become an operation.

mod body;
mod responses;

use super::assemble::{keep_text, required};
use super::fields::Row;
use super::sample::{Request, Value};
use super::section::Section;
use super::segments::Segment;
use super::{path_of, shown_in_url};
use crate::draft::{Draft, Fact, Operation, Parameter, Place, Scheme, base_of};
use crate::facts::HttpMethod;
use crate::reporter::Reporter;
use crate::span::Span;

/// Where a field belongs.
#[derive(Clone, Debug, PartialEq)]
enum Target {
    Place(Place),
    Form,
    Undecided,
    Response(Option<String>),
}

#[derive(Default)]
pub struct Parts {
    rows: Vec<(Target, Row)>,
    /// Samples of the request body.
    pub requests: Vec<Value>,
    /// Samples of responses; without a status, of the success.
    pub responses: Vec<(Option<String>, Value)>,
    statuses: Vec<(String, Option<String>, Span)>,
    /// Statuses in sentences.
    pub mentioned: Vec<(String, Span)>,
    success: Option<(String, Span)>,
    query: Vec<(String, String, Span)>,
    form: Vec<(String, String, Span)>,
    scheme: Option<Scheme>,
}

impl Parts {
    pub fn add_row(&mut self, row: Row, section: &Section, status: Option<String>) {
        let target = match section {
            _ if row.form => Target::Form,
            Section::Fields(place) => Target::Place(*place),
            Section::Form => Target::Form,
            Section::Response => Target::Response(status),
            _ => Target::Undecided,
        };
        self.rows
            .push((row.place.map_or(target, Target::Place), row));
    }

    pub fn last_row(&mut self) -> Option<&mut Row> {
        self.rows.last_mut().map(|(_, row)| row)
    }

    /// The field that the words of a heading name.
    pub fn field_in(&self, words: &str) -> Option<String> {
        let words = words.split(|char: char| !(char.is_alphanumeric() || "_-.[]".contains(char)));
        let mut words = words.filter(|word| !word.is_empty());
        words.find_map(|word| {
            let row = self.rows.iter().find(|(_, row)| row.name == word)?;
            Some(row.1.name.clone())
        })
    }

    pub fn add_status(&mut self, status: &str, text: Option<String>, at: Span) {
        match self.statuses.iter_mut().find(|(known, ..)| known == status) {
            Some((_, known, _)) => *known = known.take().or(text),
            None => self.statuses.push((status.to_owned(), text, at)),
        }
    }

    pub fn describe_response(&mut self, status: Option<String>, text: &str, at: Span) {
        match status {
            Some(status) => self.add_status(&status, Some(text.to_owned()), at),
            None => {
                let (known, _) = self.success.get_or_insert_with(|| (String::new(), at));
                if !known.is_empty() {
                    known.push_str("\n\n");
                }
                known.push_str(text);
            }
        }
    }

    /// A sample of the request: it shows the server, credentials and values.
    pub fn request(&mut self, request: Request, at: Span, segment: &Segment, draft: &mut Draft) {
        let other = request
            .target
            .as_ref()
            .is_some_and(|target| !segment.target.path.admits(&target.path.text))
            && request
                .target
                .as_ref()
                .and_then(|target| target.url.as_ref())
                .is_none_or(|url| base_of(url, &segment.target.path).is_none());
        if request
            .method
            .is_some_and(|method| method != segment.method)
            || other
        {
            return;
        }
        if let Some(url) = request
            .target
            .as_ref()
            .and_then(|target| target.url.as_ref())
            && let Some(base) = base_of(url, &segment.target.path)
            && segment.target.url.is_none()
            && !draft.servers.iter().any(|(known, _)| *known == base)
        {
            draft.servers.push((base, at));
        }
        for (name, value) in &request.headers {
            if name.eq_ignore_ascii_case("authorization") {
                self.scheme = Some(Scheme::of_authorization(
                    value,
                    "a sample sends the header",
                    at,
                ));
            }
        }
        if request.basic {
            self.scheme = Some(Scheme::basic("a sample sends a user and a password", at));
        }
        self.query.extend(
            request
                .query
                .into_iter()
                .map(|(name, value)| (name, value, at)),
        );
        self.form.extend(
            request
                .form
                .into_iter()
                .map(|(name, value)| (name, value, at)),
        );
        self.requests.extend(request.value);
    }

    /// Makes the operation.
    pub fn operation(
        mut self,
        segment: &Segment,
        text: Option<String>,
        draft: &mut Draft,
        reporter: &mut Reporter<'_>,
    ) -> Operation {
        let path = path_of(&segment.target, draft);
        if let Some(url) = &segment.target.url
            && let Some(base) = base_of(url, &path)
            && !draft.servers.iter().any(|(known, _)| *known == base)
        {
            draft.servers.push((base, segment.at));
        }
        let mut operation = Operation::new(segment.method, path, segment.at);
        operation.inferred.clone_from(&segment.inferred);
        operation.summary.clone_from(&segment.title);
        operation.text = text;
        let mut body = Vec::new();
        let mut by_response: Vec<(Option<String>, Vec<Row>)> = Vec::new();
        for (target, row) in std::mem::take(&mut self.rows) {
            let (target, why) = self.decide(target, &row, &operation);
            match target {
                Target::Response(status) => {
                    match by_response.iter_mut().find(|(known, _)| *known == status) {
                        Some((_, rows)) => rows.push(row),
                        None => by_response.push((status, vec![row])),
                    }
                }
                Target::Place(Place::Body) | Target::Form => body.push((target, row, why)),
                Target::Place(place) => self.parameter(row, place, why, &mut operation),
                Target::Undecided => {}
            }
        }
        shown_in_url(&segment.target.query, &mut operation);
        self.sampled_query(&mut operation);
        self.body(body, &mut operation, reporter);
        let scheme = self.scheme.take();
        self.responses(by_response, &mut operation, draft, reporter);
        if let Some(scheme) = scheme {
            operation.security = Some(scheme.name.clone());
            if !draft.schemes.iter().any(|known| known.name == scheme.name) {
                draft.schemes.push(scheme);
            }
        }
        operation
    }

    /// The place of a field: the page states it, or the path and the method decide.
    fn decide(&self, target: Target, row: &Row, operation: &Operation) -> (Target, Option<Fact>) {
        if target != Target::Undecided {
            return (target, None);
        }
        if operation
            .path
            .variables
            .iter()
            .any(|(name, _)| *name == row.name)
        {
            return (Target::Place(Place::Path), None);
        }
        let method = operation.method;
        let in_query = matches!(
            method,
            HttpMethod::Get | HttpMethod::Head | HttpMethod::Delete | HttpMethod::Options
        );
        let shown = self.query.iter().any(|(name, ..)| *name == row.name);
        let (target, why) = match () {
            () if shown => (Target::Place(Place::Query), "a sample shows it in the URL"),
            () if in_query => (
                Target::Place(Place::Query),
                "requests of this method have no body",
            ),
            () if !self.form.is_empty() => (Target::Form, "a sample sends a form"),
            () => (
                Target::Place(Place::Body),
                "requests of this method have a body",
            ),
        };
        let place = if in_query || shown {
            "in"
        } else {
            "requestBody"
        };
        (target, Some(Fact::new(place, why, row.at)))
    }

    fn parameter(&mut self, row: Row, place: Place, why: Option<Fact>, operation: &mut Operation) {
        // OpenAPI describes these headers elsewhere.
        let lower = row.name.to_ascii_lowercase();
        if place == Place::Header && matches!(lower.as_str(), "content-type" | "accept") {
            return keep_text(&mut operation.text, &row);
        }
        if place == Place::Header && lower == "authorization" {
            let text = row
                .schema
                .text
                .clone()
                .unwrap_or_default()
                .to_ascii_lowercase();
            let word = ["bearer", "basic"]
                .into_iter()
                .find(|word| text.contains(word))
                .unwrap_or("other");
            let scheme = Scheme::of_authorization(word, "the page describes the header", row.at);
            self.scheme.get_or_insert(scheme);
            return;
        }
        let mut parameter = Parameter::new(row.name.clone(), place, row.at);
        parameter.required = required(&row, &mut parameter.inferred) || place == Place::Path;
        parameter.inferred.extend(why);
        parameter.schema = row.schema;
        operation.add_parameter(parameter);
    }

    /// Parameters that only samples show, and examples of others.
    fn sampled_query(&mut self, operation: &mut Operation) {
        for (name, value, at) in std::mem::take(&mut self.query) {
            if operation.parameter(&name, Place::Query).is_none() {
                let mut parameter = Parameter::new(name.clone(), Place::Query, at);
                parameter
                    .inferred
                    .push(Fact::new("parameter", "only a sample shows it", at));
                operation.add_parameter(parameter);
            }
            if crate::draft::is_secret_name(&name) {
                continue;
            }
            if let Some(parameter) = operation.parameter(&name, Place::Query)
                && parameter.schema.example.is_none()
            {
                parameter.schema.example = super::annotation::typed(&parameter.schema, &value);
            }
        }
    }
}
