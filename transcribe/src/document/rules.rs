//! Constraints as keywords.
//!
//! In: the rules of a field. Out: keywords with values, by what they are about, in the order of the specification.
//! Guaranteed: no keyword twice, none that does not fit the type, no two that nothing can satisfy; what is left out
//! is said.

use oascribe_codegen::diag::codes;

use crate::facts::{Bound, Field, Many, Plain, Rule, Target, Type};
use crate::spot::{Report, Spot};
use crate::yaml::Value;

/// The keywords of one field.
#[derive(Debug, Default)]
pub struct Rules {
    pub list: Vec<Entry>,
    /// Of the value, or of each in a list.
    pub value: Vec<Entry>,
    pub map: Vec<Entry>,
    pub each_value: Vec<Entry>,
    pub each_key: Vec<Entry>,
}

#[derive(Clone, Debug)]
pub struct Entry {
    pub keyword: &'static str,
    pub value: Value,
    pub at: Spot,
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

impl Rules {
    pub fn new(field: &Field, report: &mut Report<'_>) -> Self {
        let mut out = Rules::default();
        // What is said best counts, whatever stands first.
        let mut rules: Vec<&Rule> = field.rules.iter().collect();
        rules.sort_by_key(|rule| rule.origin);
        let is_map = matches!(field.ty, Some(Type::Map(_) | Type::Open)) && field.many == Many::One;
        for rule in rules {
            let list = field.many == Many::List;
            let counts = matches!(
                rule.bound,
                Bound::MinCount(_) | Bound::MaxCount(_) | Bound::Unique
            );
            let slot = match (rule.target, counts) {
                (Target::Whole, true) if list => &mut out.list,
                (Target::Whole, true) if is_map => &mut out.map,
                (Target::Whole, false) => &mut out.value,
                (Target::EachValue, false) if list => &mut out.value,
                (Target::EachValue, false) if is_map => &mut out.each_value,
                (Target::EachKey, false) if is_map => &mut out.each_key,
                _ => {
                    left_out(field, rule, report);
                    continue;
                }
            };
            let text =
                rule.target == Target::EachKey || (rule.target == Target::EachValue && is_map);
            let ty = match (&field.ty, text) {
                (Some(Type::Map(inner)), true) if rule.target == Target::EachValue => {
                    Some(inner.as_ref())
                }
                (_, true) => None,
                (ty, false) => ty.as_ref(),
            };
            match entries(rule, ty, is_map, field) {
                Some(entries) => add(slot, entries, field, report),
                None => left_out(field, rule, report),
            }
        }
        for slot in [
            &mut out.list,
            &mut out.value,
            &mut out.map,
            &mut out.each_value,
            &mut out.each_key,
        ] {
            satisfiable(slot, field, report);
            slot.sort_by_key(|entry| ORDER.iter().position(|keyword| *keyword == entry.keyword));
        }
        out
    }
}

fn left_out(field: &Field, rule: &Rule, report: &mut Report<'_>) {
    let text = format!(
        "`{}`: {} {} does not fit its type",
        field.name,
        rule.bound.keyword(),
        rule.bound.value()
    );
    report.say(codes::UNREAD_LIMIT, text, rule.at, "left out");
}

/// The keywords of a rule; none where the type has no use for it. Without type, text.
fn entries(rule: &Rule, ty: Option<&Type>, is_map: bool, field: &Field) -> Option<Vec<Entry>> {
    let plain = match ty {
        None => Some((Plain::String, None)),
        Some(Type::Plain(plain, format)) => Some((*plain, format.as_deref())),
        Some(Type::Enum(_)) => Some((Plain::String, None)),
        Some(_) => None,
    };
    let text = plain.is_some_and(|(plain, _)| plain == Plain::String);
    let digits = plain.is_some_and(|(_, format)| format.is_some_and(|it| it.contains("int")));
    let number = plain.is_some_and(|(plain, _)| matches!(plain, Plain::Integer | Plain::Number));
    let entry = |keyword: &'static str, value: Value| Entry {
        keyword,
        value,
        at: rule.at,
    };
    let one = |keyword: &'static str, value: Value| Some(vec![entry(keyword, value)]);
    match &rule.bound {
        // Nothing is shorter.
        Bound::MinLength(0) | Bound::MinCount(0) => Some(Vec::new()),
        Bound::MinLength(count) if text => one("minLength", (*count).into()),
        Bound::MaxLength(count) if text => one("maxLength", (*count).into()),
        Bound::Pattern(pattern) if text => one("pattern", pattern.as_str().into()),
        Bound::Minimum(bound) if number || digits => one("minimum", (*bound).into()),
        Bound::Maximum(bound) if number || digits => one("maximum", (*bound).into()),
        Bound::Above(bound) if number || digits => {
            let least = entry("minimum", (*bound).into());
            Some(vec![least, entry("exclusiveMinimum", true.into())])
        }
        Bound::Below(bound) if number || digits => {
            let most = entry("maximum", (*bound).into());
            Some(vec![most, entry("exclusiveMaximum", true.into())])
        }
        Bound::MinCount(count) if is_map => one("minProperties", (*count).into()),
        Bound::MaxCount(count) if is_map => one("maxProperties", (*count).into()),
        Bound::MinCount(count) => one("minItems", (*count).into()),
        Bound::MaxCount(count) => one("maxItems", (*count).into()),
        Bound::Unique => one("uniqueItems", true.into()),
        Bound::Default(word) => match ty {
            // An enum with a name.
            Some(Type::Named(_)) => one("default", word.as_str().into()),
            _ => one("default", default(word, plain?, field)?),
        },
        _ => None,
    }
}

fn default(word: &str, (plain, _): (Plain, Option<&str>), field: &Field) -> Option<Value> {
    match plain {
        Plain::Integer | Plain::Number => {
            word.replace(',', "").parse::<i128>().ok().map(Value::from)
        }
        Plain::Boolean => word.parse::<bool>().ok().map(Value::from),
        Plain::String => {
            let listed = field.values.iter().any(|value| value.name == word);
            (field.values.is_empty() || listed).then(|| word.into())
        }
    }
}

fn add(slot: &mut Vec<Entry>, entries: Vec<Entry>, field: &Field, report: &mut Report<'_>) {
    for entry in entries {
        match slot.iter().find(|known| known.keyword == entry.keyword) {
            Some(known) if known.value == entry.value => {}
            Some(known) => {
                let text = format!("`{}` has two values for {}", field.name, entry.keyword);
                let others = [(entry.at, "and here otherwise")];
                report.tell(
                    codes::PAGE_CONTRADICTION,
                    text,
                    known.at,
                    "this one counts",
                    &others,
                );
            }
            None => slot.push(entry),
        }
    }
}

/// Takes out pairs of bounds that nothing can satisfy.
fn satisfiable(slot: &mut Vec<Entry>, field: &Field, report: &mut Report<'_>) {
    let pairs = [
        ("minLength", "maxLength"),
        ("minimum", "maximum"),
        ("minItems", "maxItems"),
        ("minProperties", "maxProperties"),
    ];
    for (least, most) in pairs {
        let find = |keyword: &str| slot.iter().find(|entry| entry.keyword == keyword).cloned();
        let (Some(low), Some(high)) = (find(least), find(most)) else {
            continue;
        };
        if let (Value::Number(from), Value::Number(to)) = (&low.value, &high.value)
            && from > to
        {
            let text = format!(
                "`{}`: nothing is at least {from} and at most {to}",
                field.name
            );
            let others = [(high.at, "the upper bound")];
            report.tell(
                codes::PAGE_CONTRADICTION,
                text,
                low.at,
                "both are left out",
                &others,
            );
            slot.retain(|entry| entry.keyword != least && entry.keyword != most);
        }
    }
}
