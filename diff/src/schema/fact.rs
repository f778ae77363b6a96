//! What differs between two schemas, before anyone asks who uses them.
//!
//! In: what the comparison found. Out: a fact with its places. Guaranteed: a fact does not know whether it is sent or
//! received, and so is shared by all uses.

use oascribe_codegen::source::Pointer;

use super::types::Types;

/// One difference.
#[derive(Clone, Debug)]
pub struct Fact {
    /// The property that it is about, where it is not the schema itself.
    pub property: Option<String>,
    pub kind: Kind,
    pub base: Option<Pointer>,
    pub revision: Option<Pointer>,
}

/// What happened.
#[derive(Clone, Debug)]
pub enum Kind {
    /// A rule of the table: its stem, what was and what is.
    Plain {
        stem: &'static str,
        from: String,
        to: String,
    },
    /// Values of a list came or went.
    Values {
        stem: &'static str,
        values: Vec<String>,
    },
    /// The type or format is another; which rule that is depends on how the value travels.
    Types { from: Types, to: Types },
    /// A property came.
    Added(Access),
    /// A property went.
    Removed(Access),
    /// A property must or need no longer be there.
    Required { now: bool, access: Access },
    /// A property is read or written by one side only, or no longer.
    Mutability { stem: &'static str, access: Access },
    /// A property was deprecated, or its stability changed.
    Life(Life),
}

/// How a property may be used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Access {
    pub required: bool,
    pub read_only: bool,
    pub write_only: bool,
    pub default: bool,
}

/// The end of a property's life.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Life {
    Deprecated {
        sunset: Option<String>,
        stability: Option<String>,
    },
    Reactivated,
    Stability {
        from: String,
        to: String,
    },
}

impl Kind {
    pub fn plain(stem: &'static str, from: impl Into<String>, to: impl Into<String>) -> Self {
        Kind::Plain {
            stem,
            from: from.into(),
            to: to.into(),
        }
    }
}
