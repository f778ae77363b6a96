//! Unions → enums.

use super::planner::{NameRequest, Planner, strings};
use super::types::{codec, nullable_type, probe};
use super::{Union, UnionVariant, Unit};
use crate::diag::Diagnostics;
use crate::ir::{self, Ref, Scalar, Shape, Tagging, VariantContent};
use crate::plan::docs::Comment;
use crate::plan::ident::{Use, ident, words};
use crate::plan::names::Names;
use crate::plan::scope::{Case, Scope};

impl Planner<'_> {
    pub(super) fn union(
        &self,
        union: &ir::Union,
        names: &mut Names<'_>,
        diags: &mut Diagnostics,
    ) -> Union {
        let mut scope = Scope::new(Case::Sensitive);
        let wanted = self.wanted_variants(union);
        // A variant with the name of its type keeps it when the type is renamed, because variants have no aliases.
        let requests: Vec<_> = union
            .variants
            .iter()
            .zip(&wanted)
            .map(|(variant, wanted)| {
                let key = self.variant_key(variant);
                let is_type_name = variant.key.is_empty();
                let old_key = names.old_type_name(&key).filter(|_| is_type_name);
                let old_key = old_key.map(str::to_owned);
                NameRequest::new(key, wanted, &variant.at, old_key)
            })
            .collect();
        let unknown = self.unknown(&requests, names);
        scope.reserve(unknown, "the variant for values that match no schema");
        let idents = self.names_of(&requests, Use::Variant, &mut scope, names, diags);
        let (tag, untagged) = match &union.tagging {
            Tagging::Tagged { property, untagged } => (Some(property.clone()), *untagged),
            Tagging::Probed | Tagging::Undecided => (None, None),
        };
        self.lock_tags(union, names);
        let named = idents.into_iter().zip(self.keys_of(&requests));
        let variants = union.variants.iter().zip(named);
        let variants = variants.map(|(variant, (name, key))| self.variant(variant, name, key));
        Union {
            name: self.name(),
            docs: self.docs(),
            deprecated: self.api.ty(self.id).docs.deprecated.clone(),
            derives: strings(&["Clone", "Debug", "PartialEq"]),
            attributes: Vec::new(),
            untagged,
            variants: variants.collect(),
            unknown: unknown.to_owned(),
            rows: rows(union, tag.is_some()),
            tag,
            from_values: Vec::new(),
            from_text: None,
        }
    }

    fn variant(&self, variant: &ir::Variant, name: String, key: String) -> UnionVariant {
        UnionVariant {
            name,
            key,
            unit: variant.unit.as_ref().map(unit),
            docs: Comment::of(&variant.docs),
            content: variant.content.clone(),
            constructor: None,
            ty: nullable_type(self.api, self.type_names, &variant.ty),
            codec: codec(self.api, &variant.ty),
            tags: variant.tags.clone(),
            probe: probe(&variant.probe),
            forms: variant.forms.clone(),
        }
    }

    /// Locks the tags that types don't declare: if they do later, `new` sets them.
    fn lock_tags(&self, union: &ir::Union, names: &mut Names<'_>) {
        let Tagging::Tagged { property, .. } = &union.tagging else {
            return;
        };
        for variant in &union.variants {
            if let (VariantContent::BesideTag(_), [tag], Some(id)) = (
                &variant.content,
                variant.tags.as_slice(),
                variant.ty.named(),
            ) {
                let key = self.api.ty(id).property_key(property);
                names.lock_constant(&key, &serde_json::Value::from(tag.as_str()).to_string());
            }
        }
    }

    /// The wanted names: the words of the variant, or else the name of its type without that of the union.
    fn wanted_variants(&self, union: &ir::Union) -> Vec<String> {
        let own = self.type_names.name(self.id);
        let wanted = union.variants.iter().map(|variant| {
            let full = match variant.name.as_str() {
                "" => self.type_words(&variant.ty),
                name => name.to_owned(),
            };
            let short = match (variant.name.as_str(), variant.ty.named()) {
                ("", Some(_)) => without(&full, own).map(str::to_owned),
                _ => None,
            };
            (short, full)
        });
        let wanted: Vec<(Option<String>, String)> = wanted.collect();
        let idents = wanted.iter().map(|(short, full)| {
            let short = short.iter().chain([full]);
            short.map(|words| ident(words, Use::Variant)).collect()
        });
        let idents: Vec<Vec<String>> = idents.collect();
        let is_unique = |index: usize| {
            let mut others = idents.iter().enumerate().filter(|(at, _)| *at != index);
            !others.any(|(_, others)| others.contains(&idents[index][0]))
        };
        let wanted = wanted.iter().enumerate();
        let wanted = wanted.map(|(index, (short, full))| match short {
            Some(short) if is_unique(index) => short.clone(),
            _ => full.clone(),
        });
        wanted.collect()
    }

    /// The last part of a variant's key in the lock: what it is, or the name of its type.
    pub(super) fn variant_key(&self, variant: &ir::Variant) -> String {
        match variant.key.as_str() {
            "" => self.type_words(&variant.ty),
            key => key.to_owned(),
        }
    }

    /// The name of a type in words.
    pub(super) fn type_words(&self, edge: &Ref) -> String {
        match &edge.shape {
            Shape::Named(id) => self.type_names.name(*id).to_owned(),
            Shape::Scalar(Scalar::Foreign(id)) => self.api.foreign(*id).name().to_owned(),
            Shape::Scalar(Scalar::Bool) => "Boolean".to_owned(),
            Shape::Scalar(Scalar::Int(_)) => "Integer".to_owned(),
            Shape::Scalar(Scalar::Float) => "Number".to_owned(),
            Shape::Scalar(Scalar::Date) => "Date".to_owned(),
            Shape::Scalar(Scalar::DateTime) => "DateTime".to_owned(),
            Shape::Scalar(Scalar::Duration) => "Duration".to_owned(),
            Shape::Scalar(
                Scalar::String | Scalar::Binary | Scalar::IntString(_) | Scalar::Base64,
            ) => "Text".to_owned(),
            Shape::List(item) => match &item.shape {
                Shape::Any => "List".to_owned(),
                _ => format!("{} list", self.type_words(item)),
            },
            Shape::Tuple(_) => "Tuple".to_owned(),
            Shape::Map(value) => match &value.shape {
                Shape::Any => "Object".to_owned(),
                _ => format!("{} map", self.type_words(value)),
            },
            Shape::Any => "Json".to_owned(),
        }
    }
}

/// The order in which variants are tried: by generality, unless a tag selects one.
fn rows(union: &ir::Union, is_tagged: bool) -> Vec<usize> {
    let mut rows: Vec<usize> = (0..union.variants.len()).collect();
    if !is_tagged {
        rows.sort_by_key(|row| union.variants[*row].generality);
    }
    rows
}

fn unit(value: &ir::EnumValue) -> Unit {
    Unit {
        text: value.literal.to_string(),
        docs: Comment::of(&value.docs),
        deprecated: value.deprecated.clone(),
    }
}

/// A name without the words of another one, which may be around it: `ChatSystemMessage` in `ChatMessage` is `System`.
/// Returns `None` if nothing that can be a name remains.
fn without<'n>(name: &'n str, other: &str) -> Option<&'n str> {
    let (own, other) = (words(name), words(other));
    let pairs = own.iter().zip(&other);
    let before = pairs.take_while(|(one, other)| one == other).count();
    let pairs = own.iter().rev().zip(other.iter().rev());
    let after = pairs.take_while(|(one, other)| one == other).count();
    if other.is_empty() || before + after < other.len() || own.len() <= other.len() {
        return None;
    }
    // A word can be common at both ends.
    let after = after.min(other.len() - before);
    let len = |words: &[String]| words.iter().map(String::len).sum::<usize>();
    let start = len(&own[..before]);
    let end = start + len(&own[before..own.len() - after]);
    let mut letters = name
        .char_indices()
        .filter(|(_, letter)| letter.is_ascii_alphanumeric());
    let (start, first) = letters.clone().nth(start)?;
    let (last, _) = letters.nth(end.checked_sub(1)?)?;
    first.is_ascii_alphabetic().then(|| &name[start..=last])
}

#[cfg(test)]
mod tests {
    use super::without;

    #[test]
    fn the_name_of_the_union_is_not_repeated() {
        let table = [
            ("PetCat", "Pet", Some("Cat")),
            ("CatPet", "Pet", Some("Cat")),
            ("ChatSystemMessage", "ChatMessage", Some("System")),
            ("Pet", "Pet", None),
            ("PetCat", "PetOwner", None),
            ("Pet2", "Pet", None),
            ("PetPet", "Pet", Some("Pet")),
            ("Cat", "Pet", None),
            ("UserOAuthToken", "UserToken", Some("OAuth")),
        ];
        for (name, union, expected) in table {
            assert_eq!(without(name, union), expected, "{name} in {union}");
        }
    }
}
