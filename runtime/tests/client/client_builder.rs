//! The client builder.

use crate::api::{ARCHIVE, SERVICE};
use crate::runtime::{
    Call, Client, ClientBuilder, Credential, DecodeError, Error, Meta, Method, Operation, Received,
    RequestBuilder, ScriptedTransport, Server, Undeclared,
};

use crate::support::header;

fn build(configure: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Result<Client, Error> {
    configure(Client::builder().transport(ScriptedTransport::new())).build()
}

#[track_caller]
fn problem(configure: impl FnOnce(ClientBuilder) -> ClientBuilder) -> String {
    let error = build(configure).unwrap_err();
    assert!(error.is_configuration());
    error.to_string()
}

#[test]
fn base_urls() {
    let url = |client: Client| {
        client
            .cluster()
            .list_backups("c")
            .to_http()
            .unwrap()
            .uri()
            .to_string()
    };
    let us = build(|b| b.server_variable("region", "us")).unwrap();
    assert_eq!(url(us), "https://us.example.com/mdb/v1/clusters/c/backups");
    let local = build(|b| b.base_url("http://[::1]:8080")).unwrap();
    assert_eq!(url(local), "http://[::1]:8080/v1/clusters/c/backups");
    let deep = build(|b| b.base_url("https://h/a/b//")).unwrap();
    assert_eq!(url(deep), "https://h/a/b/v1/clusters/c/backups");
}

#[test]
fn selects_a_declared_server() {
    const OTHER: Server = Server {
        url: "https://{region}.backup.example",
        variables: SERVICE.servers[0].variables,
    };
    let url = |client: Client| client.cluster().list_backups("c").to_http().unwrap();
    let client = build(|b| b.server(OTHER).server_variable("region", "us")).unwrap();
    assert_eq!(url(client).uri().host(), Some("us.backup.example"));
    let client = build(|b| b.server(OTHER).base_url("http://h")).unwrap();
    assert_eq!(url(client).uri().host(), Some("h"));
}

/// An operation on a server with a variable.
struct Export;

impl Operation for Export {
    type Output = ();
    type Failure = Undeclared;
    const META: Meta = Meta::new("Export", Method::Post, "/export").server(&ARCHIVE);

    fn request(&self, _: &mut RequestBuilder) {}

    fn decode(_: &Received) -> Result<(), DecodeError> {
        Ok(())
    }
}

/// An operation with a method that HTTP doesn't define.
struct Link;

impl Operation for Link {
    type Output = ();
    type Failure = Undeclared;
    const META: Meta = Meta::new("Link", Method::Other("LINK"), "/link");

    fn request(&self, _: &mut RequestBuilder) {}

    fn decode(_: &Received) -> Result<(), DecodeError> {
        Ok(())
    }
}

#[test]
fn custom_methods() {
    let client = build(|b| b.base_url("http://h")).unwrap();
    let request = Call::new(&client, Link).to_http().unwrap();
    assert_eq!(request.method().as_str(), "LINK");
    assert!(!Link::META.method.is_idempotent());
}

#[test]
fn servers_of_operations() {
    let url = |configure: fn(ClientBuilder) -> ClientBuilder| {
        let client = build(configure).unwrap();
        let request = Call::new(&client, Export).to_http().unwrap();
        request.uri().to_string()
    };
    assert_eq!(url(|b| b), "https://v1.example.com/export");
    assert_eq!(
        url(|b| b.server_variable("vault", "v2")),
        "https://v2.example.com/export"
    );
    assert_eq!(
        url(|b| b.base_url_for(ARCHIVE.url, "http://h/a")),
        "http://h/a/export"
    );
    assert_eq!(
        url(|b| b.base_url("http://h")),
        "https://v1.example.com/export"
    );
}

#[test]
fn invalid_base_urls() {
    for (url, why) in [
        ("example.com", "it must start with `https://` or `http://`"),
        ("", "it is not a valid URL"),
        ("https://", "it is not a valid URL"),
        ("https://h/a?b=c", "it must not have a query or a fragment"),
        ("https://h/../a", "its path contains a `.` or `..` segment"),
        ("https://h h", "it is not a valid URL"),
    ] {
        let problem = problem(|b| b.base_url(url));
        assert_eq!(problem, format!("`{url}` can't be the base URL: {why}"));
    }
    let leak = problem(|b| b.base_url("https://user:passw0rd@h"));
    assert!(!leak.contains("passw0rd"), "{leak}");
}

#[test]
fn unknown_names_are_errors() {
    assert_eq!(
        problem(|b| b.server_variable("zone", "x")),
        "no server variable `zone`; declared variables: `region`, `vault`"
    );
    assert_eq!(
        problem(|b| b.server_variable("region", "mars")),
        "server variable `region` can't be `mars`; allowed values: `eu`, `us`"
    );
    assert_eq!(
        problem(|b| b.server_variable("vault", "v3")),
        "server variable `vault` can't be `v3`; allowed values: `v1`, `v2`"
    );
    assert_eq!(
        problem(|b| b.base_url_for("https://task.example.com", "http://h")),
        "no operation declares the server `https://task.example.com`; \
         declared servers: `https://tasks.example.com`, `https://{vault}.example.com`"
    );
    assert_eq!(
        problem(|b| b.base_url_for(SERVICE.servers[0].url, "http://h")),
        "no operation declares the server `https://{region}.example.com/mdb/`; \
         declared servers: `https://tasks.example.com`, `https://{vault}.example.com`; \
         to replace the API's own server, set `base_url`"
    );
    let leak = problem(|b| b.base_url_for("https://user:passw0rd@h", "http://h"));
    assert!(!leak.contains("passw0rd"), "{leak}");
    let unknown = problem(|b| b.credential("iam", Credential::bearer("s3cret")));
    assert_eq!(
        unknown,
        "no security scheme `iam`: the API declares `iamToken` (a bearer token), `login` (user name and password), \
         `key` (an API key), `queryKey` (an API key), `session` (an API key), `grant` (a bearer token)"
    );
}

#[test]
fn mismatched_credentials_are_errors() {
    assert_eq!(
        problem(|b| b.api_key("s3cret")),
        "several security schemes accept an API key: `key`, `queryKey`, `session`; select one with `credential`"
    );
    assert_eq!(
        problem(|b| b.credential("login", Credential::api_key("s3cret"))),
        "scheme `login` requires user name and password, not Credential::api_key(…)"
    );
}

#[test]
fn headers() {
    assert_eq!(
        problem(|b| b.header("X-A", "a\nb")),
        "the value of header `X-A` contains a control character"
    );
    assert_eq!(
        problem(|b| b.user_agent("a\0")),
        "the value of header `user-agent` contains a control character"
    );
    let client = build(|b| b.user_agent("mine/1").header("X-A", "b")).unwrap();
    let request = client.cluster().list_backups("c").to_http().unwrap();
    assert_eq!(header(&request, "user-agent"), "mine/1");
    assert_eq!(header(&request, "x-a"), "b");
}

#[cfg(not(feature = "reqwest"))]
#[test]
fn missing_transport_is_an_error() {
    let error = Client::builder().build().unwrap_err();
    assert!(
        error.to_string().contains("turn on the feature `reqwest`"),
        "{error}"
    );
}
