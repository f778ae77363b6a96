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
