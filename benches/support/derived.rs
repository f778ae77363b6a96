//! The models of a list of backups, written by hand with serde's derive.
//!
//! They use the faster option where there is one: an unknown backup type is dropped, and a size must be a string without
//! escapes. The generated models keep the backup type and accept any form of the size. Both use the date-time type of the
//! generated crate, so the benchmarks compare how objects are decoded.

use generated::DateTime;
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ListBackupsResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    backups: Option<Vec<Backup>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_page_token: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Backup {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    folder_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    created_at: Option<DateTime>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source_cluster_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    started_at: Option<DateTime>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source_shard_names: Option<Vec<String>>,
    #[serde(
        default,
        with = "integer_text",
        skip_serializing_if = "Option::is_none"
    )]
    size: Option<i64>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    type_: Option<BackupType>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
enum BackupType {
    Automated,
    Manual,
    #[serde(other)]
    Unknown,
}

/// An integer sent as a string.
mod integer_text {
    use serde::de::{Deserialize, Deserializer, Error};
    use serde::ser::Serializer;

    pub fn deserialize<'de, D: Deserializer<'de>>(source: D) -> Result<Option<i64>, D::Error> {
        let text = Option::<&str>::deserialize(source)?;
        text.map(str::parse).transpose().map_err(D::Error::custom)
    }

    pub fn serialize<S: Serializer>(value: &Option<i64>, sink: S) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => sink.collect_str(value),
            None => sink.serialize_none(),
        }
    }
}
