//! `constructors!`: the functions that create the variants of a union.

/// Implements a function for each variant of a table: its name, its arguments, and the value of the variant.
macro_rules! constructors {
    ($name:ident {
        $($constructor:ident($($argument:ident: $ty:ty),*) => $variant:ident($value:expr),)*
    }) => {
        impl $name {
            $(
                #[doc = concat!("Creates [`", stringify!($variant), "`](Self::", stringify!($variant), ").")]
                pub fn $constructor($($argument: $ty),*) -> Self {
                    Self::$variant($value)
                }
            )*
        }
    };
}
pub(crate) use constructors;
