//! What a document says, free of OpenAPI's spelling.
//!
//! In: [`crate::lower`] builds it, [`crate::passes`] complete it. Out: one [`Api`] that [`crate::plan`] reads.
//! Guaranteed: every node knows its place in the document, nullable and boxed sit on the edge ([`Ref`]), and no
//! name in here is a Rust name yet.

mod api;
mod dump;
mod operation;
mod rule;
mod ty;

pub use api::{Api, Docs, Group, Info, Place, Scheme, SchemeKind, Server, Variable};
pub use dump::dump;
pub use operation::{
    Body, Content, Media, Method, Operation, Paging, Parameter, Polling, Response, Spread, Status,
};
pub use rule::{Bound, Rule};
pub use ty::{
    Access, AllOf, Boxed, Discriminator, Enum, EnumValue, Field, Json, Kind, Null, Origin,
    Presence, Probe, Ref, Rest, Scalar, Shape, Struct, Tagging, Type, TypeId, Union, Usage,
    Variant,
};
