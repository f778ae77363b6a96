//! `transcribe` and `update`: the command on our own pages, and on real pages if they are available.
//!
//! The pages are those of `transcribe/tests/cases/`. To accept a change: `BLESS=1 cargo test --test transcribe`.

mod bad;
mod check;
mod diff;
mod drafts;
mod overlay;
mod real;
mod run;
mod update;
