//! Whether one schema admits every value that another one admits.
//!
//! Schemas are compared by their values and not as they are written: `allOf` is an intersection, `oneOf` and `anyOf` are
//! unions, and `null` is one of the types. `oneOf` is read like `anyOf`: authors rarely mean that a value must not match
//! a second alternative. Two conventions of evolving APIs apply: senders do not send properties that their own schema
//! does not declare, and read-only (write-only) properties are not sent in requests (responses).

mod arrays;
mod expand;
mod mode;
mod multiples;
mod objects;
mod prover;
mod scalars;
mod shape;
mod side;
mod split;
mod subschemas;
mod unchanged;
mod values;
mod verdict;

pub use mode::{Direction, Loose, Mode, Sub};
pub use multiples::{common, step};
pub use objects::Object;
pub use prover::Prover;
pub use shape::{Shape, Types};
pub use values::{is_in_range, is_within};
pub use verdict::Verdict;
