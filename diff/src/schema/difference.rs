//! Differences between two schemas.
//!
//! A difference does not depend on whether the schema is sent or received, so that all usages share it.

use oascribe_codegen::source::Pointer;

use super::types::Types;

/// One difference.
#[derive(Clone, Debug)]
pub struct Difference {
    /// The property, or `None` for the schema itself.
    pub property: Option<String>,
    pub kind: Kind,
    pub base: Option<Pointer>,
    pub revision: Option<Pointer>,
}

impl Difference {
    /// Whether the difference may be one of the values that are allowed.
    pub fn is_about_values(&self) -> bool {
        match self.kind {
            Kind::Plain { .. }
            | Kind::Values { .. }
            | Kind::Types { .. }
            | Kind::Required { .. } => true,
            Kind::Added(_)
            | Kind::Removed(_)
            | Kind::RemovedMember { .. }
            | Kind::Mutability { .. }
            | Kind::Lifecycle(_) => false,
        }
    }
}

/// What happened.
#[derive(Clone, Debug)]
pub enum Kind {
    /// A rule with the old and the new value.
    Plain {
        stem: &'static str,
        from: String,
        to: String,
    },
    /// Values were added to or removed from a list.
    Values {
        stem: &'static str,
        values: Vec<String>,
    },
    /// The type or format changed. The rule depends on the media type.
    Types { from: Types, to: Types },
    /// A property was added.
    Added(Access),
    /// A property was removed.
    Removed(Access),
    /// A property was removed together with the member of `allOf` that declared it.
    RemovedMember { access: Access, member: String },
    /// A property became required or optional.
    Required { now: bool, access: Access },
    /// `readOnly` or `writeOnly` changed.
    Mutability { stem: &'static str, access: Access },
    /// The deprecation or the stability level of a property changed.
    Lifecycle(Lifecycle),
}

/// How a property can be used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Access {
    pub required: bool,
    pub read_only: bool,
    pub write_only: bool,
    pub default: bool,
}

/// A change in the lifecycle of a property.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lifecycle {
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
