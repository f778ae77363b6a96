//! Samples of requests and responses in code: JSON, HTTP messages and curl commands.

use super::endpoint::{Target, request, target};
use super::pieces::Code;
use super::section::status;
use crate::draft::{Json, Source};
use crate::facts::HttpMethod;
use crate::span::Span;

/// A value, and whether `...` stands for parts of it.
#[derive(Clone, Debug)]
pub struct Value {
    pub json: Json,
    pub elided: bool,
}

#[derive(Debug)]
pub enum Sample {
    Value(Value),
    Response {
        status: String,
        value: Option<Value>,
    },
    Request(Request),
    /// A program in another language, or no sample at all.
    Other,
    /// JSON with an error.
    Broken(Span, String),
}

#[derive(Debug, Default)]
pub struct Request {
    pub method: Option<HttpMethod>,
    pub target: Option<Target>,
    pub headers: Vec<(String, String)>,
    pub query: Vec<(String, String)>,
    pub form: Vec<(String, String)>,
    pub value: Option<Value>,
    pub basic: bool,
}

/// Reads a sample.
pub fn sample(code: &Code) -> Sample {
    let text = code.text.trim_start();
    let offset = code.text.len() - text.len();
    if text.starts_with(['{', '[']) {
        return match value(text, code, offset) {
            Ok(value) => Sample::Value(value),
            Err((at, reason)) if is_json(code, text) => Sample::Broken(at, reason),
            Err(_) => Sample::Other,
        };
    }
    if text.starts_with("HTTP/") {
        return message(text, code, offset, true);
    }
    let first = text.lines().next().unwrap_or_default();
    if first.contains(" HTTP/") && request(first).is_some() {
        return message(text, code, offset, false);
    }
    let command = text.trim_start_matches(['$', ' ', '>']);
    if command.starts_with("curl ") {
        return Sample::Request(curl(command, code));
    }
    Sample::Other
}

/// Whether something that begins like JSON is meant to be JSON.
fn is_json(code: &Code, text: &str) -> bool {
    matches!(code.language.as_str(), "json" | "json5" | "jsonc")
        || text
            .trim_start_matches(['{', '['])
            .trim_start()
            .starts_with('"')
}

fn value(text: &str, code: &Code, offset: usize) -> Result<Value, (Span, String)> {
    let at = match code.exact {
        true => Span {
            start: code.at.start + offset,
            ..code.at
        },
        false => code.at,
    };
    let parsed = Json::sample(
        text.trim_end(),
        Source {
            at,
            exact: code.exact,
        },
    )?;
    Ok(Value {
        json: parsed.json,
        elided: parsed.elided,
    })
}

/// A message of HTTP/1.1: a line, headers, and a body behind an empty line.
fn message(text: &str, code: &Code, offset: usize, is_response: bool) -> Sample {
    let crlf = text.contains("\r\n\r\n");
    let (head, body) = text
        .split_once(if crlf { "\r\n\r\n" } else { "\n\n" })
        .unwrap_or((text, ""));
    let skipped = text.len() - body.len();
    let body_start = body.len() - body.trim_start().len();
    let body = body.trim_start();
    let value = match body.starts_with(['{', '[']) {
        true => match value(body, code, offset + skipped + body_start) {
            Ok(value) => Some(value),
            Err((at, reason)) => return Sample::Broken(at, reason),
        },
        false => None,
    };
    let mut lines = head.lines();
    let first = lines.next().unwrap_or_default();
    if is_response {
        let rest = first.split_once(' ').map_or("", |(_, rest)| rest);
        let status = status(rest).unwrap_or_else(|| "200".to_owned());
        return Sample::Response { status, value };
    }
    let headers = lines.filter_map(|line| line.split_once(':'));
    let headers = headers.map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned()));
    let (method, target) = request(first).map_or((None, None), |(method, target)| {
        (Some(method), Some(target))
    });
    let mut found = Request {
        method,
        target,
        headers: headers.collect(),
        value,
        ..Request::default()
    };
    let is_form = found.headers.iter().any(|(name, value)| {
        name.eq_ignore_ascii_case("content-type") && value.contains("x-www-form-urlencoded")
    });
    if is_form && found.value.is_none() {
        found.form = pairs(body.trim());
    }
    if let Some((_, query)) = first
        .split_whitespace()
        .nth(1)
        .and_then(|target| target.split_once('?'))
    {
        found.query = pairs(query);
    }
    Sample::Request(found)
}

/// The arguments of a curl command.
fn curl(command: &str, code: &Code) -> Request {
    let words = shell(command);
    let mut found = Request::default();
    let mut data: Vec<String> = Vec::new();
    let mut as_query = false;
    let mut words = words.into_iter().skip(1);
    while let Some(word) = words.next() {
        let (flag, inline) = match word.split_once('=') {
            Some((flag, value)) if flag.starts_with("--") => {
                (flag.to_owned(), Some(value.to_owned()))
            }
            _ if word.len() > 2
                && word.starts_with('-')
                && !word.starts_with("--")
                && word.is_char_boundary(2) =>
            {
                (word[..2].to_owned(), Some(word[2..].to_owned()))
            }
            _ => (word.clone(), None),
        };
        let mut argument = || inline.clone().or_else(|| words.next()).unwrap_or_default();
        match flag.as_str() {
            "-X" | "--request" => found.method = HttpMethod::parse(&argument()),
            "-H" | "--header" => {
                let header = argument();
                let header = header
                    .split_once(':')
                    .map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned()));
                found.headers.extend(header);
            }
            "-d" | "--data" | "--data-raw" | "--data-binary" | "--json" | "--data-urlencode" => {
                data.push(argument())
            }
            "-F" | "--form" => found.form.extend(argument().split_once('=').map(owned)),
            "-u" | "--user" => {
                argument();
                found.basic = true;
            }
            "-G" | "--get" => as_query = true,
            "--url" => found.target = target_of(&argument(), &mut found.query),
            "-o" | "--output" | "-A" | "--user-agent" | "-b" | "--cookie" => {
                argument();
            }
            flag if flag.starts_with('-') => {}
            _ if found.target.is_none() => found.target = target_of(&word, &mut found.query),
            _ => {}
        }
    }
    body(&mut found, &data, as_query, code);
    found
}

fn owned((name, value): (&str, &str)) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

fn body(found: &mut Request, data: &[String], as_query: bool, code: &Code) {
    let joined = data.join("&");
    let has_body = !data.is_empty() || !found.form.is_empty();
    if as_query {
        found.query.extend(pairs(&joined));
    } else if joined.trim_start().starts_with(['{', '[']) {
        let source = Source {
            at: code.at,
            exact: false,
        };
        let parsed = Json::sample(joined.trim(), source).ok();
        found.value = parsed.map(|parsed| Value {
            json: parsed.json,
            elided: parsed.elided,
        });
    } else {
        found.form.extend(pairs(&joined));
    }
    if found.method.is_none() {
        let method = if has_body && !as_query {
            HttpMethod::Post
        } else {
            HttpMethod::Get
        };
        found.method = Some(method);
    }
}

fn target_of(text: &str, query: &mut Vec<(String, String)>) -> Option<Target> {
    if let Some((_, pairs_text)) = text.split_once('?') {
        query.extend(pairs(pairs_text));
    }
    target(text)
}

/// `a=1&b=2`.
fn pairs(text: &str) -> Vec<(String, String)> {
    let pairs = text.split('&').filter_map(|pair| pair.split_once('='));
    pairs
        .map(owned)
        .filter(|(name, _)| !name.is_empty())
        .collect()
}

/// The words of a shell command: quotes and escapes are removed.
fn shell(command: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut word: Option<String> = None;
    let mut quote: Option<char> = None;
    let mut chars = command.chars().peekable();
    while let Some(char) = chars.next() {
        match (quote, char) {
            (Some(open), char) if char == open => quote = None,
            (Some('"'), '\\') => {
                let next = chars.next();
                let word = word.get_or_insert_default();
                match next {
                    Some(next @ ('"' | '\\' | '$' | '`')) => word.push(next),
                    Some('\n') | None => {}
                    Some(next) => word.extend(['\\', next]),
                }
            }
            (Some(_), char) => word.get_or_insert_default().push(char),
            (None, '\'' | '"') => {
                quote = Some(char);
                word.get_or_insert_default();
            }
            (None, '\\') => match chars.next() {
                Some('\n') | None => {}
                Some('\r') => {
                    chars.next_if_eq(&'\n');
                }
                Some(next) => word.get_or_insert_default().push(next),
            },
            (None, char) if char.is_whitespace() => out.extend(word.take()),
            (None, char) => word.get_or_insert_default().push(char),
        }
    }
    out.extend(word);
    out
}
