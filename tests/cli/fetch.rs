//! `fetch`: documents from a URL, and what `generate` does with them.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, Mutex};
use std::thread;

use crate::sandbox::{BOATS, Sandbox};

/// A server on loopback with one document, which can be replaced.
struct Server {
    address: SocketAddr,
    document: Arc<Mutex<String>>,
    /// The heads of the requests.
    requests: Arc<Mutex<String>>,
}

impl Server {
    fn new(document: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let server = Server {
            address: listener.local_addr().expect("it has an address"),
            document: Arc::new(Mutex::new(document.to_owned())),
            requests: Arc::default(),
        };
        let (document, requests) = (server.document.clone(), server.requests.clone());
        thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let mut head = [0; 4096];
                let length = stream.read(&mut head).unwrap_or(0);
                let head = String::from_utf8_lossy(&head[..length]);
                requests.lock().unwrap().push_str(&head);
                let text = document.lock().unwrap().clone();
                let path = head.split(' ').nth(1).unwrap_or_default();
                let status = match path {
                    "/boats.yaml" => "200 OK",
                    "/moved.yaml" => "302 Found\r\nlocation: /boats.yaml",
                    _ => "404 Not Found",
                };
                let length = text.len();
                let answer = format!(
                    "HTTP/1.1 {status}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{text}"
                );
                let _ = stream.write_all(answer.as_bytes());
            }
        });
        server
    }

    fn url(&self) -> String {
        format!("http://{}/boats.yaml", self.address)
    }
}

fn project(spec: &str) -> Sandbox {
    let sandbox = Sandbox::new();
    let entry = format!("[[crate]]\nout = 'sdk'\nname = 'boats'\nspec = {spec}\n");
    sandbox.write("oascribe.toml", &entry);
    sandbox
}

#[test]
fn a_document_is_downloaded_with_its_digest() {
    let server = Server::new(BOATS);
    let url = server.url();
    let sandbox = project(&format!("{{ file = 'api/boats.yaml', url = '{url}' }}"));
    let downloaded = format!("api/boats.yaml: downloaded from {url}\n");
    sandbox.run(["fetch"]).code(0).stderr(&downloaded);
    assert_eq!(sandbox.read("api/boats.yaml"), BOATS);
    let config = sandbox.read("oascribe.toml");
    let (_, digest) = config.split_once("', sha256 = \"").expect(&config);
    assert_eq!(digest.find('"'), Some(64), "{config}");
    sandbox.run(["generate"]).code(0);
    sandbox
        .run(["fetch"])
        .code(0)
        .stderr("api/boats.yaml: unchanged\n");
    assert_eq!(sandbox.read("oascribe.toml"), config);

    let changed = BOATS.replace("title: Boats", "title: Ships");
    server.document.lock().unwrap().clone_from(&changed);
    let check = ["fetch", "--check", "--header", "authorization=Bearer t"];
    let run = sandbox.run(check).code(1);
    run.stderr_contains("api/boats.yaml: http://127.0.0.1:");
    assert_eq!(sandbox.read("api/boats.yaml"), BOATS);
    let requests = server.requests.lock().unwrap().to_lowercase();
    assert!(requests.contains("authorization: bearer t"), "{requests}");
    sandbox.run(["fetch"]).code(0);
    assert_eq!(sandbox.read("api/boats.yaml"), changed);
    let updated = sandbox.read("oascribe.toml");
    assert_eq!(updated.len(), config.len());
    assert_ne!(updated, config);
}

#[test]
fn an_edited_download_is_not_generated() {
    let server = Server::new(BOATS);
    let url = server.url();
    let sandbox = project(&format!("{{ file = 'boats.yaml', url = '{url}' }}"));
    sandbox.run(["fetch"]).code(0);
    sandbox.write("boats.yaml", &BOATS.replace("title: Boats", "title: Ships"));
    sandbox.run(["generate"]).code(2).stderr(
        "error: boats.yaml is not the file that was downloaded\n  \
         = help: run `oascribe fetch`; write corrections into an overlay\n",
    );
}

/// The digest goes into its own line of a table with a header.
#[test]
fn tables_with_a_header_get_a_line() {
    let server = Server::new(BOATS);
    let sandbox = Sandbox::new();
    let entry = format!(
        "[[crate]]\nout = 'sdk'\nname = 'boats'\n[crate.spec]\nurl = '{}'\nfile = 'boats.yaml'\n",
        server.url()
    );
    sandbox.write("oascribe.toml", &entry);
    sandbox.run(["fetch"]).code(0);
    let config = sandbox.read("oascribe.toml");
    assert!(config.contains("'\nsha256 = \""), "{config}");
    sandbox.run(["generate"]).code(0);
}

#[test]
fn failures_write_nothing() {
    let server = Server::new("none");
    let url = server.url().replace("boats.yaml", "none.yaml");
    let sandbox = project(&format!("{{ file = 'boats.yaml', url = '{url}' }}"));
    let before = sandbox.tree();
    sandbox
        .run(["fetch"])
        .code(2)
        .stderr_contains("error: cannot download http://127.0.0.1:")
        .stderr_contains("404");
    assert_eq!(sandbox.tree(), before);

    let sandbox = project("'boats.yaml'");
    sandbox
        .run(["fetch"])
        .code(2)
        .stderr_contains("error: no entry of oascribe.toml has a URL\n");
    let sandbox = project("{ file = 'boats.yaml', url = 'ftp://boats.example' }");
    sandbox
        .run(["fetch"])
        .code(1)
        .stderr_contains("error[bad-config]: `ftp://boats.example` is not a URL");
}

/// Another host would get the token.
#[test]
fn headers_are_not_sent_after_a_redirect() {
    let server = Server::new(BOATS);
    let url = server.url().replace("boats.yaml", "moved.yaml");
    let sandbox = project(&format!("{{ file = 'boats.yaml', url = '{url}' }}"));
    sandbox
        .run(["fetch", "--header", "private-token=secret"])
        .code(2)
        .stderr_contains("it redirects to /boats.yaml, and redirects are not followed");
    let requests = server.requests.lock().unwrap().clone();
    assert!(!requests.contains("GET /boats.yaml"), "{requests}");
    sandbox.run(["fetch"]).code(0);
}

#[test]
fn a_digest_is_never_written_to_the_wrong_table() {
    let server = Server::new(BOATS);
    for spec in [
        "spec.file = 'a.yaml'\nspec.url = 'URL'\n",
        "spec = { file = 'a.yaml', url = 'URL'\t}\n",
    ] {
        let sandbox = Sandbox::new();
        let spec = spec.replace("URL", &server.url());
        let entry = format!("[[crate]]\nout = 'sdk'\nname = 'boats'\n{spec}");
        sandbox.write("oascribe.toml", &entry);
        let before = sandbox.tree();
        sandbox
            .run(["fetch"])
            .code(2)
            .stderr_contains("cannot write the digests into oascribe.toml; nothing was written")
            .stderr_contains("sha256 = \"");
        assert_eq!(sandbox.tree(), before);
    }
}

/// The client and the models of one document are two entries.
#[test]
fn entries_may_share_a_file() {
    let server = Server::new(BOATS);
    let url = server.url();
    let sandbox = Sandbox::new();
    let spec = format!("spec = {{ file = 'boats.yaml', url = '{url}' }}\n");
    let entries = format!(
        "[[crate]]\nout = 'sdk'\nname = 'boats'\n{spec}[[crate]]\nout = 'models'\nname = 'boat_models'\nmode = 'models'\n{spec}"
    );
    sandbox.write("oascribe.toml", &entries);
    sandbox.run(["fetch"]).code(0);
    assert_eq!(sandbox.read("boats.yaml"), BOATS);
    assert_eq!(sandbox.read("oascribe.toml").matches("sha256").count(), 2);
    assert_eq!(server.requests.lock().unwrap().matches("GET ").count(), 1);
    sandbox.run(["fetch", "--check"]).code(0);

    let other = entries.replacen(&url, &server.url().replace("boats.yaml", "moved.yaml"), 1);
    sandbox.write("oascribe.toml", &other);
    let before = sandbox.tree();
    sandbox
        .run(["fetch"])
        .code(2)
        .stderr_contains("error: boats.yaml has two URLs");
    assert_eq!(sandbox.tree(), before);
}

/// A login page or a list of errors is no document, and the old file stays.
#[test]
fn other_files_are_no_documents() {
    let others = [
        (
            "<!DOCTYPE html>\n<html><body>Sign in</body></html>\n",
            "this is a web page",
        ),
        ("{\"error\": \"no access\"}", "is no OpenAPI document: "),
        ("", "is no OpenAPI document: "),
    ];
    for (text, message) in others {
        let server = Server::new(text);
        let sandbox = project(&format!(
            "{{ file = 'boats.yaml', url = '{}' }}",
            server.url()
        ));
        sandbox.write("boats.yaml", BOATS);
        let before = sandbox.tree();
        sandbox.run(["fetch"]).code(2).stderr_contains(message);
        sandbox
            .run(["fetch", "--check"])
            .code(2)
            .stderr_contains(message);
        assert_eq!(sandbox.tree(), before);
    }
}

/// The digest is that of the file of the entry, not of another one as argument.
#[test]
fn another_document_as_argument_has_no_digest() {
    let server = Server::new(BOATS);
    let sandbox = project(&format!(
        "{{ file = 'boats.yaml', url = '{}' }}",
        server.url()
    ));
    sandbox.run(["fetch"]).code(0);
    sandbox.write("ships.yaml", &BOATS.replace("title: Boats", "title: Ships"));
    sandbox
        .run(["generate", "ships.yaml", "--config", "oascribe.toml"])
        .code(0);
    sandbox.write("boats.yaml", &BOATS.replace("title: Boats", "title: Ships"));
    sandbox
        .run(["generate", "boats.yaml", "--config", "oascribe.toml"])
        .code(2)
        .stderr_contains("boats.yaml is not the file that was downloaded");
}
