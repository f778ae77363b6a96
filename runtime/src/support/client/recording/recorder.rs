//! A layer that records calls.

use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use super::entry::{Entry, RecordedRequest, RecordedResult};
use super::redactor::Redactor;
use super::tee::Tee;
use super::{Body, BoxFuture, Error, ErrorKind, Secret, Transport, TransportError, lock};

/// Records the calls of a client to a file, for [`Playback`](super::Playback) in tests.
///
/// Each line of the file is a JSON object with a request and its response or error, in the order in
/// which the responses ended. You can edit it. Credentials are replaced by `[redacted]`: those of the
/// API's security schemes, cookies, the tokens and secrets of OAuth 2.0, properties named `password`,
/// and the same values wherever the server repeats them. Name others with
/// [`redact_header`](Self::redact_header), [`redact_parameter`](Self::redact_parameter) and
/// [`redact_property`](Self::redact_property). Bodies of requests are read into memory before they are
/// sent, and bodies of responses are recorded as far as you read them.
#[derive(Clone, Debug)]
pub struct Recorder {
    redactor: Redactor,
    file: Arc<Mutex<Output>>,
}

#[derive(Debug)]
struct Output {
    file: File,
    calls: u64,
    failed: Option<std::io::Error>,
}

impl Recorder {
    /// Creates the file, or empties it.
    ///
    /// # Errors
    ///
    /// If the file can't be created: see [`Error::is_configuration`].
    pub fn create(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let file = File::create(path).map_err(|error| {
            let message = format!("can't create `{}`: {error}", path.display());
            Error::new(ErrorKind::Configuration, message).with_source(error)
        })?;
        Ok(Self {
            redactor: Redactor::default(),
            file: Arc::new(Mutex::new(Output {
                file,
                calls: 0,
                failed: None,
            })),
        })
    }

    /// Also redacts this header, of requests and responses.
    pub fn redact_header(mut self, name: &str) -> Self {
        self.redactor.headers.insert(name.to_ascii_lowercase());
        self
    }

    /// Also redacts this query parameter.
    pub fn redact_parameter(mut self, name: &str) -> Self {
        self.redactor.parameters.insert(name.to_owned());
        self
    }

    /// Also redacts this property of JSON bodies and forms, at any depth.
    pub fn redact_property(mut self, name: &str) -> Self {
        self.redactor.properties.insert(name.to_owned());
        self
    }

    /// The layer, for `layer` of the builder of either client.
    pub fn layer<T>(&self) -> impl FnOnce(T) -> Recorded<T> + Send + use<T> {
        let recorder = self.clone();
        move |inner| Recorded { inner, recorder }
    }

    /// Returns the number of recorded exchanges. An exchange is recorded when its response ends, so
    /// call this after the last response.
    ///
    /// # Errors
    ///
    /// If one could not be written.
    pub fn finish(&self) -> Result<u64, Error> {
        let mut output = lock(&self.file);
        match output.failed.take() {
            Some(error) => {
                let message = format!("can't write the recording: {error}");
                Err(Error::new(ErrorKind::Configuration, message).with_source(error))
            }
            None => Ok(output.calls),
        }
    }

    fn write(&self, entry: &Entry) {
        let mut output = lock(&self.file);
        let line = entry.to_line() + "\n";
        match output.file.write_all(line.as_bytes()) {
            Ok(()) => output.calls += 1,
            Err(error) => drop(output.failed.get_or_insert(error)),
        }
    }
}

/// The transport of a [`Recorder`].
#[derive(Debug)]
pub struct Recorded<T> {
    inner: T,
    recorder: Recorder,
}

/// A request whose response is not complete.
struct Pending {
    recorder: Recorder,
    request: RecordedRequest,
    secrets: Vec<Secret>,
}

impl Pending {
    /// Returns what is recorded of a request, and the request.
    async fn new(
        recorder: Recorder,
        request: http::Request<Body>,
    ) -> Result<(Self, http::Request<Body>), TransportError> {
        let (parts, body) = request.into_parts();
        let body = body.into_bytes().await?;
        let pending = Self {
            request: recorder.redactor.request(&parts, &body),
            secrets: recorder.redactor.secrets(&parts),
            recorder,
        };
        Ok((pending, http::Request::from_parts(parts, body.into())))
    }

    /// Records the result, a response when its body was read.
    fn result(
        self,
        result: Result<http::Response<Body>, TransportError>,
    ) -> Result<http::Response<Body>, TransportError> {
        let response = match result {
            Ok(response) => response,
            Err(error) => {
                let result = RecordedResult::error(&error);
                let request = self.request;
                self.recorder.write(&Entry { request, result });
                return Err(error);
            }
        };
        let (parts, body) = response.into_parts();
        let (status, headers) = (parts.status.as_u16(), parts.headers.clone());
        let done = move |read: &[u8]| {
            let redactor = &self.recorder.redactor;
            let result = RecordedResult::Response {
                status,
                headers: redactor.headers(&headers, &self.secrets),
                body: redactor.body(read, &self.secrets),
            };
            let request = self.request;
            self.recorder.write(&Entry { request, result });
        };
        let body = match body.as_bytes() {
            Some(bytes) => {
                done(bytes);
                body
            }
            None => Body::from_stream(Tee::new(body, done)),
        };
        Ok(http::Response::from_parts(parts, body))
    }
}

impl<T: Transport> Transport for Recorded<T> {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let (pending, request) = Pending::new(self.recorder.clone(), request).await?;
            pending.result(self.inner.send(request).await)
        })
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'_, ()> {
        self.inner.sleep(time)
    }

    fn now(&self) -> SystemTime {
        self.inner.now()
    }
}

#[cfg(feature = "blocking")]
impl<T: super::blocking::Transport> super::blocking::Transport for Recorded<T> {
    fn send(
        &self,
        request: http::Request<Body>,
        limits: super::blocking::TimeLimits,
    ) -> Result<http::Response<Body>, TransportError> {
        let pending = Pending::new(self.recorder.clone(), request);
        let (pending, request) = super::blocking::block_on(pending)?;
        pending.result(self.inner.send(request, limits))
    }

    fn sleep(&self, time: Duration) {
        self.inner.sleep(time);
    }

    fn now(&self) -> SystemTime {
        self.inner.now()
    }
}
