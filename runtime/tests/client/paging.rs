//! Paged lists.

use crate::support::{builder, response, scripted, targets};

const PAGES: [(u16, &str); 3] = [
    (
        200,
        r#"{"backups":[{"id":"a"},{"id":"b"}],"nextPageToken":"t/1"}"#,
    ),
    (200, r#"{"backups":[],"nextPageToken":"t2"}"#),
    (200, r#"{"backups":[{"id":"c"}],"nextPageToken":""}"#),
];

#[tokio::test]
async fn items_of_all_pages() {
    let (client, transport) = scripted(&PAGES);
    let call = client
        .cluster()
        .list_backups("c")
        .page_size(2)
        .with_header("x-a", "b");
    let mut items = call.items();
    let mut ids = Vec::new();
    while let Some(backup) = items.try_next().await.unwrap() {
        ids.push(backup.id);
    }
    assert_eq!(ids, ["a", "b", "c"]);
    assert!(
        items.try_next().await.unwrap().is_none(),
        "the end stays the end"
    );
    let base = "/mdb/v1/clusters/c/backups?pageSize=2";
    assert_eq!(
        targets(&transport),
        [
            base.to_owned(),
            format!("{base}&pageToken=t%2F1"),
            format!("{base}&pageToken=t2")
        ]
    );
    assert!(
        transport
            .requests()
            .iter()
            .all(|request| request.headers()["x-a"] == "b")
    );
}

#[tokio::test]
async fn pages_as_responses() {
    let (client, transport) = scripted(&[]);
    transport.push_response(response(200, &[("x-left", "9")], PAGES[0].1));
    transport.push(200, "{}");
    let mut pages = client.cluster().list_backups("c").pages();
    let page = pages.try_next().await.unwrap().unwrap();
    assert_eq!(page.headers()["x-left"], "9");
    assert_eq!(
        transport.requests().len(),
        1,
        "no page is fetched before it is asked for"
    );
    assert_eq!(pages.try_next().await.unwrap().unwrap().backups, None);
    assert!(pages.try_next().await.unwrap().is_none());
}

#[tokio::test]
async fn try_collect_returns_all_items() {
    let (client, _) = scripted(&PAGES);
    let mut items = client.cluster().list_backups("c").items();
    items.try_next().await.unwrap();
    let rest = items.try_collect().await.unwrap();
    assert_eq!(
        rest.iter().map(|backup| &*backup.id).collect::<Vec<_>>(),
        ["b", "c"]
    );
}

#[tokio::test]
async fn repeated_tokens_are_an_error() {
    let page = |token| (200, token);
    let (client, transport) = scripted(&[
        page(r#"{"backups":[{"id":"a"}],"nextPageToken":"x"}"#),
        page(r#"{"backups":[{"id":"b"}],"nextPageToken":"y"}"#),
        page(r#"{"backups":[{"id":"c"}],"nextPageToken":"x"}"#),
    ]);
    let mut items = client.cluster().list_backups("c").items();
    for id in ["a", "b", "c"] {
        assert_eq!(
            items.try_next().await.unwrap().unwrap().id,
            id,
            "nothing that came is lost"
        );
    }
    let error = items.try_next().await.unwrap_err();
    assert!(error.is_endless_paging());
    assert_eq!(
        error.to_string(),
        "ClusterListBackups: the server returned the same page token twice: paging would never end"
    );
    assert!(items.try_next().await.unwrap().is_none());
    assert_eq!(transport.requests().len(), 3);
}

#[tokio::test]
async fn page_is_requested_again_after_an_error() {
    let (client, transport) = scripted(&[PAGES[0], (400, ""), PAGES[2]]);
    let mut pages = client.cluster().list_backups("c").pages();
    pages.try_next().await.unwrap();
    assert_eq!(pages.try_next().await.unwrap_err().status(), Some(400));
    assert!(pages.try_next().await.unwrap().is_some(), "asked again");
    let targets = targets(&transport);
    assert_eq!(targets[1], targets[2]);
}

#[tokio::test]
async fn tokens_are_not_validated() {
    let long: &'static str = String::leak(format!(r#"{{"nextPageToken":"{}"}}"#, "x".repeat(101)));
    let (client, _) = scripted(&[(200, long), (200, "{}")]);
    let mut pages = client.cluster().list_backups("c").pages();
    pages.try_next().await.unwrap();
    assert!(
        pages.try_next().await.is_ok(),
        "the bound of 100 characters is for callers"
    );
}

#[tokio::test]
async fn parameters_are_validated_on_the_first_page() {
    let (client, _) = scripted(&[]);
    let mut items = client.cluster().list_backups("c").page_size(-1).items();
    assert!(items.try_next().await.unwrap_err().is_invalid_request());
}

#[tokio::test]
async fn the_number_of_pages_can_be_limited() {
    let transport = crate::support::transport(&[]);
    for token in 0..10 {
        let body = format!(r#"{{"backups":[{{"id":"a"}}],"nextPageToken":"t{token}"}}"#);
        transport.push(200, body);
    }
    let client = builder(&transport).max_pages(3).build().unwrap();
    let call = client.cluster().list_backups("c");
    for (most, call) in [(3, call.clone()), (2, call.with_max_pages(2))] {
        let mut pages = call.pages();
        for _ in 0..most {
            pages.try_next().await.unwrap().unwrap();
        }
        let error = pages.try_next().await.unwrap_err();
        assert!(error.is_endless_paging());
        assert_eq!(
            error.to_string(),
            format!(
                "ClusterListBackups: the list has more than {most} pages, the limit of `max_pages`"
            )
        );
        assert!(pages.try_next().await.unwrap().is_none());
    }
}
