//! Where members without a row go.

use std::collections::BTreeMap;

use serde::de::MapAccess;
use serde_json::Value;

use super::super::extra::Extra;
use super::convert::{Out, Read, Seed, Write};
use super::write::Sink;

/// A place that takes members by a codec.
pub trait Take<C> {
    /// Reads a member's value.
    fn take<'de, A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<(), A::Error>;
}

/// A place that gives members by a codec.
pub trait Give<C> {
    /// Writes all members.
    fn give<S: Sink>(&self, sink: &mut S);
}

impl<C: Read<T>, T> Take<C> for BTreeMap<String, T> {
    fn take<'de, A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<(), A::Error> {
        let value = map.next_value_seed(Seed::<C, T>::new())?;
        self.insert(key.to_owned(), value);
        Ok(())
    }
}

impl<C: Write<T>, T> Give<C> for BTreeMap<String, T> {
    fn give<S: Sink>(&self, sink: &mut S) {
        for (key, value) in self {
            sink.undeclared(key, &Out::<C, T>::new(value));
        }
    }
}

/// A value of another type is no reason to lose the object around it: the member may have a type of its own by now.
impl<C: Read<T>, T> Take<C> for Extra<T> {
    fn take<'de, A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<(), A::Error> {
        let value: Value = map.next_value()?;
        // Of members of one name the last one counts.
        self.remove(key);
        self.others_mut().remove(key);
        match C::read(&value) {
            Ok(value) => drop(self.insert(key.to_owned(), value)),
            Err(_) => drop(self.others_mut().insert(key.to_owned(), value)),
        }
        Ok(())
    }
}

impl<C: Write<T>, T> Give<C> for Extra<T> {
    fn give<S: Sink>(&self, sink: &mut S) {
        Give::<C>::give(&**self, sink);
        for (key, value) in self.others() {
            if !self.contains_key(key) {
                sink.undeclared(key, value);
            }
        }
    }
}
