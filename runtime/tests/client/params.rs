//! Parameters and bodies of requests.

use std::collections::BTreeMap;

use crate::models::BackupType;
use crate::runtime::{
    Base64, Call, Client, Date, DateTime, DecodeError, Meta, Method, Operation, Param, Received,
    RequestBuilder, Style, Tree, Undeclared,
};
use bytes::Bytes;
use serde_json::json;

use crate::support::{header, scripted};

/// An operation whose request is built by the test.
struct Probe {
    fill: fn(&mut RequestBuilder),
}

impl Operation for Probe {
    type Output = ();
    type Failure = Undeclared;
    const META: Meta = Meta::new("Probe", Method::Post, "/p/{a}/{b}:act?fixed=1");

    fn request(&self, request: &mut RequestBuilder) {
        (self.fill)(request);
    }

    fn decode(response: &Received) -> Result<(), DecodeError> {
        response.empty()
    }
}

fn probe(fill: fn(&mut RequestBuilder)) -> Call<Client, Probe> {
    let (client, _) = scripted(&[]);
    Call::new(&client, Probe { fill })
}

fn built(fill: fn(&mut RequestBuilder)) -> http::Request<Bytes> {
    let request = probe(fill).to_http().unwrap();
    request.map(|body| body.as_bytes().unwrap().clone())
}

/// Sets the required path parameters.
fn path(request: &mut RequestBuilder) {
    request.path("a", &1_u8);
    request.path("b", &vec!["x", "y/z"]);
}

fn texts(value: &dyn Param) -> Vec<String> {
    let mut all = Vec::new();
    value.each(&mut |text| all.push(text.to_owned()));
    all
}

#[test]
fn strings_of_values() {
    assert_eq!(texts(&"a".to_owned()), ["a"]);
    assert_eq!(texts(&true), ["true"]);
    assert_eq!(texts(&-5_i64), ["-5"]);
    assert_eq!(texts(&u64::MAX), ["18446744073709551615"]);
    assert_eq!(texts(&1.5_f64), ["1.5"]);
    assert_eq!(texts(&None::<String>), Vec::<String>::new());
    assert_eq!(texts(&Some(vec![1, 2])), ["1", "2"]);
    assert_eq!(texts(&Vec::<bool>::new()), Vec::<String>::new());
    assert_eq!(texts(&Box::new(7_u16)), ["7"]);
    assert_eq!(
        texts(&DateTime::parse("2020-01-01T00:00:00.10Z").unwrap()),
        ["2020-01-01T00:00:00.10Z"]
    );
    assert_eq!(texts(&Date::parse("2020-01-01").unwrap()), ["2020-01-01"]);
    assert_eq!(texts(&Base64::encode(b"hi")), ["aGk="]);
    assert_eq!(
        texts(&json!([1, "a", null, {"b": true}])),
        ["1", "a", r#"{"b":true}"#]
    );
    assert_eq!(texts(&BackupType::from("AUTOMATED")), ["AUTOMATED"]);
    assert_eq!(texts(&BackupType::from("NEW ONE")), ["NEW ONE"]);
    let number: BackupType = serde_json::from_str("7").unwrap();
    assert_eq!(texts(&number), ["7"]);
}

#[test]
fn queries() {
    let request = built(|request| {
        path(request);
        request.query("q[]", &vec!["a b", "c+d", "~-._*"]);
        request.query("none", &None::<i64>);
        request.query("empty", &"");
        request.query_as(Style::FORM, "comma", &vec![1, 2]);
        request.query_as(Style::FORM, "nothing", &Vec::<i64>::new());
        request.query("members", &Tree::of(&json!({"k": "v", "l": [1, 2]})));
    });
    assert_eq!(
        request.uri().query().unwrap(),
        "fixed=1&q%5B%5D=a%20b&q%5B%5D=c%2Bd&q%5B%5D=~-._%2A&empty=&comma=1,2\
         &k=v&l=1&l=2"
    );
    assert_eq!(request.uri().path(), "/mdb/p/1/x,y%2Fz:act");
}

#[test]
fn headers_and_cookies() {
    let request = built(|request| {
        path(request);
        request.header("X-List", &vec![1, 2]);
        request.header("X-Absent", &None::<String>);
        request.header("X-Utf8", &"ä");
        request.cookie("a", &"1; b=2");
        request.cookie("c", &vec!["x", "y"]);
        request.accept("text/csv");
    });
    assert_eq!(header(&request, "x-list"), "1,2");
    assert!(!request.headers().contains_key("x-absent"));
    assert_eq!(request.headers()["x-utf8"].as_bytes(), "ä".as_bytes());
    assert_eq!(header(&request, "cookie"), "a=1%3B%20b%3D2; c=x; c=y");
    assert_eq!(header(&request, "accept"), "text/csv");
}

#[test]
fn bodies() {
    let body = |fill: fn(&mut RequestBuilder)| {
        let request = built(fill);
        let text = String::from_utf8(request.body().to_vec()).unwrap();
        (header(&request, "content-type").to_owned(), text)
    };
    let pair = |kind: &str, text: &str| (kind.to_owned(), text.to_owned());
    let some = body(|r| {
        path(r);
        r.json_optional(&Some(json!([1])));
    });
    assert_eq!(some, pair("application/json", "[1]"));
    let none = body(|r| {
        path(r);
        r.json_optional(&None::<i64>);
        r.text_optional("text/plain", &None);
        r.body_optional("image/png", &None);
    });
    assert_eq!(none, pair("", ""));
    let patch = body(|r| {
        path(r);
        r.json_as("application/merge-patch+json", &json!({"a": null}));
    });
    assert_eq!(patch, pair("application/merge-patch+json", r#"{"a":null}"#));
    let form = body(|r| {
        path(r);
        let value = json!({"a b": "c&d", "list": [1, 2], "o": {"k": true}, "n": null, "p": [3, 4]});
        r.form_as(&[("p", Style::PIPE_DELIMITED)], &value);
    });
    assert_eq!(form.0, "application/x-www-form-urlencoded");
    assert_eq!(
        form.1,
        "a%20b=c%26d&list=1&list=2&o=%7B%22k%22%3Atrue%7D&p=3%7C4"
    );
    let text = body(|r| {
        path(r);
        r.text("text/plain; charset=utf-8", "grüß");
    });
    assert_eq!(text, pair("text/plain; charset=utf-8", "grüß"));
    let bytes = body(|r| {
        path(r);
        r.body("application/octet-stream", &vec![0, 1].into());
    });
    assert_eq!(bytes, pair("application/octet-stream", "\0\x01"));
}

#[test]
fn values_that_cannot_be_sent() {
    let problem = |fill: fn(&mut RequestBuilder)| probe(fill).to_http().unwrap_err().to_string();
    assert_eq!(problem(|_| {}), "Probe: path parameter `a` has no value");
    let absent = problem(|r| {
        r.path("a", &None::<String>);
        r.path("b", &1);
        r.header("bad name", &1);
    });
    assert_eq!(
        absent, "Probe: path parameter `a` is empty",
        "the first error is reported"
    );
    let keys = problem(|r| {
        path(r);
        r.json(&BTreeMap::from([(vec![1], 2)]));
    });
    assert_eq!(
        keys,
        "Probe: the body can't be serialized as JSON: key must be a string"
    );
}

/// URL parsers resolve such segments, percent-encoded or not.
#[test]
fn paths_never_have_dot_segments() {
    for text in ["..", "%2e%2E", ".%2e", "%2e"] {
        let value = String::leak(text.to_owned());
        let (client, _) = scripted(&[]);
        let raw = Call::new(&client, Raw(value)).to_http();
        let error = raw.unwrap_err();
        assert!(error.is_invalid_request(), "{text}: {error}");
    }
    let (client, _) = scripted(&[]);
    let request = Call::new(&client, Raw("%2e%2ex")).to_http().unwrap();
    assert_eq!(request.uri().path(), "/mdb/raw/%2e%2ex");
    let base = Client::builder().base_url("https://example.com/a/%2e%2e/b");
    assert!(base.build().unwrap_err().is_configuration());
}

/// A path parameter with `allowReserved`.
struct Raw(&'static str);

impl Operation for Raw {
    type Output = ();
    type Failure = Undeclared;
    const META: Meta = Meta::new("Raw", Method::Get, "/raw/{a}");

    fn request(&self, request: &mut RequestBuilder) {
        request.path_as(Style::SIMPLE.allow_reserved(), "a", &self.0);
    }

    fn decode(response: &Received) -> Result<(), DecodeError> {
        response.empty()
    }
}
