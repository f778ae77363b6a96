//! A server on loopback that sends raw responses and records requests.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

/// A server on loopback.
pub struct Server {
    /// The URL.
    pub url: String,
    requests: Receiver<String>,
}

/// What the server sends.
#[derive(Clone, Copy)]
pub enum Answer {
    /// Raw bytes; then it closes the connection.
    Raw(&'static str),
    /// Raw bytes, the last part after a delay.
    Slow(&'static str, &'static str),
    /// Nothing for a while.
    Silence,
}

impl Server {
    /// Responds to one connection after the other.
    pub fn start(answers: &[Answer]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let (sender, requests) = channel();
        let answers = answers.to_vec();
        thread::spawn(move || {
            for answer in answers {
                let (mut stream, _) = listener.accept().unwrap();
                let request = read_request(&stream);
                sender.send(request).ok();
                match answer {
                    Answer::Raw(text) => stream.write_all(text.as_bytes()).unwrap(),
                    Answer::Slow(first, last) => {
                        stream.write_all(first.as_bytes()).unwrap();
                        thread::sleep(Duration::from_millis(300));
                        stream.write_all(last.as_bytes()).ok();
                    }
                    Answer::Silence => thread::sleep(Duration::from_secs(2)),
                }
            }
        });
        Self { url, requests }
    }

    /// Returns the next request: headers in lower case, then the body.
    pub fn request(&self) -> String {
        self.requests.recv_timeout(Duration::from_secs(5)).unwrap()
    }
}

fn read_request(stream: &TcpStream) -> String {
    let mut reader = BufReader::new(stream);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        assert!(
            reader.read_line(&mut head).unwrap() > 0,
            "the head ends early: {head}"
        );
    }
    let head = head.to_ascii_lowercase();
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "))
        .map_or(0, |length| length.parse().unwrap());
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    if head.contains("transfer-encoding: chunked") {
        while !body.ends_with(b"0\r\n\r\n") {
            assert!(reader.read_until(b'\n', &mut body).unwrap() > 0);
        }
    }
    head + &String::from_utf8(body).unwrap()
}
