//! Examples, and properties that hold for any text.

mod cases;
mod comments;
mod fragments;
mod properties;
