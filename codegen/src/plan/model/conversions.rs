//! The conversions into unions: `From` for the types that exactly one alternative has.
//!
//! In: the items of all types. Out: the same, with the conversions. Guaranteed: a conversion stays if the union grows,
//! because the lock records the alternative that has it.

use std::collections::{HashMap, HashSet};

use super::{Model, ModelFile, Union, UnionVariant, Values};
use crate::ir::VariantContent;
use crate::plan::names::Names;
use crate::plan::ty::{Scope, Ty};

/// The words of the lock.
const VALUE: &str = "value";
const TEXT: &str = "text";

/// Sets the conversions of all unions.
pub(super) fn set(files: &mut [ModelFile], names: &mut Names<'_>) {
    let sources = Sources::of(files);
    let unions = files.iter().flat_map(|file| &file.items);
    let unions = unions.filter_map(|item| match item {
        Model::Union(item) => Some((item.name.clone(), sources.conversions(item, names))),
        _ => None,
    });
    let mut conversions: HashMap<String, Conversions> = unions.collect();
    for item in files.iter_mut().flat_map(|file| &mut file.items) {
        let Model::Union(item) = item else { continue };
        let Some(Conversions { of_values, of_text }) = conversions.remove(&item.name) else {
            continue;
        };
        for (index, variant) in item.variants.iter().enumerate() {
            let words = match (of_values.contains(&index), of_text == Some(index)) {
                (true, true) => "value, text",
                (true, false) => VALUE,
                (false, true) => TEXT,
                (false, false) => continue,
            };
            names.lock_conversion(&variant.key, words);
        }
        item.from_values = of_values;
        item.from_text = of_text;
    }
}

/// The alternatives of one union that types convert to.
struct Conversions {
    of_values: Vec<usize>,
    /// The alternative for strings.
    of_text: Option<usize>,
}

/// The types that conversions depend on.
struct Sources {
    aliases: HashMap<String, Ty>,
    string_enums: HashSet<String>,
}

impl Sources {
    fn of(files: &[ModelFile]) -> Self {
        let (mut aliases, mut string_enums) = (HashMap::new(), HashSet::new());
        for item in files.iter().flat_map(|file| &file.items) {
            match item {
                Model::Alias(item) => drop(aliases.insert(item.name.clone(), item.ty.clone())),
                Model::Enum(item) if item.values == Values::Strings => {
                    string_enums.insert(item.name.clone());
                }
                Model::Enum(_) | Model::Struct(_) | Model::Union(_) => {}
            }
        }
        Sources {
            aliases,
            string_enums,
        }
    }

    fn conversions(&self, union: &Union, names: &Names<'_>) -> Conversions {
        let variants = || union.variants.iter().enumerate();
        let sources: Vec<Option<String>> = variants()
            .map(|(_, variant)| self.source(union, variant))
            .collect();
        let is_locked = |variant: &UnionVariant, word: &str| {
            let words = names.locked_conversion(&variant.key).unwrap_or_default();
            words.split(", ").any(|locked| locked == word)
        };
        let of_text = self.text(union, &sources, |variant| is_locked(variant, TEXT));
        let mut taken: HashSet<&str> = HashSet::new();
        if of_text.is_some() {
            taken.insert("String");
        }
        let mut of_values = Vec::new();
        for (index, variant) in variants() {
            if let Some(source) = &sources[index]
                && is_locked(variant, VALUE)
                && taken.insert(source)
            {
                of_values.push(index);
            }
        }
        for (index, source) in sources.iter().enumerate() {
            let Some(source) = source else { continue };
            let same = sources.iter().flatten().filter(|other| *other == source);
            if same.count() == 1 && !of_values.contains(&index) && taken.insert(source) {
                of_values.push(index);
            }
        }
        of_values.sort_unstable();
        Conversions { of_values, of_text }
    }

    /// The alternative for strings: the locked one, or the only string, or else the only enum of strings.
    fn text(
        &self,
        union: &Union,
        sources: &[Option<String>],
        is_locked: impl Fn(&UnionVariant) -> bool,
    ) -> Option<usize> {
        let is_string = |index: &usize| sources[*index].as_deref() == Some("String");
        let is_enum = |index: &usize| {
            let ty = self.behind(union.variants[*index].ty.unboxed());
            let variant = &union.variants[*index];
            let is_unit =
                variant.unit.is_some() || matches!(variant.content, VariantContent::Property(_));
            !is_unit && matches!(ty, Ty::Model(name) if self.string_enums.contains(name))
        };
        let all = || 0..union.variants.len();
        let takes_text = |index: &usize| is_string(index) || is_enum(index);
        let mut locked = all().filter(|index| is_locked(&union.variants[*index]));
        if let Some(locked) = locked.find(takes_text) {
            return Some(locked);
        }
        let strings: Vec<usize> = all().filter(is_string).collect();
        let enums: Vec<usize> = all().filter(is_enum).collect();
        match (strings.as_slice(), enums.as_slice()) {
            ([only], _) | ([], [only]) => Some(*only),
            _ => None,
        }
    }

    /// The type that converts to an alternative, without aliases. Returns `None` if a conversion could be another one:
    /// of the union itself, of your own types, and of what is `null` or any JSON.
    fn source(&self, union: &Union, variant: &UnionVariant) -> Option<String> {
        // A value that is in a property is not the variant itself.
        if variant.unit.is_some() || matches!(variant.content, VariantContent::Property(_)) {
            return None;
        }
        let source = self.without_aliases(variant.ty.unboxed())?;
        let is_union = matches!(&source, Ty::Model(name) if *name == union.name);
        let is_excluded = is_union || matches!(source, Ty::Option(_) | Ty::Json);
        (!is_excluded).then(|| source.text(Scope::Surface))
    }

    /// The type with every alias replaced. Returns `None` for your own types, which may be equal to others.
    fn without_aliases(&self, ty: &Ty) -> Option<Ty> {
        let inner = |ty: &Ty| Some(Box::new(self.without_aliases(ty)?));
        Some(match self.behind(ty) {
            Ty::Foreign(_) => return None,
            Ty::Option(ty) => Ty::Option(inner(ty)?),
            Ty::Vec(ty) => Ty::Vec(inner(ty)?),
            Ty::Map(ty) => Ty::Map(inner(ty)?),
            Ty::OwnMap(path, ty) => Ty::OwnMap(path.clone(), inner(ty)?),
            Ty::Box(ty) => Ty::Box(inner(ty)?),
            Ty::Tuple(items) => {
                let items = items.iter().map(|item| self.without_aliases(item));
                Ty::Tuple(items.collect::<Option<_>>()?)
            }
            other => other.clone(),
        })
    }

    /// The type behind aliases, which have no cycles here.
    fn behind<'t>(&'t self, mut ty: &'t Ty) -> &'t Ty {
        for _ in 0..=self.aliases.len() {
            ty = match ty {
                Ty::Into(inner) => inner,
                Ty::Model(name) => match self.aliases.get(name) {
                    Some(target) => target,
                    None => break,
                },
                _ => break,
            };
        }
        ty
    }
}
