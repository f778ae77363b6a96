//! Slots: how a member stands in its object.
//!
//! Each is a type, for the code that reads and writes, and a constant of the same name that says
//! whether the member has to be there, for the table.

use std::marker::PhantomData;

use serde::de::MapAccess;

use super::super::blank::Blank;
use super::convert::{Entry, Out, Read, Seed, Slot, Write};
use super::values::{Null, OrBlank};
use super::write::Sink;

/// Makes the type and the constant of each slot.
macro_rules! slots {
    ($($(#[$doc:meta])* $name:ident: $required:literal;)*) => {
        $(
            $(#[$doc])*
            pub struct $name<C> {
                codec: PhantomData<C>,
            }

            $(#[$doc])*
            #[allow(non_upper_case_globals)] // stands beside the type of the same name
            pub const $name: bool = $required;
        )*
    };
}

slots! {
    /// `T`: has to be there, and not null.
    Required: true;
    /// `Option<T>`: missing and null are the same, and nothing is sent.
    Optional: false;
    /// `Option<T>`: can be missing, and null is a value like others.
    Given: false;
    /// `Option<T>`: has to be there, and can be null.
    Nullable: true;
    /// `Option<Option<T>>`: can be missing, and can be null.
    Tristate: false;
    /// `T`: missing and null are the empty value, which is sent.
    OrEmpty: false;
}

/// Reads a member's value.
fn next<'de, C: Read<T>, T, A: MapAccess<'de>>(map: &mut A) -> Result<T, A::Error> {
    map.next_value_seed(Seed::<C, T>::new())
}

impl<C: Read<T>, T> Slot<T> for Required<C> {
    const REQUIRED: bool = Required;

    fn put<'de, A: MapAccess<'de>>(place: &mut T, map: &mut A) -> Result<(), A::Error> {
        *place = next::<C, T, A>(map)?;
        Ok(())
    }
}

impl<C: Write<T>, T> Entry<T> for Required<C> {
    fn entry<S: Sink>(key: &'static str, value: &T, sink: &mut S) {
        sink.member(key, &Out::<C, T>::new(value));
    }
}

impl<C: Read<T>, T> Slot<Option<T>> for Optional<C> {
    const REQUIRED: bool = Optional;

    fn put<'de, A: MapAccess<'de>>(place: &mut Option<T>, map: &mut A) -> Result<(), A::Error> {
        *place = next::<Null<C>, Option<T>, A>(map)?;
        Ok(())
    }
}

impl<C: Write<T>, T> Entry<Option<T>> for Optional<C> {
    fn entry<S: Sink>(key: &'static str, value: &Option<T>, sink: &mut S) {
        if let Some(value) = value {
            sink.member(key, &Out::<C, T>::new(value));
        }
    }
}

impl<C: Read<T>, T> Slot<Option<T>> for Given<C> {
    const REQUIRED: bool = Given;

    fn put<'de, A: MapAccess<'de>>(place: &mut Option<T>, map: &mut A) -> Result<(), A::Error> {
        *place = Some(next::<C, T, A>(map)?);
        Ok(())
    }
}

impl<C: Write<T>, T> Entry<Option<T>> for Given<C> {
    fn entry<S: Sink>(key: &'static str, value: &Option<T>, sink: &mut S) {
        Optional::<C>::entry(key, value, sink);
    }
}

impl<C: Read<T>, T> Slot<Option<T>> for Nullable<C> {
    const REQUIRED: bool = Nullable;

    fn put<'de, A: MapAccess<'de>>(place: &mut Option<T>, map: &mut A) -> Result<(), A::Error> {
        *place = next::<Null<C>, Option<T>, A>(map)?;
        Ok(())
    }
}

impl<C: Write<T>, T> Entry<Option<T>> for Nullable<C> {
    fn entry<S: Sink>(key: &'static str, value: &Option<T>, sink: &mut S) {
        sink.member(key, &Out::<Null<C>, Option<T>>::new(value));
    }
}

impl<C: Read<T>, T> Slot<Option<Option<T>>> for Tristate<C> {
    const REQUIRED: bool = Tristate;

    fn put<'de, A: MapAccess<'de>>(
        place: &mut Option<Option<T>>,
        map: &mut A,
    ) -> Result<(), A::Error> {
        *place = Some(next::<Null<C>, Option<T>, A>(map)?);
        Ok(())
    }
}

impl<C: Write<T>, T> Entry<Option<Option<T>>> for Tristate<C> {
    fn entry<S: Sink>(key: &'static str, value: &Option<Option<T>>, sink: &mut S) {
        if let Some(value) = value {
            sink.member(key, &Out::<Null<C>, Option<T>>::new(value));
        }
    }
}

impl<C: Read<T>, T: Blank> Slot<T> for OrEmpty<C> {
    const REQUIRED: bool = OrEmpty;

    fn put<'de, A: MapAccess<'de>>(place: &mut T, map: &mut A) -> Result<(), A::Error> {
        *place = next::<OrBlank<C>, T, A>(map)?;
        Ok(())
    }
}

impl<C: Write<T>, T> Entry<T> for OrEmpty<C> {
    fn entry<S: Sink>(key: &'static str, value: &T, sink: &mut S) {
        sink.member(key, &Out::<C, T>::new(value));
    }
}
