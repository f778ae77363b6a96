//! Writing an object member by member.

use std::collections::BTreeMap;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::convert::{Entry, Out, Write};
use super::object::{Object, Row};

/// Writes an object.
pub fn write<T: Object, S: Serializer>(value: &T, sink: S) -> Result<S::Ok, S::Error> {
    let mut map = sink.serialize_map(None)?;
    let mut out = MapSink {
        map: &mut map,
        rows: T::ROWS,
        result: Ok(()),
    };
    value.entries(&mut out);
    out.result?;
    map.end()
}

/// Where the members of an object go.
///
/// It hides the map and its error from the tables, and remembers the first error: what a table's
/// row must not mention, the compiler need not look at once per row.
#[doc(hidden)]
pub trait Sink {
    /// Writes a member if its slot says so.
    fn entry<S: Entry<T>, T>(&mut self, key: &'static str, value: &T);

    /// Writes the members that have no row.
    fn rest<C: Write<T>, T>(&mut self, rest: &BTreeMap<String, T>);

    /// Writes a member.
    fn member<T: Serialize>(&mut self, key: &str, value: &T);
}

struct MapSink<'a, M: SerializeMap> {
    map: &'a mut M,
    rows: &'static [Row],
    result: Result<(), M::Error>,
}

impl<M: SerializeMap> Sink for MapSink<'_, M> {
    fn entry<S: Entry<T>, T>(&mut self, key: &'static str, value: &T) {
        S::entry(key, value, self);
    }

    fn rest<C: Write<T>, T>(&mut self, rest: &BTreeMap<String, T>) {
        for (key, value) in rest {
            if !self.rows.iter().any(|row| row.0 == key) {
                self.member(key, &Out::<C, T>::new(value));
            }
        }
    }

    fn member<T: Serialize>(&mut self, key: &str, value: &T) {
        if self.result.is_ok() {
            self.result = self.map.serialize_entry(key, value);
        }
    }
}

/// Writes a variant's value.
pub fn encode<C: Write<T>, T, S: Serializer>(value: &T, sink: S) -> Result<S::Ok, S::Error> {
    C::write(value, sink)
}
