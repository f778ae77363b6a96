//! A server on loopback, in a process of its own: the same program with the argument `--serve`.

use std::error::Error;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread;

use super::backups;

type Failed = Box<dyn Error>;

const ARGUMENT: &str = "--serve";

/// Items of the page.
const ITEMS: usize = 25;

/// The server process. It ends when this is dropped.
pub struct Process {
    child: Child,
    /// Its base URL.
    pub url: String,
}

impl Process {
    /// Starts this program as the server.
    pub fn start() -> Result<Self, Failed> {
        let mut command = Command::new(std::env::current_exe()?);
        let mut child = command.arg(ARGUMENT).stdout(Stdio::piped()).spawn()?;
        let mut address = String::new();
        let output = child.stdout.take().ok_or("no output")?;
        BufReader::new(output).read_line(&mut address)?;
        let url = format!("http://{}", address.trim());
        Ok(Self { child, url })
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // If it has ended already, nothing is left to do.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Whether this process is the server.
pub fn is_server() -> bool {
    std::env::args().any(|argument| argument == ARGUMENT)
}

/// Prints the address, and answers requests until the process is killed.
pub fn serve() -> Result<(), Failed> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    println!("{}", listener.local_addr()?);
    let (page, empty) = (response(&backups::page(ITEMS)?), response("{}"));
    for stream in listener.incoming().flatten() {
        let (page, empty) = (page.clone(), empty.clone());
        // A connection that breaks concerns only its client.
        thread::spawn(move || connection(&stream, &page, &empty));
    }
    Ok(())
}

fn response(body: &str) -> Vec<u8> {
    let length = body.len();
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n"
    );
    (head + body).into_bytes()
}

/// Answers each request on a connection: with an empty object if its target ends with `empty`, or else with the page.
fn connection(stream: &TcpStream, page: &[u8], empty: &[u8]) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream);
    let mut answer = page;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            return Ok(());
        }
        if line.contains("=empty ") {
            answer = empty;
        }
        if line.trim().is_empty() {
            (&mut &*stream).write_all(answer)?;
            answer = page;
        }
    }
}
