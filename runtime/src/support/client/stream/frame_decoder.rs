//! Splits streams into values: server-sent events, JSON lines, JSON text sequences.

use std::sync::Arc;
use std::time::Duration;

use super::DecodeError;
use super::frame::Frame;
use super::json_scan::JsonScan;

/// The delay before reconnecting, unless the server sets another one with `retry`.
const RECONNECT_DELAY: Duration = Duration::from_secs(3);

/// The minimum delay, as in browsers: a server that sends `retry: 0` must not be asked without end.
const MIN_RECONNECT_DELAY: Duration = Duration::from_millis(500);

/// How the values of a stream are separated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Framing {
    ServerSentEvents,
    JsonLines,
    /// RFC 7464: a record separator before each JSON value.
    JsonSequence,
}

impl Framing {
    /// The framing of a response, from the requested and the received media type.
    fn of(requested: &str, received: &str) -> Result<Self, DecodeError> {
        let framing = Self::find(
            &requested.to_ascii_lowercase(),
            &received.to_ascii_lowercase(),
        );
        framing.ok_or_else(|| {
            DecodeError::new(format!(
                "{requested} was expected, but the response is {received}"
            ))
        })
    }

    fn find(requested: &str, received: &str) -> Option<Self> {
        const EVENTS: &str = "text/event-stream";
        let is_lines = received.contains("ndjson")
            || received.contains("jsonl")
            || received.contains("json-lines")
            || received.contains("stream+json");
        Some(match received {
            EVENTS => Self::ServerSentEvents,
            _ if received.contains("json-seq") => Self::JsonSequence,
            _ if is_lines => Self::JsonLines,
            "" if requested.starts_with(EVENTS) => Self::ServerSentEvents,
            _ if requested.starts_with(EVENTS) => return None,
            "text/html" | "application/xhtml+xml" => return None,
            _ if requested.contains("json-seq") => Self::JsonSequence,
            _ => Self::JsonLines,
        })
    }
}

/// Splits a stream into values, without I/O.
pub(crate) struct FrameDecoder {
    framing: Framing,
    requested: &'static str,
    max_bytes: usize,
    /// The incomplete line, or the incomplete value of a sequence.
    line: Vec<u8>,
    scan: JsonScan,
    after_cr: bool,
    /// Whether this is the first line, which may start with a byte order mark.
    first: bool,
    event: String,
    data: Option<String>,
    /// Shared by all events that follow it.
    id: Arc<str>,
    retry: Option<Duration>,
    is_too_large: bool,
}

impl FrameDecoder {
    /// Creates a decoder. `requested` is the requested media type, `received` that of the response.
    ///
    /// # Errors
    ///
    /// If the response is no stream of values, for example the page of a login form. An event
    /// stream must have its own media type (HTML Standard, section 9.2.3).
    pub(crate) fn new(
        requested: &'static str,
        received: &str,
        max_bytes: usize,
    ) -> Result<Self, DecodeError> {
        Ok(Self {
            framing: Framing::of(requested, received)?,
            requested,
            max_bytes,
            line: Vec::new(),
            scan: JsonScan::default(),
            after_cr: false,
            first: true,
            event: String::new(),
            data: None,
            id: Arc::default(),
            retry: None,
            is_too_large: false,
        })
    }

    /// The id of the last event, for reconnecting.
    pub(crate) fn last_event_id(&self) -> &str {
        &self.id
    }

    /// The delay before reconnecting.
    pub(crate) fn reconnect_delay(&self) -> Duration {
        let delay = self.retry.unwrap_or(RECONNECT_DELAY);
        delay.max(MIN_RECONNECT_DELAY)
    }

    /// Drops incomplete data after the connection has ended.
    pub(crate) fn restart(&mut self) {
        self.line.clear();
        self.scan = JsonScan::default();
        self.event.clear();
        self.data = None;
        self.after_cr = false;
        self.first = true;
    }

    /// Continues with another response, which must be a stream as well.
    pub(crate) fn resume(&mut self, received: &str) -> Result<(), DecodeError> {
        self.framing = Framing::of(self.requested, received)?;
        Ok(())
    }

    /// Whether a value exceeds the size limit. Nothing is read after it.
    pub(crate) fn is_too_large(&self) -> bool {
        self.is_too_large
    }

    /// Reads bytes, and emits the values that are complete.
    pub(crate) fn feed(&mut self, bytes: &[u8], out: &mut impl Extend<Frame>) {
        for &byte in bytes {
            let ends = match (self.framing, byte) {
                (Framing::JsonSequence, 0x1E) => true,
                (Framing::JsonSequence, b'\n') => self.scan.is_complete(),
                (Framing::ServerSentEvents, b'\n') if self.after_cr => {
                    self.after_cr = false;
                    continue;
                }
                (Framing::ServerSentEvents, b'\r')
                | (Framing::ServerSentEvents | Framing::JsonLines, b'\n') => true,
                _ => false,
            };
            self.after_cr = byte == b'\r';
            if ends {
                out.extend(self.end_of_line());
                continue;
            }
            self.line.push(byte);
            self.scan.read(byte);
            if self.size() > self.max_bytes {
                self.is_too_large = true;
                return;
            }
        }
    }

    /// Ends the stream. The last line may lack a line break, but an incomplete event is dropped.
    pub(crate) fn finish(&mut self) -> Option<Frame> {
        match self.framing {
            Framing::ServerSentEvents => None,
            Framing::JsonLines | Framing::JsonSequence => self.end_of_line(),
        }
    }

    /// The size of the incomplete event, with everything that it will contain.
    fn size(&self) -> usize {
        let data = self.data.as_ref().map_or(0, String::len);
        self.line.len() + data + self.event.len() + self.id.len()
    }

    fn end_of_line(&mut self) -> Option<Frame> {
        let line = std::mem::take(&mut self.line);
        self.scan = JsonScan::default();
        let line = String::from_utf8_lossy(&line);
        let line = match std::mem::replace(&mut self.first, false) {
            true => line.strip_prefix('\u{FEFF}').unwrap_or(&line),
            false => &line,
        };
        if self.framing != Framing::ServerSentEvents {
            let data = line.trim();
            return (!data.is_empty()).then(|| self.frame(data.to_owned()));
        }
        if line.is_empty() {
            let data = self.data.take();
            let frame = data.map(|data| self.frame(data));
            self.event.clear();
            return frame;
        }
        self.field(line);
        None
    }

    fn frame(&self, data: String) -> Frame {
        let event = match self.event.as_str() {
            "" => "message",
            event => event,
        };
        Frame {
            event: event.to_owned(),
            data,
            id: self.id.clone(),
        }
    }

    /// Reads a line of an event: `name: value`. A line that starts with a colon is a comment.
    fn field(&mut self, line: &str) {
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match name {
            "event" => value.clone_into(&mut self.event),
            "data" => match &mut self.data {
                Some(data) => {
                    data.push('\n');
                    data.push_str(value);
                }
                None => self.data = Some(value.to_owned()),
            },
            "id" if !value.contains('\0') => self.id = value.into(),
            "retry" if value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.retry = value.parse().ok().map(Duration::from_millis);
            }
            _ => {}
        }
    }
}
