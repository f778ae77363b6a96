//! Streaming bodies of requests and responses.

use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use crate::runtime::{
    Body, Call, Client, DecodeError, Meta, Method, Operation, Received, RequestBuilder,
    TransportError, Undeclared,
};
use bytes::Bytes;
use futures_core::Stream;

use crate::support::{builder, scripted, transport};

/// Chunks, and how the stream continues after them.
pub struct Script {
    chunks: VecDeque<&'static str>,
    end: End,
}

/// How the stream continues after the chunks.
#[derive(Clone, Copy, PartialEq)]
pub enum End {
    Clean,
    Broken,
    Silence,
}

pub fn script(chunks: &[&'static str], end: End) -> Body {
    let chunks = chunks.iter().copied().collect();
    Body::from_stream(Script { chunks, end })
}

impl Stream for Script {
    type Item = Result<&'static str, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if let Some(chunk) = self.chunks.pop_front() {
            return Poll::Ready(Some(Ok(chunk)));
        }
        match self.end {
            End::Clean => Poll::Ready(None),
            End::Broken => Poll::Ready(Some(Err(TransportError::other("reset")))),
            End::Silence => {
                context.waker().wake_by_ref();
                Poll::Pending
            }
        }
    }
}

/// Sends bytes and receives bytes.
#[derive(Clone)]
pub struct Upload {
    pub body: Body,
}

impl Operation for Upload {
    type Output = Bytes;
    type Failure = Undeclared;
    const META: Meta = Meta::new("Upload", Method::Put, "/blobs/b");

    fn request(&self, request: &mut RequestBuilder) {
        request.body("application/octet-stream", &self.body);
    }

    fn decode(response: &Received) -> Result<Bytes, DecodeError> {
        response.bytes()
    }
}

pub fn upload<C: Clone>(client: &C, body: impl Into<Body>) -> Call<C, Upload> {
    Call::new(client, Upload { body: body.into() })
}

fn answer(body: Body) -> http::Response<Body> {
    http::Response::builder()
        .header("x-a", "b")
        .body(body)
        .unwrap()
}

async fn texts(client: &Client) -> (Vec<Bytes>, Option<crate::runtime::Error>) {
    let mut stream = upload(client, "").stream().await.unwrap().into_inner();
    let mut chunks = Vec::new();
    loop {
        match stream.try_next().await {
            Ok(Some(chunk)) => chunks.push(chunk),
            Ok(None) => return (chunks, None),
            Err(error) => {
                // An error ends the stream.
                assert!(stream.try_next().await.unwrap().is_none());
                return (chunks, Some(error));
            }
        }
    }
}

#[tokio::test]
async fn response_is_streamed() {
    let (client, transport) = scripted(&[]);
    transport.push_response(answer(script(&["ab", "c"], End::Clean)));
    let response = upload(&client, "").stream().await.unwrap();
    assert_eq!(
        (response.status(), &response.headers()["x-a"]),
        (200, &"b".parse().unwrap())
    );
    let all = response.into_inner().collect(3).await.unwrap();
    assert_eq!(all, "abc");

    transport.push_response(answer(script(&["ab", "c"], End::Clean)));
    let (chunks, error) = texts(&client).await;
    assert_eq!(chunks, ["ab", "c"]);
    assert!(error.is_none());

    // A body in memory can be read as a stream, too.
    transport.push_response(answer(Body::from("whole")));
    assert_eq!(texts(&client).await.0, ["whole"]);
}

#[tokio::test]
async fn broken_and_idle_streams_are_errors() {
    let (client, transport) = scripted(&[]);
    transport.push_response(answer(script(&["ab"], End::Broken)));
    let (chunks, error) = texts(&client).await;
    assert_eq!(chunks, ["ab"]);
    let error = error.unwrap();
    assert!(error.is_transport());
    assert_eq!(error.to_string(), "Upload: the exchange failed: reset");

    transport.push_response(answer(script(&["ab"], End::Silence)));
    let (chunks, error) = texts(&client).await;
    assert_eq!(chunks, ["ab"]);
    let error = error.unwrap();
    assert!(error.is_timeout());
    assert_eq!(error.to_string(), "Upload: timed out: no data for 120s");
    assert_eq!(transport.sleeps(), [Duration::from_secs(120)]);
}

#[tokio::test]
async fn timeouts_end_with_the_response_headers() {
    let transport = transport(&[]);
    let client = builder(&transport)
        .timeout(Duration::from_secs(1))
        .idle_timeout(None)
        .build()
        .unwrap();
    transport.push_response(answer(script(&["ab"], End::Clean)));
    let mut stream = upload(&client, "").stream().await.unwrap();
    tokio::task::yield_now().await;
    assert_eq!(stream.try_next().await.unwrap().unwrap(), "ab");
    transport.push_no_response();
    let error = upload(&client, "").stream().await.unwrap_err();
    assert!(error.is_timeout());
}

#[tokio::test]
async fn collect_limits_the_size() {
    let (client, transport) = scripted(&[]);
    transport.push_response(answer(script(&["ab", "c"], End::Silence)));
    let stream = upload(&client, "").stream().await.unwrap().into_inner();
    let error = stream.collect(2).await.unwrap_err();
    assert!(error.is_too_large());
    let text = "Upload: the response is larger than 2 bytes, the given limit";
    assert_eq!(error.to_string(), text);
}

#[tokio::test]
async fn error_status_is_an_error_with_body() {
    let (client, _) = scripted(&[(503, ""), (404, r#"{"why":"gone"}"#)]);
    let error = upload(&client, "").stream().await.unwrap_err();
    assert_eq!(error.status(), Some(404));
    assert_eq!(error.body(), Some(&br#"{"why":"gone"}"#[..]));
}

#[tokio::test]
async fn request_body_is_streamed() {
    let (client, transport) = scripted(&[(200, "x"), (200, "y")]);
    let call = upload(&client, script(&["ab", "c"], End::Clean).with_size(3));
    assert_eq!(call.op.body.size(), Some(3));
    assert_eq!(format!("{:?}", call.op.body), "Body(stream of 3 bytes)");
    let again = call.clone();
    assert_eq!(&**call.await.unwrap(), b"x");
    assert_eq!(transport.last_request().unwrap().body(), "abc");
    // A clone shares the stream.
    let error = again.await.unwrap_err();
    let text = "Upload: the exchange failed: the body is a stream that has already been read";
    assert_eq!(error.to_string(), text);
    assert_eq!(transport.responses_left(), 1);
}

#[tokio::test]
async fn started_streams_are_not_retried() {
    let (client, transport) = scripted(&[(503, "x"), (200, "y")]);
    let error = upload(&client, script(&["ab"], End::Clean))
        .await
        .unwrap_err();
    assert_eq!(error.status(), Some(503));
    assert_eq!(transport.responses_left(), 1);
    // A stream that was not started is sent again.
    let (client, transport) = scripted(&[]);
    transport.push_error(TransportError::connect("refused"));
    transport.push(200, "y");
    let body = Body::from_reader(&b"abc"[..]);
    assert_eq!(format!("{body:?}"), "Body(stream)");
    assert!(
        upload(&client, body).await.is_err(),
        "the scripted transport reads the body first"
    );
    upload(&client, "bytes").await.unwrap();
}

#[cfg(feature = "blocking")]
mod blocking {
    use std::io::{ErrorKind, Read};

    use crate::runtime::ScriptedTransport;
    use crate::runtime::blocking::Client;

    use super::{End, answer, script, upload};

    fn scripted() -> (Client, ScriptedTransport) {
        let transport = ScriptedTransport::new();
        let client = Client::builder().transport(transport.clone()).build();
        (client.unwrap(), transport)
    }

    #[test]
    fn response_is_streamed() {
        let (client, transport) = scripted();
        transport.push_response(answer(script(&["ab", "c"], End::Clean)));
        let mut response = upload(&client, "").stream().unwrap();
        assert_eq!(response.status(), 200);
        let mut text = String::new();
        response.read_to_string(&mut text).unwrap();
        assert_eq!(text, "abc");

        transport.push_response(answer(script(&["ab"], End::Broken)));
        let mut response = upload(&client, "").stream().unwrap();
        let error = response.read_to_string(&mut text).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Other);
        assert_eq!(error.to_string(), "Upload: the exchange failed: reset");
    }

    #[test]
    fn request_body_is_streamed() {
        let (client, transport) = scripted();
        transport.push(200, "x");
        let call = upload(&client, script(&["ab", "c"], End::Clean));
        assert_eq!(&**call.send().unwrap(), b"x");
        assert_eq!(transport.last_request().unwrap().body(), "abc");
    }
}
