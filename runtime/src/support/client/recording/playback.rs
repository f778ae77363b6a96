//! A transport that plays recorded calls back.

use std::fmt;
use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use super::entry::{Entry, RecordedRequest};
use super::redactor::Redactor;
use super::{
    Body, BoxFuture, Error, ErrorKind, ScriptedTransport, Transport, TransportError, lock,
};

/// Plays the calls back that a [`Recorder`](super::Recorder) has recorded. For tests without a server.
/// Implements the transport traits of both clients.
///
/// A request gets the response of the first unused exchange with the same method, path, query and
/// body (without secrets; the host and the headers don't count). A request that was not recorded is an
/// error. Sleeping returns at once, so retries and polls take no time.
#[derive(Clone)]
pub struct Playback {
    redactor: Redactor,
    entries: Arc<Mutex<Vec<Option<Entry>>>>,
    clock: ScriptedTransport,
}

impl Playback {
    /// Reads a recording.
    ///
    /// # Errors
    ///
    /// If the file can't be read, or isn't a recording: see [`Error::is_configuration`].
    pub fn open(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let invalid = |message: String| {
            let message = format!("can't read `{}`: {message}", path.display());
            Error::new(ErrorKind::Configuration, message)
        };
        let text = fs::read_to_string(path).map_err(|error| invalid(error.to_string()))?;
        Self::parse(&text).map_err(invalid)
    }

    /// Reads a recording that is compiled in: `Playback::from_text(include_str!("calls.jsonl"))`.
    ///
    /// # Errors
    ///
    /// If the text isn't a recording: see [`Error::is_configuration`].
    pub fn from_text(text: &str) -> Result<Self, Error> {
        Self::parse(text).map_err(|message| Error::new(ErrorKind::Configuration, message))
    }

    fn parse(text: &str) -> Result<Self, String> {
        let lines = text.lines().enumerate();
        let lines = lines.filter(|(_, line)| !line.trim().is_empty());
        let entries = lines.map(|(index, line)| {
            let entry = Entry::parse(line).map(Some);
            entry.map_err(|message| format!("line {}: {message}", index + 1))
        });
        let entries: Vec<_> = entries.collect::<Result<_, _>>()?;
        Ok(Self {
            redactor: Redactor::default(),
            entries: Arc::new(Mutex::new(entries)),
            clock: ScriptedTransport::new(),
        })
    }

    /// Redacts this query parameter before requests are compared. Needed if the
    /// [`Recorder`](super::Recorder) redacts it.
    pub fn redact_parameter(mut self, name: &str) -> Self {
        self.redactor.parameters.insert(name.to_owned());
        self
    }

    /// Redacts this property before bodies of requests are compared. Needed if the
    /// [`Recorder`](super::Recorder) redacts it.
    pub fn redact_property(mut self, name: &str) -> Self {
        self.redactor.properties.insert(name.to_owned());
        self
    }

    /// The number of exchanges that were not played back.
    pub fn left(&self) -> usize {
        lock(&self.entries).iter().flatten().count()
    }

    async fn respond(
        &self,
        request: http::Request<Body>,
    ) -> Result<http::Response<Body>, TransportError> {
        let (parts, body) = request.into_parts();
        let body = body.into_bytes().await?;
        let request = self.redactor.request(&parts, &body);
        let mut entries = lock(&self.entries);
        let fits = |entry: &&mut Option<Entry>| {
            let recorded = entry.as_ref().map(|entry| &entry.request);
            recorded.is_some_and(|recorded| is_same(recorded, &request))
        };
        let entry = entries.iter_mut().find(fits).and_then(Option::take);
        match entry.map(|entry| entry.result.play()) {
            Some(Ok(result)) => result,
            Some(Err(message)) => Err(TransportError::other(message)),
            None => Err(not_recorded(&request, &entries)),
        }
    }
}

fn is_same(recorded: &RecordedRequest, request: &RecordedRequest) -> bool {
    recorded.method == request.method
        && recorded.target() == request.target()
        && (recorded.body == request.body || !request.has_stable_body())
}

fn not_recorded(request: &RecordedRequest, entries: &[Option<Entry>]) -> TransportError {
    let here = |entry: &&Entry| {
        let other = &entry.request;
        other.method == request.method && other.target() == request.target()
    };
    let with_other_body = entries.iter().flatten().filter(here).count();
    let hint = match with_other_body {
        0 => "record it, or check path and query".to_owned(),
        count => format!("{count} with another body left"),
    };
    TransportError::other(format!(
        "no recorded call is left for {} {} with this body: {hint}",
        request.method,
        request.target()
    ))
}

impl fmt::Debug for Playback {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Playback")
            .field("left", &self.left())
            .finish_non_exhaustive()
    }
}

impl Transport for Playback {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(self.respond(request))
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'_, ()> {
        Transport::sleep(&self.clock, time)
    }

    fn now(&self) -> SystemTime {
        Transport::now(&self.clock)
    }
}

#[cfg(feature = "blocking")]
impl super::blocking::Transport for Playback {
    fn send(
        &self,
        request: http::Request<Body>,
        _: super::blocking::TimeLimits,
    ) -> Result<http::Response<Body>, TransportError> {
        super::blocking::block_on(self.respond(request))
    }

    fn sleep(&self, time: Duration) {
        super::blocking::Transport::sleep(&self.clock, time);
    }

    fn now(&self) -> SystemTime {
        super::blocking::Transport::now(&self.clock)
    }
}
