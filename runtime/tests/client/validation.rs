//! Validation of constraints before a request is sent.

use std::collections::BTreeMap;

use crate::api::BackupSpec;

use crate::support::scripted;

#[tokio::test]
async fn all_violations_are_reported_together() {
    let (client, transport) = scripted(&[]);
    let call = client
        .cluster()
        .list_backups("ä".repeat(51))
        .page_size(2000)
        .labels(vec!["a".into(), "bb".into(), "cc".into(), "bb".into()]);
    let error = call.await.unwrap_err();
    assert!(error.is_invalid_request());
    assert_eq!(
        error.to_string(),
        "ClusterListBackups: clusterId has 51 characters, must have at most 50; \
         pageSize is 2000, must be at most 1000; \
         labels has 4 items, must have at most 3; \
         labels has equal items at 1 and 3, but all items must differ; \
         labels[0] has 1 characters, must have at least 2"
    );
    assert!(transport.requests().is_empty());
}

#[test]
fn lengths_count_code_points() {
    let (client, _) = scripted(&[]);
    assert!(
        client
            .cluster()
            .list_backups("ä".repeat(50))
            .to_http()
            .is_ok()
    );
}

#[test]
fn validation_can_be_skipped() {
    let (client, _) = scripted(&[]);
    let call = client.cluster().list_backups("c").page_size(-1);
    assert!(call.to_http().is_err());
    assert!(call.without_checks().to_http().is_ok());
}

#[test]
fn constraints_of_nested_values() {
    let (client, _) = scripted(&[]);
    let named = |name: &str| {
        let mut spec = BackupSpec::default();
        spec.name = Some(name.into());
        spec
    };
    let mut ratio = BackupSpec::default();
    ratio.ratio = Some(0.0);
    let mut step = BackupSpec::default();
    step.ratio = Some(0.35);
    let mut fine = BackupSpec::default();
    fine.ratio = Some(0.3);
    let mut spec = named("fine");
    spec.parts = Some(vec![named("fine"), named("")]);
    spec.by_name = Some(BTreeMap::from([
        ("a b".into(), ratio),
        ("c".into(), step),
        ("d".into(), fine),
    ]));
    let error = client.backup().create(spec).to_http().unwrap_err();
    assert_eq!(
        error.to_string(),
        "BackupCreate: body.parts[1].name has 0 characters, must have at least 1; \
         body.byName.a b.ratio is 0, must be more than 0; \
         body.byName.c.ratio is 0.35, must be a multiple of 0.1; \
         body.byName has 3 properties, must have at most 2"
    );
}

#[test]
fn map_keys_and_exclusive_fields() {
    let (client, _) = scripted(&[]);
    let mut spec = BackupSpec::default();
    spec.by_name = Some(BTreeMap::from([
        ("short".into(), BackupSpec::default()),
        ("longer".into(), BackupSpec::default()),
    ]));
    spec.name = Some("me".into());
    spec.ratio = Some(0.5);
    let error = client.backup().create(spec).to_http().unwrap_err();
    assert_eq!(
        error.to_string(),
        "BackupCreate: body.byName has the key \"longer\", which has 6 characters, must have at most 5; \
         body.ratio is set together with name, but at most one of them may be set"
    );
}

#[test]
fn excess_violations_are_counted() {
    let (client, _) = scripted(&[]);
    let mut empty = BackupSpec::default();
    empty.name = Some(String::new());
    let mut spec = BackupSpec::default();
    spec.parts = Some(vec![empty; 30]);
    let error = client.backup().create(spec).to_http().unwrap_err();
    assert!(error.to_string().ends_with("; and 10 more"), "{error}");
}

#[cfg(feature = "regex")]
#[test]
fn patterns() {
    let (client, _) = scripted(&[]);
    let error = client
        .cluster()
        .list_backups("c")
        .labels(vec!["OK".into()])
        .to_http()
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "ClusterListBackups: labels[0] doesn't match the pattern ^[a-z]+$"
    );
}
