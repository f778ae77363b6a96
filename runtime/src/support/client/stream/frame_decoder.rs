//! Splits streams into values: server-sent events, JSON lines, JSON text sequences.

use std::time::Duration;

use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::{Map, Value};

use super::DecodeError;

/// A server-sent event (`text/event-stream`, HTML Standard, section 9.2).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event<T> {
    /// The type of the event; `message` unless the server sets another one.
    pub event: String,
    /// The data.
    pub data: T,
    /// The id of the last event that had one.
    pub id: String,
}

/// One value of a stream, as received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    event: String,
    data: String,
    id: String,
}

/// Decodes JSON.
type Reader<T> = for<'a> fn(&'a [u8]) -> Result<T, serde_json::Error>;

impl Frame {
    /// Decodes a JSON value.
    pub fn json<T: DeserializeOwned>(&self) -> Result<Option<T>, DecodeError> {
        self.json_by(|text| serde_json::from_slice(text))
    }

    /// Decodes a JSON value with a function: for types without their own `Deserialize`, such as
    /// lists.
    pub fn json_by<T>(&self, read: Reader<T>) -> Result<Option<T>, DecodeError> {
        read(self.data.as_bytes())
            .map(Some)
            .map_err(|error| DecodeError::json(&error))
    }

    /// Decodes an event with JSON data. Returns `None` for the data `[DONE]`, with which many
    /// services end a stream.
    pub fn event<T: DeserializeOwned>(&self) -> Result<Option<Event<T>>, DecodeError> {
        self.event_by(|text| serde_json::from_slice(text))
    }

    /// Like [`event`](Self::event), with a function that decodes the data.
    pub fn event_by<T>(&self, read: Reader<T>) -> Result<Option<Event<T>>, DecodeError> {
        if self.data.trim() == "[DONE]" {
            return Ok(None);
        }
        Ok(self.json_by(read)?.map(|data| self.with(data)))
    }

    /// Decodes an event with data that is not JSON.
    pub fn text(&self) -> Result<Option<Event<String>>, DecodeError> {
        Ok(Some(self.with(self.data.clone())))
    }

    /// Decodes an event that the OpenAPI document describes as an object with the properties
    /// `data`, `event`, `id` and `retry`.
    pub fn object<T: DeserializeOwned>(&self) -> Result<Option<T>, DecodeError> {
        if self.data.trim() == "[DONE]" {
            return Ok(None);
        }
        let text = Value::from(&*self.data);
        let data = serde_json::from_str(&self.data).unwrap_or_else(|_| text.clone());
        let object = |data| {
            let mut object = Map::new();
            object.insert("event".to_owned(), Value::from(&*self.event));
            object.insert("data".to_owned(), data);
            if !self.id.is_empty() {
                object.insert("id".to_owned(), Value::from(&*self.id));
            }
            Value::Object(object)
        };
        // Data that looks like JSON may be declared as a string.
        serde_json::from_value(object(data))
            .or_else(|error| serde_json::from_value(object(text)).map_err(|_| error))
            .map(Some)
            .map_err(|error| DecodeError::json(&error))
    }

    pub(super) fn data(&self) -> &str {
        &self.data
    }

    fn with<T>(&self, data: T) -> Event<T> {
        Event {
            event: self.event.clone(),
            data,
            id: self.id.clone(),
        }
    }
}

/// How the values of a stream are separated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Framing {
    ServerSentEvents,
    JsonLines,
    /// RFC 7464: a record separator before each JSON value.
    JsonSequence,
    /// The complete body is one value.
    SingleValue,
}

/// Splits a stream into values, without I/O.
pub(crate) struct FrameDecoder {
    framing: Framing,
    max_bytes: usize,
    /// The incomplete line, or the incomplete value of a sequence.
    line: Vec<u8>,
    after_cr: bool,
    /// Whether this is the first line, which may start with a byte order mark.
    first: bool,
    event: String,
    data: Option<String>,
    id: String,
    retry: Option<Duration>,
}

/// The error of a value that exceeds the size limit.
#[derive(Debug)]
pub(crate) struct TooLarge;

impl FrameDecoder {
    /// Creates a decoder. `requested` is the requested media type, `received` that of the response.
    pub(crate) fn new(requested: &str, received: &str, max_bytes: usize) -> Self {
        let (requested, received) = (
            requested.to_ascii_lowercase(),
            received.to_ascii_lowercase(),
        );
        let events = "text/event-stream";
        let framing = match () {
            () if received.contains("json-seq") => Framing::JsonSequence,
            () if received == events => Framing::ServerSentEvents,
            () if requested.starts_with(events) && received == "application/json" => {
                Framing::SingleValue
            }
            () if requested.starts_with(events) => Framing::ServerSentEvents,
            () if requested.contains("json-seq") => Framing::JsonSequence,
            () => Framing::JsonLines,
        };
        Self {
            framing,
            max_bytes,
            line: Vec::new(),
            after_cr: false,
            first: true,
            event: String::new(),
            data: None,
            id: String::new(),
            retry: None,
        }
    }

    /// The id of the last event, for reconnecting.
    pub(crate) fn last_event_id(&self) -> &str {
        &self.id
    }

    /// The delay before reconnecting, if the server has set one.
    pub(crate) fn retry(&self) -> Option<Duration> {
        self.retry
    }

    /// Drops incomplete data after the connection has ended.
    pub(crate) fn restart(&mut self) {
        self.line.clear();
        self.event.clear();
        self.data = None;
        self.after_cr = false;
        self.first = true;
    }

    /// SecretKind bytes, and emits the values that are complete.
    pub(crate) fn feed(
        &mut self,
        bytes: &[u8],
        out: &mut impl Extend<Frame>,
    ) -> Result<(), TooLarge> {
        for &byte in bytes {
            let ends = match (self.framing, byte) {
                (Framing::SingleValue, _) => false,
                (Framing::JsonSequence, 0x1E) => true,
                (Framing::JsonSequence, b'\n') => self.is_json(),
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
            if self.line.len() + self.data.as_ref().map_or(0, String::len) > self.max_bytes {
                return Err(TooLarge);
            }
        }
        Ok(())
    }

    /// Ends the stream. The last line may lack a line break, but an incomplete event is dropped.
    pub(crate) fn finish(&mut self) -> Option<Frame> {
        match self.framing {
            Framing::ServerSentEvents => None,
            Framing::JsonLines | Framing::JsonSequence | Framing::SingleValue => self.end_of_line(),
        }
    }

    fn is_json(&self) -> bool {
        serde_json::from_slice::<IgnoredAny>(&self.line).is_ok()
    }

    fn end_of_line(&mut self) -> Option<Frame> {
        let line = std::mem::take(&mut self.line);
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

    /// SecretKind a line of an event: `name: value`. A line that starts with a colon is a comment.
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
            "id" if !value.contains('\0') => value.clone_into(&mut self.id),
            "retry" if value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.retry = value.parse().ok().map(Duration::from_millis);
            }
            _ => {}
        }
    }
}
