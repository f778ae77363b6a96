//! Connects the targets of `tests/fuzz` with libFuzzer.

pub use libfuzzer_sys;

use fuzz_targets::{Target, find, random};

/// The target with a name.
pub fn target(name: &str) -> &'static Target {
    find(name).unwrap_or_else(|| panic!("there is no target `{name}`"))
}

/// Changes an input in place: as the target does, or, one time out of four, as libFuzzer does. Returns its new size.
pub fn mutate(name: &str, data: &mut [u8], size: usize, max_size: usize, seed: u32) -> usize {
    let mut random = random(u64::from(seed));
    if random.below(4) == 0 {
        return libfuzzer_sys::fuzzer_mutate(data, size, max_size);
    }
    let changed = (target(name).mutate)(&data[..size], &mut random);
    let size = changed.len().min(max_size);
    data[..size].copy_from_slice(&changed[..size]);
    size
}

/// Declares the entry points of libFuzzer for a target.
#[macro_export]
macro_rules! target {
    ($name:literal) => {
        $crate::libfuzzer_sys::fuzz_target!(|data: &[u8]| ($crate::target($name).run)(data));

        $crate::libfuzzer_sys::fuzz_mutator!(|data: &mut [u8],
                                              size: usize,
                                              max_size: usize,
                                              seed: u32| {
            $crate::mutate($name, data, size, max_size, seed)
        });
    };
}
