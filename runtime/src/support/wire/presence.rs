//! Presence types: whether a property can be missing or null.
//!
//! Each of them is a type, which reads and writes the field, and a constant of the same name, which states
//! whether the property is required.

use std::marker::PhantomData;

use serde::de::MapAccess;

use super::super::default_value::DefaultValue;
use super::convert::{Read, ReadField, Seed, WithCodec, Write, WriteField};
use super::fidelity;
use super::values::{Null, OrDefault};
use super::write::PropertyWriter;

/// Declares the type and the constant of each presence.
macro_rules! presence_types {
    ($($(#[$doc:meta])* $name:ident: $required:literal;)*) => {
        $(
            $(#[$doc])*
            pub struct $name<C> {
                codec: PhantomData<C>,
            }

            $(#[$doc])*
            #[allow(non_upper_case_globals)] // has the name of the type
            pub const $name: bool = $required;
        )*
    };
}

presence_types! {
    /// `T`: required and not null.
    Required: true;
    /// `Option<T>`: can be missing. Null is read as missing, and `None` isn't sent.
    Optional: false;
    /// `Option<T>` where `T` is any JSON value: can be missing, and null is read as a value.
    OptionalAny: false;
    /// `Option<T>`: required, can be null. A missing property is read as null, since servers often leave it out.
    Nullable: false;
    /// `Option<Option<T>>`: can be missing and can be null.
    Tristate: false;
    /// `T`: missing and null are read as the empty value, which is sent.
    OrEmpty: false;
}

/// Reads the value of a property.
fn next<'de, C: Read<T>, T, A: MapAccess<'de>>(map: &mut A) -> Result<T, A::Error> {
    map.next_value_seed(Seed::<C, T>::new())
}

impl<C: Read<T>, T> ReadField<T> for Required<C> {
    const REQUIRED: bool = Required;

    fn read_field<'de, A: MapAccess<'de>>(field: &mut T, map: &mut A) -> Result<(), A::Error> {
        *field = next::<C, T, A>(map)?;
        Ok(())
    }
}

impl<C: Write<T>, T> WriteField<T> for Required<C> {
    fn write_field<W: PropertyWriter>(key: &'static str, value: &T, writer: &mut W) {
        writer.write_property(key, &WithCodec::<C, T>::new(value));
    }
}

impl<C: Read<T>, T> ReadField<Option<T>> for Optional<C> {
    const REQUIRED: bool = Optional;

    fn read_field<'de, A: MapAccess<'de>>(
        field: &mut Option<T>,
        map: &mut A,
    ) -> Result<(), A::Error> {
        *field = next::<Null<C>, Option<T>, A>(map)?;
        if field.is_none() {
            fidelity::note_skipped_property();
        }
        Ok(())
    }
}

impl<C: Write<T>, T> WriteField<Option<T>> for Optional<C> {
    fn write_field<W: PropertyWriter>(key: &'static str, value: &Option<T>, writer: &mut W) {
        if let Some(value) = value {
            writer.write_property(key, &WithCodec::<C, T>::new(value));
        }
    }
}

impl<C: Read<T>, T> ReadField<Option<T>> for OptionalAny<C> {
    const REQUIRED: bool = OptionalAny;

    fn read_field<'de, A: MapAccess<'de>>(
        field: &mut Option<T>,
        map: &mut A,
    ) -> Result<(), A::Error> {
        *field = Some(next::<C, T, A>(map)?);
        Ok(())
    }
}

impl<C: Write<T>, T> WriteField<Option<T>> for OptionalAny<C> {
    fn write_field<W: PropertyWriter>(key: &'static str, value: &Option<T>, writer: &mut W) {
        Optional::<C>::write_field(key, value, writer);
    }
}

impl<C: Read<T>, T> ReadField<Option<T>> for Nullable<C> {
    const REQUIRED: bool = Nullable;

    fn read_field<'de, A: MapAccess<'de>>(
        field: &mut Option<T>,
        map: &mut A,
    ) -> Result<(), A::Error> {
        *field = next::<Null<C>, Option<T>, A>(map)?;
        Ok(())
    }
}

impl<C: Write<T>, T> WriteField<Option<T>> for Nullable<C> {
    fn write_field<W: PropertyWriter>(key: &'static str, value: &Option<T>, writer: &mut W) {
        writer.write_property(key, &WithCodec::<Null<C>, Option<T>>::new(value));
    }
}

impl<C: Read<T>, T> ReadField<Option<Option<T>>> for Tristate<C> {
    const REQUIRED: bool = Tristate;

    fn read_field<'de, A: MapAccess<'de>>(
        field: &mut Option<Option<T>>,
        map: &mut A,
    ) -> Result<(), A::Error> {
        *field = Some(next::<Null<C>, Option<T>, A>(map)?);
        Ok(())
    }
}

impl<C: Write<T>, T> WriteField<Option<Option<T>>> for Tristate<C> {
    fn write_field<W: PropertyWriter>(
        key: &'static str,
        value: &Option<Option<T>>,
        writer: &mut W,
    ) {
        if let Some(value) = value {
            writer.write_property(key, &WithCodec::<Null<C>, Option<T>>::new(value));
        }
    }
}

impl<C: Read<T>, T: DefaultValue> ReadField<T> for OrEmpty<C> {
    const REQUIRED: bool = OrEmpty;

    fn read_field<'de, A: MapAccess<'de>>(field: &mut T, map: &mut A) -> Result<(), A::Error> {
        *field = next::<OrDefault<C>, T, A>(map)?;
        Ok(())
    }
}

impl<C: Write<T>, T> WriteField<T> for OrEmpty<C> {
    fn write_field<W: PropertyWriter>(key: &'static str, value: &T, writer: &mut W) {
        writer.write_property(key, &WithCodec::<C, T>::new(value));
    }
}
