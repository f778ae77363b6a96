//! What constraints look at.

use std::collections::BTreeMap;

use super::{Base64, Date, DateTime, Duration};

/// A value that can have bounds.
pub trait Constrained {
    /// What of the value the bounds are about.
    fn measure(&self) -> Measure<'_>;

    /// Two places in a list that hold the same.
    fn duplicate(&self) -> Option<(usize, usize)> {
        None
    }
}

/// What of a value its bounds are about.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Measure<'a> {
    /// There is no value, so no bound is broken.
    Absent,
    /// A text.
    Text(&'a str),
    /// An integer.
    Integer(i128),
    /// Another number.
    Float(f64),
    /// A list of so many items.
    Items(usize),
    /// An object of so many members.
    Members(usize),
    /// A value that no bound is about.
    Other,
}

/// A list whose items can have bounds.
pub trait Listed {
    /// Gives each item to `visit`.
    fn items(&self, visit: &mut dyn FnMut(usize, &dyn Constrained));
}

/// A map whose keys can have bounds.
pub trait Keyed {
    /// Gives each key to `visit`.
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

constrained! {
    str: value => Measure::Text(value);
    String: value => Measure::Text(value);
    DateTime: value => Measure::Text(value.as_str());
    Date: value => Measure::Text(value.as_str());
    Duration: value => Measure::Text(value.as_str());
    Base64: value => Measure::Text(value.as_str());
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
            Self::String(text) => Measure::Text(text),
            Self::Array(items) => Measure::Items(items.len()),
            Self::Object(members) => Measure::Members(members.len()),
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

    /// Items are compared pairwise, since models have neither order nor hash.
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
        Measure::Members(self.len())
    }
}

impl<T: Constrained> Listed for Vec<T> {
    fn items(&self, visit: &mut dyn FnMut(usize, &dyn Constrained)) {
        for (index, item) in self.iter().enumerate() {
            visit(index, item);
        }
    }
}

/// The values of a map, by the order of their keys.
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
