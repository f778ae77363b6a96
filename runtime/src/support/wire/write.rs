//! Writing an object member by member.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::convert::{Entry, Write};
use super::object::{Object, Row};
use super::undeclared::Give;

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
    fn rest<C, T: Give<C>>(&mut self, rest: &T);

    /// Writes a member that has no row, unless one has its name.
    fn undeclared<T: Serialize>(&mut self, key: &str, value: &T);

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

    fn rest<C, T: Give<C>>(&mut self, rest: &T) {
        rest.give(self);
    }

    fn undeclared<T: Serialize>(&mut self, key: &str, value: &T) {
        if !self.rows.iter().any(|row| row.0 == key) {
            self.member(key, value);
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
