//! What the async client and the blocking one have in common.

use super::shared::Shared;
use super::{Client, Transport};

/// A client: the async one or the blocking one.
pub trait Connected: Clone + private::Sealed {
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

impl private::Sealed for Client {}

pub(super) mod private {
    /// Clients are the runtime's own.
    pub trait Sealed {}
}
