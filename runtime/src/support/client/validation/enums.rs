//! The constraints of values of enums.

/// Used by the wire macro for string enums: makes the enum a value with constraints.
#[cfg(feature = "string-enums")]
#[allow(unused_macros)] // used where an enum is
macro_rules! constrained_string_enum {
    ($name:ident) => {
        impl wire::Constrained for $name {
            fn measure(&self) -> wire::Measure<'_> {
                wire::Measure::String(self.as_str())
            }
        }
    };
}
#[cfg(feature = "string-enums")]
pub(crate) use constrained_string_enum;

/// The same for enums of other scalars.
#[cfg(feature = "scalar-enums")]
#[allow(unused_macros)] // used where an enum is
macro_rules! constrained_scalar_enum {
    ($name:ident) => {
        impl wire::Constrained for $name {
            fn measure(&self) -> wire::Measure<'_> {
                match (self.as_i64(), self.as_str()) {
                    (::core::option::Option::Some(number), _) => {
                        wire::Measure::Integer(number.into())
                    }
                    (_, ::core::option::Option::Some(text)) => wire::Measure::String(text),
                    _ => wire::Measure::Other,
                }
            }
        }
    };
}
#[cfg(feature = "scalar-enums")]
pub(crate) use constrained_scalar_enum;
