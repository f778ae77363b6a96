//! What must hold for every input.
//!
//! A [`Target`] is a function of bytes that panics if a property does not hold, with a function that changes an input so
//! that it stays similar to a real one. Three programs run the targets: libFuzzer (`fuzz/`), the runner for stable Rust
//! (`src/main.rs`), and the test that replays the seeds (`tests/replay.rs`).

#![forbid(unsafe_code)]

pub mod input;
mod mutate;
mod parts;
mod targets;

pub use mutate::Mutate;
pub use targets::{TARGETS, Target, find};

use oascribe_test_support::random::Random;

/// The random numbers of a seed.
pub fn random(seed: u64) -> Random {
    Random::new(seed)
}
