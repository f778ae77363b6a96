//! What a document says, free of OpenAPI's spelling.
//!
//! In: [`crate::lower`] builds it, [`crate::passes`] complete it. Out: one [`Api`] that [`crate::plan`] reads.
//! Guaranteed: every node knows its place in the document, nullable and boxed sit on the edge ([`Ref`]), and no
//! name in here is a Rust name yet.

mod api;
mod body;
mod dump;
mod edge;
mod enumeration;
mod object;
mod operation;
mod paging;
mod rule;
mod style;
mod ty;
mod union;

pub use api::{Api, Deprecated, Docs, Group, Info, Place, Scheme, SchemeKind, Server, Variable};
pub use body::{Body, Encoding, Format, Payload};
pub use dump::dump;
pub use edge::{Boxed, Int, Null, Ref, Scalar, Shape};
pub use enumeration::{Enum, EnumValue, Literal};
pub use object::{Access, AllOf, Field, Part, Presence, Rest, Struct};
pub use operation::{
    Content, Framing, Header, Media, Method, Operation, Parameter, Polling, Progress, Response,
    Status, Streamed,
};
pub use paging::{Paging, Taker, Turn};
pub use rule::{Bound, Rule};
pub use style::{Explode, Reserved, Style, StyleKind};
pub use ty::{Kind, Origin, Type, TypeId, Usage};
pub use union::{Discriminator, Json, Probe, Tagging, Union, Variant};
