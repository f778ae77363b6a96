//! How models travel as JSON: one table per type, expanded by a macro of this module.
//!
//! The emitted files say `use crate::runtime::wire;` and call `wire::object! { … }`,
//! `wire::names! { … }`, `wire::literals! { … }`, `wire::tagged! { … }` or `wire::untagged! { … }`. All paths inside the
//! macros start with `wire::` and resolve where they are called.
//!
//! The macros replace serde's derive because of its price: a table costs the compiler a fraction of
//! what derived code does, at the same speed of decoding.

pub mod codec;
mod composed;
mod convert;
mod foreign;
mod integers;
mod literals;
pub mod misfits;
mod names;
mod object;
mod open;
pub mod path;
mod patience;
mod probe;
mod read;
mod seen;
mod slots;
mod tagged;
mod undeclared;
mod untagged;
mod values;
mod whole;
mod write;

pub use serde::{Deserialize, Deserializer, Serialize, Serializer};
pub use serde_json::{Error as JsonError, Value};

pub use super::blank::{Blank, blank};
pub use super::unknown_value::UnknownValue;
pub use composed::{Composed, Parts, read_composed, take, write_composed};
pub use literals::{
    Literal, Literals, from_json, literal_i64, literal_json, literal_str, read_literal,
    show_literal, write_literal,
};
pub use names::{Names, from_text, read_name, text, write_name};
pub use object::{Object, Row};
pub use read::{Source, read};
pub use tagged::{Tagged, decode, read_tagged, write_tagged};
pub use untagged::{Candidate, Untagged, members_of, read_untagged, read_variant};
pub use whole::{by, whole};
pub use write::{Sink, encode, write};

pub(crate) use composed::composed;
pub(crate) use foreign::foreign;
pub(crate) use literals::literals;
pub(crate) use names::names;
pub(crate) use object::{members, object};
pub(crate) use open::open;
pub(crate) use tagged::tagged;
pub(crate) use untagged::untagged;

// The trait of parameters belongs to the client; models alone have no use for it.
#[cfg(feature = "client")]
pub(crate) use super::client::{Constrained, Measure, Param, param_for_literals, param_for_names};
#[cfg(not(feature = "client"))]
mod no_param;
#[cfg(not(feature = "client"))]
pub(crate) use no_param::{param_for_literals, param_for_names};
