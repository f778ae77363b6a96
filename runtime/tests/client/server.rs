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
    /// Headers and a body that is not text.
    #[cfg(feature = "gzip")]
    Binary(&'static str, &'static [u8]),
    /// Raw bytes, the last part after a delay.
    Slow(&'static str, &'static str),
    /// Nothing for a while.
    Silence,
}

/// `{"nextPageToken":"t"}`, compressed.
#[cfg(feature = "gzip")]
pub const COMPRESSED: Answer = Answer::Binary(
    "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 41\r\nconnection: close\r\n\r\n",
    &[
        31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 171, 86, 202, 75, 173, 40, 9, 72, 76, 79, 13, 201, 207,
        78, 205, 83, 178, 82, 42, 81, 170, 5, 0, 134, 155, 17, 202, 21, 0, 0, 0,
    ],
);

/// 10,000 zeros, compressed.
#[cfg(feature = "gzip")]
pub const BOMB: Answer = Answer::Binary(
    "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 45\r\nconnection: close\r\n\r\n",
    &[
        31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 237, 193, 1, 13, 0, 0, 0, 194, 160, 247, 79, 109, 14, 55,
        160, 0, 0, 0, 0, 0, 0, 0, 0, 0, 224, 223, 0, 46, 202, 59, 77, 16, 39, 0, 0,
    ],
);

/// To another origin, where nothing listens.
pub const REDIRECT: Answer = Answer::Raw(
    "HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/x\r\ncontent-length: 0\r\n\
     connection: close\r\n\r\n",
);

/// Whether a request accepts gzip, maybe among other encodings.
#[cfg(feature = "gzip")]
pub fn accepts_gzip(request: &str) -> bool {
    let mut lines = request.lines();
    let encodings = lines.find_map(|line| line.strip_prefix("accept-encoding: "));
    encodings.is_some_and(|names| names.contains("gzip"))
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
                    #[cfg(feature = "gzip")]
                    Answer::Binary(head, body) => {
                        stream.write_all(&[head.as_bytes(), body].concat()).unwrap();
                    }
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
