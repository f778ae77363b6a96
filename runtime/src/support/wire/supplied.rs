//! Required properties that are missing from a text, which lenient decoding supplies with their initial values.
//!
//! The search of lenient decoding only has the JSON text, not the type. It adds a property with a name that no document
//! uses, whose value lists the properties to supply. The reader of an object then counts these as present.

use std::cell::Cell;

use serde_json::Value;

#[cfg(feature = "untagged")]
use super::tape::Node;

/// The name of the property.
const KEY: &str = "\u{0}supplied";

thread_local! {
    /// Whether lenient decoding is running. Otherwise, a property with the name is like any other.
    static IS_ACTIVE: Cell<bool> = const { Cell::new(false) };
}

/// Runs a decoder that supplies missing properties.
pub fn activated<T>(decode: impl FnOnce() -> T) -> T {
    struct Restore(bool);
    impl Drop for Restore {
        fn drop(&mut self) {
            IS_ACTIVE.set(self.0);
        }
    }
    let _restore = Restore(IS_ACTIVE.replace(true));
    decode()
}

/// Whether a property lists those to supply.
pub fn is_list(key: &str) -> bool {
    key.as_bytes().first() == Some(&0) && key == KEY && IS_ACTIVE.get()
}

/// Adds a property to those that are supplied in an object. Returns `false` if it is among them, or if the value isn't
/// an object with properties.
pub fn supply(value: &mut Value, name: &str) -> bool {
    let Value::Object(object) = value else {
        return false;
    };
    if object.is_empty() {
        return false;
    }
    let list = object
        .entry(KEY)
        .or_insert_with(|| Value::Array(Vec::new()));
    match list.as_array_mut() {
        Some(names) if !names.iter().any(|known| known == name) => {
            names.push(name.into());
            true
        }
        _ => false,
    }
}

/// Whether properties are supplied in an object.
#[cfg(feature = "untagged")]
pub fn is_any(object: Node<'_>) -> bool {
    IS_ACTIVE.get() && object.get(KEY).is_some()
}

/// Whether a property is supplied in an object.
#[cfg(feature = "untagged")]
pub fn has(object: Node<'_>, name: &str) -> bool {
    let names = IS_ACTIVE.get().then(|| object.get(KEY)).flatten();
    names.is_some_and(|names| names.items().any(|known| known.as_str() == Some(name)))
}

/// Removes the list, so that it isn't part of a decoded value.
#[cfg(feature = "untagged")]
pub fn remove_list(object: &mut Value) {
    if !IS_ACTIVE.get() {
        return;
    }
    if let Value::Object(properties) = object {
        properties.retain(|key, _| key != KEY);
    }
}
