//! Numbers and strings.

use std::collections::BTreeSet;

use oascribe_codegen::read::Schema;

use super::multiples;
use super::shape::{Shape, Types};
use super::verdict::Verdict;

/// Formats of numbers, each of which includes those before it.
const NUMBERS: [&str; 4] = ["int32", "int64", "float", "double"];

/// Formats of strings without common values.
pub const STRINGS: &[&str] = &[
    "binary",
    "byte",
    "date",
    "date-time",
    "duration",
    "email",
    "hostname",
    "idn-email",
    "ipv4",
    "ipv6",
    "time",
    "uri",
    "uuid",
];

/// Formats that do not constrain values.
const NOTES: &[&str] = &["password", ""];

/// The keywords of lower and of upper bounds. Upper bounds are lower bounds of the negated numbers.
const LIMITS: [([&str; 2], f64); 2] = [
    (["minimum", "exclusiveMinimum"], 1.0),
    (["maximum", "exclusiveMaximum"], -1.0),
];

/// A lower bound, and whether it is allowed itself.
type Bound = Option<(f64, bool)>;

/// Whether all numbers of one schema are numbers of the other.
pub fn numbers(sub: &Shape<'_>, sup: &Shape<'_>, of: Types) -> Verdict {
    let is_integer = of == Types::INTEGER;
    let step = multiples::step(sub, of);
    let ends = LIMITS.map(|(keywords, sign)| {
        let own = bound(sub, keywords, sign, is_integer);
        own.map(|own| multiples::first(own, step))
    });
    if is_nothing(ends, of) {
        return Verdict::Yes;
    }
    for ((keywords, sign), own) in LIMITS.into_iter().zip(ends) {
        let is_within = match (own, bound(sup, keywords, sign, is_integer)) {
            (_, None) => true,
            (None, Some(_)) => false,
            (Some((own, own_in)), Some((limit, limit_in))) => {
                own > limit || own == limit && (limit_in || !own_in)
            }
        };
        if !is_within {
            return Verdict::no(format!("`{}`", keywords[0]));
        }
    }
    let only = match ends {
        [Some((least, _)), Some((most, _))] if least == -most => Some(least),
        _ => None,
    };
    // Of two multiples in sequence, one is no multiple of anything that the step is not a multiple of.
    let is_multiple = |factor: &f64| {
        let is_of = |number: f64| *factor != 0.0 && (number / factor).fract() == 0.0;
        step.is_some_and(is_of) || only.is_some_and(is_of)
    };
    if !sup.numbers("multipleOf").iter().all(is_multiple) {
        return Verdict::no("`multipleOf`");
    }
    // The formats that include all numbers have the highest ranks.
    let rank = |shape: &Shape<'_>| {
        let formats = shape.texts("format").into_iter();
        formats
            .filter_map(|format| NUMBERS.iter().position(|it| *it == format))
            .min()
    };
    let is_within = match (rank(sub), rank(sup)) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(own), Some(limit)) => own <= limit,
    };
    match is_within {
        true => Verdict::Yes,
        false => Verdict::no("`format`"),
    }
}

/// Whether no number is within some bounds. The second one is that of the negated numbers.
fn is_nothing(ends: [Bound; 2], of: Types) -> bool {
    let [Some((least, least_in)), Some((most, most_in))] = ends else {
        return false;
    };
    let is_one = least == -most;
    let is_excluded = !least_in || !most_in || of == Types::FRACTION && least.fract() == 0.0;
    least > -most || is_one && is_excluded
}

/// The lower bound of the numbers, or of the negated numbers.
fn bound(shape: &Shape<'_>, keywords: [&str; 2], sign: f64, is_integer: bool) -> Bound {
    let [inclusive, exclusive] = keywords.map(|keyword| {
        let numbers = shape.numbers(keyword).into_iter();
        numbers.map(|number| number * sign).reduce(f64::max)
    });
    let inclusive = inclusive.map(|it| (it, true));
    let exclusive = exclusive.map(|it| (it, false));
    let round = |(it, is_in): (f64, bool)| match (is_integer, is_in) {
        (false, _) => (it, is_in),
        (true, true) => (it.ceil(), true),
        (true, false) => (it.floor() + 1.0, true),
    };
    let stricter = |one: (f64, bool), other: (f64, bool)| match one.0 > other.0 {
        true => one,
        false if one.0 < other.0 => other,
        false => (one.0, one.1 && other.1),
    };
    let bounds = [inclusive, exclusive].into_iter().flatten();
    bounds.map(round).reduce(stricter)
}

/// Whether all strings of one schema are strings of the other.
pub fn strings(sub: &Shape<'_>, sup: &Shape<'_>) -> Verdict {
    let least = |shape: &Shape<'_>| shape.largest("minLength").unwrap_or(0.0);
    let most = |shape: &Shape<'_>| shape.smallest("maxLength").unwrap_or(f64::INFINITY);
    if least(sub) < least(sup) {
        return Verdict::no("`minLength`");
    }
    if most(sub) > most(sup) {
        return Verdict::no("`maxLength`");
    }
    let patterns = formats(sub, sup).and(|| patterns(sub, sup));
    patterns.and(|| contents(sub, sup))
}

fn patterns(sub: &Shape<'_>, sup: &Shape<'_>) -> Verdict {
    let (own, mut wanted) = (sub.texts("pattern"), sup.texts("pattern"));
    wanted.retain(|pattern| !is_any_pattern(pattern) && !own.contains(pattern));
    match (wanted.is_empty(), own.iter().all(|it| is_any_pattern(it))) {
        (true, _) => Verdict::Yes,
        (false, true) => Verdict::no("`pattern`"),
        (false, false) => Verdict::unknown("`pattern`"),
    }
}

/// Whether a pattern matches every string.
pub fn is_any_pattern(pattern: &str) -> bool {
    matches!(
        pattern,
        "" | "^" | "$" | ".*" | "^.*" | ".*$" | "^.*$" | "^[\\s\\S]*$" | "[\\s\\S]*"
    )
}

fn formats(sub: &Shape<'_>, sup: &Shape<'_>) -> Verdict {
    let (own, wanted) = (string_formats(sub), string_formats(sup));
    let mut missing = wanted.difference(&own);
    let Some(missing) = missing.next() else {
        return Verdict::Yes;
    };
    let is_known = |format: &&str| STRINGS.contains(format);
    match own.is_empty() || own.iter().any(is_known) && is_known(missing) {
        true => Verdict::no("`format`"),
        false => Verdict::unknown("`format`"),
    }
}

/// The formats that constrain strings.
fn string_formats<'d>(shape: &Shape<'d>) -> BTreeSet<&'d str> {
    let formats = shape
        .parts
        .iter()
        .map(|part| Schema::new(part.node).format());
    let is_constraint = |format: &&str| {
        let is_of_number = NUMBERS.contains(format)
            || matches!(*format, "boolean" | "integer" | "number" | "string");
        !is_of_number && !NOTES.contains(format)
    };
    formats.filter(is_constraint).collect()
}

/// The keywords about the content of strings. Where a format states them, they are compared as formats.
fn contents(sub: &Shape<'_>, sup: &Shape<'_>) -> Verdict {
    for keyword in ["contentEncoding", "contentMediaType"] {
        let is_format = |shape: &Shape<'_>| {
            let formats = string_formats(shape);
            formats.contains("byte") || formats.contains("binary")
        };
        let (own, wanted) = (sub.texts(keyword), sup.texts(keyword));
        let is_known = wanted.is_subset(&own) || is_format(sub) && is_format(sup);
        if !is_known {
            return Verdict::no(format!("`{keyword}`"));
        }
    }
    Verdict::Yes
}
