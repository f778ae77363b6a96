//! Passes over the graph of types: cycles, recursion, and reachability.

pub(super) mod alias_cycles;
pub(super) mod boxing;
pub(super) mod recursive_aliases;
pub(super) mod recursive_tuples;
pub(super) mod required_recursion;
pub(super) mod scc;
pub(super) mod self_referential_unions;
pub(super) mod usage;
