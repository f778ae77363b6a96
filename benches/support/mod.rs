//! What the benchmarks share: when to run, and the middle of many times.

use std::time::{Duration, Instant};

/// Did `cargo bench` start this program?
///
/// `cargo test --all-targets` starts it too, without the argument `--bench`: tests are not for measuring, so it then
/// says how to run it, and has passed.
pub fn asked(name: &str) -> bool {
    let asked = std::env::args().any(|argument| argument == "--bench");
    if !asked {
        println!("nothing is measured: run `cargo bench --bench {name}`");
    }
    asked
}

/// How long it takes, once.
pub fn time<T>(run: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let result = run();
    (start.elapsed(), result)
}

/// The time in the middle, which a busy moment of the machine doesn't move; zero of no times.
pub fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
