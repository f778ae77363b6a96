//! Success statuses, media types and empty bodies.

use crate::runtime::{
    DecodeError, Decoding, Failure, Lenient, Meta, Method, Operation, Received, RequestBuilder,
    failure_body, failure_text,
};
use serde_json::{Value, json};

use crate::support::{header, response, scripted};

/// Returns the body of 200; the API also declares 202.
#[derive(Clone)]
struct Order;

#[derive(Debug, PartialEq)]
enum OrderFailure {
    Accepted(String),
    Other(Value),
}

impl Failure for OrderFailure {
    fn decode(response: &Received, decoding: Decoding) -> Option<Lenient<Self>> {
        let other = || failure_body(404, response, decoding);
        match failure_text(202, response) {
            Some(text) => Some(text.map(Self::Accepted)),
            None => other().map(|body| body.map(Self::Other)),
        }
    }
}

impl Operation for Order {
    type Output = Option<u8>;
    type Failure = OrderFailure;
    const META: Meta = Meta::new("Order", Method::Get, "/order");
    const EXTRA_SUCCESS_STATUSES: &'static [u16] = &[302];

    fn request(&self, _: &mut RequestBuilder) {}

    fn decode(response: &Received) -> Result<Self::Output, DecodeError> {
        match response.status() {
            202 => response.other(),
            302 => Ok(None),
            _ => response.json(),
        }
    }
}

#[tokio::test]
async fn undeclared_success_status_is_an_error() {
    let (client, _) = scripted(&[(202, "soon"), (404, r#"{"a":1}"#)]);
    let error = client.send(Order).await.unwrap_err();
    assert!(error.is_status() && !error.is_decode());
    assert_eq!(error.to_string(), "Order: 202 Accepted: soon");
    let failure = error.failure::<Order>();
    assert_eq!(failure, Some(OrderFailure::Accepted("soon".to_owned())));
    let error = client.send(Order).await.unwrap_err();
    let failure = error.failure::<Order>();
    assert_eq!(failure, Some(OrderFailure::Other(json!({"a": 1}))));
}

#[tokio::test]
async fn redirect_as_declared_success() {
    let (client, transport) = scripted(&[]);
    transport.push_response(response(302, &[("location", "/elsewhere")], ""));
    let answer = client.send(Order).await.unwrap();
    assert_eq!(answer.status(), 302);
    assert_eq!(answer.headers()["location"], "/elsewhere");
    assert_eq!(transport.requests().len(), 1);
}

#[tokio::test]
async fn with_accept_changes_the_media_type() {
    let (client, transport) = scripted(&[(200, "a;b"), (200, "\u{1}"), (200, "7")]);
    let call = client.cluster().list_backups("c").with_accept("text/csv");
    assert_eq!(&**call.clone().send_text().await.unwrap(), "a;b");
    assert_eq!(&**call.send_bytes().await.unwrap(), b"\x01");
    let request = transport.last_request().unwrap();
    assert_eq!(header(&request, "accept"), "text/csv");
}

#[tokio::test]
async fn empty_body_decodes_as_null_or_empty_object() {
    let (client, _) = scripted(&[(200, ""), (200, " \n"), (200, ""), (200, "")]);
    assert_eq!(*client.send(Order).await.unwrap(), None);
    assert_eq!(*client.send(Order).await.unwrap(), None);
    // An object without required properties.
    let page = client.cluster().list_backups("c").await.unwrap();
    assert_eq!(page.backups, None);
    let received = Received::new(http::StatusCode::OK, http::HeaderMap::new(), "");
    let error = received.json::<u8>().unwrap_err();
    let text = "JSON was expected, but the body is empty";
    assert_eq!(error.to_string(), text);
}
