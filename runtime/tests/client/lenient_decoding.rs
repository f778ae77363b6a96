//! Lenient decoding of responses that match the OpenAPI document only in part.

use crate::api::{ClusterListBackups, ClusterListBackupsFailure};
use crate::runtime::RejectedValue;
use serde_json::json;

use crate::support::{builder, scripted, transport};

const PAGE: (u16, &str) = (
    200,
    r#"{"backups":[{"id":"a","size":{}},{"id":1},{"id":"c"}],"nextPageToken":"t"}"#,
);
const LAST: (u16, &str) = (200, r#"{"backups":[{"id":"d","size":[]}]}"#);

fn paths(rejected: &[RejectedValue]) -> Vec<&str> {
    rejected.iter().map(RejectedValue::path).collect()
}

#[tokio::test]
async fn error_response_is_decoded_leniently() {
    let (client, _) = scripted(&[(404, r#"{"code": {"id": 5}, "message": "gone"}"#)]);
    let error = client.cluster().list_backups("c").await.unwrap_err();
    // One variant accepts any JSON for any status: an exact match takes precedence over a lenient
    // one.
    let failure = error.lenient_failure::<ClusterListBackups>().unwrap();
    assert!(matches!(failure.value, ClusterListBackupsFailure::Other(_)));
    assert_eq!(failure.rejected, []);
}

#[tokio::test]
async fn error_response_without_a_default_variant() {
    use crate::api::TaskGet;
    let (client, _) = scripted(&[
        (404, r#"{"code": {"id": 5}, "message": "gone"}"#),
        (404, "[]"),
        (404, "<html>"),
    ]);
    let call = client.backup().task("t");
    let error = call.clone().await.unwrap_err();
    let failure = error.lenient_failure::<TaskGet>().unwrap();
    assert_eq!(paths(&failure.rejected), ["$.code"]);
    assert_eq!(failure.rejected[0].value(), &json!({"id": 5}));
    assert_eq!(error.failure::<TaskGet>(), Some(failure.value));
    for _ in 0..2 {
        let error = call.clone().await.unwrap_err();
        assert_eq!(error.failure::<TaskGet>(), None, "nothing of it fits");
    }
}

#[tokio::test]
async fn invalid_response_is_an_error_unless_lenient() {
    let (client, _) = scripted(&[PAGE, PAGE]);
    let call = client.cluster().list_backups("c");
    let error = call.clone().await.unwrap_err();
    assert_eq!(error.json_path(), Some("$.backups[0].size"));
    let page = call.with_lenience().await.unwrap();
    let backups = page.backups.as_deref().unwrap_or_default();
    let ids: Vec<_> = backups.iter().map(|backup| backup.id.as_str()).collect();
    assert_eq!(ids, ["a", "c"]);
    assert_eq!(
        paths(page.rejected()),
        ["$.backups[0].size", "$.backups[1]"]
    );
}

#[tokio::test]
async fn lenient_client_reports_rejected_items() {
    let transport = transport(&[PAGE, LAST, (200, "[]"), (200, "{}")]);
    let client = builder(&transport).lenient().build().unwrap();
    let mut items = client.cluster().list_backups("c").items();
    let mut ids = Vec::new();
    let mut rejected = Vec::new();
    while let Some(backup) = items.try_next().await.unwrap() {
        ids.push(backup.id);
        rejected.extend(items.rejected());
    }
    assert_eq!(ids, ["a", "c", "d"]);
    assert_eq!(
        paths(&rejected),
        ["$.backups[0].size", "$.backups[1]", "$.backups[0].size"]
    );
    let call = client.cluster().list_backups("c");
    let error = call.clone().await.unwrap_err();
    assert!(error.is_decode(), "nothing of it fits");
    assert_eq!(call.await.unwrap().rejected(), []);
}

#[cfg(feature = "blocking")]
#[test]
fn blocking_client_is_lenient() {
    use crate::runtime::blocking::Client;
    let transport = transport(&[PAGE, PAGE, LAST]);
    let builder = Client::builder().bearer_token("t0ken");
    let client = builder.transport(transport).lenient().build().unwrap();
    let page = client.cluster().list_backups("c").send().unwrap();
    assert_eq!(page.rejected().len(), 2);
    let mut items = client.cluster().list_backups("c").items();
    assert_eq!(items.by_ref().filter_map(Result::ok).count(), 3);
    assert_eq!(items.rejected().len(), 3);
    assert!(items.rejected().is_empty());
}
