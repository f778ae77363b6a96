//! `setters!`: the setters of a struct, and how they convert their arguments.

use serde_json::Value;

use super::super::nullable::Nullable;

/// Implements a setter for each field of a table: the type of the argument, and the function of this module that
/// converts it into the value of the field. `@M` before the argument is a generic parameter of the setter. A row `new as new_` names the setter if a method has the name of the field.
macro_rules! setters {
    ($name:ident {
        $($(#[$attribute:meta])* $field:ident $(as $setter:ident)?:
            $(@$kind:ident)? $argument:ty => $convert:ident,)*
    }) => {
        #[allow(clippy::should_implement_trait)] // the names come from the API
        impl $name {
            $(wire::setters! {
                $(#[$attribute])* $field $($setter)?, $(@$kind)? $argument, $convert
            })*
        }
    };
    ($(#[$attribute:meta])* $field:ident, $(@$kind:ident)? $argument:ty, $convert:ident) => {
        wire::setters! { $(#[$attribute])* $field $field, $(@$kind)? $argument, $convert }
    };
    ($(#[$attribute:meta])* $field:ident $setter:ident, $(@$kind:ident)? $argument:ty, $convert:ident) => {
        #[doc = concat!("Sets [`", stringify!($field), "`](field@Self::", stringify!($field), ").")]
        $(#[$attribute])*
        pub fn $setter$(<$kind>)?(mut self, value: $argument) -> Self {
            self.$field = wire::setter::$convert(value);
            self
        }
    };
}
pub(crate) use setters;

/// Converts a value.
pub fn value<T>(value: impl Into<T>) -> T {
    value.into()
}

/// Converts the value of an optional property.
pub fn some_value<T>(value: impl Into<T>) -> Option<T> {
    Some(value.into())
}

/// Converts a value and boxes it.
pub fn boxed<T>(value: impl Into<T>) -> Box<T> {
    Box::new(value.into())
}

/// Converts the value of an optional property and boxes it.
pub fn some_boxed<T>(value: impl Into<T>) -> Option<Box<T>> {
    Some(boxed(value))
}

/// Converts the items of a list.
pub fn list<T>(items: impl IntoIterator<Item = impl Into<T>>) -> Vec<T> {
    items.into_iter().map(Into::into).collect()
}

/// Converts the items of an optional list.
pub fn some_list<T>(items: impl IntoIterator<Item = impl Into<T>>) -> Option<Vec<T>> {
    Some(list(items))
}

/// Converts the properties of an object.
pub fn map<M: FromIterator<(String, T)>, T>(
    properties: impl IntoIterator<Item = (impl Into<String>, impl Into<T>)>,
) -> M {
    let properties = properties.into_iter();
    properties
        .map(|(name, value)| (name.into(), value.into()))
        .collect()
}

/// Converts the properties of an optional object.
pub fn some_map<M: FromIterator<(String, T)>, T>(
    properties: impl IntoIterator<Item = (impl Into<String>, impl Into<T>)>,
) -> Option<M> {
    Some(map(properties))
}

/// The properties of an object with any values: pairs of names and values, a map, or the object that `json!` creates. Of
/// JSON that is no object, there are none.
///
/// The parameter distinguishes the implementations, and is inferred.
pub trait Properties<M> {
    /// Returns the names and values.
    fn into_properties(self) -> impl Iterator<Item = (String, Value)>;
}

impl<I, K, V> Properties<(K, V)> for I
where
    I: IntoIterator<Item = (K, V)>,
    K: Into<String>,
    V: Into<Value>,
{
    fn into_properties(self) -> impl Iterator<Item = (String, Value)> {
        let properties = self.into_iter();
        properties.map(|(name, value)| (name.into(), value.into()))
    }
}

/// The parameter of [`Properties`] for JSON.
pub struct Json;

impl Properties<Json> for Value {
    fn into_properties(self) -> impl Iterator<Item = (String, Value)> {
        let object = match self {
            Value::Object(object) => object,
            _ => serde_json::Map::new(),
        };
        object.into_iter()
    }
}

/// Converts the properties of an object with any values.
pub fn properties<T: FromIterator<(String, Value)>, M>(value: impl Properties<M>) -> T {
    value.into_properties().collect()
}

/// Converts the properties of an optional object with any values.
pub fn some_properties<T: FromIterator<(String, Value)>, M>(
    value: impl Properties<M>,
) -> Option<T> {
    Some(properties(value))
}

/// Converts a value or null.
pub fn nullable<T>(value: impl Into<Nullable<T>>) -> Option<T> {
    value.into().into_option()
}

/// Converts the value or null of an optional property.
pub fn some_nullable<T>(value: impl Into<Nullable<T>>) -> Option<Option<T>> {
    Some(nullable(value))
}

/// Converts a value or null, and boxes the value.
pub fn nullable_box<T>(value: impl Into<Nullable<T>>) -> Option<Box<T>> {
    nullable(value).map(Box::new)
}

/// Converts the value or null of an optional property, and boxes the value.
pub fn some_nullable_box<T>(value: impl Into<Nullable<T>>) -> Option<Option<Box<T>>> {
    Some(nullable_box(value))
}
