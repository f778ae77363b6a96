//! Tuples: arrays with a type for each position.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Error, IgnoredAny, SeqAccess, Visitor};
use serde::ser::SerializeTuple;
use serde::{Deserializer, Serializer};

use super::convert::{Read, Seed, WithCodec, Write};
use super::path;
use super::undeclared::Before;

/// A tuple, by the codecs of its items.
pub struct Tuple<C>(PhantomData<C>);

struct TupleVisitor<C, T>(PhantomData<(C, T)>);

/// Reads an item.
fn item<'de, C: Read<T>, T, A: SeqAccess<'de>>(
    list: &mut A,
    index: usize,
    expected: &dyn serde::de::Expected,
) -> Result<T, A::Error> {
    let mut before = Before::new();
    match list.next_element_seed(Seed::<C, T>::new()) {
        Ok(Some(item)) => {
            before.within_index(index);
            Ok(item)
        }
        Ok(None) => Err(A::Error::invalid_length(index, expected)),
        Err(error) => Err(path::at_index(index, error)),
    }
}

/// Reads the end of the array.
fn end<'de, A: SeqAccess<'de>>(
    list: &mut A,
    len: usize,
    expected: &dyn serde::de::Expected,
) -> Result<(), A::Error> {
    match list.next_element::<IgnoredAny>()? {
        Some(IgnoredAny) => Err(A::Error::invalid_length(len + 1, expected)),
        None => Ok(()),
    }
}

macro_rules! tuples {
    ($($len:literal: $($codec:ident $type:ident $index:tt)*;)*) => {
        $(
            impl<$($codec: Read<$type>, $type,)*> Read<($($type,)*)> for Tuple<($($codec,)*)> {
                fn read<'de, D: Deserializer<'de>>(
                    deserializer: D,
                ) -> Result<($($type,)*), D::Error> {
                    // Not `deserialize_tuple`: some deserializers then ignore further items.
                    deserializer
                        .deserialize_seq(TupleVisitor::<($($codec,)*), ($($type,)*)>(PhantomData))
                }
            }

            impl<'de, $($codec: Read<$type>, $type,)*> Visitor<'de>
                for TupleVisitor<($($codec,)*), ($($type,)*)>
            {
                type Value = ($($type,)*);

                fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                    write!(out, "an array of length {}", $len)
                }

                fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
                    let items = ($(item::<$codec, $type, A>(&mut list, $index, &self)?,)*);
                    end(&mut list, $len, &self)?;
                    Ok(items)
                }
            }

            impl<$($codec: Write<$type>, $type,)*> Write<($($type,)*)> for Tuple<($($codec,)*)> {
                fn write<S: Serializer>(
                    value: &($($type,)*),
                    serializer: S,
                ) -> Result<S::Ok, S::Error> {
                    let mut tuple = serializer.serialize_tuple($len)?;
                    $(tuple.serialize_element(&WithCodec::<$codec, $type>::new(&value.$index))?;)*
                    tuple.end()
                }
            }
        )*
    };
}

tuples! {
    1: C0 T0 0;
    2: C0 T0 0 C1 T1 1;
    3: C0 T0 0 C1 T1 1 C2 T2 2;
    4: C0 T0 0 C1 T1 1 C2 T2 2 C3 T3 3;
    5: C0 T0 0 C1 T1 1 C2 T2 2 C3 T3 3 C4 T4 4;
    6: C0 T0 0 C1 T1 1 C2 T2 2 C3 T3 3 C4 T4 4 C5 T5 5;
    7: C0 T0 0 C1 T1 1 C2 T2 2 C3 T3 3 C4 T4 4 C5 T5 5 C6 T6 6;
    8: C0 T0 0 C1 T1 1 C2 T2 2 C3 T3 3 C4 T4 4 C5 T5 5 C6 T6 6 C7 T7 7;
}
