//! A serde deserializer for header values.
//!
//! Input: the value of a header, and its style. Output: a number, a list or an object, depending on
//! the type to deserialize.

use std::fmt::Display;

use serde::Deserializer;
use serde::de::value::{Error, MapDeserializer, SeqDeserializer};
use serde::de::{Error as _, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

/// How a scalar is read if its type doesn't determine it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Scalars {
    /// As a string.
    Strings,
    /// As a number or boolean, if it looks like one.
    Guessed,
}

/// How the properties of an object are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ObjectStyle {
    /// `R,100,G,200`
    Simple,
    /// `R=100,G=200`
    Exploded,
}

/// The value of a header, or one item of it.
#[derive(Clone, Copy)]
pub(super) struct HeaderDeserializer<'a> {
    pub(super) text: &'a str,
    pub(super) scalars: Scalars,
    pub(super) objects: ObjectStyle,
}

impl<'a> HeaderDeserializer<'a> {
    /// The items of a list, separated by commas outside quotes. Empty items are ignored (RFC 9110,
    /// section 5.6.1).
    fn items(self) -> impl Iterator<Item = Self> {
        let mut quoted = false;
        let parts = self.text.split(move |letter| {
            quoted ^= letter == '"';
            letter == ',' && !quoted
        });
        let parts = parts.map(|part| part.trim_matches([' ', '\t']));
        let parts = parts.filter(|part| !part.is_empty());
        parts.map(move |text| Self { text, ..self })
    }

    fn properties(self) -> Vec<(Self, Self)> {
        if self.objects == ObjectStyle::Exploded {
            let pair = |item: Self| {
                let (name, value) = item.text.split_once('=').unwrap_or((item.text, ""));
                (item.with(name), item.with(value))
            };
            return self.items().map(pair).collect();
        }
        let mut items = self.items();
        let mut properties = Vec::new();
        while let Some(name) = items.next() {
            properties.push((name, items.next().unwrap_or(self.with(""))));
        }
        properties
    }

    fn with(self, text: &'a str) -> Self {
        Self { text, ..self }
    }

    fn float(self) -> Result<f64, Error> {
        self.text.parse().map_err(|_| invalid("a number"))
    }

    fn flag(self) -> Option<bool> {
        match self.text {
            "true" | "True" | "TRUE" | "1" => Some(true),
            "false" | "False" | "FALSE" | "0" => Some(false),
            _ => None,
        }
    }
}

/// The message omits the value: headers can contain secrets.
fn invalid(expected: impl Display) -> Error {
    Error::custom(format_args!("it is not {expected}"))
}

macro_rules! integers {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            if let Ok(number) = self.text.parse::<i64>() {
                return visitor.visit_i64(number);
            }
            match self.text.parse::<u64>() {
                Ok(number) => visitor.visit_u64(number),
                Err(_) => Err(invalid("an integer")),
            }
        })*
    };
}

impl<'de> Deserializer<'de> for HeaderDeserializer<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.scalars == Scalars::Guessed {
            // Uses the grammar of JSON, so that `nan` and `0x1` are strings.
            match serde_json::from_str(self.text) {
                Ok(serde_json::Value::Number(_)) => {
                    return match self.text.parse() {
                        Ok(number) => visitor.visit_i64(number),
                        Err(_) => visitor.visit_f64(self.float()?),
                    };
                }
                Ok(serde_json::Value::Bool(flag)) => return visitor.visit_bool(flag),
                _ => {}
            }
        }
        visitor.visit_str(self.text)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_str(self.text)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_str(self.text)
    }

    integers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_f64(self.float()?)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_bool(self.flag().ok_or_else(|| invalid("`true` or `false`"))?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_seq(SeqDeserializer::new(self.items()))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_map(MapDeserializer::new(self.properties().into_iter()))
    }

    forward_to_deserialize_any! {
        i128 u128 f32 char bytes byte_buf unit unit_struct tuple tuple_struct struct enum
        identifier ignored_any
    }
}

impl IntoDeserializer<'_, Error> for HeaderDeserializer<'_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}
