//! The intermediate representation: the declarations of an OpenAPI document, independent of the version and the syntax
//! of OpenAPI.
//!
//! In: [`crate::lower`] builds it, [`crate::passes`] complete it. Out: one [`Api`], which [`crate::plan`] reads.
//! Guaranteed: every node knows its location in the document; `null` and `Box` are properties of the edge ([`Ref`]),
//! not of the type; no name in here is a Rust name yet.

mod api;
mod body;
mod docs;
mod dump;
mod edge;
mod enumeration;
mod foreign;
mod form;
mod object;
mod operation;
mod paging;
mod parameter;
mod pattern;
mod places;
mod polling;
mod response;
mod rule;
mod service;
mod style;
mod ty;
mod union;

pub use api::{Api, Group};
pub use body::{Body, BodyFormat, Encoding, Payload};
pub use docs::{Deprecated, Docs};
pub use dump::dump;
pub use edge::{Boxed, Format, Int, Null, OtherStrings, Ref, Scalar, Shape};
pub use enumeration::{Enum, EnumValue, Literal};
pub use foreign::{Foreign, ForeignId};
pub use form::{ExpectedForm, Form};
pub use object::{Access, AdditionalProperties, AllOf, Field, FlattenedUnion, Presence, Struct};
pub use operation::{Method, Operation};
pub use paging::{DeclaredNextPage, DeclaredPaging, NextPage, Paging, RequestPart};
pub use parameter::{Header, Parameter, ParameterLocation};
pub use pattern::Pattern;
pub use places::Places;
pub use polling::{LongRunningField, Polling};
pub use response::{Content, Framing, Response, ResponseFormat, Status, Stream};
pub use rule::{Bound, Rule};
pub use service::{Info, Scheme, SchemeKind, Server, Variable};
pub use style::{Explode, Reserved, Style, StyleKind};
pub use ty::{Kind, Origin, Type, TypeId, Usage};
pub use union::{
    Discriminator, JsonType, NestedConstants, Probe, Tagging, Union, Variant, VariantContent,
};
