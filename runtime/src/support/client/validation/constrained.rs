//! Values that constraints apply to.

use std::collections::BTreeMap;

#[cfg(feature = "base64")]
use super::Base64;
#[cfg(feature = "times")]
use super::{Date, DateTime, Duration};

/// A value that can have constraints.
pub trait Constrained {
    /// What the constraints of the value are checked against.
    fn measure(&self) -> Measure<'_>;

    /// The positions of two equal items. Returns `None` if all items differ, or if the value is not
    /// a list.
    fn duplicate(&self) -> Option<(usize, usize)> {
        None
    }
}

/// What the constraints of a value are checked against.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Measure<'a> {
    /// The value is absent, so it violates no constraint.
    Absent,
    /// A string.
    String(&'a str),
    /// An integer.
    Integer(i128),
    /// A number that is not an integer.
    Float(f64),
    /// A list with this number of items.
    Items(usize),
    /// An object with this number of properties.
    Properties(usize),
    /// A value without constraints.
    Other,
}

/// A list whose items can have constraints.
pub trait Listed {
    /// Calls `visit` with the index of each item and the item.
    fn items(&self, visit: &mut dyn FnMut(usize, &dyn Constrained));
}

/// A map whose keys can have constraints.
pub trait Keyed {
    /// Calls `visit` with each key.
    fn keys(&self, visit: &mut dyn FnMut(&str));
}

macro_rules! constrained {
    ($($type:ty: $value:ident => $measure:expr;)*) => {
        $(
            impl Constrained for $type {
                fn measure(&self) -> Measure<'_> {
                    let $value = self;
                    $measure
                }
            }
        )*
    };
}

#[cfg(feature = "base64")]
constrained! {
    Base64: value => Measure::String(value.as_str());
}

#[cfg(feature = "times")]
constrained! {
    DateTime: value => Measure::String(value.as_str());
    Date: value => Measure::String(value.as_str());
    Duration: value => Measure::String(value.as_str());
}

constrained! {
    str: value => Measure::String(value);
    String: value => Measure::String(value);
    bool: _value => Measure::Other;
    i8: value => Measure::Integer((*value).into());
    i16: value => Measure::Integer((*value).into());
    i32: value => Measure::Integer((*value).into());
    i64: value => Measure::Integer((*value).into());
    u8: value => Measure::Integer((*value).into());
    u16: value => Measure::Integer((*value).into());
    u32: value => Measure::Integer((*value).into());
    u64: value => Measure::Integer((*value).into());
    f32: value => Measure::Float((*value).into());
    f64: value => Measure::Float(*value);
    bytes::Bytes: _value => Measure::Other;
}

impl Constrained for serde_json::Value {
    fn measure(&self) -> Measure<'_> {
        match self {
            Self::Null => Measure::Absent,
            Self::Bool(_) => Measure::Other,
            Self::String(text) => Measure::String(text),
            Self::Array(items) => Measure::Items(items.len()),
            Self::Object(properties) => Measure::Properties(properties.len()),
            Self::Number(number) => match (number.as_i64(), number.as_u64(), number.as_f64()) {
                (Some(integer), _, _) => Measure::Integer(integer.into()),
                (_, Some(integer), _) => Measure::Integer(integer.into()),
                (_, _, Some(float)) => Measure::Float(float),
                _ => Measure::Other,
            },
        }
    }
}

impl<T: Constrained> Constrained for Option<T> {
    fn measure(&self) -> Measure<'_> {
        self.as_ref().map_or(Measure::Absent, T::measure)
    }

    fn duplicate(&self) -> Option<(usize, usize)> {
        self.as_ref().and_then(T::duplicate)
    }
}

impl<T: Constrained + ?Sized> Constrained for Box<T> {
    fn measure(&self) -> Measure<'_> {
        (**self).measure()
    }

    fn duplicate(&self) -> Option<(usize, usize)> {
        (**self).duplicate()
    }
}

impl<T: PartialEq> Constrained for Vec<T> {
    fn measure(&self) -> Measure<'_> {
        Measure::Items(self.len())
    }

    /// Compares all pairs of items, because models implement neither `Ord` nor `Hash`.
    fn duplicate(&self) -> Option<(usize, usize)> {
        self.iter().enumerate().find_map(|(later, item)| {
            self.iter()
                .take(later)
                .position(|other| other == item)
                .map(|first| (first, later))
        })
    }
}

impl<T> Constrained for BTreeMap<String, T> {
    fn measure(&self) -> Measure<'_> {
        Measure::Properties(self.len())
    }
}

impl<T: Constrained> Listed for Vec<T> {
    fn items(&self, visit: &mut dyn FnMut(usize, &dyn Constrained)) {
        for (index, item) in self.iter().enumerate() {
            visit(index, item);
        }
    }
}

/// The values of a map, in the order of their keys.
impl<T: Constrained> Listed for BTreeMap<String, T> {
    fn items(&self, visit: &mut dyn FnMut(usize, &dyn Constrained)) {
        for (index, item) in self.values().enumerate() {
            visit(index, item);
        }
    }
}

impl<T> Keyed for BTreeMap<String, T> {
    fn keys(&self, visit: &mut dyn FnMut(&str)) {
        Self::keys(self).for_each(|key| visit(key));
    }
}

impl<T: Keyed> Keyed for Option<T> {
    fn keys(&self, visit: &mut dyn FnMut(&str)) {
        if let Some(map) = self {
            map.keys(visit);
        }
    }
}

impl<T: Keyed + ?Sized> Keyed for Box<T> {
    fn keys(&self, visit: &mut dyn FnMut(&str)) {
        (**self).keys(visit);
    }
}

impl<T: Listed> Listed for Option<T> {
    fn items(&self, visit: &mut dyn FnMut(usize, &dyn Constrained)) {
        if let Some(list) = self {
            list.items(visit);
        }
    }
}

impl<T: Listed + ?Sized> Listed for Box<T> {
    fn items(&self, visit: &mut dyn FnMut(usize, &dyn Constrained)) {
        (**self).items(visit);
    }
}
