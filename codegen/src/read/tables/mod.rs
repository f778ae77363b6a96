//! The keywords of OpenAPI 3.0, as data.
//!
//! In: nothing. Out: one [`Object`](super::shape::Object) for each kind of object of the specification
//! (3.0.4, section 4.8). Guaranteed: complete; what this version makes nothing of is marked.

mod document;
mod operation;
mod schema;
mod security;

pub(super) use document::OPENAPI;
