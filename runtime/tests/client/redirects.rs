//! Redirects.

use crate::api::BackupSpec;
use crate::runtime::{Client, Credential};

use crate::support::{header, response, scripted, targets, transport};

#[tokio::test]
async fn same_origin_is_followed() {
    for (location, target) in [
        ("/new?x=1", "/new?x=1"),
        ("https://eu.example.com/abs#part", "/abs"),
        ("//eu.example.com/net", "/net"),
        ("sibling", "/mdb/v1/clusters/c/sibling"),
        ("?only=query", "/mdb/v1/clusters/c/backups?only=query"),
        ("https://eu.example.com:443/port", "/port"),
        (
            "/login?to=https://other.example.com/",
            "/login?to=https://other.example.com/",
        ),
        ("next?to=http://x", "/mdb/v1/clusters/c/next?to=http://x"),
        ("../../x/./y/..", "/mdb/v1/x/"),
    ] {
        let (client, transport) = scripted(&[]);
        transport.push_response(response(307, &[("location", location)], ""));
        transport.push(200, "{}");
        client.cluster().list_backups("c").await.unwrap();
        assert_eq!(targets(&transport)[1], target);
        assert_eq!(
            header(&transport.requests()[1], "authorization"),
            "Bearer t0ken"
        );
    }
}

#[tokio::test]
async fn other_origin_is_not_followed() {
    for location in [
        "https://evil.example.com/",
        "http://eu.example.com/mdb",
        "https://eu.example.com:8443/",
        "//evil.example.com/x",
        "https://eu.example.com@evil.com/",
        "",
    ] {
        let (client, transport) = scripted(&[]);
        transport.push_response(response(302, &[("location", location)], ""));
        let error = client.cluster().list_backups("c").await.unwrap_err();
        assert_eq!(error.status(), Some(302));
        assert_eq!(error.headers().unwrap()["location"], location);
        assert_eq!(transport.requests().len(), 1);
    }
}

#[tokio::test]
async fn errors_say_where_a_redirect_points() {
    let (client, transport) = scripted(&[]);
    let location = "https://me:pw@files.example.com/b?signature=s3cret";
    transport.push_response(response(302, &[("location", location)], ""));
    let error = client.cluster().list_backups("c").await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "ClusterListBackups: 302 Found, which points to `https://files.example.com/b?…`, another \
         origin; `with_cross_origin_redirects` follows redirects of GET and HEAD there without \
         credentials"
    );
    transport.push_response(response(308, &[("location", "/x")], ""));
    let create = client.backup().create(BackupSpec::default());
    assert_eq!(
        create.await.unwrap_err().to_string(),
        "BackupCreate: 308 Permanent Redirect, which points to `https://eu.example.com/x`"
    );
}

/// APIs redirect to presigned URLs for downloads.
#[tokio::test]
async fn other_origins_get_no_credentials() {
    let (client, transport) = scripted(&[]);
    let to = [("location", "https://files.example.com/b?signature=1")];
    let back = [("location", "https://eu.example.com/c")];
    transport.push_response(response(302, &to, ""));
    transport.push_response(response(302, &back, ""));
    transport.push(200, "{}");
    let call = client.cluster().list_backups("c");
    let call = call
        .with_header("x-api-key", "k")
        .with_header("range", "bytes=0-1");
    call.with_cross_origin_redirects().await.unwrap();
    let requests = transport.requests();
    assert_eq!(header(&requests[0], "authorization"), "Bearer t0ken");
    assert_eq!(requests[1].uri(), to[0].1);
    for request in &requests[1..] {
        let names = request.headers().keys().map(|name| name.as_str());
        let mut names: Vec<_> = names.collect();
        names.sort_unstable();
        assert_eq!(names, ["accept", "range", "user-agent"]);
    }
}

#[tokio::test]
async fn redirects_never_lead_from_https_to_http_or_to_users() {
    let transport = transport(&[]);
    let builder = crate::support::builder(&transport).cross_origin_redirects();
    let client = builder.build().unwrap();
    for location in [
        "http://files.example.com/",
        "https://me@files.example.com/",
        "mailto:me@x",
    ] {
        transport.push_response(response(302, &[("location", location)], ""));
        let error = client.cluster().list_backups("c").await.unwrap_err();
        assert_eq!(error.status(), Some(302), "{location}");
    }
}

#[tokio::test]
async fn write_methods_are_not_followed() {
    let (client, transport) = scripted(&[]);
    transport.push_response(response(308, &[("location", "/x")], ""));
    let error = client
        .backup()
        .create(BackupSpec::default())
        .await
        .unwrap_err();
    assert_eq!(error.status(), Some(308));
}

#[tokio::test]
async fn redirect_loops_end() {
    let (client, transport) = scripted(&[]);
    for _ in 0..10 {
        transport.push_response(response(302, &[("location", "/x")], ""));
    }
    let error = client.cluster().list_backups("c").await.unwrap_err();
    assert_eq!(error.status(), Some(302));
    assert_eq!(transport.requests().len(), 6);
}

#[tokio::test]
async fn api_key_in_query_is_not_duplicated() {
    let transport = transport(&[]);
    let client = Client::builder()
        .credential("queryKey", Credential::api_key("k&1"))
        .transport(transport.clone())
        .build()
        .unwrap();
    transport.push_response(response(302, &[("location", "/a?api_key=k%261")], ""));
    transport.push_response(response(302, &[("location", "/b")], ""));
    transport.push(200, "{}");
    client.backup().task("t").await.unwrap();
    assert_eq!(
        targets(&transport),
        [
            "/tasks/t?api_key=k%261",
            "/a?api_key=k%261",
            "/b?api_key=k%261"
        ]
    );
}
