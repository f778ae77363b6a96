//! Idempotency keys, with a server that counts them.

use std::collections::HashMap;
use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use oascribe_runtime::{Client, RetryPolicy, blocking};

use super::operations::Charge;
use super::server::{Request, Server, write_head};

/// A server that processes each request, but fails to answer all but every third one.
fn forgetful() -> (Server, Arc<Mutex<HashMap<String, usize>>>) {
    let keys = Arc::new(Mutex::new(HashMap::new()));
    let seen = keys.clone();
    let server = Server::start(move |request: &Request, out: &mut dyn Write| {
        let mut lines = request.lines();
        let key = lines.find_map(|line| line.strip_prefix("idempotency-key: "));
        let mut seen = seen.lock().unwrap();
        let count = seen.entry(key.unwrap().to_owned()).or_insert(0);
        *count += 1;
        assert!(request.ends_with("\r\n\r\n10 eur") || request.ends_with("\r\n\r\n10 EUR"));
        match *count {
            1 => write_head(out, "503 Service Unavailable", ""),
            2 => Err(io::ErrorKind::ConnectionAborted.into()),
            _ => write_head(out, "204 No Content", ""),
        }
    });
    (server, keys)
}

fn policy() -> RetryPolicy {
    RetryPolicy::new(2).base_delay(std::time::Duration::from_millis(1))
}

#[tokio::test]
async fn each_call_has_one_key() {
    let (server, keys) = forgetful();
    let client = Client::builder().base_url(server.url()).retries(policy());
    let client = client.build().unwrap();
    let calls: Vec<_> = (0..20).map(|_| tokio::spawn(client.send(Charge))).collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    let keys = keys.lock().unwrap();
    assert_eq!(keys.len(), 20);
    assert!(keys.values().all(|count| *count == 3), "{keys:?}");
}

#[test]
fn each_blocking_call_has_one_key() {
    let (server, keys) = forgetful();
    let client = blocking::Client::builder().base_url(server.url());
    let client = client.retries(policy()).build().unwrap();
    for _ in 0..5 {
        client.send(Charge).unwrap();
    }
    let keys = keys.lock().unwrap();
    assert_eq!(keys.len(), 5);
    assert!(keys.values().all(|count| *count == 3), "{keys:?}");
}
