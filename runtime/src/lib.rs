//! The support code of Rust SDKs that oascribe generates.
//!
//! Emitted crates carry a copy of this code as their module `runtime`.

#![forbid(unsafe_code)]

#[cfg(feature = "client")]
mod api;
#[cfg(feature = "source")]
pub mod source;
#[cfg(feature = "models")]
mod support;

#[cfg(feature = "models")]
pub use support::*;
