//! The speed of the blocking client, and the threads that it starts.
//!
//! `cargo bench --bench blocking`; with `strace -f -c -e trace=clone3` in front of the program, the number of threads.
//!
//! In: a server on loopback that answers on one connection. Out: the median time of a call, by number and by name, with
//! the client's own resolver and with that of ureq.

mod support;

use std::error::Error;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

use generated::blocking::{Client, UreqTransport};

const CALLS: usize = 2_000;

fn main() -> Result<(), Box<dyn Error>> {
    if !support::asked("blocking") {
        return Ok(());
    }
    for host in ["127.0.0.1", "localhost"] {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let url = format!("http://{host}:{}", listener.local_addr()?.port());
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                thread::spawn(move || serve(&stream));
            }
        });
        let builder = || Client::builder().base_url(&url).bearer_token("t");
        let plain = UreqTransport::new(ureq::Agent::new_with_defaults());
        measure(host, "the client's resolver", &builder().build()?)?;
        measure(
            host,
            "ureq's resolver",
            &builder().transport(plain).build()?,
        )?;
    }
    Ok(())
}

fn measure(host: &str, what: &str, client: &Client) -> Result<(), Box<dyn Error>> {
    client.backup().get("b").send_text()?;
    let mut times = Vec::with_capacity(CALLS);
    for _ in 0..CALLS {
        let (time, response) = support::time(|| client.backup().get("b").send_text());
        response?;
        times.push(time);
    }
    let median = support::median(times);
    println!("{host}, {what}: {} µs", median.as_micros());
    Ok(())
}

/// Answers each request on a connection.
fn serve(stream: &TcpStream) -> Option<()> {
    stream.set_nodelay(true).ok()?;
    let mut reader = BufReader::new(stream);
    loop {
        let mut line = String::new();
        while line.trim() != "" || line.is_empty() {
            line.clear();
            if reader.read_line(&mut line).ok()? == 0 {
                return None;
            }
        }
        let answer =
            b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}";
        (&mut &*stream).write_all(answer).ok()?;
    }
}
