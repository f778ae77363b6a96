//! HAR 1.2: recordings of browsers and proxies.

use std::collections::HashMap;

use oascribe_codegen::diag::codes;

use super::generalize::generalize;
use super::recorded::{self, Exchange, Payload, Words};
use crate::draft::{Draft, Fact, Json, JsonValue, Source};
use crate::facts::HttpMethod;
use crate::reporter::Reporter;
use crate::span::Span;

/// Ends of paths of pages, pictures and programs.
const FILES: &[&str] = &[
    ".css", ".gif", ".htm", ".html", ".ico", ".jpeg", ".jpg", ".js", ".map", ".mjs", ".mp4",
    ".png", ".svg", ".ttf", ".webp", ".woff", ".woff2",
];

pub fn recognises(json: &Json) -> bool {
    json.get("log").and_then(|log| log.get("entries")).is_some()
}

pub fn read(json: &Json, draft: &mut Draft, reporter: &mut Reporter<'_>) {
    let entries = json
        .get("log")
        .map_or(&[] as &[Json], |log| log.list("entries"));
    let mut exchanges: Vec<Exchange> = Vec::new();
    let mut left_out: HashMap<&'static str, (usize, Span)> = HashMap::new();
    let mut order: Vec<&'static str> = Vec::new();
    for entry in entries {
        match exchange(entry) {
            Ok(exchange) => exchanges.push(exchange),
            Err(reason) => {
                let known = left_out.entry(reason).or_insert_with(|| {
                    order.push(reason);
                    (0, entry.at)
                });
                known.0 += 1;
            }
        }
    }
    for reason in order {
        if let Some((count, at)) = left_out.get(reason) {
            let entries = if *count == 1 {
                "entry is"
            } else {
                "entries are"
            };
            let message = format!("{count} {entries} left out: {reason}");
            reporter.report(codes::UNREAD_PART, message, *at, "the first of them");
        }
    }
    let main = main_host(&exchanges);
    let others = exchanges
        .iter()
        .find(|it| it.server != main)
        .map(|it| (it.server.clone(), it.at));
    if let Some((Some(other), at)) = others {
        let count = exchanges.iter().filter(|it| it.server != main).count();
        let message = format!("requests to other hosts than most: {count}, such as {other}");
        reporter.report(
            codes::UNREAD_PART,
            message,
            at,
            "they are left out: record them alone",
        );
        exchanges.retain(|it| it.server == main);
    }
    if let Some(first) = exchanges.first() {
        draft
            .inferred
            .push(Fact::new("paths", "from recorded requests", first.at));
    }
    let words = Words {
        requests: "recorded requests",
        responses: "recorded responses",
        examples: false,
    };
    recorded::add(exchanges, &words, draft);
}

/// The server of most requests; the first of several.
fn main_host(exchanges: &[Exchange]) -> Option<String> {
    let mut counts: HashMap<&Option<String>, usize> = HashMap::new();
    for exchange in exchanges {
        *counts.entry(&exchange.server).or_default() += 1;
    }
    let most = counts.values().max().copied()?;
    let mut servers = exchanges.iter().map(|exchange| &exchange.server);
    servers
        .find(|server| counts.get(server) == Some(&most))
        .cloned()
        .flatten()
}

/// Reads an entry. Returns the reason if it is no call of an API.
fn exchange(entry: &Json) -> Result<Exchange, &'static str> {
    let request = entry.get("request").ok_or("an entry has no request")?;
    let url = request.string("url").ok_or("a request has no URL")?;
    let method = request
        .string("method")
        .and_then(HttpMethod::parse)
        .ok_or("OpenAPI does not have the method")?;
    if method == HttpMethod::Options {
        return Err("browsers send OPTIONS by themselves");
    }
    let (scheme, rest) = url.split_once("://").ok_or("the URL has no host")?;
    if !matches!(scheme, "http" | "https") {
        return Err("the URL is none of HTTP");
    }
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    let plain = path
        .split(['?', '#'])
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let response = entry.get("response");
    let json = response.is_some_and(|response| media(response.get("content")).contains("json"));
    if !json && FILES.iter().any(|end| plain.ends_with(end)) {
        return Err("the path is that of a file of a web page");
    }
    if !json && response.is_some_and(|response| media(response.get("content")) == "text/html") {
        return Err("the response is a web page");
    }
    let found = generalize(path);
    // A user and a password in front of the host.
    let host = host.rsplit('@').next().unwrap_or_default();
    if host.is_empty() {
        return Err("the URL has no host");
    }
    // Reports show the line that they are about, and those of URLs and bodies have credentials.
    let at = request.get("method").map_or(request.at, |method| method.at);
    Ok(Exchange {
        method,
        path: found.path,
        reasons: found.reasons,
        server: Some(format!("{scheme}://{host}")),
        query: pairs(request.list("queryString")),
        headers: pairs(request.list("headers")),
        body: request.get("postData").and_then(|data| body(data, at)),
        responses: response
            .and_then(|response| answer(response, at))
            .into_iter()
            .collect(),
        at,
        title: None,
        text: None,
        tag: None,
    })
}

/// Lists of objects with `name` and `value`.
fn pairs(list: &[Json]) -> Vec<(String, String)> {
    let pairs = list.iter().filter_map(|pair| {
        let value = pair.string("value").unwrap_or_default();
        Some((pair.string("name")?.to_owned(), value.to_owned()))
    });
    pairs.collect()
}

/// The media type without its parameters.
fn media(content: Option<&Json>) -> String {
    let media = content
        .and_then(|content| content.string("mimeType"))
        .unwrap_or_default();
    let media = media.split(';').next().unwrap_or_default().trim();
    media.to_ascii_lowercase()
}

fn body(data: &Json, at: Span) -> Option<Payload> {
    let media = media(Some(data));
    let json = data.get("text").and_then(|text| inner(text, at));
    let form = pairs(data.list("params"));
    payload(media, json, form)
}

/// A payload. A media type that is none is replaced by the one that the content has.
fn payload(media: String, json: Option<Json>, form: Vec<(String, String)>) -> Option<Payload> {
    let valid = media.split('/').count() == 2
        && media
            .chars()
            .all(|it| it.is_ascii_alphanumeric() || "/.+-_".contains(it));
    let media = match (valid, json.is_some()) {
        (_, true) if !media.contains("json") => "application/json".to_owned(),
        (true, _) => media,
        (false, true) => "application/json".to_owned(),
        (false, false) => return None,
    };
    Some(Payload { media, json, form })
}

/// JSON in a text.
fn inner(text: &Json, at: Span) -> Option<Json> {
    let JsonValue::Text(inner) = &text.value else {
        return None;
    };
    let source = Source { at, exact: false };
    let json = Json::parse(inner, source).ok()?;
    matches!(json.value, JsonValue::Object(_) | JsonValue::List(_)).then_some(json)
}

/// The status, and the body if there is one.
fn answer(response: &Json, at: Span) -> Option<(u16, Option<Payload>)> {
    let status = match &response.get("status")?.value {
        JsonValue::Number(number) => number.parse::<u16>().ok()?,
        _ => return None,
    };
    // 0 is a request without a response, 304 one that was not needed.
    if !(100..=599).contains(&status) || status == 304 {
        return None;
    }
    let content = response.get("content");
    let text = content.and_then(|content| content.get("text"));
    let encoded = content
        .and_then(|content| content.string("encoding"))
        .is_some();
    let json = text.filter(|_| !encoded).and_then(|text| inner(text, at));
    let has_body = text
        .and_then(Json::as_str)
        .is_some_and(|text| !text.is_empty());
    let media = media(content);
    Some((
        status,
        if has_body {
            payload(media, json, Vec::new())
        } else {
            None
        },
    ))
}
