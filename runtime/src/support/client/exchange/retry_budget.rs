//! Limits the retries of all calls of a client together.

use std::sync::atomic::{AtomicU32, Ordering};

/// A token bucket: each retry takes from it, each success returns a tenth of that. While a server is
/// down, a client with many calls then sends about as many requests as it has calls, and not several
/// times as many.
pub(crate) struct RetryBudget(Option<Bucket>);

struct Bucket {
    left: AtomicU32,
    most: u32,
}

const PRICE: u32 = 10;

impl RetryBudget {
    /// A budget of this many retries. `None` means no limit.
    pub(crate) fn new(retries: Option<u32>) -> Self {
        Self(retries.map(|retries| {
            let most = retries.saturating_mul(PRICE);
            Bucket {
                left: AtomicU32::new(most),
                most,
            }
        }))
    }

    /// Takes a retry from the budget. Returns whether there was one.
    pub(crate) fn take(&self) -> bool {
        let Some(Bucket { left, .. }) = &self.0 else {
            return true;
        };
        let pay = |left: u32| left.checked_sub(PRICE);
        left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, pay)
            .is_ok()
    }

    /// Records a success.
    pub(super) fn refill(&self) {
        if let Some(Bucket { left, most }) = &self.0 {
            let add = |left: u32| (left < *most).then_some(left + 1);
            // An error means that the bucket is full.
            let _ = left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, add);
        }
    }
}
