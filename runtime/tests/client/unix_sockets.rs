//! Unix sockets as base URLs, with real servers.

use std::io::{BufRead, BufReader, Write};
use std::os::unix::net::UnixListener;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

/// A server on a socket, which answers all requests of each connection.
struct SocketServer {
    path: PathBuf,
    requests: Receiver<String>,
}

impl SocketServer {
    fn start(name: &str) -> Self {
        let name = format!("oascribe-{}-{name}.sock", std::process::id());
        let path = std::env::temp_dir().join(name);
        let listener = UnixListener::bind(&path).unwrap();
        let (sender, requests) = channel();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let sender = sender.clone();
                thread::spawn(move || {
                    let mut reader = BufReader::new(&stream);
                    let mut head = String::new();
                    while reader.read_line(&mut head).is_ok_and(|read| read > 0) {
                        if head.ends_with("\r\n\r\n") {
                            sender.send(std::mem::take(&mut head)).ok();
                            let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}";
                            (&stream).write_all(answer).ok();
                        }
                    }
                });
            }
        });
        Self { path, requests }
    }

    fn url(&self, base: &str) -> String {
        format!("unix:{}{base}", self.path.display())
    }

    fn request(&self) -> String {
        let request = self.requests.recv_timeout(Duration::from_secs(5));
        request.unwrap().to_ascii_lowercase()
    }
}

impl Drop for SocketServer {
    fn drop(&mut self) {
        std::fs::remove_file(&self.path).ok();
    }
}

#[cfg(feature = "reqwest")]
#[tokio::test]
async fn async_calls() {
    use crate::runtime::Client;

    let server = SocketServer::start("async");
    let client = |url: String| Client::builder().bearer_token("t").base_url(url).build();
    let here = client(server.url("")).unwrap();
    here.cluster().list_backups("c").await.unwrap();
    let request = server.request();
    assert!(
        request.starts_with("get /v1/clusters/c/backups http/1.1\r\n"),
        "{request}"
    );
    assert!(request.contains("\r\nhost: localhost\r\n"), "{request}");
    // Tasks have a server of their own.
    let error = here.backup().task("t").with_retries(0).await.unwrap_err();
    assert!(error.to_string().contains("is for another host"), "{error}");

    let based = client(server.url(":/v1.43")).unwrap();
    based.cluster().list_backups("c").await.unwrap();
    let request = server.request();
    assert!(
        request.starts_with("get /v1.43/v1/clusters/c/backups "),
        "{request}"
    );

    let nowhere = client("unix:/nowhere/a.sock".to_owned()).unwrap();
    let error = nowhere.cluster().list_backups("c").with_retries(0).await;
    assert!(error.unwrap_err().is_connect());
}

#[cfg(feature = "blocking")]
#[test]
fn blocking_calls() {
    use crate::runtime::blocking::Client;

    let server = SocketServer::start("blocking");
    let client = |url: String| Client::builder().bearer_token("t").base_url(url).build();
    let here = client(server.url("")).unwrap();
    // The second call uses the connection of the first one.
    for _ in 0..2 {
        here.cluster().list_backups("c").send().unwrap();
        let request = server.request();
        assert!(
            request.starts_with("get /v1/clusters/c/backups http/1.1\r\n"),
            "{request}"
        );
        assert!(request.contains("\r\nhost: localhost\r\n"), "{request}");
    }
    let error = here.backup().task("t").with_retries(0).send().unwrap_err();
    assert!(error.to_string().contains("is for another host"), "{error}");

    let nowhere = client("unix:///nowhere/a.sock".to_owned()).unwrap();
    let error = nowhere.cluster().list_backups("c").with_retries(0).send();
    assert!(error.unwrap_err().is_connect());
}

#[cfg(feature = "blocking")]
#[test]
fn blocking_calls_time_out() {
    use crate::runtime::blocking::Client;

    let name = format!("oascribe-{}-silent.sock", std::process::id());
    let path = std::env::temp_dir().join(name);
    let _listener = UnixListener::bind(&path).unwrap();
    let client = Client::builder().bearer_token("t");
    let client = client.base_url(format!("unix:{}", path.display()));
    let client = client.build().unwrap();
    let call = client.cluster().list_backups("c").with_retries(0);
    let error = call.with_timeout(Duration::from_millis(100)).send();
    std::fs::remove_file(&path).unwrap();
    let error = error.unwrap_err();
    assert!(error.is_timeout(), "{error}");
}

#[test]
fn sockets_need_the_default_transport() {
    use crate::runtime::{Client, ScriptedTransport};

    let client = Client::builder().base_url("unix:/a.sock");
    let error = client
        .transport(ScriptedTransport::new())
        .build()
        .unwrap_err();
    assert!(error.is_configuration());
    assert!(
        error.to_string().contains("needs the default transport"),
        "{error}"
    );
}
