//! Schemas from samples.
//!
//! In: all samples of one value. Out: the schema that admits them all. A format or `nullable` is inferred only if all
//! samples agree or one is `null`; `required` never is.

use super::json::{Json, Value, is_integer};
use super::schema::{Kind, Primitive, Property, Schema};
use crate::span::Span;

/// The schema of some samples. `why` names them: `the response sample`.
pub fn from_samples(samples: &[&Json], why: &str, at: Span) -> Schema {
    let at = samples.first().map_or(at, |sample| sample.at);
    let (nulls, values): (Vec<&Json>, Vec<&Json>) = samples
        .iter()
        .partition(|sample| sample.value == Value::Null);
    let mut schema = of_values(&values, why, at);
    if !nulls.is_empty() && !values.is_empty() {
        schema.nullable = true;
        schema.infer("nullable", format!("`null` in {why}"));
    }
    schema
}

fn of_values(values: &[&Json], why: &str, at: Span) -> Schema {
    let mut names: Vec<&str> = values.iter().map(|value| value.type_name()).collect();
    names.sort_unstable();
    names.dedup();
    if names == ["integer", "number"] {
        names = vec!["number"];
    }
    let mut schema = match names[..] {
        [] => {
            let mut schema = Schema::any(at);
            schema.infer("type", format!("unknown: no value in {why}"));
            return schema;
        }
        ["boolean"] => Schema::primitive(Primitive::Boolean, at),
        ["integer"] => Schema::primitive(Primitive::Integer, at),
        ["number"] => Schema::primitive(Primitive::Number, at),
        ["string"] => string(values, why, at),
        ["array"] => {
            let items: Vec<&Json> = values.iter().flat_map(|value| value.items()).collect();
            Schema::new(Kind::List(Box::new(from_samples(&items, why, at))), at)
        }
        ["object"] => object(values, why, at),
        _ => return several(values, &names, why, at),
    };
    schema.infer("type", format!("from {why}"));
    schema
}

fn several(values: &[&Json], names: &[&str], why: &str, at: Span) -> Schema {
    let of = |name: &&str| {
        let some = values.iter().filter(|value| value.type_name() == *name);
        of_values(&some.copied().collect::<Vec<_>>(), why, at)
    };
    let mut schema = Schema::new(Kind::AnyOf(names.iter().map(of).collect()), at);
    schema.infer("anyOf", format!("{} in {why}", names.join(" and ")));
    schema
}

fn string(values: &[&Json], why: &str, at: Span) -> Schema {
    let mut schema = Schema::primitive(Primitive::String, at);
    if let Some(format) = common_format(values) {
        schema.format = Some(format.to_owned());
        schema.infer("format", format!("all values in {why} have it"));
    }
    schema
}

/// The format that all strings have.
pub fn common_format(values: &[&Json]) -> Option<&'static str> {
    let texts: Option<Vec<&str>> = values.iter().map(|value| value.as_str()).collect();
    let texts = texts.filter(|texts| !texts.is_empty())?;
    let all = |is: fn(&str) -> bool| texts.iter().all(|text| is(text));
    match () {
        () if all(is_date_time) => Some("date-time"),
        () if all(is_date) => Some("date"),
        () if all(is_uuid) => Some("uuid"),
        () => None,
    }
}

fn object(values: &[&Json], why: &str, at: Span) -> Schema {
    let keys = || values.iter().flat_map(|value| value.entries());
    let is_id = |key: &str| is_uuid(key) || is_integer(key);
    if keys().next().is_some() && keys().all(|(key, _)| is_id(key)) {
        let inner: Vec<&Json> = keys().map(|(_, value)| value).collect();
        let mut schema = Schema::new(Kind::Map(Box::new(from_samples(&inner, why, at))), at);
        schema.infer(
            "additionalProperties",
            format!("the keys in {why} are identifiers"),
        );
        return schema;
    }
    Schema::new(Kind::Object(properties(values, why, at, &[])), at)
}

/// The properties of objects that are not known yet.
pub fn properties(values: &[&Json], why: &str, at: Span, known: &[Property]) -> Vec<Property> {
    let mut out: Vec<Property> = Vec::new();
    for (key, _) in values.iter().flat_map(|value| value.entries()) {
        let is = |property: &Property| property.name == *key;
        if known.iter().any(is) || out.iter().any(is) {
            continue;
        }
        let own: Vec<&Json> = values.iter().filter_map(|value| value.get(key)).collect();
        out.push(Property {
            name: key.clone(),
            required: false,
            schema: from_samples(&own, why, at),
        });
    }
    out
}

fn is_uuid(text: &str) -> bool {
    let lengths = text.split('-').map(str::len);
    lengths.eq([8, 4, 4, 4, 12])
        && text
            .chars()
            .all(|char| char.is_ascii_hexdigit() || char == '-')
}

fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts[..] else {
        return false;
    };
    year.len() == 4
        && number(year, 4, 0..=9999)
        && number(month, 2, 1..=12)
        && number(day, 2, 1..=31)
}

/// A timestamp of RFC 3339.
fn is_date_time(text: &str) -> bool {
    let Some((date, time)) = text.split_once('T') else {
        return false;
    };
    let (time, zoned) = match (time.strip_suffix('Z'), time.rfind(['+', '-'])) {
        (Some(time), _) => (time, true),
        (None, Some(at)) => {
            let zone: Vec<&str> = time[at + 1..].split(':').collect();
            let valid = matches!(zone[..], [hours, minutes]
                if number(hours, 2, 0..=23) && number(minutes, 2, 0..=59));
            (&time[..at], valid)
        }
        (None, None) => (time, false),
    };
    let (time, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let parts: Vec<&str> = time.split(':').collect();
    let valid = matches!(parts[..], [hours, minutes, seconds]
        if number(hours, 2, 0..=23) && number(minutes, 2, 0..=59) && number(seconds, 2, 0..=60));
    let digits = !fraction.is_empty() && fraction.chars().all(|char| char.is_ascii_digit());
    zoned && valid && digits && is_date(date)
}

fn number(text: &str, length: usize, range: std::ops::RangeInclusive<u16>) -> bool {
    let digits = text.len() == length && text.chars().all(|char| char.is_ascii_digit());
    digits && text.parse().is_ok_and(|number| range.contains(&number))
}
