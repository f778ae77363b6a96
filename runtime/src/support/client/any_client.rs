//! The trait that the async client and the blocking client share.

use super::configuration::Shared;
use super::{Client, Transport};

/// Either client: [`Client`] or `blocking::Client`. This trait is sealed.
pub trait Connected: Clone + Sealed {
    /// The transport that sends the client's requests.
    #[doc(hidden)]
    type Carrier: ?Sized;

    #[doc(hidden)]
    fn shared(&self) -> &Shared;
}

impl Connected for Client {
    type Carrier = dyn Transport;

    fn shared(&self) -> &Shared {
        self.shared()
    }
}

impl Sealed for Client {}

/// Seals [`Connected`]: only the runtime's clients implement it.
pub trait Sealed {}
