//! Documents in several files, local and remote.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::thread;

use crate::sandbox::Sandbox;

/// A document with its only path item in another file.
fn document(reference: &str) -> String {
    format!(
        "openapi: 3.0.3\ninfo: {{title: Tides, version: '1'}}\nservers: [{{url: 'https://tides.example.com'}}]\n\
         paths: {{/tides: {{$ref: '{reference}'}}}}\n"
    )
}

const PATH: &str =
    "get: {operationId: listTides, tags: [tides], responses: {'204': {description: None.}}}\n";

#[test]
fn references_to_files() {
    let sandbox = Sandbox::new();
    sandbox.write("spec/tides.yaml", &document("../parts/tides.yaml"));
    sandbox.write("parts/tides.yaml", PATH);
    let generate = ["generate", "spec/tides.yaml", "--out", "sdk"];
    sandbox
        .run(generate)
        .code(0)
        .stderr_contains("`parts/tides.yaml` is outside the folder of the document")
        .stderr_contains("--allow-files DIR");
    let allowed = [&generate[..], &["--allow-files", "parts"]].concat();
    sandbox.run(allowed).code(0);
    assert!(sandbox.read("sdk/surface.txt").contains("api::ListTides\t"));
    sandbox.write("parts/tides.yaml", "get: {tags: tides}\n");
    sandbox
        .run(["check", "spec/tides.yaml", "--allow-files", "parts"])
        .code(0)
        .stderr_contains(" --> parts/tides.yaml:1:13");
}

#[test]
fn references_in_a_project_stay_in_its_folder() {
    let sandbox = Sandbox::new();
    let entry = "[[crate]]\nspec = 'spec/tides.yaml'\nout = 'sdk'\nname = 'sdk'\n";
    sandbox.write(
        "project/spec/tides.yaml",
        &document("../../parts/tides.yaml"),
    );
    sandbox.write("parts/tides.yaml", PATH);
    sandbox.write("project/oascribe.toml", entry);
    let generate = ["generate", "--config", "project/oascribe.toml"];
    sandbox
        .run(generate)
        .code(1)
        .stderr_contains("is outside the folder of the document");
    let allowed = format!("{entry}allow-files = ['../parts']\n");
    sandbox.write("project/oascribe.toml", &allowed);
    sandbox.run(generate).code(0);
    sandbox.write("project/parts/tides.yaml", PATH);
    sandbox.write("project/spec/tides.yaml", &document("../parts/tides.yaml"));
    sandbox.write("project/oascribe.toml", entry);
    sandbox.run(generate).code(0);
}

#[test]
fn diff_follows_allowed_references() {
    let sandbox = Sandbox::new();
    sandbox.write("spec/old.yaml", &document("../parts/old.yaml"));
    sandbox.write("spec/new.yaml", &document("../parts/new.yaml"));
    sandbox.write("parts/old.yaml", PATH);
    sandbox.write("parts/new.yaml", "{}\n");
    let removed = "listTides";
    let diff = ["diff", "spec/old.yaml", "spec/new.yaml"];
    let refused = sandbox.run(diff);
    assert!(!refused.stdout.contains(removed), "{}", refused.stdout);
    let allowed = [&diff[..], &["--allow-files", "parts"]].concat();
    let allowed = sandbox.run(allowed);
    assert!(allowed.stdout.contains("GET /tides"), "{}", allowed.stdout);
}

#[test]
fn remote_references_need_a_flag() {
    let sandbox = Sandbox::new();
    let address = serve();
    sandbox.write(
        "tides.yaml",
        &document(&format!("http://{address}/tides.yaml")),
    );
    sandbox
        .run(["check", "tides.yaml"])
        .code(0)
        .stderr_contains("skipped[external-ref]")
        .stderr_contains("--allow-remote");
    sandbox
        .run(["check", "tides.yaml", "--allow-remote"])
        .code(0)
        .stderr_contains("`127.0.0.1` has a private address")
        .stderr_contains("--allow-remote=127.0.0.1");
    sandbox
        .run(["check", "tides.yaml", "--allow-remote=127.0.0.1"])
        .code(0)
        .stderr_contains("tides.yaml: no findings");
}

/// Serves the path item over HTTP.
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
