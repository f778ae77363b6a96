//! Shared by the benchmarks: when to run, and medians.

use std::time::{Duration, Instant};

/// Whether `cargo bench` started this program.
///
/// `cargo test --all-targets` starts it without the argument `--bench`. Tests do not measure, so it then prints how to
/// run the benchmark and passes.
pub fn asked(name: &str) -> bool {
    let asked = std::env::args().any(|argument| argument == "--bench");
    if !asked {
        println!("nothing is measured: run `cargo bench --bench {name}`");
    }
    asked
}

/// Measures one run.
#[allow(dead_code)] // benches/calls.rs measures CPU time
pub fn time<T>(run: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let result = run();
    (start.elapsed(), result)
}

/// Returns the median, or zero if there are no times.
#[allow(dead_code)] // benches/load.rs counts calls and memory
pub fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
