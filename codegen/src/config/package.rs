//! The `[package]` table of a generated manifest.

use serde::Deserialize;

/// The `[package]` table of a generated manifest.
///
/// ```
/// # use oascribe_codegen::{Edition, Package};
/// let package = Package::new().version("0.1.0").license("MIT").edition(Edition::E2024);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Package {
    /// `version`. Default: the version of the API, if it is one that Cargo accepts.
    pub version: Option<String>,
    /// `license`.
    pub license: Option<String>,
    /// `edition`. Default: 2024, whose resolver chooses dependencies that build with `rust-version`.
    pub edition: Option<Edition>,
    /// `rust-version`. Default: the oldest version that generated code compiles with.
    pub rust_version: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `repository`.
    pub repository: Option<String>,
    /// `homepage`.
    pub homepage: Option<String>,
    /// `documentation`.
    pub documentation: Option<String>,
    /// `readme`.
    pub readme: Option<String>,
    /// `authors`.
    pub authors: Vec<String>,
    /// `keywords`.
    pub keywords: Vec<String>,
    /// `categories`.
    pub categories: Vec<String>,
    /// `publish`: `false` prevents publishing to a registry.
    pub publish: Option<bool>,
}

macro_rules! setters {
    ($($key:literal $field:ident;)*) => {
        $(
            #[doc = concat!("Sets `", $key, "`.")]
            #[must_use]
            pub fn $field(mut self, value: impl Into<String>) -> Self {
                self.$field = Some(value.into());
                self
            }
        )*
    };
}

macro_rules! list_setters {
    ($($field:ident;)*) => {
        $(
            #[doc = concat!("Sets `", stringify!($field), "`.")]
            #[must_use]
            pub fn $field(mut self, values: impl IntoIterator<Item = impl Into<String>>) -> Self {
                self.$field = values.into_iter().map(Into::into).collect();
                self
            }
        )*
    };
}

impl Package {
    /// Returns a table without any key.
    pub fn new() -> Self {
        Package::default()
    }

    setters! {
        "version" version;
        "license" license;
        "rust-version" rust_version;
        "description" description;
        "repository" repository;
        "homepage" homepage;
        "documentation" documentation;
        "readme" readme;
    }

    list_setters! {
        authors;
        keywords;
        categories;
    }

    /// Sets `edition`.
    #[must_use]
    pub fn edition(mut self, edition: Edition) -> Self {
        self.edition = Some(edition);
        self
    }

    /// Sets `publish`.
    #[must_use]
    pub fn publish(mut self, publish: bool) -> Self {
        self.publish = Some(publish);
        self
    }
}

/// The Rust edition of a generated crate.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[non_exhaustive]
pub enum Edition {
    /// Rust 2021.
    #[serde(rename = "2021")]
    E2021,
    /// Rust 2024.
    #[serde(rename = "2024")]
    #[default]
    E2024,
}

impl Edition {
    /// Returns the edition as it is written in a manifest.
    pub fn as_str(self) -> &'static str {
        match self {
            Edition::E2021 => "2021",
            Edition::E2024 => "2024",
        }
    }
}
