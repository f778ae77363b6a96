//! Typed response headers.

use std::collections::BTreeMap;

use crate::runtime::{DateTime, HeaderError, HeaderReader, Headers, Received};
use serde_json::{Value, json};

use crate::support::{response, scripted};

#[derive(Debug, PartialEq)]
struct TestHeaders {
    count: Option<i64>,
    ratio: Option<f64>,
    again: Option<bool>,
    seen: Option<DateTime>,
    names: Option<Vec<String>>,
    ports: Option<Vec<u16>>,
    flat: Option<BTreeMap<String, Value>>,
    marked: Option<BTreeMap<String, i64>>,
    literal: Option<Value>,
    json: Option<Value>,
    malformed: Vec<HeaderError>,
}

impl Headers for TestHeaders {
    fn read(headers: &mut HeaderReader<'_>) -> Self {
        Self {
            count: headers.get("X-Count"),
            ratio: headers.get("X-Ratio"),
            again: headers.get("X-Again"),
            seen: headers.get("X-Seen"),
            names: headers.get("X-Names"),
            ports: headers.get("X-Ports"),
            flat: headers.literal("X-Flat"),
            marked: headers.exploded("X-Marked"),
            literal: headers.literal("X-Literal"),
            json: headers.json("X-Json"),
            malformed: headers.malformed(),
        }
    }
}

fn headers(headers: &[(&'static str, &'static str)]) -> TestHeaders {
    let (parts, body) = response(200, headers, "").into_parts();
    Received::new(parts.status, parts.headers, body).headers_as()
}

#[test]
fn headers_are_decoded_by_type() {
    let headers = headers(&[
        ("x-count", "-12"),
        ("x-ratio", "0.5"),
        ("x-again", "True"),
        ("x-seen", "2024-02-29T12:00:00Z"),
        ("x-names", "a,\"b, c\" , ,7"),
        ("x-ports", "80"),
        ("x-ports", "443"),
        ("x-flat", "R,100,G,200"),
        ("x-marked", "R=100,G=200"),
        ("x-literal", "1.5"),
        ("x-json", r#"{"a":[1]}"#),
    ]);
    assert_eq!(headers.count, Some(-12));
    assert_eq!(headers.ratio, Some(0.5));
    assert_eq!(headers.again, Some(true));
    assert_eq!(headers.seen.and_then(|time| time.day()), Some(29));
    let names = ["a", "\"b, c\"", "7"].map(str::to_owned);
    assert_eq!(headers.names, Some(names.to_vec()));
    assert_eq!(headers.ports, Some(vec![80, 443]));
    let flat = json!({"R": 100, "G": 200});
    assert_eq!(headers.flat, serde_json::from_value(flat.clone()).ok());
    assert_eq!(headers.marked, serde_json::from_value(flat).ok());
    assert_eq!(headers.literal, Some(json!(1.5)));
    assert_eq!(headers.json, Some(json!({"a": [1]})));
    assert_eq!(headers.malformed, []);
}

#[test]
fn missing_and_malformed_headers_do_not_affect_others() {
    let headers = headers(&[
        ("x-count", "many"),
        ("x-again", "perhaps"),
        ("x-seen", "yesterday"),
        ("x-ports", "80, 70000"),
        ("x-literal", "nan"),
        ("x-json", "{"),
        ("x-ratio", "2"),
    ]);
    assert_eq!(
        (headers.count, headers.again, headers.names),
        (None, None, None)
    );
    assert_eq!(headers.ratio, Some(2.0));
    assert_eq!(headers.literal, Some(json!("nan")));
    let seen = headers.seen.expect("a malformed time is kept");
    assert!(!seen.is_valid() && seen.as_str() == "yesterday");
    let names: Vec<&str> = headers.malformed.iter().map(HeaderError::name).collect();
    assert_eq!(names, ["X-Count", "X-Again", "X-Ports", "X-Json"]);
    assert_eq!(
        headers.malformed[0].to_string(),
        "header `X-Count`: it is not an integer"
    );
}

#[tokio::test]
async fn headers_of_responses_and_errors() {
    let (client, transport) = scripted(&[]);
    transport.push_response(response(200, &[("x-count", "3")], "{}"));
    transport.push_response(response(400, &[("x-count", "4")], ""));
    let page = client.cluster().list_backups("c").await.unwrap();
    assert_eq!(page.headers_as::<TestHeaders>().count, Some(3));
    let error = client.cluster().list_backups("c").await.unwrap_err();
    let headers = error
        .headers_as::<TestHeaders>()
        .expect("there was a response");
    assert_eq!(headers.count, Some(4));
    let error = client.cluster().list_backups("..").await.unwrap_err();
    assert_eq!(error.headers_as::<TestHeaders>(), None);
}
