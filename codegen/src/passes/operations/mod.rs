//! Passes over operations: ids, selection, bodies, parameters, paging, streaming, polling and groups.

pub(super) mod bodies;
pub(super) mod groups;
pub(super) mod ids;
mod lookup;
pub(super) mod paging;
pub(super) mod parameters;
pub(super) mod polling;
pub(super) mod select;
pub(super) mod streaming;
