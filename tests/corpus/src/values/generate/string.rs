//! Strings.

use serde_json::Value;

use super::members::Members;
use super::{Generator, pattern};

const PLAIN: &[&str] = &[
    "a",
    "",
    "Gr\u{fc}\u{df}e \u{2713} \u{1d11e}",
    "0",
    "null",
    "a \"quoted\" \\ line\nand another",
    "UPPER_CASE",
];

impl<'s> Generator<'s> {
    pub(super) fn string(&mut self, members: &Members<'s>) -> Option<Value> {
        let (least, most) = members.lengths("minLength", "maxLength");
        let most = most.unwrap_or(usize::MAX);
        let fits = |text: &String| (least..=most).contains(&text.chars().count());
        if let Some(expression) = members.keyword("pattern").find_map(Value::as_str) {
            let mut samples = [0, 1, 2, 4, 8, 16, 32].into_iter();
            let sample = samples.find_map(|more| {
                let more = more.max(least.min(64).saturating_sub(8));
                pattern::sample(expression, &mut self.choices, more).filter(fits)
            });
            return sample.map(Value::String);
        }
        let formats = members.keyword("format").filter_map(Value::as_str);
        let samples = formats.filter_map(samples).next().unwrap_or(PLAIN);
        let turn = self
            .choices
            .turn(*members.all.first()?, "string", samples.len());
        let mut text: String = samples.get(turn)?.chars().take(most).collect();
        for _ in text.chars().count()..least.min(10_000) {
            text.push('z');
        }
        Some(Value::String(text))
    }
}

/// Values of a format.
fn samples(format: &str) -> Option<&'static [&'static str]> {
    Some(match format {
        "date" => &["2024-02-29", "1970-01-01", "9999-12-31"],
        "date-time" => &[
            "2024-02-29T23:59:59Z",
            "1985-04-12T23:20:50.52Z",
            "1996-12-19T16:39:57-08:00",
            "2020-01-01T00:00:00.123456789+05:30",
        ],
        "time" => &["23:20:50Z", "23:20:50.52+01:00"],
        "duration" => &["P1D", "PT36H", "P3Y6M4DT12H30M5S", "P2W"],
        "uuid" => &[
            "f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
            "F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6",
        ],
        "uri" | "url" | "iri" | "uri-reference" => &["https://example.com/a?b=c#d", "urn:x:y"],
        "email" | "idn-email" => &["a@example.com", "first.last+tag@sub.example.org"],
        "hostname" | "idn-hostname" => &["example.com", "a-b.example"],
        "ipv4" | "ip" => &["192.0.2.1", "0.0.0.0"],
        "ipv6" => &["2001:db8::1", "::"],
        "byte" | "base64" => &["aGk=", "", "AP8Q"],
        "regex" => &["^a+$"],
        "json-pointer" => &["/a/b", ""],
        "int64" => &["0", "9223372036854775807", "-9223372036854775808"],
        "uint64" => &["0", "18446744073709551615"],
        "int32" | "uint32" | "integer" => &["0", "12"],
        "decimal" | "double" | "float" | "number" => &["0.5", "12", "-1.25"],
        _ => return None,
    })
}
