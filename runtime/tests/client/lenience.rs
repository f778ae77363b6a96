//! Responses that are only in part what the API declares.

use crate::api::{ClusterListBackups, ClusterListBackupsFailure};
use crate::runtime::SetAside;
use serde_json::json;

use crate::support::{builder, scripted, transport};

const PAGE: (u16, &str) = (
    200,
    r#"{"backups":[{"id":"a","size":{}},{"id":1},{"id":"c"}],"nextPageToken":"t"}"#,
);
const LAST: (u16, &str) = (200, r#"{"backups":[{"id":"d","size":[]}]}"#);

fn paths(set_aside: &[SetAside]) -> Vec<&str> {
    set_aside.iter().map(SetAside::path).collect()
}

#[tokio::test]
async fn a_failure_is_read_as_far_as_it_fits() {
    let (client, _) = scripted(&[(404, r#"{"code": {"id": 5}, "message": "gone"}"#)]);
    let error = client.cluster().list_backups("c").await.unwrap_err();
    // There is a variant for any JSON of any status: what fits goes before what almost does.
    let failure = error.lenient_failure::<ClusterListBackups>().unwrap();
    assert!(matches!(failure.value, ClusterListBackupsFailure::Other(_)));
    assert_eq!(failure.set_aside, []);
}

#[tokio::test]
async fn a_failure_without_a_variant_for_all() {
    use crate::api::TaskGet;
    let (client, _) = scripted(&[
        (404, r#"{"code": {"id": 5}, "message": "gone"}"#),
        (404, "[]"),
        (404, "<html>"),
    ]);
    let call = client.backup().task("t");
    let error = call.clone().await.unwrap_err();
    let failure = error.lenient_failure::<TaskGet>().unwrap();
    assert_eq!(paths(&failure.set_aside), ["$.code"]);
    assert_eq!(failure.set_aside[0].value(), &json!({"id": 5}));
    assert_eq!(error.failure::<TaskGet>(), Some(failure.value));
    for _ in 0..2 {
        let error = call.clone().await.unwrap_err();
        assert_eq!(error.failure::<TaskGet>(), None, "nothing of it fits");
    }
}

#[tokio::test]
async fn an_answer_is_an_error_unless_lenience_is_asked_for() {
    let (client, _) = scripted(&[PAGE, PAGE]);
    let call = client.cluster().list_backups("c");
    let error = call.clone().await.unwrap_err();
    assert_eq!(error.json_path(), Some("$.backups[0].size"));
    let page = call.with_lenience().await.unwrap();
    let backups = page.backups.as_deref().unwrap_or_default();
    let ids: Vec<_> = backups.iter().map(|backup| backup.id.as_str()).collect();
    assert_eq!(ids, ["a", "c"]);
    assert_eq!(
        paths(page.set_aside()),
        ["$.backups[0].size", "$.backups[1]"]
    );
}

#[tokio::test]
async fn a_lenient_client_tells_of_items_too() {
    let transport = transport(&[PAGE, LAST, (200, "[]"), (200, "{}")]);
    let client = builder(&transport).lenient().build().unwrap();
    let mut items = client.cluster().list_backups("c").items();
    let mut ids = Vec::new();
    let mut set_aside = Vec::new();
    while let Some(backup) = items.try_next().await.unwrap() {
        ids.push(backup.id);
        set_aside.extend(items.set_aside());
    }
    assert_eq!(ids, ["a", "c", "d"]);
    assert_eq!(
        paths(&set_aside),
        ["$.backups[0].size", "$.backups[1]", "$.backups[0].size"]
    );
    let call = client.cluster().list_backups("c");
    let error = call.clone().await.unwrap_err();
    assert!(error.is_decode(), "nothing of it fits");
    assert_eq!(call.await.unwrap().set_aside(), []);
}

#[cfg(feature = "blocking")]
#[test]
fn the_same_with_the_blocking_client() {
    use crate::runtime::blocking::Client;
    let transport = transport(&[PAGE, PAGE, LAST]);
    let builder = Client::builder().bearer_token("t0ken");
    let client = builder.transport(transport).lenient().build().unwrap();
    let page = client.cluster().list_backups("c").send().unwrap();
    assert_eq!(page.set_aside().len(), 2);
    let mut items = client.cluster().list_backups("c").items();
    assert_eq!(items.by_ref().filter_map(Result::ok).count(), 3);
    assert_eq!(items.set_aside().len(), 3);
    assert!(items.set_aside().is_empty());
}
