//! A server on loopback that records requests, with or without TLS.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// A request: headers in lower case, then the body.
pub type Request = String;

type Requests = Arc<Mutex<Vec<Request>>>;

/// A server that runs until the test ends.
pub struct Server {
    pub port: u16,
    requests: Requests,
}

impl Server {
    /// Each request gets what `respond` writes. An error closes the connection.
    pub fn start(
        respond: impl Fn(&Request, &mut dyn Write) -> io::Result<()> + Send + Sync + 'static,
    ) -> Self {
        Self::accept(move |stream, requests| serve(stream, requests, &respond))
    }

    /// Responds with this text to each request.
    pub fn of_text(text: &'static str) -> Self {
        Self::start(move |_, out| write_text(out, text))
    }

    /// Like [`of_text`](Self::of_text), with TLS.
    pub fn with_tls(config: ServerConfig, text: &'static str) -> Self {
        let config = Arc::new(config);
        Self::accept(move |stream, requests| {
            let session = ServerConnection::new(config.clone()).unwrap();
            let stream = StreamOwned::new(session, stream);
            serve(stream, requests, &|_, out| write_text(out, text))
        })
    }

    /// Runs a function for each connection, on a thread of its own.
    pub fn accept(
        connection: impl Fn(TcpStream, &Requests) -> io::Result<()> + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let requests = Requests::default();
        let (all, connection) = (requests.clone(), Arc::new(connection));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                stream.set_read_timeout(Some(Duration::from_secs(10))).ok();
                stream.set_nodelay(true).ok();
                let (all, connection) = (all.clone(), connection.clone());
                thread::spawn(move || connection(stream, &all));
            }
        });
        Self { port, requests }
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }
}

/// Answers all requests of a connection.
fn serve(
    stream: impl Read + Write,
    requests: &Requests,
    respond: &dyn Fn(&Request, &mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let mut stream = BufReader::new(stream);
    while let Some(request) = read_request(&mut stream)? {
        requests.lock().unwrap().push(request.clone());
        respond(&request, stream.get_mut())?;
        stream.get_mut().flush()?;
    }
    Ok(())
}

/// Reads a request, or `None` at the end of the connection.
pub fn read_request(reader: &mut impl BufRead) -> io::Result<Option<Request>> {
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if reader.read_line(&mut head)? == 0 {
            return Ok(None);
        }
    }
    let head = head.to_ascii_lowercase();
    let mut lines = head.lines();
    let length = lines.find_map(|line| line.strip_prefix("content-length: "));
    let mut body = vec![0; length.map_or(0, |length| length.parse().unwrap())];
    reader.read_exact(&mut body)?;
    Ok(Some(head + &String::from_utf8(body).unwrap()))
}

/// A response with status 200 and this text.
pub fn write_text(out: &mut dyn Write, text: &str) -> io::Result<()> {
    let length = text.len();
    write!(
        out,
        "HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: {length}\r\n\r\n{text}"
    )
}

/// A response without a body.
pub fn write_head(out: &mut dyn Write, status: &str, headers: &str) -> io::Result<()> {
    write!(
        out,
        "HTTP/1.1 {status}\r\ncontent-length: 0\r\n{headers}\r\n"
    )
}
