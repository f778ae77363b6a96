//! Documents in several files, on the disk and in the network.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::thread;

use crate::place::Place;

/// A document whose only path is somewhere else.
fn document(reference: &str) -> String {
    format!(
        "openapi: 3.0.3\ninfo: {{title: Tides, version: '1'}}\nservers: [{{url: 'https://tides.example.com'}}]\n\
         paths: {{/tides: {{$ref: '{reference}'}}}}\n"
    )
}

const PATH: &str =
    "get: {operationId: listTides, tags: [tides], responses: {'204': {description: None.}}}\n";

#[test]
fn beside_the_document() {
    let place = Place::new();
    place.write("spec/tides.yaml", &document("../parts/tides.yaml"));
    place.write("parts/tides.yaml", PATH);
    let generate = ["generate", "spec/tides.yaml", "--out", "sdk"];
    place.run(generate).code(0);
    assert!(place.read("sdk/surface.txt").contains("api::ListTides\t"));
    place.write("parts/tides.yaml", "get: {tags: tides}\n");
    place
        .run(["check", "spec/tides.yaml"])
        .code(0)
        .says(" --> parts/tides.yaml:1:13");
}

#[test]
fn in_the_network_only_where_that_is_allowed() {
    let place = Place::new();
    let address = serve();
    place.write(
        "tides.yaml",
        &document(&format!("http://{address}/tides.yaml")),
    );
    place
        .run(["check", "tides.yaml"])
        .code(0)
        .says("skipped[external-ref]")
        .says("--allow-remote");
    place
        .run(["check", "tides.yaml", "--allow-remote"])
        .code(0)
        .says("tides.yaml: nothing to report");
}

/// Serves the path to whoever asks.
fn serve() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = listener.local_addr().expect("it has an address");
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let _ = stream.read(&mut [0; 4096]);
            let length = PATH.len();
            let head =
                format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n");
            let _ = stream.write_all(format!("{head}{PATH}").as_bytes());
        }
    });
    address
}
