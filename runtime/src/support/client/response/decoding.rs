//! What becomes of values in a response that aren't what the API declares.

use super::{Decode, Lenient, Received, read_without};

/// What becomes of values in a response that aren't what the API declares.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Misfits {
    /// They make the response an error.
    #[default]
    Refused,
    /// They are set aside, and the rest is read.
    SetAside,
}

/// Reads a response without what doesn't fit; `None` if nothing is left of it.
#[cold]
pub(crate) fn read_leniently<T>(received: &Received, decode: Decode<T>) -> Option<Lenient<T>> {
    let mut part = received.clone();
    read_without(received.json_text(), |json| {
        part.set_body(json);
        decode(&part)
    })
}
