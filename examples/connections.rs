//! Calls a server over a unix socket.
//!
//! `cargo run --example connections` needs no account and no network: it starts its own server.

#[cfg(unix)]
// ANCHOR: connections
fn call(socket: &std::path::Path) -> Result<(), generated::Error> {
    let client = generated::blocking::Client::builder()
        .base_url(format!("unix:{}", socket.display()))
        .bearer_token("an IAM token")
        .build()?;
    let backup = client.backup().get("backup-1").send()?;
    println!("{}", backup.id);
    Ok(())
}
// ANCHOR_END: connections

#[cfg(unix)]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let name = format!("oascribe-example-{}.sock", std::process::id());
    let socket = std::env::temp_dir().join(name);
    let listener = std::os::unix::net::UnixListener::bind(&socket)?;
    let server = std::thread::spawn(move || answer(&listener));
    let called = call(&socket);
    std::fs::remove_file(&socket)?;
    called?;
    server.join().map_err(|_| "the server failed")??;
    Ok(())
}

/// Answers one request.
#[cfg(unix)]
fn answer(listener: &std::os::unix::net::UnixListener) -> std::io::Result<()> {
    use std::io::{BufRead, BufReader, Write};

    let (stream, _) = listener.accept()?;
    for line in BufReader::new(&stream).lines() {
        if line?.is_empty() {
            break;
        }
    }
    let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 19\r\nconnection: close\r\n\r\n{\"id\": \"backup-1\"} ";
    (&stream).write_all(answer)
}

#[cfg(not(unix))]
fn main() {
    println!("this platform has no unix sockets");
}

#[cfg(unix)]
#[test]
fn runs() -> Result<(), Box<dyn std::error::Error>> {
    main()
}
