//! The keywords of Swagger 2.0 and OpenAPI 3.0 to 3.2.
//!
//! There is one [`ObjectType`](super::shape::ObjectType) for each object of the specification (3.0.4, section 4.8;
//! 3.1.1; 3.2.0). The tables are complete. Each keyword has its [`Disposition`](super::Disposition), newer ones also
//! their version.

mod document;
mod operation;
mod schema;
mod security;
mod swagger;

pub(super) use document::DOCUMENT;
pub(super) use swagger::SWAGGER;
