//! The keys of an `oascribe.toml`.
//!
//! In: TOML. Out: tables with the spans of keys and values, for [`super::parse`]. Guaranteed: an unknown key is an
//! error.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Deserialize;
use toml::Spanned;

use super::download::SpecKeys;
use super::{
    Deny, Edition, ForSchemas, Mode, OwnType, Package, Paging, Poll, RequiredProperties,
    UnknownProperties, Unused,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FileKeys {
    #[serde(default, rename = "crate")]
    pub(super) crates: Vec<Spanned<CrateKeys>>,
    #[serde(default)]
    pub(super) diff: DiffKeys,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct DiffKeys {
    pub(super) severity: BTreeMap<String, String>,
    pub(super) ignore: Option<PathBuf>,
    pub(super) deprecation_days_stable: u32,
    pub(super) deprecation_days_beta: u32,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct ResponsesKeys {
    pub(super) required: ForSchemas<RequiredProperties>,
}

/// A table with the spans of its keys.
pub(super) type Table<T> = BTreeMap<Spanned<String>, T>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct CrateKeys {
    pub(super) spec: Option<Spanned<SpecKeys>>,
    pub(super) pages: Option<Spanned<Vec<PathBuf>>>,
    #[serde(default)]
    pub(super) hosts: Table<String>,
    pub(super) changelog: Option<Spanned<PathBuf>>,
    #[serde(default)]
    pub(super) overlays: Vec<PathBuf>,
    #[serde(default)]
    pub(super) allow_files: Vec<PathBuf>,
    pub(super) out: Option<Spanned<PathBuf>>,
    pub(super) name: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) package: PackageKeys,
    #[serde(default)]
    pub(super) mode: Mode,
    pub(super) deny: Option<Deny>,
    pub(super) own_modules: Option<Vec<Spanned<String>>>,
    pub(super) features: Option<Spanned<Vec<Spanned<String>>>>,
    #[serde(default)]
    pub(super) schemas: Vec<Spanned<String>>,
    pub(super) unused: Option<Unused>,
    #[serde(default)]
    pub(super) include: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) exclude: Vec<Spanned<String>>,
    pub(super) group_features: Option<Spanned<bool>>,
    pub(super) idempotency_header: Option<Spanned<String>>,
    pub(super) keep_old_names: Option<u64>,
    pub(super) keep_removed: Option<KeepRemovedKeys>,
    #[serde(default)]
    pub(super) responses: ResponsesKeys,
    #[serde(default)]
    pub(super) unknown_properties: ForSchemas<UnknownProperties>,
    #[serde(default)]
    pub(super) merge_null: ForSchemas<bool>,
    #[serde(default)]
    pub(super) derives: Table<Vec<String>>,
    #[serde(default)]
    pub(super) attributes: Table<Vec<Spanned<String>>>,
    #[serde(default)]
    pub(super) types: Table<Spanned<OwnType>>,
    #[serde(default)]
    pub(super) dependencies: Table<toml::Value>,
    #[serde(default)]
    pub(super) paging: Table<Paging>,
    #[serde(default)]
    pub(super) poll: Table<Poll>,
    #[serde(default)]
    pub(super) names: Table<String>,
    #[serde(default)]
    pub(super) strip_prefix: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) groups: Table<String>,
    #[serde(default)]
    pub(super) unify: Table<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KeepRemovedKeys {
    pub(super) of: PathBuf,
    pub(super) since: Spanned<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct PackageKeys {
    pub(super) version: Option<Spanned<String>>,
    pub(super) license: Option<String>,
    pub(super) edition: Option<Edition>,
    pub(super) rust_version: Option<String>,
    pub(super) description: Option<String>,
    pub(super) repository: Option<String>,
    pub(super) homepage: Option<String>,
    pub(super) documentation: Option<String>,
    pub(super) readme: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) keywords: Vec<String>,
    pub(super) categories: Vec<String>,
    pub(super) publish: Option<bool>,
}

impl From<PackageKeys> for Package {
    fn from(keys: PackageKeys) -> Self {
        Package {
            version: keys.version.map(Spanned::into_inner),
            license: keys.license,
            edition: keys.edition,
            rust_version: keys.rust_version,
            description: keys.description,
            repository: keys.repository,
            homepage: keys.homepage,
            documentation: keys.documentation,
            readme: keys.readme,
            authors: keys.authors,
            keywords: keys.keywords,
            categories: keys.categories,
            publish: keys.publish,
        }
    }
}
