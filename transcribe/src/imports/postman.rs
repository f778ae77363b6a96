//! Postman collections, v2.0 and v2.1.

use std::collections::HashMap;

use oascribe_codegen::diag::codes;

use super::recorded::{self, Exchange, Payload, Words};
use crate::draft::{Draft, Json, JsonValue, Path, Place, Scheme, Source};
use crate::facts::HttpMethod;
use crate::reporter::Reporter;
use crate::span::Span;

/// Folders that are nested deeper are read as if they were less deep.
const MAX_DEPTH: usize = 16;

pub fn recognises(json: &Json) -> bool {
    let schema = json.get("info").and_then(|info| info.string("schema"));
    schema.is_some_and(|schema| schema.contains("getpostman.com")) && json.get("item").is_some()
}

pub fn read(json: &Json, draft: &mut Draft, reporter: &mut Reporter<'_>) {
    let info = json.get("info");
    draft.title = info.and_then(|info| info.string("name")).map(str::to_owned);
    draft.text = info.and_then(|info| text(info.get("description")));
    let variables = json.list("variable").iter().filter_map(|variable| {
        let name = variable.string("key").or_else(|| variable.string("id"))?;
        Some((
            name.to_owned(),
            variable.string("value").unwrap_or_default().to_owned(),
        ))
    });
    let mut reader = Reader {
        variables: variables.collect(),
        exchanges: Vec::new(),
        reporter,
    };
    reader.items(json.list("item"), None, 0);
    let exchanges = reader.exchanges;
    let queries: Vec<(HttpMethod, String, Vec<Described>)> = exchanges
        .iter()
        .map(|(exchange, described, _)| (exchange.method, exchange.path.shape(), described.clone()))
        .collect();
    let auths: Vec<(HttpMethod, String, Option<Scheme>)> = exchanges
        .iter()
        .map(|(exchange, _, scheme)| (exchange.method, exchange.path.shape(), scheme.clone()))
        .collect();
    let all = exchanges
        .into_iter()
        .map(|(exchange, ..)| exchange)
        .collect();
    let words = Words {
        requests: "the requests of the collection",
        responses: "the responses of the collection",
        examples: true,
    };
    recorded::add(all, &words, draft);
    let common = auth(json);
    for index in 0..draft.operations.len() {
        let shape = draft.operations[index].path.shape();
        let method = draft.operations[index].method;
        describe(&mut draft.operations[index], &queries, &shape);
        let own = auths
            .iter()
            .find(|(other, path, scheme)| *other == method && *path == shape && scheme.is_some());
        let scheme = own
            .and_then(|(.., scheme)| scheme.clone())
            .or_else(|| common.clone());
        if let Some(scheme) = scheme {
            let mut operation = draft.operations.remove(index);
            recorded::secure(scheme, &mut operation, draft);
            draft.operations.insert(index, operation);
        }
    }
}

/// A parameter that the collection describes: its place, its name and its text.
type Described = (Place, String, String);

fn describe(
    operation: &mut crate::draft::Operation,
    all: &[(HttpMethod, String, Vec<Described>)],
    shape: &str,
) {
    let own = all
        .iter()
        .filter(|(method, path, _)| *method == operation.method && path == shape);
    let own: Vec<Described> = own.flat_map(|(.., described)| described.clone()).collect();
    for (place, name, text) in own {
        if let Some(parameter) = operation.parameter(&name, place) {
            parameter.schema.text.get_or_insert(text);
        } else if place == Place::Path
            && operation
                .path
                .variables
                .iter()
                .any(|(known, _)| *known == name)
        {
            let mut parameter = crate::draft::Parameter::new(name, place, operation.at);
            parameter.schema.text = Some(text);
            operation.parameters.push(parameter);
        }
    }
}

struct Reader<'p, 'r> {
    variables: HashMap<String, String>,
    exchanges: Vec<(Exchange, Vec<Described>, Option<Scheme>)>,
    reporter: &'p mut Reporter<'r>,
}

impl Reader<'_, '_> {
    fn items(&mut self, items: &[Json], folder: Option<&str>, depth: usize) {
        for item in items {
            let name = item.string("name");
            if item.get("item").is_some() && depth < MAX_DEPTH {
                self.items(item.list("item"), name.or(folder), depth + 1);
            } else if let Some(request) = item.get("request") {
                self.request(item, request, folder);
            }
        }
    }

    fn request(&mut self, item: &Json, request: &Json, folder: Option<&str>) {
        let url = request.get("url").unwrap_or(request);
        let raw = url
            .as_str()
            .or_else(|| url.string("raw"))
            .unwrap_or_default();
        let method = request.string("method").unwrap_or("GET");
        let raw = self.resolved(raw);
        let (Some(method), false) = (HttpMethod::parse(method), raw.is_empty()) else {
            let message =
                "the request has no URL, or a method that OpenAPI does not have".to_owned();
            self.reporter.report(
                codes::UNREAD_PART,
                message,
                request.at,
                "the request is left out",
            );
            return;
        };
        let (server, path) = split(&raw);
        let (exchange_text, at) = (
            text(request.get("description")),
            request.get("url").map_or(request.at, |url| url.at),
        );
        let responses = item
            .list("response")
            .iter()
            .filter_map(|response| self.response(response, at));
        let exchange = Exchange {
            method,
            path: Path::parse(path),
            reasons: Vec::new(),
            server,
            query: self.query(url, &raw),
            headers: pairs(request.list("header")),
            body: request.get("body").and_then(|body| self.body(body, at)),
            responses: responses.collect(),
            at,
            title: item.string("name").map(str::to_owned),
            text: exchange_text,
            tag: folder.map(str::to_owned),
        };
        self.exchanges
            .push((exchange, described(url), auth(request)));
    }

    /// Replaces variables that the collection defines.
    fn resolved(&self, text: &str) -> String {
        let mut out = text.to_owned();
        for (name, value) in &self.variables {
            // Secrets are no parts of URLs of servers.
            if !value.is_empty() && !crate::draft::is_secret_name(name) && !value.contains("{{") {
                out = out.replace(&format!("{{{{{name}}}}}"), value);
            }
        }
        out
    }

    fn query(&self, url: &Json, raw: &str) -> Vec<(String, String)> {
        let listed = pairs(url.list("query"));
        if !listed.is_empty() {
            return listed;
        }
        let query = raw.split_once('?').map_or("", |(_, query)| query);
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        pairs
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect()
    }

    fn body(&self, body: &Json, at: Span) -> Option<Payload> {
        let mode = body.string("mode")?;
        match mode {
            "raw" => {
                let text = body.get("raw")?;
                let json = json(text, at);
                let language = body
                    .get("options")
                    .and_then(|it| it.get("raw"))
                    .and_then(|raw| raw.string("language"));
                let media = match (json.is_some(), language) {
                    (true, _) | (_, Some("json")) => "application/json",
                    (_, Some("xml")) => "application/xml",
                    _ => "text/plain",
                };
                let empty = text.as_str().is_none_or(|text| text.trim().is_empty());
                (!empty).then(|| Payload {
                    media: media.to_owned(),
                    json,
                    form: Vec::new(),
                })
            }
            "urlencoded" | "formdata" => {
                let media = if mode == "formdata" {
                    "multipart/form-data"
                } else {
                    "application/x-www-form-urlencoded"
                };
                Some(Payload {
                    media: media.to_owned(),
                    json: None,
                    form: pairs(body.list(mode)),
                })
            }
            "graphql" => {
                let query = ("query".to_owned(), Json::text("query", at));
                let json = Some(Json::new(JsonValue::Object(vec![query]), at));
                Some(Payload {
                    media: "application/json".to_owned(),
                    json,
                    form: Vec::new(),
                })
            }
            _ => None,
        }
    }

    fn response(&self, response: &Json, at: Span) -> Option<(u16, Option<Payload>)> {
        let status = match &response.get("code")?.value {
            JsonValue::Number(number) => number.parse::<u16>().ok()?,
            _ => return None,
        };
        let body = response
            .get("body")
            .filter(|body| body.as_str().is_some_and(|text| !text.is_empty()));
        let payload = body.map(|body| {
            let json = json(body, at);
            let media = if json.is_some() {
                "application/json"
            } else {
                "text/plain"
            };
            Payload {
                media: media.to_owned(),
                json,
                form: Vec::new(),
            }
        });
        (100..=599).contains(&status).then_some((status, payload))
    }
}

/// JSON in a text. Variables that stand for values make it invalid. Its position is that of the request, because reports
/// show the line of a position, and lines of bodies may have credentials.
fn json(text: &Json, at: Span) -> Option<Json> {
    let inner = text.as_str()?;
    let json = Json::parse(inner, Source { at, exact: false }).ok()?;
    matches!(json.value, JsonValue::Object(_) | JsonValue::List(_)).then_some(json)
}

/// The server and the path of a URL. A variable may stand for the server.
fn split(raw: &str) -> (Option<String>, &str) {
    let (scheme, rest) = match raw.split_once("://") {
        Some((scheme, rest)) => (scheme, rest),
        None => ("https", raw),
    };
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    let host = host.rsplit('@').next().unwrap_or_default();
    let known =
        !host.is_empty() && !host.contains(['{', ' ']) && matches!(scheme, "http" | "https");
    (known.then(|| format!("{scheme}://{host}")), path)
}

/// Lists of objects with `key` and `value` that are not disabled.
fn pairs(list: &[Json]) -> Vec<(String, String)> {
    let used = list.iter().filter(|pair| !pair.is_true("disabled"));
    let pairs = used.filter_map(|pair| {
        let value = pair.string("value").unwrap_or_default();
        Some((pair.string("key")?.to_owned(), value.to_owned()))
    });
    pairs.collect()
}

fn described(url: &Json) -> Vec<Described> {
    let of = |place: Place, list: &[Json]| {
        let pairs = list.iter().filter_map(move |pair| {
            let words = text(pair.get("description"))?;
            Some((place, pair.string("key")?.to_owned(), words))
        });
        pairs.collect::<Vec<_>>()
    };
    let mut all = of(Place::Query, url.list("query"));
    all.extend(of(Place::Path, url.list("variable")));
    all
}

/// A description: a text, or an object with one.
fn text(json: Option<&Json>) -> Option<String> {
    let json = json?;
    let text = json.as_str().or_else(|| json.string("content"))?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// The scheme of `auth`.
fn auth(json: &Json) -> Option<Scheme> {
    let auth = json.get("auth")?;
    let why = "the collection states it";
    match auth.string("type")? {
        "bearer" | "oauth2" | "jwt" => Some(Scheme::of_authorization("bearer", why, auth.at)),
        "basic" => Some(Scheme::basic(why, auth.at)),
        "apikey" => {
            let value = |key: &str| {
                let entries = auth.list("apikey").iter();
                let mut entries = entries.filter(|entry| entry.string("key") == Some(key));
                entries.next().and_then(|entry| entry.string("value"))
            };
            let place = if value("in") == Some("query") {
                "query"
            } else {
                "header"
            };
            Some(Scheme::key(place, value("key")?, why, auth.at))
        }
        _ => None,
    }
}
