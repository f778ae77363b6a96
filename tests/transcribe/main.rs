//! Pages in, documents out: the command on pages of our own, and on real ones where they are at hand.
//!
//! `tests/transcribe/cases/<case>/pages` gives `expected.yaml` and `said.txt`. To accept a change:
//! `BLESS=1 cargo test --test transcribe`.

mod bad;
mod cases;
mod check;
mod diff;
mod facts;
mod generations;
mod grammar;
mod overlay;
mod real;
mod run;
mod update;
