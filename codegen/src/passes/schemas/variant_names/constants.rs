//! Properties with one possible value.

use std::collections::{BTreeMap, BTreeSet};

use super::word::word;
use crate::ir::{Api, Literal, Union};
use crate::passes::schemas::discriminating_keys::constants;

/// The usual names of properties that say what an object is.
const KINDS: [&str; 4] = ["type", "kind", "object", "event"];

/// A property of a variant with one possible value.
pub(super) struct Constant {
    property: String,
    value: Literal,
}

impl Constant {
    /// The name that the value gives. A value that is no word is named together with its property.
    pub fn words(&self) -> Option<String> {
        let Constant { property, value } = self;
        match value {
            Literal::String(text) => match word(text) {
                Some(text) => Some(text.to_owned()),
                None => word(&format!("{property} {text}")).map(str::to_owned),
            },
            Literal::Int(number) => Some(format!("{property} {number}")),
            Literal::Bool(true) => Some(property.clone()),
            Literal::Bool(false) => Some(format!("not {property}")),
            Literal::Float(_) => None,
        }
    }
}

/// The constants of each variant, in the order of their names.
pub(super) fn of_variants(api: &Api, union: &Union) -> Vec<Vec<Constant>> {
    let variants = union.variants.iter().map(|variant| {
        let fields = api.object(&variant.ty).map(|object| object.fields.iter());
        let fields = fields.into_iter().flatten();
        let constants = fields.filter_map(|field| match constants(api, &field.ty)?.as_slice() {
            [only] => Some(Constant {
                property: field.wire.clone(),
                value: only.clone(),
            }),
            _ => None,
        });
        let mut constants: Vec<Constant> = constants.collect();
        constants.sort_by(|one, other| one.property.cmp(&other.property));
        constants
    });
    variants.collect()
}

/// The properties that have another value in each variant that has them, in at least two. The best ones come first.
pub(super) fn telling(all: &[Vec<Constant>]) -> Vec<String> {
    let mut values: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for constant in all.iter().flatten() {
        let values = values.entry(&constant.property).or_default();
        values.push(format!("{:?}", constant.value));
    }
    let is_distinct = |values: &Vec<String>| {
        let distinct: BTreeSet<&String> = values.iter().collect();
        values.len() > 1 && distinct.len() == values.len()
    };
    values.retain(|_, values| is_distinct(values));
    let mut telling: Vec<_> = values.into_iter().collect();
    let rank = |property: &str| KINDS.iter().position(|kind| *kind == property);
    telling.sort_by_key(|(property, values)| {
        let rank = rank(property).unwrap_or(KINDS.len());
        (std::cmp::Reverse(values.len()), rank)
    });
    let properties = telling.into_iter();
    properties
        .map(|(property, _)| property.to_owned())
        .collect()
}

/// The constant of a property.
pub(super) fn find<'c>(constants: &'c [Constant], property: &str) -> Option<&'c Constant> {
    constants.iter().find(|it| it.property == property)
}
