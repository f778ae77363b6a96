//! Values of types of well-known crates are equal after decoding and encoding, and a URL of such a type leads on.

use std::task::{Context, Poll, Waker};

use crate_types::models::Event;
use crate_types::{Client, ScriptedTransport};

const EVENT: &str = r#"{"at":"2024-05-06T07:08:09Z","local":"2024-05-06T07:08:09Z","day":"2024-05-06","moment":"2024-05-06T07:08:09Z","data":[1,2],"labels":{"z":"1","a":"2"}}"#;

#[test]
fn round_trip() {
    let event: Event = serde_json::from_str(EVENT).expect("an event");
    let text = serde_json::to_string(&event).expect("JSON");
    let again: Event = serde_json::from_str(&text).expect("an event");
    assert_eq!(event, again);
    assert!(text.contains(r#""labels":{"z":"1","a":"2"}"#), "{text}");
    assert!(text.contains(r#""moment":"2024-05-06T07:08:09Z""#), "{text}");
}

#[test]
fn a_url_with_an_own_type_leads_on() {
    let transport = ScriptedTransport::new();
    transport.push(200, r#"{"count":2,"next":"https://events.example/events?p=2","previous":null,"results":[{"at":"2024-05-06T07:08:09Z"}]}"#);
    transport.push(200, r#"{"count":2,"next":null,"previous":null,"results":[{"at":"2025-05-06T07:08:09Z"}]}"#);
    let client = Client::builder().transport(transport.clone()).build().expect("a client");
    let events = ready(client.events().list_events().items().try_collect());
    assert_eq!(events.expect("events").len(), 2);
    let last = transport.last_request().expect("a request");
    assert_eq!(last.uri().query(), Some("p=2"));
}

/// Runs a future that waits for nothing: the responses are scripted.
fn ready<T>(future: impl Future<Output = T>) -> T {
    let mut future = std::pin::pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
    }
}
