//! An HTTP server on loopback: sends prepared responses in order and records requests.
//!
//! In: [`CannedResponse`]s. Out: [`Request`]s as received. Connections stay open between requests, as with
//! real servers, each on its own thread. Nothing outlives the test by more than the longest wait.

use std::collections::VecDeque;
use std::io::{self, BufReader};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use crate::canned_response::{CannedResponse, End};
use crate::request::Request;

/// A server on loopback; stops when it is dropped.
pub struct Server {
    address: SocketAddr,
    state: Arc<State>,
}

#[derive(Default)]
struct State {
    responses: Mutex<VecDeque<CannedResponse>>,
    requests: Mutex<Vec<Request>>,
    stopped: AtomicBool,
}

impl Server {
    /// Starts a server with these responses, one per request.
    pub fn start(responses: impl IntoIterator<Item = CannedResponse>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let state = Arc::new(State {
            responses: Mutex::new(responses.into_iter().collect()),
            ..State::default()
        });
        let shared = Arc::clone(&state);
        thread::spawn(move || shared.accept(&listener));
        Self { address, state }
    }

    /// `http://127.0.0.1:…`, without a trailing slash.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The `Host` header of requests to this server.
    pub fn host(&self) -> String {
        self.address.to_string()
    }

    /// The requests so far.
    pub fn requests(&self) -> Vec<Request> {
        lock(&self.state.requests).clone()
    }

    /// Returns the request. Panics unless there was exactly one.
    #[track_caller]
    pub fn only_request(&self) -> Request {
        let mut requests = self.requests();
        assert_eq!(requests.len(), 1, "{requests:#?}");
        requests.remove(0)
    }

    /// Method and target of each request so far.
    pub fn lines(&self) -> Vec<String> {
        self.requests().iter().map(Request::line).collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.state.stopped.store(true, Ordering::SeqCst);
        // Wakes the thread that accepts connections.
        drop(TcpStream::connect(self.address));
    }
}

impl State {
    fn accept(self: &Arc<Self>, listener: &TcpListener) {
        for stream in listener.incoming() {
            if self.stopped.load(Ordering::SeqCst) {
                return;
            }
            let (state, Ok(stream)) = (Arc::clone(self), stream) else {
                continue;
            };
            // A client may disconnect at any time.
            thread::spawn(move || state.serve(&stream).ok());
        }
    }

    /// Serves one connection.
    fn serve(&self, stream: &TcpStream) -> io::Result<()> {
        stream.set_read_timeout(Some(Duration::from_secs(10)))?;
        stream.set_nodelay(true)?;
        let mut reader = BufReader::new(stream);
        while let Some(request) = Request::read(&mut reader)? {
            let line = request.line();
            lock(&self.requests).push(request);
            let response = lock(&self.responses).pop_front();
            let response = response.unwrap_or_else(|| {
                CannedResponse::json(
                    599,
                    format!(r#"{{"message":"no response is left for {line}"}}"#),
                )
            });
            if let End::Close = response.write(&mut &*stream)? {
                return Ok(());
            }
        }
        Ok(())
    }
}

/// Locks a mutex, ignoring poison: a panicking test leaves no inconsistent state.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Returns a URL on which no server listens.
pub fn nowhere() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}
