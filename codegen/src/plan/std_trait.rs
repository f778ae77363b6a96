//! The traits of the standard library that can be derived, and which types have them.

use std::collections::HashMap;

use super::model::{Model, ModelFile};
use super::ty::{Scope, Ty};
use crate::config::CrateConfig;
use crate::dependency::own_types;
use crate::rust_syntax::RustType;

/// A trait that a derive of the standard library implements if all fields have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StdTrait {
    Copy,
    Default,
    Eq,
    Hash,
    Ord,
    PartialOrd,
}

/// Why a type can't have a trait.
#[derive(Clone, Debug)]
pub(super) enum Reason {
    /// A field has a type without the trait: its name, and the type.
    Field(String, String),
    /// A field has a type of the user that is not known to have the trait: its name, the type, and the trait.
    OwnType(String, String, StdTrait),
    /// The variant for values that the API does not declare.
    Undeclared,
    /// A required field has no value that the document declares.
    Required,
}

impl Reason {
    pub fn sentence(&self) -> String {
        match self {
            Reason::Field(name, ty) => format!("`{name}` is `{ty}`, which does not implement it"),
            Reason::OwnType(name, ty, wanted) => {
                format!(
                    "`{name}` is `{ty}`, which is not known to implement it; if it does, add `traits = [\"{wanted:?}\"]` \
                     to its entry in `[crate.types]`"
                )
            }
            Reason::Undeclared => {
                "the variant for values that the API does not declare contains any JSON, which does not \
                 implement it"
                    .to_owned()
            }
            Reason::Required => "the type has required values".to_owned(),
        }
    }
}

impl StdTrait {
    /// The trait of a derive. `None` for those of other crates.
    pub fn of(derive: &str) -> Option<Self> {
        let name = ["std::", "core::"].iter().find_map(|root| {
            let path = derive.trim_start_matches("::").strip_prefix(root)?;
            path.rsplit("::").next()
        });
        Some(match name.unwrap_or(derive) {
            "Copy" => StdTrait::Copy,
            "Default" => StdTrait::Default,
            "Eq" => StdTrait::Eq,
            "Hash" => StdTrait::Hash,
            "Ord" => StdTrait::Ord,
            "PartialOrd" => StdTrait::PartialOrd,
            _ => return None,
        })
    }

    /// The types that can't have the trait, with the reason. A recursive type has it if all others in it do.
    pub fn reasons(self, files: &[ModelFile], config: &CrateConfig) -> HashMap<String, Reason> {
        let items = || files.iter().flat_map(|file| &file.items);
        let mut reasons: HashMap<String, Reason> = HashMap::new();
        loop {
            let found: Vec<(String, Reason)> = items()
                .filter(|item| !reasons.contains_key(item.name()))
                .filter_map(|item| {
                    Some((item.name().to_owned(), self.reason(item, &reasons, config)?))
                })
                .collect();
            if found.is_empty() {
                return reasons;
            }
            reasons.extend(found);
        }
    }

    fn reason(
        self,
        item: &Model,
        reasons: &HashMap<String, Reason>,
        config: &CrateConfig,
    ) -> Option<Reason> {
        if self == StdTrait::Default {
            let is_possible = item.has_default() || matches!(item, Model::Alias(_));
            return (!is_possible).then_some(Reason::Required);
        }
        let is_hashed = matches!(self, StdTrait::Eq | StdTrait::Hash);
        if let (Model::Enum(_) | Model::Union(_), false) = (item, is_hashed) {
            return Some(Reason::Undeclared);
        }
        let mut named = item.named_types().into_iter();
        let (name, ty) = named.find(|(_, ty)| !self.has(ty, reasons, config))?;
        let mut own = None;
        ty.each(&mut |inner| {
            if let (Ty::Foreign(path) | Ty::OwnMap(path, _), false) =
                (inner, self.is_own(inner, config))
            {
                own.get_or_insert(path);
            }
        });
        let name = name.to_owned();
        Some(match own {
            Some(path) => Reason::OwnType(name, path.clone(), self),
            None => Reason::Field(name, ty.text(Scope::Models)),
        })
    }

    /// Whether a type of the user is known or declared to have the trait.
    fn is_own(self, ty: &Ty, config: &CrateConfig) -> bool {
        let name = format!("{self:?}");
        let (Ty::Foreign(path) | Ty::OwnMap(path, _)) = ty else {
            return false;
        };
        let is_declared = |ty: &RustType| {
            let mut entries = config.own_types.values();
            entries.any(|own| {
                own.traits.contains(&name) && RustType::parse(&own.path).as_ref() == Some(ty)
            })
        };
        RustType::parse(path).is_some_and(|ty| own_types::implements(&ty, &name, &is_declared))
    }

    fn has(self, ty: &Ty, reasons: &HashMap<String, Reason>, config: &CrateConfig) -> bool {
        let is_hashed = matches!(self, StdTrait::Eq | StdTrait::Hash);
        let has = |inner: &Ty| self.has(inner, reasons, config);
        match ty {
            Ty::Model(name) => !reasons.contains_key(name),
            Ty::Foreign(_) => self.is_own(ty, config),
            Ty::Bool | Ty::Int(_) | Ty::Unit => true,
            Ty::F64 => matches!(self, StdTrait::Copy | StdTrait::PartialOrd),
            Ty::String | Ty::Runtime(_) => self != StdTrait::Copy,
            Ty::Json => is_hashed,
            Ty::Option(inner) | Ty::Into(inner) => has(inner),
            Ty::Vec(inner) | Ty::Map(inner) | Ty::Box(inner) => {
                self != StdTrait::Copy && has(inner)
            }
            Ty::OwnMap(_, inner) => self.is_own(ty, config) && has(inner),
            Ty::Tuple(items) => items.iter().all(has),
            Ty::Extra(_) | Ty::Local(_) | Ty::Bytes | Ty::Body | Ty::File => false,
        }
    }
}
