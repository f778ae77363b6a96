//! Redirects to another server, by clients with settings of their own.

use oascribe_runtime::{Call, Client, ReqwestTransport, blocking};

use super::operations::Read;
use super::server::{Server, write_head};

/// A server that redirects to the other one.
fn redirecting(to: &Server) -> Server {
    let location = format!("location: {}/signed?key=1\r\n", to.url());
    Server::start(move |_, out| write_head(out, "302 Found", &location))
}

fn assert_no_secrets(request: &str) {
    assert!(request.starts_with("get /signed?key=1 "), "{request}");
    for secret in ["authorization", "x-api-key", "cookie", "s3cret"] {
        assert!(!request.contains(secret), "{request}");
    }
}

#[tokio::test]
async fn own_reqwest_clients() {
    let target = Server::of_text("file");
    let server = redirecting(&target);
    // By default, reqwest follows redirects with the headers of API keys.
    let settings = reqwest::Client::builder().redirect(reqwest::redirect::Policy::limited(10));
    let client = Client::builder().base_url(server.url());
    let client = client.transport(ReqwestTransport::new(settings).unwrap());
    let client = client.header("authorization", "Bearer s3cret");
    let client = client
        .header("x-api-key", "s3cret")
        .header("cookie", "session=s3cret");
    let client = client.build().unwrap();
    let error = client.send(Read).await.unwrap_err();
    assert_eq!(error.status(), Some(302));
    assert!(target.requests().is_empty());

    let call = Call::new(&client, Read).with_cross_origin_redirects();
    assert_eq!(*call.await.unwrap(), "file");
    assert!(server.requests()[1].contains("x-api-key: s3cret"));
    assert_no_secrets(&target.requests()[0]);
}

#[test]
fn own_ureq_agents() {
    let target = Server::of_text("file");
    let server = redirecting(&target);
    let agent = ureq::Agent::config_builder()
        .max_redirects(10)
        .build()
        .new_agent();
    let client = blocking::Client::builder().base_url(server.url());
    let client = client.transport(blocking::UreqTransport::new(agent));
    let client = client.header("authorization", "Bearer s3cret");
    let client = client
        .header("x-api-key", "s3cret")
        .header("cookie", "session=s3cret");
    let client = client.build().unwrap();
    let error = client.send(Read).unwrap_err();
    assert_eq!(error.status(), Some(302));
    assert!(target.requests().is_empty());

    let call = Call::new(&client, Read).with_cross_origin_redirects();
    assert_eq!(*call.send().unwrap(), "file");
    assert!(server.requests()[1].contains("x-api-key: s3cret"));
    assert_no_secrets(&target.requests()[0]);
}
