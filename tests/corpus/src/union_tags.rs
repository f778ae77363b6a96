//! Tags that unions write: the types of the variants have no field for them.

use std::collections::HashMap;

use oascribe_codegen::Planned;
use oascribe_codegen::ir::{Kind, Shape, Tagging, VariantContent};

/// The tag for each such type, by the path of the type. A value that is read as the type alone, and not as the union, loses it.
pub fn of_types(planned: &Planned) -> HashMap<String, String> {
    let mut found = HashMap::new();
    for ty in &planned.api.types {
        let Kind::Union(union) = &ty.kind else {
            continue;
        };
        let Tagging::Tagged { property, .. } = &union.tagging else {
            continue;
        };
        for variant in &union.variants {
            let Shape::Named(id) = &variant.ty.shape else {
                continue;
            };
            let at = planned.api.ty(*id).at.to_string();
            let name = planned.krate.lock.types.get(&at);
            if let (VariantContent::BesideTag(_), Some(name)) = (&variant.content, name) {
                found.insert(format!("models::{name}"), property.clone());
            }
        }
    }
    found
}
