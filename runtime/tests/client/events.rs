//! Server-sent events, JSON lines and JSON text sequences.

use std::time::Duration;

use crate::runtime::{
    Body, Call, DecodeError, Event, Frame, Meta, Method, Operation, Received, RequestBuilder,
    Streamed, Undeclared,
};
use serde_json::{Value, json};

use crate::streams::{End, script};
use crate::support::{header, scripted};

macro_rules! streamed {
    ($name:ident, $media_type:literal, $item:ty, $read:ident) => {
        #[derive(Clone)]
        struct $name;

        impl Operation for $name {
            type Output = String;
            type Failure = Undeclared;
            const META: Meta = Meta::new(stringify!($name), Method::Get, "/watch");

            fn request(&self, _: &mut RequestBuilder) {}

            fn decode(response: &Received) -> Result<String, DecodeError> {
                response.text()
            }
        }

        impl Streamed for $name {
            type Item = $item;
            const MEDIA_TYPE: &'static str = $media_type;

            fn item(frame: &Frame) -> Result<Option<$item>, DecodeError> {
                frame.$read()
            }
        }
    };
}

streamed!(Numbers, "text/event-stream", Event<u8>, event);
streamed!(Texts, "text/event-stream", Event<String>, text);
streamed!(Objects, "text/event-stream", Value, object);
streamed!(Lines, "application/x-ndjson", Value, json);
streamed!(Records, "application/json-seq", Value, json);
streamed!(Foreign, "text/event-stream; title=é", Event<String>, text);
streamed!(Broken, "text/event-stream\r\nX-Own: 1", Event<String>, text);

/// An operation with a parameter that requests the stream.
#[derive(Clone)]
struct Switched {
    stream: Option<bool>,
}

impl Operation for Switched {
    type Output = String;
    type Failure = Undeclared;
    const META: Meta = Meta::new("Switched", Method::Get, "/watch");

    fn request(&self, request: &mut RequestBuilder) {
        request.query("stream", &self.stream);
    }

    fn decode(response: &Received) -> Result<String, DecodeError> {
        response.text()
    }
}

impl Streamed for Switched {
    type Item = Event<String>;
    const MEDIA_TYPE: &'static str = SSE;

    fn request_stream(&mut self) {
        self.stream = Some(true);
    }

    fn item(frame: &Frame) -> Result<Option<Self::Item>, DecodeError> {
        frame.text()
    }
}

#[tokio::test]
async fn the_parameter_that_requests_a_stream_is_set() {
    for stream in [None, Some(false)] {
        let (client, transport) = scripted(&[]);
        transport.push_response(answer(SSE, script(&[], End::Clean)));
        let call = Call::new(&client, Switched { stream });
        call.events().await.unwrap();
        let request = transport.last_request().unwrap();
        assert_eq!(request.uri().query(), Some("stream=true"));
        // Only `events` sets it.
        transport.push_response(answer("text/plain", script(&["all"], End::Clean)));
        Call::new(&client, Switched { stream }).await.unwrap();
        let request = transport.last_request().unwrap();
        assert_eq!(request.uri().query(), stream.map(|_| "stream=false"));
    }
}

fn answer(media_type: &str, body: Body) -> http::Response<Body> {
    let response = http::Response::builder().header("content-type", media_type);
    response.body(body).unwrap()
}

/// Decodes all items of a body in these chunks, and again split at each byte, which must not
/// matter.
async fn all<Op: Streamed + Clone>(op: Op, media_type: &str, body: &'static str) -> Vec<Op::Item> {
    let mut found = Vec::new();
    let bytes: Vec<&str> = body
        .char_indices()
        .map(|(at, c)| &body[at..at + c.len_utf8()])
        .collect();
    for chunks in [vec![body], bytes] {
        found.clear();
        let (client, transport) = scripted(&[]);
        transport.push_response(answer(media_type, script(&chunks, End::Clean)));
        let mut events = Call::new(&client, op.clone()).events().await.unwrap();
        while let Some(item) = events.try_next().await.unwrap() {
            found.push(item);
        }
        let request = transport.last_request().unwrap();
        assert_eq!(header(&request, "accept"), Op::MEDIA_TYPE);
    }
    found
}

const SSE: &str = "text/event-stream; charset=utf-8";

#[tokio::test]
async fn server_sent_event_parsing() {
    let body = "\u{feff}: hello\r\n\r\ndata: one\n\nid: 7\rdata:two\rdata:  lines\r\revent: end\r\n\
                data\r\nretry: 5\r\nunknown: x\r\n\r\nid: a\0b\ndata: \u{e9}\n\ndata: cut off\n";
    let events = all(Texts, SSE, body).await;
    let events: Vec<_> = events
        .iter()
        .map(|event| (&*event.event, &*event.data, &*event.id))
        .collect();
    assert_eq!(
        events,
        [
            ("message", "one", ""),
            ("message", "two\n lines", "7"),
            ("end", "", "7"),
            ("message", "\u{e9}", "7"),
        ]
    );
}

/// A document can declare any media type.
#[tokio::test]
async fn media_types_that_no_header_can_have_are_errors() {
    let (client, transport) = scripted(&[]);
    transport.push_response(answer(SSE, script(&[], End::Clean)));
    Call::new(&client, Foreign).events().await.unwrap();
    let request = transport.last_request().unwrap();
    assert_eq!(
        request.headers()["accept"].as_bytes(),
        Foreign::MEDIA_TYPE.as_bytes()
    );
    let error = Call::new(&client, Broken).events().await.err().unwrap();
    assert_eq!(
        error.to_string(),
        "Broken: the value of header `accept` contains a control character"
    );
}

#[tokio::test]
async fn typed_events_until_done() {
    let body = "data: 1\n\ndata: 2\n\ndata: [DONE]\n\ndata: 3\n\n";
    let numbers: Vec<u8> = all(Numbers, SSE, body)
        .await
        .iter()
        .map(|event| event.data)
        .collect();
    assert_eq!(numbers, [1, 2]);
    let body = "event: a\nid: 1\ndata: {\"b\":1}\n\ndata: text\n\n";
    let objects = all(Objects, SSE, body).await;
    let expected = [
        json!({"event": "a", "id": "1", "data": {"b": 1}}),
        json!({"event": "message", "id": "1", "data": "text"}),
    ];
    assert_eq!(objects, expected);
}

/// The media types of a login page, and of a server that ignores that a stream was requested.
#[tokio::test]
async fn responses_that_are_no_stream_are_errors() {
    let page = "<html><title>Log in</title></html>";
    for (media_type, body) in [
        ("text/html", page),
        ("text/plain", page),
        ("application/json", "{\"data\": 4}"),
    ] {
        let (client, transport) = scripted(&[]);
        transport.push_response(answer(media_type, script(&[body], End::Clean)));
        let error = Call::new(&client, Numbers).events().await.err().unwrap();
        assert!(error.is_decode());
        assert_eq!(
            error.to_string(),
            format!(
                "Numbers: can't decode the 200 response: text/event-stream was expected, but the \
                 response is {media_type}: {body}"
            )
        );
    }
    let (client, transport) = scripted(&[]);
    transport.push_response(answer("text/html", script(&[page], End::Clean)));
    let error = Call::new(&client, Lines).events().await.err().unwrap();
    assert!(error.is_decode(), "{error}");
}

#[tokio::test]
async fn reconnecting_to_what_is_no_stream_is_an_error() {
    let (client, transport) = scripted(&[]);
    let first = script(&["retry: 1\ndata: 1\n\n"], End::Broken);
    transport.push_response(answer(SSE, first));
    transport.push_response(answer("text/html", script(&["<html>"], End::Clean)));
    let events = Call::new(&client, Numbers).events().await.unwrap();
    let mut events = events.into_inner().reconnecting();
    assert_eq!(events.try_next().await.unwrap().unwrap().data, 1);
    assert!(events.try_next().await.unwrap_err().is_decode());
    assert!(events.try_next().await.unwrap().is_none());
}

#[tokio::test]
async fn lines_and_sequences() {
    let body = "{\"a\":1}\n\n{\"a\":2}\r\n[3]";
    let expected = [json!({"a": 1}), json!({"a": 2}), json!([3])];
    assert_eq!(all(Lines, "application/x-ndjson", body).await, expected);
    let body = "\u{1e}{\"a\":1}\n\u{1e}{\n\"a\":2\n}\n\u{1e}[3]";
    assert_eq!(all(Records, "application/json-seq", body).await, expected);
}

#[tokio::test]
async fn undecodable_value_is_one_error() {
    let (client, transport) = scripted(&[]);
    let chunks = script(&["data: 1\n\ndata: x\n\ndata: 2\n\n"], End::Broken);
    transport.push_response(answer(SSE, chunks));
    let mut events = Call::new(&client, Numbers).events().await.unwrap();
    assert_eq!(events.try_next().await.unwrap().unwrap().data, 1);
    let error = events.try_next().await.unwrap_err();
    assert!(error.is_decode());
    assert_eq!(error.body(), Some(&b"x"[..]));
    assert_eq!(events.try_next().await.unwrap().unwrap().data, 2);
    assert!(events.try_next().await.unwrap_err().is_transport());
    assert!(events.try_next().await.unwrap().is_none());
}

#[tokio::test]
async fn reconnects() {
    let (client, transport) = scripted(&[]);
    let first = script(&["retry: 800\nid: 7\ndata: 1\n\ndata: 2"], End::Broken);
    transport.push_response(answer(SSE, first));
    transport.push_response(answer(SSE, script(&["data: 3\n\n"], End::Clean)));
    transport.push(204, "");
    let events = Call::new(&client, Numbers)
        .events()
        .await
        .unwrap()
        .into_inner();
    let mut events = events.reconnecting();
    assert_eq!(events.try_next().await.unwrap().unwrap().data, 1);
    assert_eq!(events.try_next().await.unwrap().unwrap().data, 3);
    assert_eq!(events.last_event_id(), "7");
    assert!(events.try_next().await.unwrap().is_none());
    assert_eq!(transport.sleeps(), [Duration::from_millis(800); 2]);
    let request = transport.last_request().unwrap();
    assert_eq!(header(&request, "last-event-id"), "7");
    assert_eq!(header(&request, "accept"), "text/event-stream");

    // A failed reconnection is an error, not a loop.
    transport.push_response(answer(SSE, script(&[], End::Clean)));
    transport.push(404, "gone");
    let events = Call::new(&client, Numbers)
        .events()
        .await
        .unwrap()
        .into_inner();
    let error = events.reconnecting().try_next().await.unwrap_err();
    assert_eq!(error.status(), Some(404));
}

/// The size is that of a value. The values before one that is too large are returned, also if they are in one chunk with it.
#[tokio::test]
async fn value_size_is_limited() {
    let transport = crate::support::transport(&[]);
    let client = crate::support::builder(&transport).max_response_bytes(8);
    let client = client.build().unwrap();
    let chunks: [&[&str]; 2] = [
        &["data: 1\n\n", "data: 12345678"],
        &["data: 1\n\ndata: 12345678\n\n"],
    ];
    for chunks in chunks {
        transport.push_response(answer(SSE, script(chunks, End::Silence)));
        let mut events = Call::new(&client, Numbers).events().await.unwrap();
        assert_eq!(events.try_next().await.unwrap().unwrap().data, 1);
        assert!(events.try_next().await.unwrap_err().is_too_large());
    }
}

#[tokio::test]
async fn servers_cannot_make_clients_reconnect_without_a_pause() {
    let (client, transport) = scripted(&[]);
    for _ in 0..2 {
        let first = script(&["retry: 0\ndata: 1\n\n"], End::Broken);
        transport.push_response(answer(SSE, first));
    }
    transport.push(204, "");
    let events = Call::new(&client, Numbers).events().await.unwrap();
    let mut events = events.into_inner().reconnecting();
    while events.try_next().await.unwrap().is_some() {}
    assert_eq!(transport.sleeps(), [Duration::from_millis(500); 2]);
}

/// An id applies to all events after it.
#[tokio::test]
async fn ids_and_names_count_and_are_not_copied() {
    let transport = crate::support::transport(&[]);
    let client = crate::support::builder(&transport).max_response_bytes(64);
    let client = client.build().unwrap();
    let script = |text: &str| script(&[String::leak(text.to_owned())], End::Clean);
    let id = "i".repeat(40);
    let text = format!("id: {id}\ndata: 1\n\ndata: 2\n\n");
    transport.push_response(answer(SSE, script(&text)));
    let mut events = Call::new(&client, Numbers).events().await.unwrap();
    let first = events.try_next().await.unwrap().unwrap();
    let second = events.try_next().await.unwrap().unwrap();
    assert_eq!(*first.id, *id);
    assert!(std::ptr::eq(&*first.id, &*second.id));
    for field in ["id", "event"] {
        let text = format!("{field}: {id}\ndata: 12345678901234567890\n\n");
        transport.push_response(answer(SSE, script(&text)));
        let mut events = Call::new(&client, Texts).events().await.unwrap();
        let error = events.try_next().await.unwrap_err();
        assert!(error.is_too_large(), "{field}");
    }
}

/// A line break inside a value does not end it, wherever it is.
#[tokio::test]
async fn values_of_sequences_may_have_many_lines() {
    let body = "\u{1e}{\"a\\\"[\":\n[1,\n\"}\"\n]}\n\u{1e}12\n\u{1e}\"]\"\n";
    let expected = [json!({"a\"[": [1, "}"]}), json!(12), json!("]")];
    assert_eq!(all(Records, "application/json-seq", body).await, expected);
    // Reading it again at each line would take hours.
    let long = format!("\u{1e}[{}1]\n", "1,\n".repeat(1_000_000));
    let (client, transport) = scripted(&[]);
    let long = script(&[String::leak(long)], End::Clean);
    transport.push_response(answer("application/json-seq", long));
    let mut events = Call::new(&client, Records).events().await.unwrap();
    let value = events.try_next().await.unwrap().unwrap();
    assert_eq!(value.as_array().unwrap().len(), 1_000_001);
}

#[cfg(feature = "blocking")]
#[test]
fn blocking_client() {
    use crate::runtime::blocking::Client;
    use crate::runtime::{ScriptedTransport, TransportError};

    let transport = ScriptedTransport::new();
    let client = Client::builder()
        .transport(transport.clone())
        .build()
        .unwrap();
    transport.push_response(answer(SSE, script(&["id: 7\ndata: 1\n\n"], End::Clean)));
    transport.push_response(answer(
        SSE,
        script(&["data: 2\n\ndata: x\n\n"], End::Broken),
    ));
    transport.push(204, "");
    let events = Call::new(&client, Numbers).events().unwrap().into_inner();
    let items: Vec<_> = events
        .reconnecting()
        .map(|item| item.map(|event| event.data))
        .collect();
    assert_eq!(items.len(), 3);
    assert_eq!(
        (items[0].as_ref().unwrap(), items[1].as_ref().unwrap()),
        (&1, &2)
    );
    assert!(items[2].as_ref().unwrap_err().is_decode());

    transport.push_error(TransportError::other("reset"));
    transport.push_response(answer(SSE, script(&["data: 2\n\n"], End::Broken)));
    let items: Vec<_> = Call::new(&client, Numbers)
        .events()
        .unwrap()
        .into_inner()
        .collect();
    assert!(items[0].is_ok() && items[1].is_err() && items.len() == 2);
}
