//! The public items of the runtime that a crate contains.

use oascribe_runtime::source::SURFACE;

use crate::plan::Parts;
use crate::surface::{self, Item};

/// Adds the items of the parts that the crate has, with the cargo features that they need.
pub(super) fn add(parts: &Parts, items: &mut Vec<Item>) {
    for item in surface::parse(SURFACE).unwrap_or_default() {
        if let Some(features) = needed(&item.features, parts) {
            items.push(item.with_features(&features));
        }
    }
}

/// The conditions that are left to the users of the crate. Returns `None` if one of them is never true.
fn needed(conditions: &[String], parts: &Parts) -> Option<Vec<String>> {
    let mut left = Vec::new();
    for condition in conditions {
        match decide(condition, parts) {
            Verdict::Always => {}
            Verdict::Never => return None,
            Verdict::With(features) => left.push(features),
        }
    }
    Some(left)
}

/// When a condition is true.
enum Verdict {
    Always,
    Never,
    /// With these cargo features.
    With(String),
}

/// Decides on a feature, or on alternatives: `reqwest or blocking`.
fn decide(condition: &str, parts: &Parts) -> Verdict {
    let mut left = Vec::new();
    for alternative in condition.split(" or ") {
        let names: Vec<&str> = alternative.split(" and ").collect();
        let decided: Vec<_> = names.iter().map(|name| parts.decide(name)).collect();
        if decided.contains(&Some(false)) {
            continue;
        }
        let names = names.iter().zip(decided);
        let names: Vec<&str> = names
            .filter(|(_, decided)| decided.is_none())
            .map(|(name, _)| *name)
            .collect();
        if names.is_empty() {
            return Verdict::Always;
        }
        left.push(names.join(" and "));
    }
    match left.is_empty() {
        true => Verdict::Never,
        false => Verdict::With(left.join(" or ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_valid() {
        let items = surface::parse(SURFACE).unwrap();
        assert_eq!(surface::print(&items), SURFACE);
    }

    #[test]
    fn items_of_missing_parts_are_left_out() {
        let parts = Parts::default();
        assert_eq!(needed(&[], &parts), Some(Vec::new()));
        assert_eq!(needed(&["paging".to_owned()], &parts), None);
        assert_eq!(needed(&["paging or blocking".to_owned()], &parts), None);
    }
}
