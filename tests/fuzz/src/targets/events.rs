//! Streams of values: the chunks of a stream have no effect, and events are those of the HTML Standard, section 9.2.6.

use std::collections::VecDeque;
use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use futures_core::Stream;
use oascribe_runtime::{
    Body, Call, Client, DecodeError, Event, Frame, Meta, Method, Operation, Received,
    RequestBuilder, ScriptedTransport, Streamed, TransportError, Undeclared,
};

/// The most bytes of one event.
const MAX_BYTES: usize = 1024;

/// The first byte is the media type, the second one the size of the chunks. The rest is the stream.
pub fn run(data: &[u8]) {
    let [kind, size, stream @ ..] = data else {
        return;
    };
    let media_type = match kind % 3 {
        0 => "text/event-stream",
        1 => "application/x-ndjson",
        _ => "application/json-seq",
    };
    let size = 1 + usize::from(size % 16);
    let whole = frames(media_type, stream, stream.len().max(1));
    assert_eq!(
        whole,
        frames(media_type, stream, size),
        "chunks of {size} bytes"
    );
    // A byte that is not UTF-8 becomes a character of three bytes.
    if kind % 3 == 0 && 3 * stream.len() < MAX_BYTES {
        assert_eq!(whole, (expected(stream), false));
    }
}

/// An event: its type, data and id.
type Parts = (String, String, String);

/// The events of a stream, and whether it ended with an error.
fn frames(media_type: &'static str, stream: &[u8], size: usize) -> (Vec<Parts>, bool) {
    let transport = ScriptedTransport::new();
    let chunks = stream.chunks(size).map(Bytes::copy_from_slice).collect();
    let response = http::Response::builder().header("content-type", media_type);
    let response = response.body(Body::from_stream(Chunks(chunks)));
    transport.push_response(response.unwrap_or_default());
    let client = Client::builder()
        .base_url("https://a.example")
        .max_response_bytes(MAX_BYTES)
        .transport(transport)
        .build();
    let client = client.unwrap_or_else(|error| panic!("{error}"));
    let mut events = ready(Call::new(&client, Watch).events())
        .unwrap_or_else(|error| panic!("{error}"))
        .into_inner();
    let mut found = Vec::new();
    loop {
        match ready(events.try_next()) {
            Ok(Some(Event {
                event, data, id, ..
            })) => found.push((event, data, id.to_string())),
            Ok(None) => return (found, false),
            Err(_) => return (found, true),
        }
    }
}

/// Waits for a future that never has to wait.
fn ready<F: Future>(future: F) -> F::Output {
    let mut context = Context::from_waker(Waker::noop());
    match pin!(future).poll(&mut context) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("the stream is in memory"),
    }
}

struct Chunks(VecDeque<Bytes>);

impl Stream for Chunks {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.pop_front().map(Ok))
    }
}

#[derive(Clone)]
struct Watch;

impl Operation for Watch {
    type Output = String;
    type Failure = Undeclared;
    const META: Meta = Meta::new("Watch", Method::Get, "/watch");

    fn request(&self, _: &mut RequestBuilder) {}

    fn decode(response: &Received) -> Result<String, DecodeError> {
        response.text()
    }
}

impl Streamed for Watch {
    type Item = Event<String>;
    const MEDIA_TYPE: &'static str = "text/event-stream";

    fn item(frame: &Frame) -> Result<Option<Event<String>>, DecodeError> {
        // None of them panics.
        let _ = frame.json::<serde_json::Value>();
        let _ = frame.event::<serde_json::Value>();
        let _ = frame.object::<serde_json::Value>();
        frame.text()
    }
}

/// The events as the HTML Standard defines them, written as plainly as possible.
fn expected(stream: &[u8]) -> Vec<Parts> {
    let text = String::from_utf8_lossy(stream).into_owned();
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    // What follows the last line break is not complete.
    let complete = text.rfind('\n').map_or("", |end| &text[..end]);
    let mut found = Vec::new();
    let (mut event, mut data, mut id) = (String::new(), None::<String>, String::new());
    let lines = complete.split('\n');
    for line in lines.filter(|_| !text.is_empty() && text.contains('\n')) {
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value).to_owned();
        match name {
            _ if line.is_empty() => {
                let name = match std::mem::take(&mut event) {
                    name if name.is_empty() => "message".to_owned(),
                    name => name,
                };
                found.extend(data.take().map(|data| (name, data, id.clone())));
            }
            "event" => event = value,
            "data" => data = Some(data.map_or(value.clone(), |data| format!("{data}\n{value}"))),
            "id" if !value.contains('\0') => id = value,
            _ => {}
        }
    }
    found
}
