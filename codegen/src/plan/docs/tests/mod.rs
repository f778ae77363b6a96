//! Examples, and properties that hold for any text.

mod cases;
mod fragments;
mod properties;
