//! The facts of a page, whatever its format.
//!
//! All formats return these types. Each fact has its span. Facts contain nothing of a format's notation, and
//! contradictions between pages are not resolved yet.

mod constraint;
mod field;
mod page;

pub use constraint::{Constraint, ConstraintSource, Keyword, Target};
pub use field::{
    Cardinality, EnumValue, ExclusiveGroup, Field, Message, Primitive, RequiredForm, Requirement,
    Type,
};
pub use page::{
    Content, Host, HostPart, HttpMethod, Method, MethodLink, Page, Resource, ResponseSection,
    SpannedText,
};
