//! Decoding and encoding speed of generated models, compared with the same models with serde's derive.
//!
//! `cargo bench --bench decode`
//!
//! In: a made-up page of backups. Out: megabytes per second of both, and the ratio. Before measuring, both must round-trip
//! the body exactly. Runs alternate, so a busy machine slows both.

#[path = "support/backups.rs"]
mod backups;
#[path = "support/derived.rs"]
mod derived;
mod support;

use std::error::Error;
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
    let body = backups::page(BACKUPS)?;
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
