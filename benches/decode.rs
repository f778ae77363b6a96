//! Decoding and encoding speed of generated models, compared with the same models with serde's derive.
//!
//! `cargo bench --bench decode`
//!
//! In: a made-up page of backups. Out: megabytes per second of both, and the ratio. Before measuring, both must round-trip
//! the body exactly. Runs alternate, so a busy machine slows both.

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
    /// Fails if the type loses a part of the body, which would make it faster for the wrong reason.
    fn new(body: &'a str) -> Result<Self, Box<dyn Error>> {
        let value: T = serde_json::from_str(body)?;
        if serde_json::to_string(&value)? != body {
            let name = std::any::type_name::<T>();
            return Err(format!("{name} does not give back what it was given").into());
        }
        Ok(Subject { body, value })
    }

    /// Decodes the body from bytes, as the client does.
    fn decode(&self) -> serde_json::Result<Duration> {
        let bytes = black_box(self.body.as_bytes());
        let (time, value) = support::time(|| serde_json::from_slice::<T>(bytes));
        black_box(value?); // dropped outside the measured time
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

/// A page as the service sends it, with its properties in the order of the document.
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

/// The same models, written by hand with serde's derive.
///
/// They use the faster option where there is one: an unknown backup type is dropped, and a size must be a string without
/// escapes. The generated models keep the backup type and accept any form of the size. Both use the date-time type of the
/// generated crate, so the benchmark compares how objects are decoded.
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
}
