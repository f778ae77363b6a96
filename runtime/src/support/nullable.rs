//! The argument of setters for properties that can be null.

use std::collections::BTreeMap;

use serde_json::Value;

/// A value, or null: the argument of a setter for a property that can be null.
///
/// Setters take `impl Into<Nullable<T>>`: a `T`, a `&str` if `T` has strings, or `None`, which sends null. Without a
/// call of the setter, the property isn't sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nullable<T>(Option<T>);

impl<T> Nullable<T> {
    /// Returns the value. Returns `None` for null.
    pub fn into_option(self) -> Option<T> {
        self.0
    }
}

impl<T> From<T> for Nullable<T> {
    fn from(value: T) -> Self {
        Self(Some(value))
    }
}

impl<T> From<Option<T>> for Nullable<T> {
    fn from(value: Option<T>) -> Self {
        Self(value)
    }
}

impl<'a, T: FromText> From<&'a str> for Nullable<T> {
    fn from(text: &'a str) -> Self {
        Self(Some(T::from(text)))
    }
}

impl<T, const N: usize> From<[T; N]> for Nullable<Vec<T>> {
    fn from(items: [T; N]) -> Self {
        Self(Some(Vec::from(items)))
    }
}

impl From<Value> for Nullable<BTreeMap<String, Value>> {
    /// The object that `json!` creates, or null. Other JSON has no properties.
    fn from(value: Value) -> Self {
        match value {
            Value::Null => Self(None),
            Value::Object(object) => Self(Some(object.into_iter().collect())),
            _ => Self(Some(BTreeMap::new())),
        }
    }
}

/// A type that every string converts to.
#[doc(hidden)]
pub trait FromText: for<'a> From<&'a str> {}

impl FromText for String {}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(value: impl Into<Nullable<String>>) -> Option<String> {
        value.into().into_option()
    }

    fn count(value: impl Into<Nullable<i64>>) -> Option<i64> {
        value.into().into_option()
    }

    fn tags(value: impl Into<Nullable<Vec<String>>>) -> Option<Vec<String>> {
        value.into().into_option()
    }

    #[test]
    fn values_need_no_conversion_and_none_needs_no_type() {
        assert_eq!(set("a").as_deref(), Some("a"));
        assert_eq!(set("a".to_owned()).as_deref(), Some("a"));
        assert_eq!(set(Some("a".to_owned())).as_deref(), Some("a"));
        assert_eq!(set(None), None);
        assert_eq!(count(3), Some(3));
        assert_eq!(count(None), None);
        assert_eq!(tags(["a".to_owned()]), Some(vec!["a".to_owned()]));
        assert_eq!(tags(None), None);
    }
}
