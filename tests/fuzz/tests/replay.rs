//! Replays the seeds of all targets, and a few random changes of them.

use fuzz_targets::{TARGETS, input};

/// Random changes for each target. More run with `cargo run --release -p oascribe-fuzz-targets`.
const CHANGES: u64 = 60;

#[test]
fn seeds_have_all_properties() {
    for target in TARGETS {
        let seeds = input::seeds(target);
        assert!(!seeds.is_empty(), "{} has no seeds", target.name);
        for (path, seed) in &seeds {
            eprintln!("{}: {}", target.name, path.display());
            (target.run)(seed);
        }
    }
}

#[test]
fn changed_seeds_have_all_properties() {
    for target in TARGETS {
        let seeds = input::seeds(target);
        for number in 0..CHANGES {
            eprintln!("{}: input {number}", target.name);
            (target.run)(&input::input(target, &seeds, number));
        }
    }
}
