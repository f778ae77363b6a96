//! The exact request: method, path, query, headers and body.

use generated::api::{BackupDelete, ClusterListBackups};
use generated::{Client, Operation};

use crate::canned_response::CannedResponse;
use crate::request::Request;
use crate::server::Server;
use crate::support::{OPERATIONS, TOKEN, at, builder, client};

/// Returns the request of one call.
async fn sent<Op: Operation>(op: Op) -> Request {
    let server = Server::start([CannedResponse::json(200, r#"{"id": "x"}"#)]);
    client(&server).send(op).await.unwrap();
    let request = server.only_request();
    assert_eq!(request.header("host"), Some(&*server.host()));
    request
}

/// Checks the headers and the body of a request without special headers.
fn rest_is_usual(request: &Request) {
    assert_eq!(request.version, "HTTP/1.1");
    assert_eq!(
        request.header_names(),
        ["accept", "authorization", "host", "user-agent"]
    );
    let bearer = format!("Bearer {TOKEN}");
    assert_eq!(request.header("authorization"), Some(&*bearer));
    assert_eq!(
        request.header("accept"),
        Some("application/json, */*;q=0.5")
    );
    let agent = format!("generated/{}", env!("CARGO_PKG_VERSION"));
    assert_eq!(request.header("user-agent"), Some(&*agent));
    assert_eq!(request.body, b"");
}

#[tokio::test]
async fn each_operation_alone() {
    use generated::api::{BackupGet, BackupList, OperationGet};
    let cases = [
        (
            sent(ClusterListBackups::new("c1")).await,
            "GET /managed-mongodb/v1/clusters/c1/backups",
        ),
        (
            sent(BackupGet::new("b1")).await,
            "GET /managed-mongodb/v1/backups/b1",
        ),
        (
            sent(BackupList::new("f1")).await,
            "GET /managed-mongodb/v1/backups?folderId=f1",
        ),
        (
            sent(BackupDelete::new("b1")).await,
            "DELETE /managed-mongodb/v1/backups/b1",
        ),
        (sent(OperationGet::new("o1")).await, "GET /operations/o1"),
    ];
    for (request, line) in cases {
        assert_eq!(request.line(), line);
        rest_is_usual(&request);
    }
}

#[tokio::test]
async fn each_call_with_all_its_values() {
    let server = Server::start(vec![CannedResponse::json(200, r#"{"id": "x"}"#); 5]);
    let client = client(&server);
    let call = client.cluster().list_backups("c1");
    call.page_size(1000).page_token("t1").await.unwrap();
    client.backup().get("b1").await.unwrap();
    let call = client.backup().list("f1");
    call.page_token("t2").page_size(-1).await.unwrap();
    client.backup().delete("b1").await.unwrap();
    client.operation().get("o1").await.unwrap();
    assert_eq!(
        server.lines(),
        [
            "GET /managed-mongodb/v1/clusters/c1/backups?pageSize=1000&pageToken=t1",
            "GET /managed-mongodb/v1/backups/b1",
            "GET /managed-mongodb/v1/backups?folderId=f1&pageSize=-1&pageToken=t2",
            "DELETE /managed-mongodb/v1/backups/b1",
            "GET /operations/o1",
        ]
    );
    server.requests().iter().for_each(rest_is_usual);
}

#[tokio::test]
async fn escapes() {
    let server = Server::start(vec![CannedResponse::json(200, "{}"); 3]);
    let client = client(&server);
    let call = client.cluster().list_backups("a/b c?d#e%2F;=ü💾..");
    call.page_token("a+b&c=d/ e?#é%").await.unwrap();
    client.cluster().list_backups("AZaz09-._~").await.unwrap();
    let call = client.backup().list("folder&pageSize=1");
    call.page_token("").await.unwrap();
    assert_eq!(
        server.lines(),
        [
            "GET /managed-mongodb/v1/clusters/a%2Fb%20c%3Fd%23e%252F%3B%3D%C3%BC%F0%9F%92%BE../backups\
             ?pageToken=a%2Bb%26c%3Dd%2F%20e%3F%23%C3%A9%25",
            "GET /managed-mongodb/v1/clusters/AZaz09-._~/backups",
            "GET /managed-mongodb/v1/backups?folderId=folder%26pageSize%3D1&pageToken=",
        ]
    );
}

#[tokio::test]
async fn user_headers() {
    let server = Server::start(vec![CannedResponse::json(200, "{}"); 2]);
    let client = builder(&server)
        .user_agent("backup-watch/2.0")
        .header("X-Client-Request-Id", "r1")
        .build()
        .unwrap();
    client.operation().get("o1").await.unwrap();
    let call = client.operation().get("o1");
    let call = call.with_header("x-client-request-id", "r2");
    call.with_header("Accept", "application/json")
        .await
        .unwrap();
    let requests = server.requests();
    let all = |name| -> Vec<_> { requests.iter().map(|it| it.header(name)).collect() };
    assert_eq!(all("user-agent"), [Some("backup-watch/2.0"); 2]);
    assert_eq!(all("x-client-request-id"), [Some("r1"), Some("r2")]);
    assert_eq!(all("accept")[1], Some("application/json"));
}

#[tokio::test]
async fn base_urls_with_paths() {
    let server = Server::start(vec![CannedResponse::json(200, r#"{"id": "x"}"#); 4]);
    for end in ["", "/"] {
        let client = at(&format!("{}/api/eu{end}", server.url()))
            .base_url_for(OPERATIONS, format!("{}/ops{end}", server.url()))
            .build()
            .unwrap();
        client.backup().get("b1").await.unwrap();
        client.operation().get("o1").await.unwrap();
    }
    let expected = [
        "GET /api/eu/managed-mongodb/v1/backups/b1",
        "GET /ops/operations/o1",
    ];
    assert_eq!(server.lines(), [expected, expected].concat());
}

#[tokio::test]
async fn a_base_url_for_one_call() {
    let (usual, other) = (
        Server::start([]),
        Server::start([CannedResponse::json(200, r#"{"id": "x"}"#)]),
    );
    let call = client(&usual).backup().get("b1");
    call.with_base_url(other.url()).await.unwrap();
    assert_eq!(usual.lines(), [""; 0]);
    assert_eq!(other.lines(), ["GET /managed-mongodb/v1/backups/b1"]);
}

#[test]
fn to_http_sends_nothing() {
    // There is no async runtime, no credential, and the host does not exist.
    let client = Client::builder()
        .server_variable("host", "mdb.example.invalid")
        .build()
        .unwrap();
    let call = client.cluster().list_backups("c 1").page_size(5);
    let request = call.to_http().unwrap();
    assert_eq!(request.method(), "GET");
    assert_eq!(
        request.uri(),
        "https://mdb.example.invalid/managed-mongodb/v1/clusters/c%201/backups?pageSize=5"
    );
    assert!(!request.headers().contains_key("authorization"));
    assert!(request.headers().contains_key("accept"));
    assert!(
        request
            .body()
            .as_bytes()
            .is_some_and(|body| body.is_empty())
    );
    // The call can be used again.
    assert_eq!(call.op.cluster_id, "c 1");
}

#[test]
fn to_http_uses_the_server_of_the_document() {
    let client = Client::builder().bearer_token(TOKEN).build().unwrap();
    let request = client.backup().delete("b1").to_http().unwrap();
    assert_eq!(request.method(), "DELETE");
    assert_eq!(
        request.uri(),
        "https://mdb.api.cloud.yandex.net/managed-mongodb/v1/backups/b1"
    );
    let request = client.operation().get("o1").to_http().unwrap();
    assert_eq!(
        request.uri(),
        "https://operation.api.cloud.yandex.net/operations/o1"
    );
    assert!(!format!("{request:?}").contains(TOKEN), "{request:?}");
}

#[tokio::test]
async fn operations_are_data() {
    let server = Server::start(vec![CannedResponse::json(200, "{}"); 3]);
    let client = client(&server);
    let mut op = client.cluster().list_backups("c1").page_size(7).into_op();
    client.send(op.clone()).await.unwrap();
    op.page_token = Some("t".to_owned());
    client.send(op).await.unwrap();
    let call = client.cluster().list_backups("c1");
    call.clone().await.unwrap();
    drop(call);
    assert_eq!(
        server.lines(),
        [
            "GET /managed-mongodb/v1/clusters/c1/backups?pageSize=7",
            "GET /managed-mongodb/v1/clusters/c1/backups?pageSize=7&pageToken=t",
            "GET /managed-mongodb/v1/clusters/c1/backups",
        ]
    );
}

#[tokio::test]
async fn nothing_is_sent_before_it_is_awaited() {
    let server = Server::start([]);
    let client = client(&server);
    drop(client.backup().delete("b1").send());
    drop(client.backup().list("f1").items());
    assert_eq!(server.lines(), [""; 0]);
}

#[test]
fn invalid_configurations_are_errors() {
    let build = |builder: generated::ClientBuilder| builder.build().unwrap_err();
    let error = build(Client::builder().server_variable("region", "eu"));
    assert!(error.is_configuration());
    assert_eq!(
        error.to_string(),
        "no server variable `region`; declared variables: `host`"
    );
    let error = build(Client::builder().base_url_for("https://operation", "http://h"));
    assert_eq!(
        error.to_string(),
        "no operation declares the server `https://operation`; \
         declared servers: `https://operation.api.cloud.yandex.net`"
    );
    let error = build(Client::builder().base_url("mdb.example.com"));
    assert!(error.to_string().contains("`mdb.example.com`"), "{error}");
    let error = build(Client::builder().api_key("k"));
    assert_eq!(
        error.to_string(),
        "no security scheme accepts an API key: the API declares `iamToken` (a bearer token)"
    );
}
