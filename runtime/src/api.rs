//! The API of a client that belongs to no SDK: it declares nothing, so `base_url` must be set.
//!
//! An emitted crate has the module `api` with its own `SERVICE` in this position.

use crate::Service;

pub(crate) static SERVICE: Service = Service {
    name: "oascribe-runtime",
    version: env!("CARGO_PKG_VERSION"),
    servers: &[],
    #[cfg(feature = "servers")]
    operation_servers: &[],
    #[cfg(feature = "auth")]
    schemes: &[],
};
