//! Streams of values, taken apart: server-sent events, JSON lines, JSON text sequences.

use std::time::Duration;

use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::{Map, Value};

use super::DecodeError;

/// An event of a stream (`text/event-stream`).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event<T> {
    /// The kind of event; `message` unless the server says otherwise.
    pub event: String,
    /// What the event tells.
    pub data: T,
    /// The id of the last event that had one.
    pub id: String,
}

/// One value of a stream, as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    event: String,
    data: String,
    id: String,
}

/// Reads a JSON text.
type Reader<T> = for<'a> fn(&'a [u8]) -> Result<T, serde_json::Error>;

impl Frame {
    /// The value of a line.
    pub fn json<T: DeserializeOwned>(&self) -> Result<Option<T>, DecodeError> {
        self.json_by(|text| serde_json::from_slice(text))
    }

    /// The value of a line, read by a function: for what is no object of its own, such as a list.
    pub fn json_by<T>(&self, read: Reader<T>) -> Result<Option<T>, DecodeError> {
        read(self.data.as_bytes())
            .map(Some)
            .map_err(|error| DecodeError::json(&error))
    }

    /// An event whose data is JSON. `[DONE]`, by which many services say that no other one follows,
    /// is the end.
    pub fn event<T: DeserializeOwned>(&self) -> Result<Option<Event<T>>, DecodeError> {
        self.event_by(|text| serde_json::from_slice(text))
    }

    /// As [`event`](Self::event), with data that a function reads.
    pub fn event_by<T>(&self, read: Reader<T>) -> Result<Option<Event<T>>, DecodeError> {
        if self.data.trim() == "[DONE]" {
            return Ok(None);
        }
        Ok(self.json_by(read)?.map(|data| self.with(data)))
    }

    /// An event whose data is text.
    pub fn text(&self) -> Result<Option<Event<String>>, DecodeError> {
        Ok(Some(self.with(self.data.clone())))
    }

    /// An event that the API describes as an object with `data`, `event`, `id` and `retry`.
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
        // Text that looks like JSON may be declared as text.
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

/// How the values of a stream follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Framing {
    Events,
    Lines,
    /// RFC 7464: a record separator before each text.
    Sequence,
    /// All of it is one value.
    Whole,
}

/// Takes a stream apart, without I/O.
pub(crate) struct Frames {
    framing: Framing,
    most: usize,
    /// The line that is yet to end; in a sequence, the text.
    line: Vec<u8>,
    after_cr: bool,
    /// Whether nothing has come yet: a byte order mark may.
    first: bool,
    event: String,
    data: Option<String>,
    id: String,
    retry: Option<Duration>,
}

/// A value is bigger than may be held in memory.
#[derive(Debug)]
pub(crate) struct TooLarge;

impl Frames {
    /// For a stream that was asked for as one media type and came as another.
    pub(crate) fn new(asked: &str, came: &str, most: usize) -> Self {
        let (asked, came) = (asked.to_ascii_lowercase(), came.to_ascii_lowercase());
        let events = "text/event-stream";
        let framing = match () {
            () if came.contains("json-seq") => Framing::Sequence,
            () if came == events => Framing::Events,
            () if asked.starts_with(events) && came == "application/json" => Framing::Whole,
            () if asked.starts_with(events) => Framing::Events,
            () if asked.contains("json-seq") => Framing::Sequence,
            () => Framing::Lines,
        };
        Self {
            framing,
            most,
            line: Vec::new(),
            after_cr: false,
            first: true,
            event: String::new(),
            data: None,
            id: String::new(),
            retry: None,
        }
    }

    /// What a new connection goes on from.
    pub(crate) fn last_event_id(&self) -> &str {
        &self.id
    }

    /// How long to wait before a new connection, if the server has said so.
    pub(crate) fn retry(&self) -> Option<Duration> {
        self.retry
    }

    /// Forgets what is half done: the connection has ended.
    pub(crate) fn restart(&mut self) {
        self.line.clear();
        self.event.clear();
        self.data = None;
        self.after_cr = false;
        self.first = true;
    }

    /// Takes bytes in; gives what is complete now.
    pub(crate) fn feed(
        &mut self,
        bytes: &[u8],
        out: &mut impl Extend<Frame>,
    ) -> Result<(), TooLarge> {
        for &byte in bytes {
            let ends = match (self.framing, byte) {
                (Framing::Whole, _) => false,
                (Framing::Sequence, 0x1E) => true,
                (Framing::Sequence, b'\n') => self.is_json(),
                (Framing::Events, b'\n') if self.after_cr => {
                    self.after_cr = false;
                    continue;
                }
                (Framing::Events, b'\r') | (Framing::Events | Framing::Lines, b'\n') => true,
                _ => false,
            };
            self.after_cr = byte == b'\r';
            if ends {
                out.extend(self.end_of_line());
                continue;
            }
            self.line.push(byte);
            if self.line.len() + self.data.as_ref().map_or(0, String::len) > self.most {
                return Err(TooLarge);
            }
        }
        Ok(())
    }

    /// The end of the stream: the last line may lack its end, but an event that lacks it never came.
    pub(crate) fn finish(&mut self) -> Option<Frame> {
        match self.framing {
            Framing::Events => None,
            Framing::Lines | Framing::Sequence | Framing::Whole => self.end_of_line(),
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
        if self.framing != Framing::Events {
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

    /// One line of an event: `name: value`; a line that begins with a colon is a comment.
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
