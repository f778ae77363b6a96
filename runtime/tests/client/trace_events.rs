//! The events of the feature `tracing`.

use std::fmt::Write as _;
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use crate::support::{builder, transport};

#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<String>>>);

impl Subscriber for Lines {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().contains("runtime")
    }
    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }
    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, event: &Event<'_>) {
        struct Line(String);
        impl Visit for Line {
            fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
                write!(self.0, "{field}={value:?} ").unwrap();
            }
        }
        let mut line = Line(String::new());
        event.record(&mut line);
        self.0.lock().unwrap().push(line.0);
    }
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

#[tokio::test]
async fn one_event_per_attempt() {
    let lines = Lines::default();
    let _guard = tracing::subscriber::set_default(lines.clone());
    let transport = transport(&[(503, "s3cret"), (200, "{}")]);
    let client = builder(&transport).bearer_token("s3cret").build().unwrap();
    client
        .cluster()
        .list_backups("c")
        .page_token("s3cret")
        .await
        .unwrap();
    let lines = lines.0.lock().unwrap().clone();
    assert_eq!(lines.len(), 2);
    assert!(
        lines[0].contains("operation=\"ClusterListBackups\""),
        "{lines:?}"
    );
    assert!(
        lines[0].contains("url=\"https://eu.example.com/mdb/v1/clusters/c/backups\""),
        "{lines:?}"
    );
    assert!(
        lines[0].contains("status=503") && lines[1].contains("retry=1"),
        "{lines:?}"
    );
    assert!(!lines.concat().contains("s3cret"));
}
