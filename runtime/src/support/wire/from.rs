//! `from!`: the conversions into a union.

/// Implements `From` for an enum, from a table of types and their variants. After `str as`: the variant for strings.
macro_rules! from {
    ($name:ident $(, str as $text:ident)? { $($source:ty => $variant:ident,)* }) => {
        $(
            impl ::core::convert::From<&str> for $name {
                fn from(text: &str) -> Self {
                    Self::$text(text.into())
                }
            }

            impl ::core::convert::From<::std::string::String> for $name {
                fn from(text: ::std::string::String) -> Self {
                    Self::$text(text.into())
                }
            }

            impl wire::FromText for $name {}
        )?

        $(
            impl ::core::convert::From<$source> for $name {
                fn from(value: $source) -> Self {
                    Self::$variant(value.into())
                }
            }
        )*
    };
}
pub(crate) use from;
