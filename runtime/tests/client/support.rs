//! Helpers for the tests.

use crate::runtime::{Client, ClientBuilder, Operation, ScriptedTransport, Sending};

/// A client with a token, over a transport with these responses.
pub fn scripted(answers: &[(u16, &'static str)]) -> (Client, ScriptedTransport) {
    let transport = transport(answers);
    (builder(&transport).build().unwrap(), transport)
}

/// A transport with these responses.
pub fn transport(answers: &[(u16, &'static str)]) -> ScriptedTransport {
    let transport = ScriptedTransport::new();
    for (status, body) in answers {
        transport.push(*status, *body);
    }
    transport
}

/// The builder of a client with a token.
pub fn builder(transport: &ScriptedTransport) -> ClientBuilder {
    Client::builder()
        .bearer_token("t0ken")
        .transport(transport.clone())
}

/// A response with headers.
pub fn response(
    status: u16,
    headers: &[(&'static str, &'static str)],
    body: &'static str,
) -> http::Response<&'static str> {
    let mut response = http::Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    response.body(body).unwrap()
}

/// The value of a request header; `""` if it is missing.
pub fn header<'a, T>(request: &'a http::Request<T>, name: &str) -> &'a str {
    request
        .headers()
        .get(name)
        .map_or("", |value| value.to_str().unwrap())
}

/// The paths and queries of all requests.
pub fn targets(transport: &ScriptedTransport) -> Vec<String> {
    let target = |request: http::Request<_>| request.uri().path_and_query().unwrap().to_string();
    transport.requests().into_iter().map(target).collect()
}

/// Compiles only if the value is `Send`.
pub fn assert_send<T: Send>(value: T) -> T {
    value
}

/// Calls of all operations are `Send`.
#[allow(dead_code)]
fn sending_is_send<O: Operation>(client: &Client, op: O) -> Sending<O::Output> {
    fn both<T: Send + Sync>(_: &T) {}
    both(client);
    assert_send(client.send(op))
}
