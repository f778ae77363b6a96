//! Documents that refer to the network: the number of files, their size, redirects, schemes and addresses are limited.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use crate::limited::{Outcome, folder, run};

/// Words that must not be in any output.
const SECRET: &str = "correct-horse-battery-staple";

/// The address space in MiB: the files may have 256 MiB.
const MEMORY: u64 = 1024;

/// A server on loopback.
struct Server {
    address: SocketAddr,
    /// The paths of all requests.
    requests: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let address = listener.local_addr().expect("an address");
        let requests = Arc::new(Mutex::new(Vec::new()));
        let server = Server { address, requests };
        let requests = server.requests.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let requests = requests.clone();
                thread::spawn(move || respond(stream, address.port(), &requests));
            }
        });
        server
    }

    /// Checks a document that refers to these targets, with this host allowed. `PORT` is that of the server.
    fn check(&self, targets: &[String]) -> Outcome {
        let port = self.address.port().to_string();
        let mut document =
            "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n"
                .to_owned();
        for (index, target) in targets.iter().enumerate() {
            let target = target.replace("PORT", &port);
            document.push_str(&format!("    A{index}: {{$ref: '{target}'}}\n"));
        }
        let folder = folder(&[("api.yaml".to_owned(), document)]);
        let arguments = ["check", "api.yaml", "--allow-remote=127.0.0.1"];
        let outcome = run(folder, &arguments, MEMORY);
        assert!(!outcome.printed().contains(SECRET), "{}", outcome.printed());
        outcome
    }

    fn requests(&self) -> Vec<String> {
        self.requests.lock().expect("no panic").clone()
    }
}

/// Sends what the path of the request asks for.
fn respond(mut stream: TcpStream, port: u16, requests: &Mutex<Vec<String>>) {
    let mut head = [0; 4096];
    let size = stream.read(&mut head).unwrap_or_default();
    let head = String::from_utf8_lossy(&head[..size]).into_owned();
    let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
    requests.lock().expect("no panic").push(path.clone());
    let own = format!("http://127.0.0.1:{port}");
    let redirect = |target: String| format!("HTTP/1.1 302 Found\r\nlocation: {target}\r\n");
    let (head, body) = match path.split('/').nth(1).unwrap_or_default() {
        "large" => (String::new(), spaces(60 << 20)),
        "larger" => (String::new(), spaces(65 << 20)),
        "around" => (redirect(format!("{own}{path}/x")), String::new()),
        "private" => (
            redirect(format!("http://localhost:{port}/secret")),
            String::new(),
        ),
        "file" => (redirect("file:///proc/version".to_owned()), String::new()),
        "local" => (
            String::new(),
            "{type: object, properties: {a: {$ref: 'file:///proc/version'}, b: {$ref: '/secret'}}}"
                .to_owned(),
        ),
        "secret" => (String::new(), format!("{{description: {SECRET}}}")),
        "endless" => return endless(&mut stream),
        _ => (String::new(), "{type: string}".to_owned()),
    };
    let head = match head.as_str() {
        "" => "HTTP/1.1 200 OK\r\n".to_owned(),
        head => head.to_owned(),
    };
    let length = body.len();
    let head = format!("{head}content-length: {length}\r\nconnection: close\r\n\r\n");
    let _ = stream.write_all(format!("{head}{body}").as_bytes());
}

fn spaces(size: usize) -> String {
    format!("{{\"type\": \"string\"{}}}", " ".repeat(size))
}

fn endless(stream: &mut TcpStream) {
    let head = "HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{";
    let mut sent = stream.write_all(head.as_bytes());
    while sent.is_ok() {
        sent = stream.write_all(&[b' '; 1 << 16]);
    }
}

fn to_server(path: &str) -> String {
    format!("http://127.0.0.1:PORT/{path}")
}

#[test]
fn the_number_of_files_is_limited() {
    let server = Server::start();
    let targets: Vec<_> = (0..250)
        .map(|index| to_server(&format!("a{index}")))
        .collect();
    let Outcome { code, stderr, .. } = server.check(&targets);
    assert_eq!(code, Some(0), "{stderr}");
    assert!(
        stderr.contains("the document refers to more than 200 files on the network"),
        "{stderr}"
    );
    assert_eq!(server.requests().len(), 200);
}

#[test]
fn the_size_of_files_is_limited() {
    let server = Server::start();
    for path in ["larger", "endless"] {
        let Outcome { code, stderr, .. } = server.check(&[to_server(path)]);
        assert_eq!(code, Some(0), "{path}: {stderr}");
        assert!(stderr.contains("can't be read"), "{path}: {stderr}");
    }
    let targets: Vec<_> = (0..5)
        .map(|index| to_server(&format!("large/{index}")))
        .collect();
    let Outcome { code, stderr, .. } = server.check(&targets);
    assert_eq!(code, Some(0), "{stderr}");
    assert!(
        stderr.contains("the files of the document exceed 256 MiB"),
        "{stderr}"
    );
}

#[test]
fn redirects_are_limited() {
    let server = Server::start();
    let targets = ["around", "private", "file"].map(to_server);
    let outcome = server.check(&targets);
    let kernel = std::fs::read_to_string("/proc/version").expect("the kernel");
    assert!(!outcome.printed().contains(kernel.trim()));
    let Outcome { code, stderr, .. } = outcome;
    assert_eq!(code, Some(0), "{stderr}");
    assert!(stderr.contains("too many redirects"), "{stderr}");
    assert!(
        stderr.contains("`localhost` has a private address"),
        "{stderr}"
    );
    let requests = server.requests();
    let around = requests.iter().filter(|path| path.starts_with("/around"));
    assert_eq!(around.count(), 6, "{requests:?}");
    assert!(
        !requests.iter().any(|path| path == "/secret"),
        "{requests:?}"
    );
}

/// Other spellings of loopback are not those that the user named.
#[test]
fn private_addresses_are_refused() {
    let server = Server::start();
    let hosts = [
        "localhost",
        "LOCALHOST",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "0.0.0.0",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "127.0.0.2",
        "user@localhost",
        "127.0.0.1@localhost",
    ];
    let targets = hosts.map(|host| format!("http://{host}:PORT/a"));
    let Outcome { code, stderr, .. } = server.check(&targets);
    assert_eq!(code, Some(0), "{stderr}");
    assert_eq!(
        stderr.matches("can't be resolved").count(),
        hosts.len(),
        "{stderr}"
    );
    assert_eq!(server.requests(), [""; 0], "{stderr}");
}

#[test]
fn files_of_the_network_do_not_refer_to_the_disk() {
    let server = Server::start();
    let Outcome { code, stderr, .. } = server.check(&[to_server("local")]);
    let kernel = std::fs::read_to_string("/proc/version").expect("the kernel");
    assert_eq!(code, Some(0), "{stderr}");
    assert!(!stderr.contains(kernel.trim()), "{stderr}");
    let requests = server.requests();
    assert!(requests.contains(&"/secret".to_owned()), "{requests:?}");
}
