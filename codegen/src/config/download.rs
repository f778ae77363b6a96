//! The key `spec`: a file, or a file that is downloaded from a URL.

use std::fmt;
use std::ops::Range;
use std::path::PathBuf;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use toml::Spanned;

/// Where a document is published. `oascribe fetch` downloads it; generating never does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Download {
    /// The URL of the document.
    pub url: String,
    /// The SHA-256 of the file that was downloaded, in hexadecimal digits.
    pub sha256: Option<String>,
    /// The bytes of the URL in the file, with its quotes.
    pub url_at: Range<usize>,
    /// The bytes of the digest in the file, with its quotes.
    pub sha256_at: Option<Range<usize>>,
}

/// The value of `spec`.
pub(super) struct SpecKeys {
    pub(super) file: PathBuf,
    pub(super) download: Option<Download>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TableKeys {
    file: PathBuf,
    url: Spanned<String>,
    sha256: Option<Spanned<String>>,
}

impl<'de> Deserialize<'de> for SpecKeys {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(SpecVisitor)
    }
}

struct SpecVisitor;

impl<'de> Visitor<'de> for SpecVisitor {
    type Value = SpecKeys;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a path, or a table with `file`, `url` and `sha256`")
    }

    fn visit_str<E: Error>(self, path: &str) -> Result<SpecKeys, E> {
        Ok(SpecKeys {
            file: PathBuf::from(path),
            download: None,
        })
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<SpecKeys, A::Error> {
        let keys = TableKeys::deserialize(MapAccessDeserializer::new(map))?;
        let TableKeys { file, url, sha256 } = keys;
        let download = Download {
            url_at: url.span(),
            url: url.into_inner(),
            sha256_at: sha256.as_ref().map(Spanned::span),
            sha256: sha256.map(Spanned::into_inner),
        };
        Ok(SpecKeys {
            file,
            download: Some(download),
        })
    }
}
