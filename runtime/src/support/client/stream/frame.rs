//! The values of a stream: server-sent events and JSON values.

use std::sync::Arc;

use serde::de::DeserializeOwned;
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
    /// The id of the last event that had one. Events share it.
    pub id: Arc<str>,
}

/// One value of a stream, as received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    pub(super) event: String,
    pub(super) data: String,
    pub(super) id: Arc<str>,
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
