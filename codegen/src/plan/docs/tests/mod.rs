//! What texts become, and the laws that hold for all of them.

mod cases;
mod laws;
mod pieces;
