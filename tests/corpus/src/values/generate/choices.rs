//! Choices between the options of a schema.

use std::collections::HashMap;
use std::ptr;

/// Takes the options of each schema in turn, so that a few values use all of them. Everything else is random, from a fixed
/// seed: the same schemas give the same values.
pub struct Choices {
    state: u64,
    /// How often an option was chosen, by the address of the schema and by what is chosen.
    turns: HashMap<(usize, &'static str), usize>,
}

impl Choices {
    pub fn new(seed: u64) -> Self {
        let turns = HashMap::new();
        Self { state: seed, turns }
    }

    /// Returns the next of `count` options, in turn.
    pub fn turn<T>(&mut self, schema: &T, what: &'static str, count: usize) -> usize {
        let turn = self.turns.entry((ptr::from_ref(schema).addr(), what));
        let turn = turn.or_default();
        *turn += 1;
        (*turn - 1) % count.max(1)
    }

    /// Returns a number below `count`: the generator SplitMix64.
    pub fn below(&mut self, count: usize) -> usize {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        let high = u32::try_from((mixed ^ (mixed >> 31)) >> 32).unwrap_or_default();
        high as usize % count.max(1)
    }
}
