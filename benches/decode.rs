//! How fast the generated models read and write JSON, against the same models with serde's derive.
//!
//! `cargo bench --bench decode`
//!
//! In: a page of backups, made up. Out: megabytes a second for both, and how many times the derive's speed the table
//! reaches. Guaranteed: both give back the bytes they were given before anything is measured, and they take turns, so
//! that a busy machine slows both.

mod support;

use std::error::Error;
use std::fmt::Write;
use std::hint::black_box;
use std::time::Duration;

use generated::models::ListBackupsResponse;
use serde::Serialize;
use serde::de::DeserializeOwned;

const BACKUPS: usize = 1_000;
const ROUNDS: usize = 501;

fn main() -> Result<(), Box<dyn Error>> {
    if !support::asked("decode") {
        return Ok(());
    }
    let body = body()?;
    let table = Subject::<ListBackupsResponse>::new(&body)?;
    let derive = Subject::<derived::ListBackupsResponse>::new(&body)?;
    let mut times = [(); 4].map(|()| Vec::with_capacity(ROUNDS));
    for _ in 0..ROUNDS {
        let round = [
            table.decode()?,
            derive.decode()?,
            table.encode()?,
            derive.encode()?,
        ];
        for (times, time) in times.iter_mut().zip(round) {
            times.push(time);
        }
    }
    let [decode_table, decode_derive, encode_table, encode_derive] = times.map(support::median);
    println!(
        "{BACKUPS} backups, {} kB; medians of {ROUNDS} rounds",
        body.len() / 1_000
    );
    println!(
        "{:<8}{:>12}{:>12}{:>16}",
        "", "table", "derive", "table/derive"
    );
    println!("{}", row("decode", &body, decode_table, decode_derive));
    println!("{}", row("encode", &body, encode_table, encode_derive));
    Ok(())
}

/// A type under measurement, with a body and the value of it.
struct Subject<'a, T> {
    body: &'a str,
    value: T,
}

impl<'a, T: Serialize + DeserializeOwned> Subject<'a, T> {
    /// A type that loses any of the body would win for the wrong reason: it is turned away.
    fn new(body: &'a str) -> Result<Self, Box<dyn Error>> {
        let value: T = serde_json::from_str(body)?;
        if serde_json::to_string(&value)? != body {
            let name = std::any::type_name::<T>();
            return Err(format!("{name} does not give back what it was given").into());
        }
        Ok(Subject { body, value })
    }

    /// Reads the body as the client does: from bytes.
    fn decode(&self) -> serde_json::Result<Duration> {
        let bytes = black_box(self.body.as_bytes());
        let (time, value) = support::time(|| serde_json::from_slice::<T>(bytes));
        black_box(value?); // dropped outside the time
        Ok(time)
    }

    fn encode(&self) -> serde_json::Result<Duration> {
        let value = black_box(&self.value);
        let (time, bytes) = support::time(|| serde_json::to_vec(value));
        black_box(bytes?);
        Ok(time)
    }
}

fn row(name: &str, body: &str, table: Duration, derive: Duration) -> String {
    let speed =
        |time: Duration| format!("{:.0} MB/s", body.len() as f64 / time.as_secs_f64() / 1e6);
    let ratio = derive.as_secs_f64() / table.as_secs_f64();
    format!(
        "{name:<8}{:>12}{:>12}{ratio:>15.2}×",
        speed(table),
        speed(derive)
    )
}

/// A page as the service sends it, with its members in the order of the description.
fn body() -> Result<String, std::fmt::Error> {
    let mut body = String::from(r#"{"backups":["#);
    for number in 0..BACKUPS {
        let comma = if number == 0 { "" } else { "," };
        let (hour, minute) = (number / 60 % 24, number % 60);
        let size = 1_000_003 * (number + 1);
        let kind = if number % 7 == 0 {
            "MANUAL"
        } else {
            "AUTOMATED"
        };
        write!(
            body,
            concat!(
                r#"{comma}{{"id":"c9qlk4v13uq79r9c{number:04}:54fs3b9","folderId":"b1gqs1teo2q2a4vnmi2t","#,
                r#""createdAt":"2024-02-29T{hour:02}:{minute:02}:30.123456789Z","#,
                r#""sourceClusterId":"c9qlk4v13uq79r9cgcku","startedAt":"2024-02-29T{hour:02}:{minute:02}:00Z","#,
                r#""sourceShardNames":["rs01","rs{number:02}"],"size":"{size}","type":"{kind}"}}"#,
            ),
            comma = comma,
            number = number,
            hour = hour,
            minute = minute,
            size = size,
            kind = kind,
        )?;
    }
    body.push_str(r#"],"nextPageToken":"MTAwMA"}"#);
    Ok(body)
}

/// The same models as a person would write them on serde's derive.
///
/// Where the derive has a choice, it gets the faster one: an unknown type of backup is forgotten and a size has to be
/// text without escapes, while the generated models keep the one and take any form of the other. Times are the
/// generated crate's own: what is compared is how objects are read.
mod derived {
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

    /// An integer that travels as text.
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
}
