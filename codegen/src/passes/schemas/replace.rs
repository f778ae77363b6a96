//! Replaces schemas by Rust types of the user (`replace` in the configuration). The plan reports entries that match
//! nothing, because it knows which types are used.

use crate::diag::Diagnostics;
use crate::ir::{Api, Kind};
use crate::passes::Context;

pub fn run(api: &mut Api, context: &Context<'_>, _: &mut Diagnostics) {
    let replace = &context.config.replace;
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
