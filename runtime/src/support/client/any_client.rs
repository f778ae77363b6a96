//! What the async client and the blocking one have in common.

use super::configuration::Shared;
use super::{Client, Transport};

/// A client: the async one or the blocking one.
pub trait Connected: Clone + Sealed {
    /// What carries its requests.
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
