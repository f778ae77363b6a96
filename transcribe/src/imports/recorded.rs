//! Requests and responses as they were sent: the exchanges of one operation are merged into its schemas.
//!
//! Values never get into the document, except for those of examples in collections: recordings contain data of users
//! and credentials. Names of parameters and properties, types and formats do.

use indexmap::IndexMap;

use crate::draft::{
    Body, Content, Draft, Fact, Json, JsonValue, Kind, Operation, Parameter, Path, Place,
    Primitive, Property, Response, Schema, Scheme, from_samples, is_secret_name,
};
use crate::facts::HttpMethod;
use crate::span::Span;

/// One request with its responses.
pub struct Exchange {
    pub method: HttpMethod,
    pub path: Path,
    /// Why parts of the path are variables, by name.
    pub reasons: Vec<(String, &'static str)>,
    pub server: Option<String>,
    pub query: Vec<(String, String)>,
    pub headers: Vec<(String, String)>,
    pub body: Option<Payload>,
    pub responses: Vec<(u16, Option<Payload>)>,
    pub at: Span,
    pub title: Option<String>,
    pub text: Option<String>,
    pub tag: Option<String>,
}

/// A body.
pub struct Payload {
    pub media: String,
    pub json: Option<Json>,
    pub form: Vec<(String, String)>,
}

/// The words of messages about the samples of a format.
pub struct Words {
    pub requests: &'static str,
    pub responses: &'static str,
    /// Whether bodies may be examples.
    pub examples: bool,
}

/// Headers that OpenAPI describes elsewhere, or that clients add to all requests.
const COMMON: &[&str] = &[
    "accept",
    "accept-encoding",
    "accept-language",
    "cache-control",
    "connection",
    "content-length",
    "content-type",
    "cookie",
    "date",
    "dnt",
    "host",
    "if-modified-since",
    "if-none-match",
    "keep-alive",
    "origin",
    "pragma",
    "priority",
    "range",
    "referer",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "upgrade-insecure-requests",
    "user-agent",
    "via",
];

/// Adds the operations of exchanges to a draft.
pub fn add(exchanges: Vec<Exchange>, words: &Words, draft: &mut Draft) {
    let mut groups: IndexMap<(HttpMethod, String), Vec<Exchange>> = IndexMap::new();
    for exchange in exchanges {
        let server = exchange.server.clone().map(|server| (server, exchange.at));
        draft.servers.extend(server);
        groups
            .entry((exchange.method, exchange.path.shape()))
            .or_default()
            .push(exchange);
    }
    for (_, group) in groups {
        if let Some(operation) = operation(&group, words, draft) {
            draft.operations.push(operation);
        }
    }
}

fn operation(group: &[Exchange], words: &Words, draft: &mut Draft) -> Option<Operation> {
    let first = group.first()?;
    let mut operation = Operation::new(first.method, first.path.clone(), first.at);
    operation.summary.clone_from(&first.title);
    operation.text.clone_from(&first.text);
    operation.tag.clone_from(&first.tag);
    for (name, reason) in &first.reasons {
        let mut parameter = Parameter::new(name.clone(), Place::Path, first.at);
        let number = *reason == "the part is a number";
        let uuid = *reason == "the part is a UUID";
        parameter.schema = match number {
            true => Schema::primitive(Primitive::Integer, first.at),
            false => Schema::primitive(Primitive::String, first.at),
        };
        parameter.schema.format = uuid.then(|| "uuid".to_owned());
        parameter
            .inferred
            .push(Fact::new("parameter", *reason, first.at));
        parameter
            .schema
            .infer("type", format!("from {}", words.requests));
        operation.parameters.push(parameter);
    }
    query(group, words, &mut operation);
    headers(group, words, &mut operation, draft);
    let bodies: Vec<&Payload> = group.iter().filter_map(|it| it.body.as_ref()).collect();
    if let Some(body) = bodies.first() {
        let (schema, example) = schema(&bodies, words.requests, words.examples, first.at);
        let mut inferred = Vec::new();
        let required = bodies.len() == group.len();
        if required {
            let why = format!("all of {} have one", words.requests);
            inferred.push(Fact::new("required", why, first.at));
        }
        let media = body.media.clone();
        operation.body = Some(Body {
            media,
            required,
            schema,
            example,
            at: first.at,
            inferred,
        });
    }
    responses(group, words, &mut operation);
    Some(operation)
}

fn query(group: &[Exchange], words: &Words, operation: &mut Operation) {
    let all = group.iter().flat_map(|exchange| {
        exchange
            .query
            .iter()
            .map(|(name, value)| (name, value, exchange.at))
    });
    let mut values: IndexMap<&str, (Vec<&str>, Span)> = IndexMap::new();
    for (name, value, at) in all.filter(|(name, ..)| !name.is_empty()) {
        values
            .entry(name)
            .or_insert_with(|| (Vec::new(), at))
            .0
            .push(value);
    }
    for (name, (values, at)) in values {
        // Keys in the query are credentials of the security scheme.
        if operation.security.is_none() && is_key(name) {
            continue;
        }
        let mut parameter = Parameter::new(name, Place::Query, at);
        parameter.schema = of_texts(&values, at);
        parameter
            .schema
            .infer("type", format!("from {}", words.requests));
        parameter
            .inferred
            .push(Fact::new("parameter", format!("in {}", words.requests), at));
        operation.add_parameter(parameter);
    }
}

/// Whether the name of a parameter or header is that of a key: the request is authenticated by it.
fn is_key(name: &str) -> bool {
    let plain: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    let plain = plain.to_ascii_lowercase();
    let plain = plain.strip_prefix('x').unwrap_or(&plain);
    matches!(
        plain,
        "accesstoken"
            | "apikey"
            | "apitoken"
            | "authtoken"
            | "key"
            | "token"
            | "authorization"
            | "accesskey"
            | "secret"
            | "sig"
            | "signature"
    )
}

/// The type of texts in a URL or a form. Numbers that are too long are text.
fn of_texts(values: &[&str], at: Span) -> Schema {
    let all = |is: fn(&str) -> bool| !values.is_empty() && values.iter().all(|value| is(value));
    let number = |value: &str| {
        let digits = value.strip_prefix('-').unwrap_or(value);
        let zero = digits.len() > 1 && digits.starts_with('0');
        !zero
            && digits.len() < 16
            && digits.chars().all(|char| char.is_ascii_digit())
            && !digits.is_empty()
    };
    match () {
        () if all(|value| matches!(value, "true" | "false")) => {
            Schema::primitive(Primitive::Boolean, at)
        }
        () if !values.is_empty() && values.iter().all(|value| number(value)) => {
            Schema::primitive(Primitive::Integer, at)
        }
        () => {
            let json: Vec<Json> = values.iter().map(|value| Json::text(*value, at)).collect();
            let mut schema = from_samples(&json.iter().collect::<Vec<_>>(), "the values", at);
            schema.inferred.retain(|fact| fact.what != "type");
            match schema.kind {
                Kind::Any => Schema::primitive(Primitive::String, at),
                _ => schema,
            }
        }
    }
}

fn headers(group: &[Exchange], words: &Words, operation: &mut Operation, draft: &mut Draft) {
    for exchange in group {
        for (name, value) in &exchange.headers {
            let lower = name.to_ascii_lowercase();
            let internal = lower.starts_with(':')
                || lower.starts_with("sec-")
                || COMMON.contains(&lower.as_str());
            if lower == "authorization" {
                let why = format!("{} have the header", words.requests);
                secure(
                    Scheme::of_authorization(value, &why, exchange.at),
                    operation,
                    draft,
                );
            } else if is_key(name) {
                let why = format!("{} have the header", words.requests);
                secure(
                    Scheme::key("header", name, &why, exchange.at),
                    operation,
                    draft,
                );
            } else if !internal && !is_secret_name(name) && lower.starts_with("x-") {
                let mut parameter = Parameter::new(name.clone(), Place::Header, exchange.at);
                parameter.schema = of_texts(&[value], exchange.at);
                parameter
                    .schema
                    .infer("type", format!("from {}", words.requests));
                let why = format!("in {}", words.requests);
                parameter
                    .inferred
                    .push(Fact::new("parameter", why, exchange.at));
                operation.add_parameter(parameter);
            }
        }
        for (name, _) in exchange.query.iter().filter(|(name, _)| is_key(name)) {
            let why = format!("{} have it in the URL", words.requests);
            secure(
                Scheme::key("query", name, &why, exchange.at),
                operation,
                draft,
            );
        }
    }
}

pub fn secure(scheme: Scheme, operation: &mut Operation, draft: &mut Draft) {
    if operation.security.is_some() {
        return;
    }
    operation.security = Some(scheme.name.clone());
    if !draft.schemes.iter().any(|known| known.name == scheme.name) {
        draft.schemes.push(scheme);
    }
}

fn responses(group: &[Exchange], words: &Words, operation: &mut Operation) {
    let mut by_status: IndexMap<u16, Vec<&Payload>> = IndexMap::new();
    for (status, payload) in group.iter().flat_map(|exchange| &exchange.responses) {
        by_status.entry(*status).or_default().extend(payload);
    }
    by_status.sort_keys();
    for (status, payloads) in by_status {
        let mut response = Response::new(status.to_string(), operation.at);
        if let Some(payload) = payloads.first() {
            let (schema, example) =
                schema(&payloads, words.responses, words.examples, operation.at);
            let media = payload.media.clone();
            response.content = Some(Content {
                media,
                schema,
                example,
            });
        }
        operation.responses.push(response);
    }
}

/// The schema of bodies of one kind, and an example if values may get into the document.
fn schema(payloads: &[&Payload], why: &str, examples: bool, at: Span) -> (Schema, Option<Json>) {
    let json: Vec<&Json> = payloads
        .iter()
        .filter_map(|payload| payload.json.as_ref())
        .collect();
    if !json.is_empty() {
        let schema = from_samples(&json, why, at);
        let example = json.first().filter(|_| examples).map(|json| redact(json));
        return (schema, example);
    }
    let fields = payloads.iter().flat_map(|payload| &payload.form);
    let mut values: IndexMap<&str, Vec<&str>> = IndexMap::new();
    for (name, value) in fields {
        values.entry(name).or_default().push(value);
    }
    if values.is_empty() {
        let text = payloads
            .first()
            .is_some_and(|payload| payload.media.starts_with("text/"));
        let mut schema = Schema::primitive(Primitive::String, at);
        if !text {
            schema.format = Some("binary".to_owned());
        }
        schema.infer("type", format!("from the media type of {why}"));
        return (schema, None);
    }
    let properties = values.iter().map(|(name, values)| {
        let mut schema = of_texts(values, at);
        schema.infer("type", format!("from {why}"));
        Property {
            name: (*name).to_owned(),
            required: false,
            schema,
        }
    });
    (Schema::new(Kind::Object(properties.collect()), at), None)
}

/// A value in which secrets are replaced.
fn redact(json: &Json) -> Json {
    let value = match &json.value {
        JsonValue::Object(entries) => {
            let entries = entries.iter().map(|(key, value)| {
                let secret = is_secret_name(key) && value.as_str().is_some();
                let value = if secret {
                    Json::text(crate::draft::redacted(), value.at)
                } else {
                    redact(value)
                };
                (key.clone(), value)
            });
            JsonValue::Object(entries.collect())
        }
        JsonValue::List(items) => JsonValue::List(items.iter().map(redact).collect()),
        other => other.clone(),
    };
    Json::new(value, json.at)
}
