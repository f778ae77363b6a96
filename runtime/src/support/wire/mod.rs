//! The JSON representation of models: a table for each type, expanded by a macro of this module.
//!
//! Model files import `crate::runtime::wire` and call `wire::object!`, `wire::composed!`, `wire::string_enum!`,
//! `wire::scalar_enum!`, `wire::tagged!`, `wire::untagged!`, `wire::setters!`, `wire::from!` or `wire::constructors!`. All
//! paths in the macros start with `wire::` and are resolved at the call site.
//!
//! The macros replace serde's derive macros because the code they expand to compiles in a fraction of the time and
//! decodes at the same speed.

mod additional;
mod budget;
pub mod codec;
mod composed;
mod constructors;
mod content;
mod convert;
mod exact_texts;
pub mod fidelity;
mod foreign;
mod foreign_map;
mod form;
mod from;
mod in_place;
mod integers;
mod json;
pub mod lenient;
pub mod list_path;
mod listing;
mod matcher;
mod object;
mod open_enum;
mod part;
pub mod path;
mod presence;
mod read;
pub mod required_error;
mod scalar_enum;
mod selection;
pub mod setter;
mod string_enum;
mod supplied;
mod tagged;
mod tape;
mod tuple;
pub mod undeclared;
mod untagged;
mod values;
mod visited;
mod write;
mod write_tagged;

pub use serde::de::MapAccess;
pub use serde::{Deserialize, Deserializer, Serialize, Serializer};
pub use serde_json::{Error as JsonError, Value};

pub use super::default_value::{DefaultValue, default_value};
pub use super::nullable::FromText;
pub use super::unknown_value::UnknownValue;
pub use additional::{ReadAdditional, WriteAdditional, read_additional_value};
pub use composed::{Composed, Parts, read_composed, read_part, read_rest, write_composed};
pub use content::{decode_beside, decode_nothing, decode_property, write_nothing, write_property};
pub use convert::{Read, Write};
pub use foreign::{ForeignValue, has_traits_of_models, has_traits_of_serde};
pub use in_place::{InPlace, read_in_place};
pub use json::{from_slice, with_codec};
pub use object::{FieldInfo, Object};
pub use read::{PropertyReader, read, read_map};
pub use scalar_enum::{
    Literal, ScalarEnum, display_scalar, from_json, read_scalar_enum, scalar_as_i64, scalar_as_str,
    scalar_to_json, write_scalar_enum,
};
pub use string_enum::{StringEnum, as_str, from_string, read_string_enum, write_string_enum};
pub use tagged::{Tagged, decode, read_tagged, read_without_tag, unknown};
pub use tape::Node;
pub use undeclared::SkippedByParts;
pub use untagged::{Candidate, Untagged, properties_of, read_untagged, read_variant};
pub use values::{read_entries, write_entries};
pub use write::{PropertyWriter, encode, write};
pub use write_tagged::{write_beside_tag, write_tagged};

pub(crate) use composed::composed;
pub(crate) use constructors::constructors;
pub(crate) use foreign::foreign;
pub(crate) use foreign_map::foreign_map;
pub(crate) use from::from;
pub(crate) use object::{fields, object};
pub(crate) use open_enum::open_enum;
pub(crate) use scalar_enum::scalar_enum;
pub(crate) use setter::setters;
pub(crate) use string_enum::string_enum;
pub(crate) use tagged::tagged;
pub(crate) use untagged::untagged;

// Without the client, models are never parameters.
#[cfg(feature = "client")]
pub(crate) use super::client::{
    Check, Checked, Constrained, Keyed, Listed, Measure, Param, checks_of_foreign_map,
    param_for_scalar_enum, param_for_string_enum,
};
#[cfg(not(feature = "client"))]
mod no_param;
#[cfg(not(feature = "client"))]
pub(crate) use no_param::{checks_of_foreign_map, param_for_scalar_enum, param_for_string_enum};
