//! Building requests from operations.

use crate::api::{ARCHIVE, BackupCreate, BackupSpec, ClusterListBackups, TASKS};
use crate::runtime::{
    Body, Call, Client, DecodeError, Meta, Method, Operation, Received, RequestBuilder, Undeclared,
};

use crate::support::{builder, header, scripted, transport};

#[test]
fn call_to_http_request() {
    let (client, _) = scripted(&[]);
    let call = client
        .cluster()
        .list_backups("c 1/ä")
        .page_size(100)
        .page_token("a&b=ü")
        .labels(vec!["ab".into(), "cd".into()])
        .x_request_id("r-1");
    let request = call.to_http().unwrap();
    assert_eq!(request.method(), "GET");
    assert_eq!(
        request.uri().to_string(),
        "https://eu.example.com/mdb/v1/clusters/c%201%2F%C3%A4/backups?pageSize=100&pageToken=a%26b%3D%C3%BC&labels=ab&labels=cd"
    );
    assert_eq!(header(&request, "x-request-id"), "r-1");
    assert_eq!(header(&request, "user-agent"), "runtime-tests/1.2.3");
    assert_eq!(header(&request, "accept"), "application/json, */*;q=0.5");
    assert_eq!(
        header(&request, "authorization"),
        "",
        "no credentials without sending"
    );
    assert_eq!(request.body().as_bytes().unwrap().len(), 0);
}

#[test]
fn body_as_json() {
    let (client, _) = scripted(&[]);
    let mut spec = BackupSpec::default();
    spec.name = Some("x".into());
    let request = client.backup().create(spec).to_http().unwrap();
    assert_eq!(request.method(), "POST");
    assert_eq!(header(&request, "content-type"), "application/json");
    assert_eq!(&request.body().as_bytes().unwrap()[..], br#"{"name":"x"}"#);
}

#[derive(Clone)]
struct PutPicture;

impl Operation for PutPicture {
    type Output = ();
    type Failure = Undeclared;
    const META: Meta = Meta::new("PutPicture", Method::Put, "/picture");

    fn request(&self, request: &mut RequestBuilder) {
        request.body("image/*", &Body::from("picture"));
    }

    fn decode(response: &Received) -> Result<(), DecodeError> {
        response.empty()
    }
}

#[test]
fn the_call_sets_a_media_type_of_a_range() {
    let (client, _) = scripted(&[]);
    let call = Call::new(&client, PutPicture);
    assert_eq!(
        call.to_http().unwrap_err().to_string(),
        "PutPicture: the body can have any media type of `image/*`: set it with `with_header(\"content-type\", …)`"
    );
    let request = call
        .with_header("content-type", "image/png")
        .to_http()
        .unwrap();
    assert_eq!(header(&request, "content-type"), "image/png");
    assert_eq!(&request.body().as_bytes().unwrap()[..], b"picture");
}

#[test]
fn an_empty_path_parameter_is_allowed_without_checks() {
    let (client, _) = scripted(&[]);
    let call = client.cluster().list_backups("").without_checks();
    let request = call.to_http().unwrap();
    assert!(
        request.uri().path().ends_with("/clusters//backups"),
        "{}",
        request.uri()
    );
    let error = client
        .cluster()
        .list_backups("..")
        .without_checks()
        .to_http();
    assert!(error.unwrap_err().is_invalid_request());
}

#[test]
fn dot_segments_are_rejected() {
    let (client, transport) = scripted(&[]);
    for (id, problem) in [
        ("", "path parameter `clusterId` is empty"),
        (".", "path parameter `clusterId` must not be `.`"),
        ("..", "path parameter `clusterId` must not be `..`"),
    ] {
        let error = client.cluster().list_backups(id).to_http().unwrap_err();
        assert!(error.is_invalid_request());
        assert_eq!(error.to_string(), format!("ClusterListBackups: {problem}"));
    }
    for (id, path) in [
        ("...", "..."),
        ("../x", "..%2Fx"),
        ("%2e%2e", "%252e%252e"),
        ("a?b#c", "a%3Fb%23c"),
    ] {
        let request = client.cluster().list_backups(id).to_http().unwrap();
        assert_eq!(
            request.uri().path(),
            format!("/mdb/v1/clusters/{path}/backups")
        );
        assert_eq!(request.uri().query(), None);
    }
    assert!(transport.requests().is_empty());
}

#[tokio::test]
async fn headers_with_line_breaks_are_rejected() {
    let (client, transport) = scripted(&[]);
    let call = client
        .cluster()
        .list_backups("c")
        .x_request_id("a\r\nX-Evil: secret");
    let error = call.await.unwrap_err();
    assert!(error.is_invalid_request());
    assert_eq!(
        error.to_string(),
        "ClusterListBackups: the value of header `X-Request-Id` contains a control character"
    );
    let error = client
        .cluster()
        .list_backups("c")
        .with_header("X-A\n", "b")
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "ClusterListBackups: `X-A\\n` is not a valid header name"
    );
    assert!(transport.requests().is_empty());
}

#[test]
fn call_options() {
    let transport = transport(&[]);
    let client = builder(&transport)
        .header("X-Team", "a")
        .header("X-Other", "b")
        .build()
        .unwrap();
    let call = client
        .cluster()
        .list_backups("c")
        .x_request_id("of the operation")
        .with_header("x-team", "of the call")
        .with_header("Accept", "text/csv")
        .with_base_url("http://localhost:8080/base/");
    let request = call.to_http().unwrap();
    assert_eq!(
        request.uri().to_string(),
        "http://localhost:8080/base/v1/clusters/c/backups"
    );
    assert_eq!(header(&request, "x-team"), "of the call");
    assert_eq!(header(&request, "x-other"), "b");
    assert_eq!(header(&request, "accept"), "text/csv");
    let error = call.with_base_url("ftp://x").to_http().unwrap_err();
    assert!(
        error
            .to_string()
            .contains("must start with `https://` or `http://`"),
        "{error}"
    );
}

#[test]
fn calls_are_data() {
    let (client, _) = scripted(&[]);
    let call = client.cluster().list_backups("secret-id").page_size(7);
    assert_eq!(
        format!("{call:?}"),
        "Call(GET /v1/clusters/{clusterId}/backups)"
    );
    let op: ClusterListBackups = call.clone().into_op();
    assert_eq!(op.page_size, Some(7));
    let again = Call::new(&client, op);
    assert_eq!(
        again.to_http().unwrap().uri(),
        call.to_http().unwrap().uri()
    );
    assert_eq!(BackupCreate::META.path, "/v1/backups");
    assert_eq!(call.op.cluster_id, "secret-id");
}

#[test]
fn operation_with_its_own_server() {
    let transport = transport(&[]);
    let client = builder(&transport)
        .base_url("http://other")
        .build()
        .unwrap();
    let request = client.backup().task("t").to_http().unwrap();
    assert_eq!(
        request.uri().to_string(),
        "https://tasks.example.com/tasks/t"
    );
    let client = Client::builder()
        .transport(transport)
        .base_url_for("https://tasks.example.com", "http://127.0.0.1:1/x")
        .build()
        .unwrap();
    let request = client.backup().task("t").to_http().unwrap();
    assert_eq!(request.uri().to_string(), "http://127.0.0.1:1/x/tasks/t");
}

#[test]
fn server_of_a_single_call() {
    let transport = transport(&[]);
    let client = builder(&transport)
        .base_url("http://other")
        .server_variable("vault", "v2")
        .base_url_for(TASKS.url, "http://127.0.0.1:1/x")
        .build()
        .unwrap();
    let call = client.cluster().list_backups("c");
    let host = |call: &Call<Client, ClusterListBackups>| {
        let request = call.to_http().unwrap();
        request.uri().authority().unwrap().to_string()
    };
    let archive = call.clone().with_server(ARCHIVE);
    assert_eq!(host(&archive), "v2.example.com");
    assert_eq!(host(&archive.with_server(TASKS)), "127.0.0.1:1");
    let last = call.with_server(TASKS).with_base_url("http://last");
    assert_eq!(host(&last), "last");
    let task = client.backup().task("t").with_server(ARCHIVE);
    assert_eq!(
        task.to_http().unwrap().uri().to_string(),
        "https://v2.example.com/tasks/t"
    );
}
