//! Requests: parameters, headers and bodies, written as the OpenAPI document declares them.

#[cfg(feature = "base64")]
use super::Base64;
#[cfg(feature = "checks")]
use super::Check;
#[cfg(feature = "multipart")]
use super::TransportError;
use super::error::ErrorKind;
use super::{Body, Error, Meta};
#[cfg(feature = "times")]
use super::{Date, DateTime, Duration};

mod builder;
#[cfg(feature = "multipart")]
mod file;
#[cfg(feature = "styles")]
mod form;
#[cfg(feature = "multipart")]
mod multipart;
mod param;
mod percent_encoding;
#[cfg(not(feature = "styles"))]
mod plain;
#[cfg(feature = "styles")]
mod style;
#[cfg(feature = "styles")]
mod styled;
#[cfg(feature = "styles")]
mod tree;

pub use builder::RequestBuilder;
#[cfg(feature = "multipart")]
pub use file::{File, Files};
#[cfg(feature = "multipart")]
pub use multipart::{Multipart, Parts};
pub use param::Param;
#[cfg(feature = "styles")]
pub use style::Style;
#[cfg(feature = "styles")]
pub use tree::Tree;

#[cfg(feature = "auth")]
pub(super) use builder::cookie_into;
pub(super) use builder::{BuiltRequest, EmptyPathParameters, header};
#[cfg(feature = "scalar-enums")]
pub(crate) use param::param_for_scalar_enum;
#[cfg(feature = "string-enums")]
pub(crate) use param::param_for_string_enum;
#[cfg(feature = "auth")]
pub(super) use percent_encoding::pair_into;
pub(super) use percent_encoding::{encode_into, is_dot_segment};
