//! The events of the feature `tracing`.

use std::fmt::Write as _;
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use crate::runtime::TransportError;

use crate::support::{builder, transport};

#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<String>>>);

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        write!(self.0, "{field}={value:?} ").unwrap();
    }
}

impl Subscriber for Lines {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().contains("runtime")
    }
    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        let mut line = Line("span ".to_owned());
        attributes.record(&mut line);
        self.0.lock().unwrap().push(line.0);
        Id::from_u64(1)
    }
    fn record(&self, _: &Id, values: &Record<'_>) {
        let mut line = Line("record ".to_owned());
        values.record(&mut line);
        self.0.lock().unwrap().push(line.0);
    }
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, event: &Event<'_>) {
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
    let mut lines = lines.0.lock().unwrap().clone();
    let secret = lines.concat().contains("s3cret");
    assert!(!secret, "{lines:?}");
    lines.retain(|line| !line.starts_with("span ") && !line.starts_with("record "));
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
}

/// The names are those of the semantic conventions for HTTP client spans.
#[tokio::test]
async fn one_span_per_attempt() {
    let lines = Lines::default();
    let _guard = tracing::subscriber::set_default(lines.clone());
    let transport = transport(&[(503, ""), (200, "{}")]);
    transport.push_error(TransportError::timeout("slow"));
    let client = builder(&transport).build().unwrap();
    let call = client.cluster().list_backups("c").page_token("s3cret");
    call.clone().await.unwrap();
    call.with_retries(0).await.unwrap_err();
    let mut lines = lines.0.lock().unwrap().clone();
    lines.retain(|line| line.starts_with("span ") || line.starts_with("record "));
    let span = |attempt: u32| {
        format!(
            "span otel.kind=\"client\" otel.name=GET /v1/clusters/{{clusterId}}/backups \
             operation.name=\"ClusterListBackups\" http.request.method=\"GET\" \
             http.request.resend_count={attempt} \
             url.template=\"/v1/clusters/{{clusterId}}/backups\" \
             url.full=\"https://eu.example.com/mdb/v1/clusters/c/backups\" \
             server.address=\"eu.example.com\" server.port=443 "
        )
    };
    let expected = [
        &span(0),
        "record http.response.status_code=503 ",
        "record error.type=\"503\" ",
        &span(1),
        "record http.response.status_code=200 ",
        &span(0),
        "record error.type=\"timeout\" ",
    ];
    assert_eq!(lines, expected);
}
