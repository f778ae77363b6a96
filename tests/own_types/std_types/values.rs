//! Values of types of the standard library and of an unknown crate are equal after decoding and encoding.

use std::net::Ipv4Addr;
use std::num::NonZeroU64;
use std::task::{Context, Poll, Waker};

use std_types::models::{First, Second, Thing, Words};
use std_types::{Client, ScriptedTransport};

const THING: &str = r#"{"id":7,"at":"10.0.0.1","cursor":"c1","tags":["a","b"],"owner":"::1","limits":{"x":"10.0.0.2"},"labels":{"l":"m"},"note":"cba","seconds":"5s"}"#;

#[test]
fn round_trip() {
    let thing: Thing = serde_json::from_str(THING).expect("a thing");
    assert_eq!(thing.id, NonZeroU64::new(7).expect("not zero"));
    assert_eq!(thing.note.as_deref(), Some("abc"));
    assert_eq!(thing.seconds, Some(Some(std::time::Duration::from_secs(5))));
    assert_eq!(thing.limits.as_ref().expect("limits")["x"], Ipv4Addr::new(10, 0, 0, 2));
    let text = serde_json::to_string(&thing).expect("JSON");
    let value = |text: &str| serde_json::from_str::<serde_json::Value>(text).expect("JSON");
    assert_eq!(value(&text), value(THING));
}

#[test]
fn formats_of_members_in_any_order() {
    let first = First::default().of(Ipv4Addr::LOCALHOST);
    let second = Second::default().of(Ipv4Addr::LOCALHOST);
    assert_eq!(first.of, second.of);
    let words: Words = serde_json::from_str(r#"{"of":["plain"]}"#).expect("words");
    assert_eq!(words.of, Some(vec!["plain".to_owned()]));
}

#[test]
fn cursors_with_own_types_lead_on() {
    let transport = ScriptedTransport::new();
    transport.push(200, r#"{"things":[],"next_page_token":"c2"}"#);
    transport.push(200, r#"{"things":[]}"#);
    let client = Client::builder().transport(transport.clone()).build().expect("a client");
    let things = ready(client.things().list_things().kinds([Ipv4Addr::LOCALHOST]).items().try_collect());
    assert!(things.expect("things").is_empty());
    let last = transport.last_request().expect("a request");
    assert_eq!(last.uri().query(), Some("page_token=c2&kinds=127.0.0.1"));

    transport.push(200, r#"{"things":[],"next_cursor":3}"#);
    transport.push(200, r#"{"things":[],"next_cursor":null}"#);
    ready(client.things().list_numbered().items().try_collect()).expect("things");
    let last = transport.last_request().expect("a request");
    assert_eq!(last.uri().query(), Some("cursor=3"));
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
