//! The trait that the async client and the blocking client share.

use super::configuration::Config;
use super::{Client, Transport};

/// Either client: [`Client`] or `blocking::Client`. This trait is sealed.
pub trait AnyClient: Clone + Sealed {
    /// The transport that sends the client's requests.
    #[doc(hidden)]
    type Transport: ?Sized;

    #[doc(hidden)]
    fn config(&self) -> &Config;
}

impl AnyClient for Client {
    type Transport = dyn Transport;

    fn config(&self) -> &Config {
        self.config()
    }
}

impl Sealed for Client {}

/// Seals [`AnyClient`]: only the runtime's clients implement it.
pub trait Sealed {}
