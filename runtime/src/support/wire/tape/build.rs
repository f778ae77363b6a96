//! Records values of any deserializer on a tape.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserializer;
use serde::de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor};

use super::{
    ARRAY, FALSE, FLOAT, LENGTH, NEGATIVE, NULL, NUMBER, Node, OBJECT, STRING, TOKEN, TRUE,
    UNSIGNED,
};

/// The key under which serde_json passes numbers if its feature `arbitrary_precision` is enabled.
const NUMBER_KEY: &str = "$serde_json::private::Number";

/// The bytes that are reserved for an object, so that few properties before a tag need one allocation.
const CAPACITY: usize = 128;

/// A recorded value.
pub struct Tape(Vec<u8>);

impl Tape {
    /// The value.
    pub fn root(&self) -> Node<'_> {
        Node::new(&self.0)
    }

    /// Records the value of the next property of an object.
    pub fn of_next_value<'de, A: MapAccess<'de>>(map: &mut A) -> Result<Self, A::Error> {
        let mut tape = Vec::new();
        map.next_value_seed(TapeVisitor(&mut tape))?;
        Ok(Self(tape))
    }

    /// Records what a function passes to the visitor.
    pub fn record<E>(visit: impl FnOnce(TapeVisitor<'_>) -> Result<(), E>) -> Result<Self, E> {
        let mut tape = Vec::new();
        visit(TapeVisitor(&mut tape))?;
        Ok(Self(tape))
    }
}

/// Reads a node: the one that the deserializer has, or else a recorded one.
pub fn with_node<'de, T, D: Deserializer<'de>>(
    deserializer: D,
    read: fn(Node<'_>) -> Result<T, serde_json::Error>,
) -> Result<T, D::Error> {
    deserializer.deserialize_newtype_struct(TOKEN, NodeVisitor(read, PhantomData))
}

struct NodeVisitor<T>(fn(Node<'_>) -> Result<T, serde_json::Error>, PhantomData<T>);

impl<'de, T> Visitor<'de> for NodeVisitor<T> {
    type Value = T;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a JSON value")
    }

    fn visit_bytes<E: Error>(self, node: &[u8]) -> Result<T, E> {
        (self.0)(Node::requested(node)).map_err(E::custom)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        let tape = Tape::record(|visitor| deserializer.deserialize_any(visitor))?;
        (self.0)(tape.root()).map_err(D::Error::custom)
    }
}

/// Records the properties of an object one by one.
pub struct ObjectBuilder(Vec<u8>);

impl ObjectBuilder {
    /// Starts an object.
    pub fn new() -> Self {
        let mut tape = Vec::with_capacity(CAPACITY);
        start(&mut tape, OBJECT);
        Self(tape)
    }

    /// Records a property. Returns whether it has this name, or `None` at the end of the object.
    pub fn record<'de, A: MapAccess<'de>>(
        &mut self,
        map: &mut A,
        name: &str,
    ) -> Result<Option<bool>, A::Error> {
        let Some(is_named) = map.next_key_seed(KeySeed(&mut self.0, name))? else {
            return Ok(None);
        };
        map.next_value_seed(TapeVisitor(&mut self.0))?;
        Ok(Some(is_named))
    }

    /// The object so far.
    pub fn value(&mut self) -> Node<'_> {
        end(&mut self.0, 0);
        Node::new(&self.0)
    }
}

/// Records a value.
pub struct TapeVisitor<'a>(&'a mut Vec<u8>);

impl<'de> DeserializeSeed<'de> for TapeVisitor<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for TapeVisitor<'_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("any valid JSON value")
    }

    fn visit_bool<E>(self, flag: bool) -> Result<(), E> {
        self.0.push(if flag { TRUE } else { FALSE });
        Ok(())
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<(), E> {
        match u64::try_from(number) {
            Ok(number) => self.visit_u64(number),
            Err(_) => {
                self.0.push(NEGATIVE);
                push_integer(self.0, (-1 - number).unsigned_abs());
                Ok(())
            }
        }
    }

    fn visit_u64<E>(self, number: u64) -> Result<(), E> {
        self.0.push(UNSIGNED);
        push_integer(self.0, number);
        Ok(())
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<(), E> {
        // JSON has no other numbers. `Value` makes them null, too.
        if !number.is_finite() {
            return self.visit_unit();
        }
        self.0.push(FLOAT);
        self.0.extend_from_slice(&number.to_le_bytes());
        Ok(())
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.0.push(STRING);
        push_string(self.0, text);
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.0.push(NULL);
        Ok(())
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let at = start(self.0, ARRAY);
        while list.next_element_seed(TapeVisitor(self.0))?.is_some() {}
        end(self.0, at);
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let at = start(self.0, OBJECT);
        while let Some(is_number) = map.next_key_seed(KeySeed(self.0, NUMBER_KEY))? {
            if is_number {
                let number: String = map.next_value()?;
                self.0.truncate(at);
                self.0.push(NUMBER);
                push_string(self.0, &number);
                return Ok(());
            }
            map.next_value_seed(TapeVisitor(self.0))?;
        }
        end(self.0, at);
        Ok(())
    }
}

/// Records the name of a property, and returns whether it is this one.
struct KeySeed<'a>(&'a mut Vec<u8>, &'a str);

impl<'de> DeserializeSeed<'de> for KeySeed<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for KeySeed<'_> {
    type Value = bool;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a property name")
    }

    fn visit_str<E>(self, name: &str) -> Result<bool, E> {
        push_string(self.0, name);
        Ok(name == self.1)
    }
}

/// Starts an array or an object. Its length isn't known yet.
fn start(tape: &mut Vec<u8>, kind: u8) -> usize {
    let at = tape.len();
    tape.push(kind);
    tape.extend_from_slice(&[0; LENGTH]);
    at
}

/// Sets the length of the array or object that starts at a position.
fn end(tape: &mut [u8], at: usize) {
    let (from, to) = (at + 1, at + 1 + LENGTH);
    let length = tape.len().saturating_sub(to) as u64;
    if let Some(bytes) = tape.get_mut(from..to) {
        bytes.copy_from_slice(&length.to_le_bytes());
    }
}

fn push_string(tape: &mut Vec<u8>, text: &str) {
    push_integer(tape, text.len() as u64);
    tape.extend_from_slice(text.as_bytes());
}

#[allow(clippy::cast_possible_truncation)] // seven bits
fn push_integer(tape: &mut Vec<u8>, mut integer: u64) {
    while integer >= 0x80 {
        tape.push(integer as u8 | 0x80);
        integer >>= 7;
    }
    tape.push(integer as u8);
}
