//! Defaults of the document → Rust expressions.
//!
//! In: a type and a default as JSON. Out: an expression of the type, or nothing if the default is no value of it or too
//! large for an expression: then the caller passes the value.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::model::{Model, ModelFile};
use super::ty::{Scope, Ty};
use crate::ir::{Int, Literal};

/// The types that expressions depend on.
pub(super) struct DefaultValues<'m> {
    aliases: HashMap<&'m str, &'m Ty>,
    enums: HashSet<&'m str>,
    /// The values of enums, and those variants of unions that are strings.
    variants: HashMap<&'m str, Vec<(Literal, &'m str)>>,
}

impl<'m> DefaultValues<'m> {
    pub fn of(files: &'m [ModelFile]) -> Self {
        let mut aliases = HashMap::new();
        let mut enums = HashSet::new();
        let mut variants = HashMap::new();
        for item in files.iter().flat_map(|file| &file.items) {
            match item {
                Model::Alias(item) => drop(aliases.insert(item.name.as_str(), &item.ty)),
                Model::Enum(item) => {
                    let all = item.variants.iter();
                    let all = all.map(|one| (one.literal.clone(), one.name.as_str()));
                    enums.insert(item.name.as_str());
                    variants.insert(item.name.as_str(), all.collect());
                }
                Model::Union(item) => {
                    // The other units are objects with a tag.
                    let variants_of_text = item.variants.iter().filter(|_| item.tag.is_none());
                    let units = variants_of_text.filter_map(|one| {
                        let text = one.unit.as_ref()?.text.clone();
                        Some((Literal::String(text), one.name.as_str()))
                    });
                    variants.insert(item.name.as_str(), units.collect());
                }
                Model::Struct(_) => {}
            }
        }
        DefaultValues {
            aliases,
            enums,
            variants,
        }
    }

    /// The variants of an enum of values, which may have a name of its own.
    pub fn enumeration(&self, ty: &Ty) -> Option<Vec<&'m str>> {
        let (Ty::Model(_) | Ty::Into(_), Ty::Model(name)) = (ty, self.behind(ty)) else {
            return None;
        };
        let (name, variants) = self.variants.get_key_value(name.as_str())?;
        let variants = variants.iter().map(|(_, variant)| *variant);
        self.enums.contains(name).then(|| variants.collect())
    }

    /// The expression of a default.
    pub fn expression(&self, ty: &Ty, default: &str, scope: Scope) -> Option<String> {
        let value: Value = serde_json::from_str(default).ok()?;
        self.value(ty, &value, scope)
    }

    fn value(&self, ty: &Ty, value: &Value, scope: Scope) -> Option<String> {
        Some(match (self.behind(ty), value) {
            (Ty::Option(_), Value::Null) => "None".to_owned(),
            (Ty::Option(inner), value) => format!("Some({})", self.value(inner, value, scope)?),
            (Ty::String, Value::String(text)) => format!("{text:?}.into()"),
            (Ty::Bool, Value::Bool(flag)) => flag.to_string(),
            (Ty::Int(int), Value::Number(number)) => {
                let number = i128::from(number.as_i64()?);
                range(*int).contains(&number).then(|| number.to_string())?
            }
            (Ty::F64, Value::Number(number)) => format!("{:?}", number.as_f64()?),
            (Ty::Vec(_), Value::Array(items)) if items.is_empty() => "Vec::new()".to_owned(),
            (Ty::Model(name), value) => {
                let variants = self.variants.get(name.as_str())?;
                let (_, variant) = variants
                    .iter()
                    .find(|(literal, _)| equals(literal, value))?;
                format!("{}::{variant}", Ty::Model(name.clone()).text(scope))
            }
            _ => return None,
        })
    }

    /// The type behind aliases, which have no cycles here.
    fn behind<'t>(&self, mut ty: &'t Ty) -> &'t Ty
    where
        'm: 't,
    {
        for _ in 0..=self.aliases.len() {
            ty = match ty {
                Ty::Into(inner) => inner,
                Ty::Model(name) => match self.aliases.get(name.as_str()) {
                    Some(target) => *target,
                    None => break,
                },
                _ => break,
            };
        }
        ty
    }
}

fn equals(literal: &Literal, value: &Value) -> bool {
    match literal {
        Literal::String(text) => value.as_str() == Some(text),
        Literal::Int(number) => value.as_i64() == Some(*number),
        Literal::Float(number) => value
            .as_f64()
            .is_some_and(|it| it.to_bits() == number.to_bits()),
        Literal::Bool(flag) => value.as_bool() == Some(*flag),
    }
}

fn range(int: Int) -> std::ops::RangeInclusive<i128> {
    match int {
        Int::I8 => i8::MIN.into()..=i8::MAX.into(),
        Int::I16 => i16::MIN.into()..=i16::MAX.into(),
        Int::I32 => i32::MIN.into()..=i32::MAX.into(),
        Int::I64 => i64::MIN.into()..=i64::MAX.into(),
        Int::U8 => 0..=u8::MAX.into(),
        Int::U16 => 0..=u16::MAX.into(),
        Int::U32 => 0..=u32::MAX.into(),
        Int::U64 => 0..=u64::MAX.into(),
    }
}
