//! The keywords of OpenAPI 3.0 to 3.2, as data.
//!
//! In: nothing. Out: one [`ObjectType`](super::shape::ObjectType) for each kind of object of the specification
//! (3.0.4, section 4.8; 3.1.1; 3.2.0). Guaranteed: complete; what is made nothing of is marked, and so is what only
//! some versions have.

mod document;
mod operation;
mod schema;
mod security;
mod swagger;

pub(super) use document::DOCUMENT;
pub(super) use schema::TYPES;
pub(super) use swagger::SWAGGER;
