//! Decoding and encoding speed of nested tagged unions, compared with serde's internally tagged enums.
//!
//! `cargo bench -p oascribe-runtime --no-default-features --features models --bench unions`
//!
//! In: made-up drawings, whose frames are nested. Out: microseconds of both, and the ratio. Before measuring, both must
//! round-trip the drawing. Runs alternate, so a busy machine slows both.
#![recursion_limit = "256"]
#![allow(dead_code, unused_imports, unused_macros)] // the benchmark uses a part of the runtime

// The client expects an API.
#[cfg(feature = "client")]
#[path = "../tests/sdk/api/mod.rs"]
mod api;
#[path = "unions/derived.rs"]
mod derived;
#[path = "unions/drawing.rs"]
mod drawing;
#[cfg(feature = "client")]
#[path = "../tests/sdk/models/mod.rs"]
mod models;
#[path = "../src/support/mod.rs"]
mod runtime;
#[path = "../../benches/support/mod.rs"]
mod support;
#[path = "unions/table.rs"]
mod table;

use std::error::Error;
use std::hint::black_box;
use std::time::Duration;

use drawing::TagAt;
use serde::Serialize;
use serde::de::DeserializeOwned;

const DEPTHS: [usize; 4] = [10, 20, 40, 55];
const ROUNDS: usize = 301;

fn main() -> Result<(), Box<dyn Error>> {
    if !support::asked("unions") {
        return Ok(());
    }
    println!("microseconds, medians of {ROUNDS} rounds");
    println!(
        "{:<8}{:>6}{:>7}{:>10}{:>10}{:>14}",
        "", "depth", "kB", "table", "derive", "table/derive"
    );
    for tag_at in [TagAt::Start, TagAt::Middle, TagAt::End] {
        println!("the tag is at the {tag_at:?} of each object");
        for depth in DEPTHS {
            measure(&drawing::nested(depth, tag_at), depth)?;
        }
    }
    Ok(())
}

fn measure(body: &str, depth: usize) -> Result<(), Box<dyn Error>> {
    let table = Subject::<table::Node>::new(body)?;
    let derive = Subject::<derived::Node>::new(body)?;
    let mut times = [(); 4].map(|()| Vec::with_capacity(ROUNDS));
    for number in 0..ROUNDS {
        // The second one finds memory that was just used, so each is the second one in half of the rounds.
        let [decode, encode] = match number % 2 == 0 {
            true => [
                [table.decode()?, derive.decode()?],
                [table.encode()?, derive.encode()?],
            ],
            false => {
                let derive = [derive.decode()?, derive.encode()?];
                let table = [table.decode()?, table.encode()?];
                [[table[0], derive[0]], [table[1], derive[1]]]
            }
        };
        let round = [decode[0], decode[1], encode[0], encode[1]];
        for (times, time) in times.iter_mut().zip(round) {
            times.push(time);
        }
    }
    let [decode_table, decode_derive, encode_table, encode_derive] = times.map(support::median);
    row("decode", depth, body, decode_table, decode_derive);
    row("encode", depth, body, encode_table, encode_derive);
    Ok(())
}

fn row(name: &str, depth: usize, body: &str, table: Duration, derive: Duration) {
    let micros = |time: Duration| time.as_secs_f64() * 1e6;
    println!(
        "{name:<8}{depth:>6}{:>7.1}{:>10.1}{:>10.1}{:>13.2}×",
        body.len() as f64 / 1e3,
        micros(table),
        micros(derive),
        table.as_secs_f64() / derive.as_secs_f64(),
    );
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
        let expected: serde_json::Value = serde_json::from_str(body)?;
        if serde_json::to_value(&value)? != expected {
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
