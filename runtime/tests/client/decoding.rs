//! Decoding of responses.

use crate::models::Backup;
use crate::runtime::{DecodeError, Received};

use crate::support::{response, scripted};

fn received(content_type: &'static str, body: &'static str) -> Received {
    let response = response(200, &[("content-type", content_type)], body);
    let (parts, body) = response.into_parts();
    Received::new(parts.status, parts.headers, body)
}

#[tokio::test]
async fn response_derefs_to_its_value() {
    let (client, transport) = scripted(&[]);
    transport.push_response(response(200, &[("x-a", "b")], r#"{"nextPageToken":"t"}"#));
    let page = client.cluster().list_backups("c").await.unwrap();
    assert_eq!(page.next_page_token.as_deref(), Some("t"));
    assert_eq!(page.status(), 200);
    assert_eq!(page.headers()["x-a"], "b");
    assert!(!format!("{page:?}").contains("x-a"));
    assert_eq!(page.into_inner().backups, None);
}

#[tokio::test]
async fn decode_errors_have_a_path_and_the_body() {
    let body = r#"{"backups":[{"id":"a"},{"id":"b","size":{}}]}"#;
    let (client, _) = scripted(&[(200, body)]);
    let error = client.cluster().list_backups("c").await.unwrap_err();
    assert!(error.is_decode());
    assert_eq!(error.json_path(), Some("$.backups[1].size"));
    assert_eq!(error.operation(), Some("ClusterListBackups"));
    assert_eq!(error.status(), Some(200));
    assert_eq!(error.body(), Some(body.as_bytes()));
    let text = error.to_string();
    let start = "ClusterListBackups: can't decode the 200 response: $.backups[1].size: invalid type: \
                 map, expected an integer in a string";
    assert!(text.starts_with(start), "{text}");
}

/// The most common mistake: a required property that is null or missing.
#[tokio::test]
async fn decode_errors_have_the_correction_of_the_document() {
    let null = r#"{"backups":[{"id":"a"},{"id":null}]}"#;
    let other = r#"{"backups":[{"id":7}]}"#;
    let (client, _) = scripted(&[
        (200, null),
        (200, r#"{"backups":[{"size":1}]}"#),
        (200, other),
    ]);
    let call = client.cluster().list_backups("c");
    let command = "# oascribe check SPEC --against BODY.json --operation \
                   'GET /v1/clusters/{clusterId}/backups'\n";
    let action =
        "  - target: \"$.components.schemas.Backup.required[?@ == 'id']\"\n    remove: true\n";
    for _ in [null, "missing"] {
        let error = call.clone().await.unwrap_err();
        assert_eq!(error.correction(), Some(format!("{command}{action}")));
        let end = "; if it is right, add to an overlay: \
                   {target: \"$.components.schemas.Backup.required[?@ == 'id']\", remove: true}";
        assert!(error.to_string().ends_with(end), "{error}");
    }
    // The command finds other corrections.
    let error = call.clone().await.unwrap_err();
    assert_eq!(error.correction().as_deref(), Some(command));
    let (client, _) = scripted(&[(404, "{}")]);
    let error = client.cluster().list_backups("c").await.unwrap_err();
    assert_eq!(error.correction(), None);
}

#[tokio::test]
async fn path_of_an_invalid_root() {
    let (client, _) = scripted(&[(200, "[1]"), (200, "nope")]);
    let call = client.cluster().list_backups("c");
    let error = call.clone().await.unwrap_err();
    assert_eq!(error.json_path(), Some("$"));
    let text = error.to_string();
    assert!(
        text.contains("$: invalid type") && text.ends_with(": [1]"),
        "{text}"
    );
    assert_eq!(call.await.unwrap_err().json_path(), None);
}

/// The transport of these tests decompresses nothing, like reqwest without its feature.
#[tokio::test]
async fn compressed_bodies_are_named() {
    let (client, transport) = scripted(&[]);
    let headers = [
        ("content-type", "application/json"),
        ("content-encoding", "gzip"),
    ];
    let body = "\u{1f}\u{8b}";
    for status in [200, 500] {
        transport.push_response(response(status, &headers, body));
    }
    let error = client.cluster().list_backups("c").await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "ClusterListBackups: can't decode the 200 response: the body is compressed with `gzip`, and the transport \
         does not decompress it; enable the feature `gzip` if the crate has it, or read the body with `stream`"
    );
    let call = client.cluster().list_backups("c").with_retries(0);
    let error = call.await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "ClusterListBackups: 500 Internal Server Error"
    );
}

#[test]
fn json_with_a_byte_order_mark_or_another_content_type() {
    let backup: Backup = received("text/plain", "\u{feff}{\"id\":\"a\"}")
        .json()
        .unwrap();
    assert_eq!(backup.id, "a");
    let backup: Backup = received("application/vnd.x+json", "{\"id\":\"a\"}")
        .json()
        .unwrap();
    assert_eq!(backup.id, "a");
}

#[test]
fn non_json_bodies_are_described() {
    let problem = |kind, body| {
        received(kind, body)
            .json::<Backup>()
            .unwrap_err()
            .to_string()
    };
    assert_eq!(
        problem("text/html; charset=utf-8", "<html>"),
        "JSON was expected, but the body is text/html (expected value at line 1 column 1)"
    );
    assert_eq!(
        problem("application/json", ""),
        "JSON was expected, but the body is empty"
    );
    let cut = problem("application/json", "{\"id\":");
    assert!(
        cut.contains("EOF while parsing a value at line 1 column 6"),
        "{cut}"
    );
}

#[test]
fn other_bodies() {
    let received = Received::new(http::StatusCode::OK, Default::default(), &b"a\xffb"[..]);
    assert_eq!(received.text().unwrap(), "a\u{fffd}b");
    assert_eq!(&received.bytes().unwrap()[..], b"a\xffb");
    received.empty().unwrap();
    assert_eq!(received.content_type(), "");
    assert_eq!(format!("{received:?}"), "Received(200, 3 bytes)");
    assert_eq!(
        received.other::<()>().unwrap_err().to_string(),
        "the status is not one that the call returns"
    );
}

#[test]
fn paths_with_special_characters_in_keys() {
    #[derive(Debug)]
    struct Fails;
    impl<'de> serde::Deserialize<'de> for Fails {
        fn deserialize<D: serde::Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
            Err(serde::de::Error::custom(r#"$["a: \"b"].c: wrong: very"#))
        }
    }
    let error = serde_json::from_str::<Fails>("1").unwrap_err();
    assert_eq!(
        DecodeError::json(&error).json_path(),
        Some(r#"$["a: \"b"].c"#)
    );
    assert_eq!(DecodeError::new("$ no path").json_path(), None);
}

#[test]
fn lists_use_the_codec_of_their_items() {
    let read = |body| crate::read_list(&received("application/json", body));
    assert_eq!(read(r#"["7", 8, null]"#).unwrap(), [Some(7), Some(8), None]);
    let error = read(r#"["7", "x"]"#).unwrap_err();
    assert_eq!(error.json_path(), Some("$[1]"));
    assert!(read(r#"["7"] x"#).is_err());
}
