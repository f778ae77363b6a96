//! `setters!`: the setters of a struct, and how they convert their arguments.

use super::super::nullable::Nullable;

/// Implements a setter for each field of a table: the type of the argument, and the function of this module that
/// converts it into the value of the field. A row `new as new_` names the setter if a method has the name of the field.
macro_rules! setters {
    ($name:ident {
        $($(#[$attribute:meta])* $field:ident $(as $setter:ident)?: $argument:ty => $convert:ident,)*
    }) => {
        #[allow(clippy::should_implement_trait)] // the names come from the API
        impl $name {
            $(wire::setters! {
                $(#[$attribute])* $field $($setter)?, $argument, $convert
            })*
        }
    };
    ($(#[$attribute:meta])* $field:ident, $argument:ty, $convert:ident) => {
        wire::setters! { $(#[$attribute])* $field $field, $argument, $convert }
    };
    ($(#[$attribute:meta])* $field:ident $setter:ident, $argument:ty, $convert:ident) => {
        #[doc = concat!("Sets [`", stringify!($field), "`](field@Self::", stringify!($field), ").")]
        $(#[$attribute])*
        pub fn $setter(mut self, value: $argument) -> Self {
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
