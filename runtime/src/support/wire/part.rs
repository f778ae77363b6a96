//! Parts of an object, which leave undeclared properties to it.
//!
//! A part reads the whole object, so what it does not declare may be a property of the object or of another part. If the
//! part kept a copy of it, a value that the program has changed or removed would be sent as it was read.

use std::cell::Cell;

#[cfg(feature = "tape")]
use super::tape::Node;

thread_local! {
    /// The object whose parts are being read.
    static OBJECT: Cell<Option<usize>> = const { Cell::new(None) };
    /// Whether the object that a reader has requested last is this one.
    static IS_REQUESTED: Cell<bool> = const { Cell::new(false) };
}

/// Reads the parts of an object.
#[cfg(feature = "tape")]
pub fn reading<T>(object: Node<'_>, read: impl FnOnce() -> T) -> T {
    struct Restore(Option<usize>);
    impl Drop for Restore {
        fn drop(&mut self) {
            OBJECT.set(self.0);
            IS_REQUESTED.set(false);
        }
    }
    let _restore = Restore(OBJECT.replace(Some(object.address())));
    read()
}

/// Whether a node is the object whose parts are being read.
#[cfg(feature = "tape")]
pub fn is_being_read(object: Node<'_>) -> bool {
    OBJECT.get() == Some(object.address())
}

/// Notes that a reader has requested the properties of an object.
#[cfg(feature = "tape")]
pub fn note_request(object: Node<'_>) {
    IS_REQUESTED.set(is_being_read(object));
}

/// Whether the properties that were requested last are those of the object whose parts are being read.
pub fn take_request() -> bool {
    IS_REQUESTED.replace(false)
}
