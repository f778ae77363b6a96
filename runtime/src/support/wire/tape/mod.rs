//! A JSON value as a sequence of bytes: what unions read ahead, before they know the variant.
//!
//! Unlike a [`Value`], it is one allocation, a part of it is a slice, and nothing is copied when a part is read again. So
//! unions inside of unions don't copy their values at each level: a deserializer of the value passes the slice on.
//!
//! A node is a byte for the kind, and then: nothing for null and booleans; an integer of variable length; 8 bytes of a
//! float; a length and the bytes of a string; 8 bytes with the length of an array or an object, and the nodes in it. In an
//! object, a string without a kind precedes each node.

mod build;
mod deserializer;
mod view;

use std::iter;

use serde_json::{Map, Value};

pub use build::{ObjectBuilder, Tape, TapeVisitor, with_node};
pub use view::View;

/// The name of a newtype with which a reader requests the node instead of its value.
pub const TOKEN: &str = "$oascribe::node";

const NULL: u8 = 0;
const FALSE: u8 = 1;
const TRUE: u8 = 2;
const UNSIGNED: u8 = 3;
/// A negative integer, as the number of the integers between it and zero.
const NEGATIVE: u8 = 4;
const FLOAT: u8 = 5;
/// A number that serde_json passes as text, if its feature `arbitrary_precision` is enabled.
const NUMBER: u8 = 6;
const STRING: u8 = 7;
const ARRAY: u8 = 8;
const OBJECT: u8 = 9;

/// The number of bytes of a length.
const LENGTH: usize = 8;

/// A value in a tape.
#[derive(Clone, Copy, Debug)]
pub struct Node<'t> {
    /// Exactly the bytes of the value.
    bytes: &'t [u8],
    /// A property that readers of an object don't see.
    hidden: Option<&'static str>,
}

/// What a value is.
pub enum Kind<'t> {
    Null,
    Bool(bool),
    Unsigned(u64),
    Signed(i64),
    Float(f64),
    Number(&'t str),
    String(&'t str),
    Array(Items<'t>),
    Object(Entries<'t>),
}

/// The items of an array.
#[derive(Clone, Copy, Debug)]
pub struct Items<'t>(&'t [u8]);

/// The properties of an object.
#[derive(Clone, Copy, Debug)]
pub struct Entries<'t> {
    bytes: &'t [u8],
    hidden: Option<&'static str>,
}

impl<'t> Node<'t> {
    fn new(bytes: &'t [u8]) -> Self {
        Self {
            bytes,
            hidden: None,
        }
    }

    /// The node that a reader has requested.
    pub fn requested(bytes: &'t [u8]) -> Self {
        Self::new(bytes)
    }

    /// The same object without a property.
    pub fn without(self, hidden: &'static str) -> Self {
        Self {
            hidden: Some(hidden),
            ..self
        }
    }

    /// Where the value is. Two nodes with one address are one value.
    pub fn address(self) -> usize {
        self.bytes.as_ptr().addr()
    }

    /// The number of bytes, which is in proportion to the length of the JSON text.
    pub fn len(self) -> usize {
        self.bytes.len()
    }

    /// What the value is. Bytes that are no node are null.
    pub fn kind(self) -> Kind<'t> {
        self.parse().unwrap_or(Kind::Null)
    }

    fn parse(self) -> Option<Kind<'t>> {
        let (kind, rest) = self.bytes.split_first()?;
        Some(match *kind {
            FALSE => Kind::Bool(false),
            TRUE => Kind::Bool(true),
            UNSIGNED => Kind::Unsigned(split_integer(rest)?.0),
            NEGATIVE => {
                let distance = i64::try_from(split_integer(rest)?.0).ok()?;
                Kind::Signed(-1 - distance)
            }
            FLOAT => Kind::Float(f64::from_le_bytes(rest.try_into().ok()?)),
            NUMBER => Kind::Number(split_string(rest)?.0),
            STRING => Kind::String(split_string(rest)?.0),
            ARRAY => Kind::Array(Items(rest.get(LENGTH..)?)),
            OBJECT => Kind::Object(Entries {
                bytes: rest.get(LENGTH..)?,
                hidden: self.hidden,
            }),
            _ => Kind::Null,
        })
    }

    /// The string, if it is one.
    pub fn as_str(self) -> Option<&'t str> {
        match self.kind() {
            Kind::String(text) => Some(text),
            _ => None,
        }
    }

    /// Whether it is null.
    pub fn is_null(self) -> bool {
        matches!(self.kind(), Kind::Null)
    }

    /// Whether it is an object.
    pub fn is_object(self) -> bool {
        matches!(self.kind(), Kind::Object(_))
    }

    /// The properties, if it is an object.
    pub fn entries(self) -> Entries<'t> {
        match self.kind() {
            Kind::Object(entries) => entries,
            _ => Entries {
                bytes: &[],
                hidden: None,
            },
        }
    }

    /// The items, if it is an array.
    pub fn items(self) -> Items<'t> {
        match self.kind() {
            Kind::Array(items) => items,
            _ => Items(&[]),
        }
    }

    /// The value of a property. If there are several of the name, the last one counts.
    pub fn get(self, name: &str) -> Option<Node<'t>> {
        self.entries().named(name).last()
    }

    /// Converts the node.
    pub fn to_value(self) -> Value {
        match self.kind() {
            Kind::Null => Value::Null,
            Kind::Bool(flag) => flag.into(),
            Kind::Unsigned(number) => number.into(),
            Kind::Signed(number) => number.into(),
            Kind::Float(number) => number.into(),
            Kind::Number(text) => serde_json::from_str(text).unwrap_or_default(),
            Kind::String(text) => text.into(),
            Kind::Array(items) => items.map(Node::to_value).collect(),
            Kind::Object(entries) => {
                let entries = entries.map(|(name, node)| (name.to_owned(), node.to_value()));
                Value::Object(entries.collect::<Map<_, _>>())
            }
        }
    }
}

impl<'t> Entries<'t> {
    /// The values of the properties with this name.
    pub fn named<'n>(mut self, name: &'n str) -> impl Iterator<Item = Node<'t>> + use<'t, 'n> {
        iter::from_fn(move || {
            loop {
                let (other, node) = self.next_bytes()?;
                if other == name.as_bytes() {
                    return Some(node);
                }
            }
        })
    }

    /// The next property. The bytes of its name are UTF-8 if they are those of a recorded value.
    fn next_bytes(&mut self) -> Option<(&'t [u8], Node<'t>)> {
        loop {
            let (name, rest) = split_bytes(self.bytes)?;
            let (node, rest) = split_node(rest)?;
            self.bytes = rest;
            if self.hidden.is_none_or(|hidden| hidden.as_bytes() != name) {
                return Some((name, node));
            }
        }
    }

    /// The same properties without one.
    pub fn without(self, hidden: &'static str) -> Self {
        Self {
            hidden: Some(hidden),
            ..self
        }
    }
}

impl<'t> Iterator for Items<'t> {
    type Item = Node<'t>;

    fn next(&mut self) -> Option<Node<'t>> {
        let (node, rest) = split_node(self.0)?;
        self.0 = rest;
        Some(node)
    }
}

impl<'t> Iterator for Entries<'t> {
    type Item = (&'t str, Node<'t>);

    fn next(&mut self) -> Option<Self::Item> {
        let (name, node) = self.next_bytes()?;
        Some((std::str::from_utf8(name).ok()?, node))
    }
}

fn split_node(bytes: &[u8]) -> Option<(Node<'_>, &[u8])> {
    let (kind, rest) = bytes.split_first()?;
    let after = match *kind {
        UNSIGNED | NEGATIVE => split_integer(rest)?.1,
        FLOAT => rest.get(LENGTH..)?,
        NUMBER | STRING => {
            let (length, rest) = split_integer(rest)?;
            rest.get(usize::try_from(length).ok()?..)?
        }
        ARRAY | OBJECT => {
            let (length, rest) = rest.split_first_chunk()?;
            rest.get(usize::try_from(u64::from_le_bytes(*length)).ok()?..)?
        }
        _ => rest,
    };
    let node = bytes.get(..bytes.len() - after.len())?;
    Some((Node::new(node), after))
}

fn split_string(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let (text, rest) = split_bytes(bytes)?;
    Some((std::str::from_utf8(text).ok()?, rest))
}

fn split_bytes(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = split_integer(bytes)?;
    rest.split_at_checked(usize::try_from(length).ok()?)
}

/// Splits off an integer of 7 bits in each byte, the lowest ones first. All bytes but the last one have the highest bit.
fn split_integer(bytes: &[u8]) -> Option<(u64, &[u8])> {
    match bytes.split_first()? {
        (byte, rest) if *byte < 0x80 => Some((u64::from(*byte), rest)),
        _ => split_long_integer(bytes),
    }
}

fn split_long_integer(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let mut integer = 0;
    for (at, byte) in bytes.iter().enumerate().take(10) {
        integer |= u64::from(byte & 0x7f) << (7 * at);
        if byte & 0x80 == 0 {
            return Some((integer, &bytes[at + 1..]));
        }
    }
    None
}
