//! The TOML form of the choices.
//!
//! In: TOML. Out: tables whose keys and values know where they stand, for [`super::parse`] to check.
//! Guaranteed: an unknown key is an error.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Deserialize;
use toml::Spanned;

use super::paging::PagingKeys;
use super::{Deny, Edition, Mode, Package, Paging, Poll};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FileForm {
    #[serde(default, rename = "crate")]
    pub(super) crates: Vec<Spanned<CrateForm>>,
    #[serde(default)]
    pub(super) diff: DiffForm,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct DiffForm {
    pub(super) severity: BTreeMap<String, String>,
    pub(super) ignore: Option<PathBuf>,
    pub(super) deprecation_days_stable: u32,
    pub(super) deprecation_days_beta: u32,
}

/// A table whose keys know where they stand.
pub(super) type Table<T> = BTreeMap<Spanned<String>, T>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct CrateForm {
    pub(super) spec: Option<Spanned<PathBuf>>,
    pub(super) pages: Option<Spanned<Vec<PathBuf>>>,
    #[serde(default)]
    pub(super) hosts: Table<String>,
    pub(super) changelog: Option<Spanned<PathBuf>>,
    #[serde(default)]
    pub(super) overlays: Vec<PathBuf>,
    pub(super) out: Option<Spanned<PathBuf>>,
    pub(super) name: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) package: PackageForm,
    #[serde(default)]
    pub(super) mode: ModeForm,
    #[serde(default)]
    pub(super) deny: DenyForm,
    pub(super) features: Option<Spanned<Vec<String>>>,
    #[serde(default)]
    pub(super) types: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) include: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) exclude: Vec<Spanned<String>>,
    pub(super) group_features: Option<Spanned<bool>>,
    pub(super) keep_old_names: Option<u64>,
    pub(super) keep_removed: Option<KeepRemovedForm>,
    #[serde(default)]
    pub(super) derives: Table<Vec<String>>,
    #[serde(default)]
    pub(super) replace: Table<Spanned<String>>,
    #[serde(default)]
    pub(super) dependencies: Table<toml::Value>,
    #[serde(default)]
    pub(super) paging: Table<PagingForm>,
    #[serde(default)]
    pub(super) poll: Table<PollForm>,
    #[serde(default)]
    pub(super) names: Table<String>,
    #[serde(default)]
    pub(super) groups: Table<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KeepRemovedForm {
    pub(super) of: PathBuf,
    pub(super) since: Spanned<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct PackageForm {
    pub(super) version: Option<Spanned<String>>,
    pub(super) license: Option<String>,
    pub(super) edition: Option<EditionForm>,
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

#[derive(Deserialize)]
pub(super) enum EditionForm {
    #[serde(rename = "2021")]
    E2021,
    #[serde(rename = "2024")]
    E2024,
}

#[derive(Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(super) enum ModeForm {
    #[default]
    Crate,
    Module,
    Models,
}

/// An entry of the file denies what is left out unless it says otherwise: who keeps a crate in
/// step with a document wants to know when a part of it is missing.
#[derive(Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum DenyForm {
    Nothing,
    #[default]
    Skipped,
    Warnings,
}

/// An entry that has been checked while it was read.
#[derive(Deserialize)]
#[serde(try_from = "PagingKeys")]
pub(super) struct PagingForm(Paging);

impl TryFrom<PagingKeys> for PagingForm {
    type Error = &'static str;

    fn try_from(keys: PagingKeys) -> Result<Self, &'static str> {
        keys.try_into().map(PagingForm)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PollForm {
    pub(super) operation: String,
    pub(super) id: String,
    pub(super) done: String,
    pub(super) error: Option<String>,
}

impl From<PackageForm> for Package {
    fn from(form: PackageForm) -> Self {
        Package {
            version: form.version.map(Spanned::into_inner),
            license: form.license,
            edition: form.edition.map(|edition| match edition {
                EditionForm::E2021 => Edition::E2021,
                EditionForm::E2024 => Edition::E2024,
            }),
            rust_version: form.rust_version,
            description: form.description,
            repository: form.repository,
            homepage: form.homepage,
            documentation: form.documentation,
            readme: form.readme,
            authors: form.authors,
            keywords: form.keywords,
            categories: form.categories,
            publish: form.publish,
        }
    }
}

impl From<ModeForm> for Mode {
    fn from(form: ModeForm) -> Self {
        match form {
            ModeForm::Crate => Mode::Crate,
            ModeForm::Module => Mode::Module,
            ModeForm::Models => Mode::Models,
        }
    }
}

impl From<DenyForm> for Deny {
    fn from(form: DenyForm) -> Self {
        match form {
            DenyForm::Nothing => Deny::Nothing,
            DenyForm::Skipped => Deny::Skipped,
            DenyForm::Warnings => Deny::Warnings,
        }
    }
}

impl From<PagingForm> for Paging {
    fn from(form: PagingForm) -> Self {
        form.0
    }
}

impl From<PollForm> for Poll {
    fn from(form: PollForm) -> Self {
        Poll {
            operation: form.operation,
            id: form.id,
            done: form.done,
            error: form.error,
        }
    }
}
