//! Constraints as keywords of schemas.
//!
//! In: the constraints of a field. Out: keywords, by the schema that they belong to, in the order of the specification.
//! Duplicates, keywords that don't fit the type, and pairs that no value satisfies are reported and left out.

use oascribe_codegen::diag::codes;

use crate::facts::{Cardinality, Constraint, Field, Keyword, Primitive, Target, Type};
use crate::reporter::Reporter;
use crate::span::Span;
use crate::yaml::Value;

/// The keywords of one field.
#[derive(Debug, Default)]
pub struct ConstraintKeywords {
    pub list: Vec<Entry>,
    /// For the value, or for each item of a list.
    pub value: Vec<Entry>,
    pub map: Vec<Entry>,
    pub each_value: Vec<Entry>,
    pub each_key: Vec<Entry>,
}

#[derive(Clone, Debug)]
pub struct Entry {
    pub keyword: &'static str,
    pub value: Value,
    pub at: Span,
}

const ORDER: &[&str] = &[
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "maxProperties",
    "minProperties",
    "default",
];

impl ConstraintKeywords {
    pub fn new(field: &Field, reporter: &mut Reporter<'_>) -> Self {
        let mut out = ConstraintKeywords::default();
        // The most reliable source comes first, and the first keyword is used.
        let mut rules: Vec<&Constraint> = field.constraints.iter().collect();
        rules.sort_by_key(|constraint| constraint.source);
        let is_map = matches!(field.ty, Some(Type::Map(_) | Type::AnyObject))
            && field.cardinality == Cardinality::Single;
        for constraint in rules {
            let list = field.cardinality == Cardinality::List;
            let is_count = matches!(
                constraint.keyword,
                Keyword::MinCount(_) | Keyword::MaxCount(_) | Keyword::UniqueItems
            );
            let keywords = match (constraint.target, is_count) {
                (Target::Field, true) if list => &mut out.list,
                (Target::Field, true) if is_map => &mut out.map,
                (Target::Field, false) => &mut out.value,
                (Target::EachValue, false) if list => &mut out.value,
                (Target::EachValue, false) if is_map => &mut out.each_value,
                (Target::EachKey, false) if is_map => &mut out.each_key,
                _ => {
                    left_out(field, constraint, reporter);
                    continue;
                }
            };
            let text = constraint.target == Target::EachKey
                || (constraint.target == Target::EachValue && is_map);
            let ty = match (&field.ty, text) {
                (Some(Type::Map(inner)), true) if constraint.target == Target::EachValue => {
                    Some(inner.as_ref())
                }
                (_, true) => None,
                (ty, false) => ty.as_ref(),
            };
            match entries(constraint, ty, is_map, field) {
                Some(entries) => add(keywords, entries, field, reporter),
                None => left_out(field, constraint, reporter),
            }
        }
        for keywords in [
            &mut out.list,
            &mut out.value,
            &mut out.map,
            &mut out.each_value,
            &mut out.each_key,
        ] {
            remove_contradictions(keywords, field, reporter);
            keywords
                .sort_by_key(|entry| ORDER.iter().position(|keyword| *keyword == entry.keyword));
        }
        out
    }
}

fn left_out(field: &Field, constraint: &Constraint, reporter: &mut Reporter<'_>) {
    let text = format!(
        "`{}`: {} {} does not fit the type",
        field.name,
        constraint.keyword.name(),
        constraint.keyword.value()
    );
    reporter.report(codes::UNREAD_LIMIT, text, constraint.at, "left out");
}

/// The keywords of a constraint. Returns `None` if it does not fit the type. Without a type, the value is a string.
fn entries(
    constraint: &Constraint,
    ty: Option<&Type>,
    is_map: bool,
    field: &Field,
) -> Option<Vec<Entry>> {
    let plain = match ty {
        None => Some((Primitive::String, None)),
        Some(Type::Primitive(plain, format)) => Some((*plain, format.as_deref())),
        Some(Type::Enum(_)) => Some((Primitive::String, None)),
        Some(_) => None,
    };
    let text = plain.is_some_and(|(plain, _)| plain == Primitive::String);
    let digits = plain.is_some_and(|(_, format)| format.is_some_and(|it| it.contains("int")));
    let number =
        plain.is_some_and(|(plain, _)| matches!(plain, Primitive::Integer | Primitive::Number));
    let entry = |keyword: &'static str, value: Value| Entry {
        keyword,
        value,
        at: constraint.at,
    };
    let one = |keyword: &'static str, value: Value| Some(vec![entry(keyword, value)]);
    match &constraint.keyword {
        // Always true.
        Keyword::MinLength(0) | Keyword::MinCount(0) => Some(Vec::new()),
        Keyword::MinLength(count) if text => one("minLength", (*count).into()),
        Keyword::MaxLength(count) if text => one("maxLength", (*count).into()),
        Keyword::Pattern(pattern) if text => one("pattern", pattern.as_str().into()),
        Keyword::Minimum(bound) if number || digits => one("minimum", (*bound).into()),
        Keyword::Maximum(bound) if number || digits => one("maximum", (*bound).into()),
        Keyword::ExclusiveMinimum(bound) if number || digits => {
            let least = entry("minimum", (*bound).into());
            Some(vec![least, entry("exclusiveMinimum", true.into())])
        }
        Keyword::ExclusiveMaximum(bound) if number || digits => {
            let most = entry("maximum", (*bound).into());
            Some(vec![most, entry("exclusiveMaximum", true.into())])
        }
        Keyword::MinCount(count) if is_map => one("minProperties", (*count).into()),
        Keyword::MaxCount(count) if is_map => one("maxProperties", (*count).into()),
        Keyword::MinCount(count) => one("minItems", (*count).into()),
        Keyword::MaxCount(count) => one("maxItems", (*count).into()),
        Keyword::UniqueItems => one("uniqueItems", true.into()),
        Keyword::Default(word) => match ty {
            // Named types with a default are enums.
            Some(Type::Named(_)) => one("default", word.as_str().into()),
            _ => one("default", default(word, plain?, field)?),
        },
        _ => None,
    }
}

fn default(word: &str, (plain, _): (Primitive, Option<&str>), field: &Field) -> Option<Value> {
    match plain {
        Primitive::Integer | Primitive::Number => {
            word.replace(',', "").parse::<i128>().ok().map(Value::from)
        }
        Primitive::Boolean => word.parse::<bool>().ok().map(Value::from),
        Primitive::String => {
            let listed = field.values.iter().any(|value| value.name == word);
            (field.values.is_empty() || listed).then(|| word.into())
        }
    }
}

fn add(keywords: &mut Vec<Entry>, entries: Vec<Entry>, field: &Field, reporter: &mut Reporter<'_>) {
    for entry in entries {
        match keywords.iter().find(|known| known.keyword == entry.keyword) {
            Some(known) if known.value == entry.value => {}
            Some(known) => {
                let text = format!("`{}` has two values for {}", field.name, entry.keyword);
                let others = [(entry.at, "the other value")];
                reporter.report_with(
                    codes::PAGE_CONTRADICTION,
                    text,
                    known.at,
                    "this value is used",
                    &others,
                );
            }
            None => keywords.push(entry),
        }
    }
}

/// Removes and reports pairs of bounds that no value satisfies.
fn remove_contradictions(keywords: &mut Vec<Entry>, field: &Field, reporter: &mut Reporter<'_>) {
    let pairs = [
        ("minLength", "maxLength"),
        ("minimum", "maximum"),
        ("minItems", "maxItems"),
        ("minProperties", "maxProperties"),
    ];
    for (least, most) in pairs {
        let find = |keyword: &str| {
            keywords
                .iter()
                .find(|entry| entry.keyword == keyword)
                .cloned()
        };
        let (Some(low), Some(high)) = (find(least), find(most)) else {
            continue;
        };
        if let (Value::Number(from), Value::Number(to)) = (&low.value, &high.value)
            && from > to
        {
            let text = format!(
                "`{}`: no value is at least {from} and at most {to}",
                field.name
            );
            let others = [(high.at, "the upper bound")];
            reporter.report_with(
                codes::PAGE_CONTRADICTION,
                text,
                low.at,
                "both bounds are left out",
                &others,
            );
            keywords.retain(|entry| entry.keyword != least && entry.keyword != most);
        }
    }
}
