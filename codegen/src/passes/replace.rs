//! Schemas that the user has a Rust type for. Entries that match nothing are said when names are given, which is when
//! it is known what is used.

use super::Choices;
use crate::diag::Diagnostics;
use crate::ir::{Api, Kind};

pub(super) fn run(api: &mut Api, choices: &Choices<'_>, _: &mut Diagnostics) {
    let replace = &choices.config.replace;
    if replace.is_empty() {
        return;
    }
    for ty in &mut api.types {
        if let Some(path) = replace.get(&ty.at.to_string())
            && !matches!(ty.kind, Kind::Dropped)
        {
            ty.kind = Kind::Foreign(path.clone());
        }
    }
}
