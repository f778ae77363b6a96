//! Bodies in other character encodings than UTF-8.

use crate::runtime::ScriptedTransport;

use crate::support::scripted;

fn answer(transport: &ScriptedTransport, content_type: &str, body: &'static [u8]) {
    let response = http::Response::builder().header("content-type", content_type);
    transport.push_response(response.body(body.to_vec()).unwrap());
}

const LATIN: &[u8] = b"caf\xe9";

#[cfg(feature = "charset")]
#[tokio::test]
async fn texts_are_decoded() {
    let (client, transport) = scripted(&[]);
    for (content_type, body) in [
        ("text/plain; charset=ISO-8859-1", LATIN),
        ("text/plain; x=y; Charset=\"windows-1252\"", LATIN),
        ("text/plain;charset=utf-16le", b"c\0a\0f\0\xe9\0"),
        ("text/plain; charset=UTF-8", "caf\u{e9}".as_bytes()),
        ("text/plain", "caf\u{e9}".as_bytes()),
    ] {
        answer(&transport, content_type, body);
        let text = client.cluster().list_backups("c").send_text().await;
        assert_eq!(*text.unwrap(), "caf\u{e9}", "{content_type}");
    }
    // ASCII characters, which mean others after an escape sequence.
    let japanese = b"{\"nextPageToken\": \"\x1b$B$3\x1b(B\"}";
    answer(
        &transport,
        "application/json; charset=ISO-2022-JP",
        japanese,
    );
    let page = client.cluster().list_backups("c").await.unwrap();
    assert_eq!(page.next_page_token.as_deref(), Some("\u{3053}"));
    let json = "application/json; charset=iso-8859-1";
    answer(&transport, json, b"{\"nextPageToken\": \"caf\xe9\"}");
    let page = client.cluster().list_backups("c").await.unwrap();
    assert_eq!(page.next_page_token.as_deref(), Some("caf\u{e9}"));
}

#[cfg(not(feature = "charset"))]
#[tokio::test]
async fn texts_need_the_feature() {
    let (client, transport) = scripted(&[]);
    answer(&transport, "text/plain; charset=ISO-8859-1", LATIN);
    let error = client
        .cluster()
        .list_backups("c")
        .send_text()
        .await
        .unwrap_err();
    assert!(error.is_decode());
    assert!(error.to_string().contains("feature `charset`"), "{error}");
    answer(&transport, "text/plain; charset=ISO-8859-1", b"plain");
    let text = client.cluster().list_backups("c").send_text().await;
    assert_eq!(*text.unwrap(), "plain");
    answer(
        &transport,
        "text/plain; charset=iso-2022-jp",
        b"\x1b$B$3\x1b(B",
    );
    let text = client.cluster().list_backups("c").send_text().await;
    assert!(text.unwrap_err().is_decode());
}

/// JSON is UTF-8 whatever the server says (RFC 8259, section 8.1).
#[tokio::test]
async fn json_in_utf_8_with_another_charset() {
    let (client, transport) = scripted(&[]);
    let json = "application/json; charset=iso-8859-1";
    answer(
        &transport,
        json,
        "{\"nextPageToken\": \"caf\u{e9}\"}".as_bytes(),
    );
    let page = client.cluster().list_backups("c").await.unwrap();
    assert_eq!(page.next_page_token.as_deref(), Some("caf\u{e9}"));
}

#[tokio::test]
async fn unknown_charsets_are_errors() {
    let (client, transport) = scripted(&[]);
    answer(&transport, "text/plain; charset=klingon", LATIN);
    let call = client.cluster().list_backups("c");
    let error = call.clone().send_text().await.unwrap_err();
    assert!(error.to_string().contains("`klingon`"), "{error}");
    answer(
        &transport,
        "application/json; charset=klingon",
        b"{\"nextPageToken\": \"\xe9\"}",
    );
    let error = call.clone().await.unwrap_err();
    assert!(error.to_string().contains("`klingon`"), "{error}");
    answer(&transport, "text/plain; charset=klingon", LATIN);
    assert_eq!(&**call.send_bytes().await.unwrap(), LATIN);
}
