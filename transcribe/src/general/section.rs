//! What headings announce.

use crate::draft::Place;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Section {
    /// Fields in a place.
    Fields(Place),
    /// Fields of a form in the request body.
    Form,
    /// Parameters; the path and the method decide where they are.
    Parameters,
    Response,
    ResponseHeaders,
    /// A list of statuses or of errors.
    Statuses,
    /// A sample of whatever surrounds it.
    Sample,
    RequestSample,
    /// The method and the path.
    Endpoint,
    /// Words about the request.
    About,
    /// The properties of what surrounds them.
    Properties,
    Other,
}

/// A heading in plain words: in lower case, without punctuation at its ends, without numbers of sections.
pub fn plain(text: &str) -> String {
    let text = text.to_lowercase().replace(['_', '-'], " ");
    let text = text.trim_matches(|char: char| !char.is_alphanumeric());
    let text =
        text.trim_start_matches(|char: char| char.is_ascii_digit() || char == '.' || char == ')');
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Section {
    pub fn of(text: &str) -> Section {
        let plain = plain(text);
        // `Parameters for "Create a boat"` announces the parameters.
        let main = ["for ", "of "]
            .iter()
            .find_map(|word| plain.split_once(&format!(" {word}")));
        let main = main.map_or(plain.as_str(), |(before, _)| before);
        if main.split_whitespace().count() > 5 {
            return Section::Other;
        }
        whole(main).unwrap_or_else(|| by_words(main))
    }

    /// Whether the section may have fields.
    pub fn has_fields(&self) -> bool {
        matches!(
            self,
            Section::Fields(_)
                | Section::Form
                | Section::Parameters
                | Section::Response
                | Section::Properties
        )
    }

    pub fn is_known(&self) -> bool {
        *self != Section::Other
    }
}

fn whole(text: &str) -> Option<Section> {
    Some(match text {
        "parameters"
        | "params"
        | "arguments"
        | "args"
        | "inputs"
        | "input"
        | "request parameters"
        | "api parameters"
        | "required arguments"
        | "optional arguments"
        | "required parameters"
        | "optional parameters" => Section::Parameters,
        "headers" | "http headers" => Section::Fields(Place::Header),
        "cookies" => Section::Fields(Place::Cookie),
        "query" | "query string" | "querystring" => Section::Fields(Place::Query),
        "body"
        | "payload"
        | "request body"
        | "request payload"
        | "json body"
        | "request json object"
        | "post data"
        | "request json array of objects" => Section::Fields(Place::Body),
        "response"
        | "responses"
        | "returns"
        | "result"
        | "results"
        | "output"
        | "returned"
        | "success"
        | "response json object"
        | "response json array of objects" => Section::Response,
        "errors" | "error codes" | "status codes" | "http status codes" | "response codes"
        | "status code" | "statuses" => Section::Statuses,
        "example" | "examples" | "sample" | "samples" | "json" => Section::Sample,
        "request" | "requests" | "usage" | "curl" | "code samples" | "code sample" | "shell"
        | "bash" => Section::RequestSample,
        "endpoint" | "http request" | "url" | "method" | "definition" | "request url"
        | "http method" | "method url" => Section::Endpoint,
        "attributes" | "fields" | "properties" => Section::Properties,
        "about" | "description" | "details" | "facts" | "info" | "information" | "notes"
        | "overview" | "remarks" | "summary" | "usage info" => Section::About,
        _ => return None,
    })
}

fn by_words(text: &str) -> Section {
    let has = |word: &str| text.split(' ').any(|it| it == word);
    let any = |words: &[&str]| words.iter().any(|word| has(word));
    let fields = any(&[
        "parameter",
        "parameters",
        "param",
        "params",
        "variables",
        "arguments",
        "attributes",
        "fields",
        "segments",
    ]);
    let sample = any(&["example", "examples", "sample", "samples"]);
    if sample && any(&["response", "responses", "result", "output", "reply"]) {
        return Section::Response;
    }
    if sample && any(&["request", "requests", "call", "usage"]) {
        return Section::RequestSample;
    }
    if any(&["response", "responses", "returned"]) {
        return match () {
            () if any(&["header", "headers"]) => Section::ResponseHeaders,
            () if any(&["status", "code", "codes", "statuses"]) => Section::Statuses,
            () => Section::Response,
        };
    }
    if any(&["status", "statuses", "error"]) && any(&["codes", "code"]) {
        return Section::Statuses;
    }
    if any(&["path", "url", "uri", "route"]) && fields {
        return match has("query") {
            true => Section::Fields(Place::Query),
            false => Section::Fields(Place::Path),
        };
    }
    if has("query") || (has("querystring") && fields) {
        return Section::Fields(Place::Query);
    }
    if any(&["header", "headers"]) {
        return Section::Fields(Place::Header);
    }
    if has("form") && (fields || has("data")) {
        return Section::Form;
    }
    if any(&["body", "payload"]) || (has("json") && fields) || (has("request") && has("fields")) {
        return Section::Fields(Place::Body);
    }
    Section::Other
}

/// The status in a heading or a label: `Response 200`, `404 Not Found`, `Status: 201 Created`.
pub fn status(text: &str) -> Option<String> {
    let words = text.split(|char: char| !char.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).take(6).collect();
    let is_status = |word: &&&str| {
        word.len() == 3
            && word.starts_with(|it: char| ('1'..='5').contains(&it))
            && word.chars().all(|it| it.is_ascii_digit())
    };
    words.iter().find(is_status).map(|word| (*word).to_owned())
}
