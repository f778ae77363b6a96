//! Requests: parameters, headers and bodies, written as the OpenAPI document declares them.

use super::error::ErrorKind;
use super::{Base64, Body, Date, DateTime, Duration, Error, Meta, TransportError};

mod builder;
mod file;
mod form;
mod multipart;
mod param;
mod percent_encoding;
mod style;
mod tree;

pub use builder::RequestBuilder;
pub use file::{File, Files};
pub use multipart::{Multipart, Parts};
pub use param::Param;
pub use style::Style;
pub use tree::Tree;

pub(super) use builder::{BuiltRequest, EmptyPathParameters, cookie_into, header};
#[allow(unused_imports, unused_macros)] // not every API has enums
pub(crate) use param::{param_for_scalar_enum, param_for_string_enum};
pub(super) use percent_encoding::{encode_into, is_dot_segment, pair_into};
