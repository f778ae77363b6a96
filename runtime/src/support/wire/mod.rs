//! The JSON representation of models: a table for each type, expanded by a macro of this module.
//!
//! Model files import `crate::runtime::wire` and call `wire::object!`, `wire::composed!`, `wire::string_enum!`,
//! `wire::scalar_enum!`, `wire::tagged!`, `wire::untagged!`, `wire::setters!`, `wire::from!` or `wire::constructors!`. All
//! paths in the macros start with `wire::` and are resolved at the call site.
//!
//! The macros replace serde's derive macros because the code they expand to compiles in a fraction of the time and
//! decodes at the same speed.

mod additional;
#[cfg(feature = "untagged")]
mod budget;
pub mod codec;
#[cfg(feature = "composed")]
mod composed;
#[cfg(feature = "untagged")]
mod constructors;
#[cfg(feature = "untagged")]
mod content;
mod convert;
mod exact_texts;
#[cfg(feature = "extra")]
mod extra;
pub mod fidelity;
#[cfg(feature = "own-types")]
mod foreign;
#[cfg(feature = "own-types")]
mod foreign_map;
#[cfg(feature = "untagged")]
mod form;
#[cfg(feature = "untagged")]
mod from;
#[cfg(feature = "tagged")]
mod in_place;
mod integers;
mod json;
pub mod lenient;
pub mod list_path;
mod listing;
#[cfg(feature = "untagged")]
mod matcher;
mod object;
#[cfg(any(
    feature = "string-enums",
    feature = "scalar-enums",
    feature = "untagged"
))]
mod open_enum;
mod part;
pub mod path;
mod presence;
mod read;
pub mod required_error;
#[cfg(feature = "scalar-enums")]
mod scalar_enum;
#[cfg(feature = "untagged")]
mod selection;
pub mod setter;
#[cfg(feature = "composed")]
mod skipped_by_parts;
#[cfg(feature = "string-enums")]
mod string_enum;
mod supplied;
#[cfg(feature = "tagged")]
mod tagged;
#[cfg(feature = "tape")]
mod tape;
#[cfg(feature = "tuples")]
mod tuple;
pub mod undeclared;
#[cfg(feature = "untagged")]
mod untagged;
mod values;
mod visited;
mod write;
#[cfg(feature = "tagged")]
mod write_tagged;

pub use serde::de::MapAccess;
pub use serde::{Deserialize, Deserializer, Serialize, Serializer};
pub use serde_json::{Error as JsonError, Value};

pub use super::default_value::{DefaultValue, default_value};
pub use super::nullable::FromText;
#[cfg(any(feature = "string-enums", feature = "scalar-enums"))]
pub use super::unknown_value::UnknownValue;
pub use additional::{ReadAdditional, WriteAdditional, read_additional_value};
#[cfg(feature = "composed")]
pub use composed::{Composed, Parts, read_composed, read_part, read_rest, write_composed};
#[cfg(feature = "untagged")]
pub use content::{decode_beside, decode_nothing, decode_property, write_nothing, write_property};
pub use convert::{Read, Write};
#[cfg(feature = "own-types")]
pub use foreign::{ForeignValue, has_traits_of_models, has_traits_of_serde};
#[cfg(feature = "tagged")]
pub use in_place::{InPlace, read_in_place};
pub use json::{from_slice, with_codec};
pub use object::{FieldInfo, Object};
pub use read::{PropertyReader, read, read_map};
#[cfg(feature = "scalar-enums")]
pub use scalar_enum::{
    Literal, ScalarEnum, display_scalar, from_json, read_scalar_enum, scalar_as_i64, scalar_as_str,
    scalar_to_json, write_scalar_enum,
};
pub use setter::Properties;
#[cfg(feature = "composed")]
pub use skipped_by_parts::SkippedByParts;
#[cfg(feature = "string-enums")]
pub use string_enum::{StringEnum, as_str, from_string, read_string_enum, write_string_enum};
#[cfg(feature = "tagged")]
pub use tagged::{Tagged, decode, read_tagged, read_without_tag};
#[cfg(feature = "tape")]
pub use tape::Node;
#[cfg(feature = "untagged")]
pub use untagged::{Candidate, Untagged, properties_of, read_untagged, read_variant, unknown};
pub use values::{read_entries, write_entries};
#[cfg(feature = "untagged")]
pub use write::encode;
pub use write::{PropertyWriter, write};
#[cfg(feature = "tagged")]
pub use write_tagged::{write_beside_tag, write_tagged};

#[cfg(feature = "composed")]
pub(crate) use composed::composed;
#[cfg(feature = "untagged")]
pub(crate) use constructors::constructors;
#[cfg(feature = "own-types")]
pub(crate) use foreign::foreign;
#[cfg(feature = "own-types")]
pub(crate) use foreign_map::foreign_map;
#[cfg(feature = "untagged")]
pub(crate) use from::from;
pub(crate) use object::{fields, object};
#[cfg(any(
    feature = "string-enums",
    feature = "scalar-enums",
    feature = "untagged"
))]
pub(crate) use open_enum::open_enum;
#[cfg(feature = "scalar-enums")]
pub(crate) use scalar_enum::scalar_enum;
pub(crate) use setter::setters;
#[cfg(feature = "string-enums")]
pub(crate) use string_enum::string_enum;
#[cfg(feature = "tagged")]
pub(crate) use tagged::tagged;
#[cfg(feature = "untagged")]
pub(crate) use untagged::untagged;

#[cfg(feature = "client")]
pub(crate) use super::client::Param;
#[cfg(all(feature = "client", feature = "checks", feature = "own-types"))]
pub(crate) use super::client::checks_of_foreign_map;
#[cfg(all(feature = "client", feature = "checks", feature = "scalar-enums"))]
pub(crate) use super::client::constrained_scalar_enum;
#[cfg(all(feature = "client", feature = "checks", feature = "string-enums"))]
pub(crate) use super::client::constrained_string_enum;
#[cfg(all(feature = "client", feature = "scalar-enums"))]
pub(crate) use super::client::param_for_scalar_enum;
#[cfg(all(feature = "client", feature = "string-enums"))]
pub(crate) use super::client::param_for_string_enum;
#[cfg(all(feature = "client", feature = "checks"))]
pub(crate) use super::client::{Check, Checked, Constrained, Keyed, Listed, Measure};
// Without the client, models are never parameters.
#[cfg(not(feature = "client"))]
mod no_param;
#[cfg(all(not(feature = "client"), feature = "scalar-enums"))]
pub(crate) use no_param::param_for_scalar_enum;
#[cfg(all(not(feature = "client"), feature = "string-enums"))]
pub(crate) use no_param::param_for_string_enum;
#[cfg(not(all(feature = "client", feature = "checks")))]
mod no_checks;
#[cfg(all(
    not(all(feature = "client", feature = "checks")),
    feature = "own-types"
))]
pub(crate) use no_checks::checks_of_foreign_map;
#[cfg(all(
    not(all(feature = "client", feature = "checks")),
    feature = "scalar-enums"
))]
pub(crate) use no_checks::constrained_scalar_enum;
#[cfg(all(
    not(all(feature = "client", feature = "checks")),
    feature = "string-enums"
))]
pub(crate) use no_checks::constrained_string_enum;
