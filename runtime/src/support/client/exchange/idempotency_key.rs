//! Idempotency keys.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};

/// A new key: a random UUID (version 4, RFC 9562). The standard library seeds its hash maps randomly,
/// which makes keys unique; nobody needs to be unable to guess them.
pub(super) fn new_key() -> String {
    let half = || RandomState::new().build_hasher().finish();
    let (high, low) = (half(), half());
    let high = (high & !0xF000) | 0x4000;
    let low = (low >> 2) | 0x8000_0000_0000_0000;
    format!(
        "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
        high >> 32,
        (high >> 16) & 0xFFFF,
        high & 0xFFFF,
        low >> 48,
        low & 0xFFFF_FFFF_FFFF,
    )
}
