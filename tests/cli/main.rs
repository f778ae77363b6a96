//! The command as users run it: exit codes, texts, and what happens to files.

mod check;
mod files;
mod generate;
mod other;
mod output;
mod overlays;
mod place;
mod project;
mod released;
