//! Passes over single types: `null`, `allOf`, unions, names and replacements.

pub(super) mod all_of;
pub(super) mod bases;
pub(super) mod constraints;
pub(super) mod contents;
mod discriminating_keys;
mod discriminator_values;
pub(super) mod equal;
mod equal_variants;
mod forms;
pub(super) mod inline_types;
mod intersection;
pub(super) mod listed_children;
pub(super) mod merge_null;
pub(super) mod merged_alternatives;
mod nested_constants;
pub(super) mod nullability;
mod only_alternatives;
mod overlapping;
pub(super) mod patterns;
pub(super) mod replace;
pub(super) mod required;
pub(super) mod responses;
pub(super) mod simplify;
pub(super) mod unions;
pub(super) mod unit_variants;
mod uses;
pub(super) mod variant_names;
