//! Two descriptions of one thing.
//!
//! In: a field or message, and another description of the same. Out: what both say. Guaranteed: the richer type
//! counts, then the first description; what contradicts is said with both places.

use oascribe_codegen::diag::codes;

use crate::facts::{EnumValue, Field, Group, Many, Message, Plain, Rule, Type};
use crate::spot::{Report, Spot};

/// Adds what another description of the same message says.
pub fn message(name: &str, message: &mut Message, other: Message, report: &mut Report<'_>) {
    let Message {
        title: _,
        anchor,
        text,
        fields,
        groups,
        at,
    } = other;
    if message.anchor.is_none() {
        message.anchor = anchor;
    }
    if message.text.is_empty() {
        message.text = text;
    }
    let missing = |fields: &[Field], known: &Field| !fields.iter().any(|it| it.name == known.name);
    for known in message.fields.iter().filter(|it| missing(&fields, it)) {
        lacking(name, known, at, report);
    }
    for field in fields {
        match message
            .fields
            .iter_mut()
            .find(|known| known.name == field.name)
        {
            Some(known) => self::field(name, known, field, report),
            None => {
                lacking(name, &field, message.at, report);
                message.fields.push(field);
            }
        }
    }
    for group in groups {
        add_group(&mut message.groups, group);
    }
}

/// What only long-running operations of one kind have is no contradiction.
fn lacking(name: &str, field: &Field, other: Spot, report: &mut Report<'_>) {
    if name == "Operation" {
        return;
    }
    let text = format!(
        "`{name}` has `{}` on one page and not on another",
        field.name
    );
    let others = [(other, "the description without it")];
    report.tell(codes::PAGE_CONTRADICTION, text, field.at, "kept", &others);
}

pub fn add_group(groups: &mut Vec<Group>, group: Group) {
    let same = |known: &Group| {
        known.names.len() == group.names.len()
            && known.names.iter().all(|name| group.names.contains(name))
    };
    if !groups.iter().any(same) {
        groups.push(group);
    }
}

/// Adds what another description of the same field says.
pub fn field(owner: &str, field: &mut Field, other: Field, report: &mut Report<'_>) {
    let Field {
        name: _,
        at,
        many,
        ty,
        ty_at,
        needs,
        rules,
        text,
        values,
        deprecated,
    } = other;
    let name = format!("{owner}.{}", field.name);
    self::ty(&name, field, (many, ty, ty_at), report);
    if field.needs.is_empty() != needs.is_empty() {
        let (with, without) = match needs.first() {
            Some(need) => (need.at, field.at),
            None => (field.needs.first().map_or(field.at, |need| need.at), at),
        };
        let text = format!("`{name}` is required on one page and not on another");
        let others = [(without, "the description without it")];
        report.tell(
            codes::REQUIRED_SPELLING,
            text,
            with,
            "it is required",
            &others,
        );
    }
    field.needs.extend(needs);
    for rule in rules {
        self::rule(&name, &mut field.rules, rule, report);
    }
    if field.text.is_empty() {
        field.text = text;
    }
    self::values(&name, &mut field.values, values, field.at, at, report);
    field.deprecated = field.deprecated.or(deprecated);
}

fn ty(
    name: &str,
    field: &mut Field,
    (many, ty, at): (Many, Option<Type>, Spot),
    report: &mut Report<'_>,
) {
    let Some(other) = ty else {
        return;
    };
    let Some(known) = &mut field.ty else {
        field.many = many;
        field.ty = Some(other);
        field.ty_at = at;
        return;
    };
    match (&mut *known, other) {
        (Type::Plain(one, format), Type::Plain(two, other))
            if *one == two && field.many == many =>
        {
            match (&format, other) {
                (None, other) => *format = other,
                (Some(_), None) => {}
                (Some(known), Some(other)) if *known == other => {}
                (Some(known), Some(other)) => {
                    let text =
                        format!("`{name}` has the format `{known}` and the format `{other}`");
                    disagree(text, field.ty_at, at, report);
                }
            }
        }
        (known, other) => {
            let more = rank(&other) > rank(known);
            if !alike(known, &other) || field.many != many {
                let text = format!("`{name}` has different types on two pages");
                disagree(text, field.ty_at, at, report);
            } else if more {
                *known = other;
                field.ty_at = at;
            }
        }
    }
}

fn disagree(text: String, first: Spot, second: Spot, report: &mut Report<'_>) {
    let others = [(second, "and here otherwise")];
    report.tell(
        codes::PAGE_CONTRADICTION,
        text,
        first,
        "the first one counts",
        &others,
    );
}

/// How much a type says.
fn rank(ty: &Type) -> u8 {
    match ty {
        Type::Plain(_, None) => 0,
        Type::Plain(_, Some(_)) | Type::Open => 1,
        Type::Enum(None) => 2,
        Type::Enum(Some(_)) | Type::Map(_) => 3,
        Type::Inline(_) | Type::Named(_) => 4,
    }
}

/// Whether two types may describe the same field: one generation of pages says less than another.
pub fn alike(one: &Type, other: &Type) -> bool {
    match (one, other) {
        (Type::Plain(one, _), Type::Plain(other, _)) => one == other,
        (Type::Named(one), Type::Named(other)) => one == other,
        (Type::Map(one), Type::Map(other)) => alike(one, other),
        (Type::Plain(Plain::String, None) | Type::Enum(_), Type::Enum(_) | Type::Named(_))
        | (Type::Enum(_) | Type::Named(_), Type::Plain(Plain::String, None) | Type::Enum(_))
        | (Type::Plain(Plain::String, None), Type::Map(_))
        | (Type::Map(_), Type::Plain(Plain::String, None)) => true,
        (Type::Open, other) | (other, Type::Open) => {
            !matches!(other, Type::Plain(..) | Type::Enum(_))
        }
        _ => false,
    }
}

fn rule(name: &str, rules: &mut Vec<Rule>, rule: Rule, report: &mut Report<'_>) {
    let same = |known: &&mut Rule| {
        known.target == rule.target && known.bound.keyword() == rule.bound.keyword()
    };
    match rules.iter_mut().find(same) {
        Some(known) if known.bound == rule.bound => {}
        Some(known) => {
            let keyword = known.bound.keyword();
            let text = format!(
                "`{name}`: {keyword} is `{}` and `{}`",
                known.bound.value(),
                rule.bound.value()
            );
            disagree(text, known.at, rule.at, report);
        }
        None => rules.push(rule),
    }
}

/// The values of two enums; the value that means nothing is missing on pages of the first generation.
pub fn values(
    name: &str,
    known: &mut Vec<EnumValue>,
    other: Vec<EnumValue>,
    known_at: Spot,
    other_at: Spot,
    report: &mut Report<'_>,
) {
    if known.is_empty() || other.is_empty() {
        known.extend(other);
        return;
    }
    let counts = |value: &EnumValue| !value.name.ends_with("_UNSPECIFIED");
    let lacks = |values: &[EnumValue], name: &str| !values.iter().any(|it| it.name == name);
    let mut say = |value: &EnumValue, without: Spot| {
        let text = format!(
            "`{name}` has the value `{}` on one page and not on another",
            value.name
        );
        let others = [(without, "the description without it")];
        report.tell(codes::PAGE_CONTRADICTION, text, value.at, "kept", &others);
    };
    for value in known
        .iter()
        .filter(|it| counts(it) && lacks(&other, &it.name))
    {
        say(value, other_at);
    }
    let mut at = 0;
    for value in other {
        match known.iter_mut().position(|it| it.name == value.name) {
            Some(index) => {
                if known[index].text.is_empty() {
                    known[index].text = value.text;
                }
                at = index + 1;
            }
            None => {
                if counts(&value) {
                    say(&value, known_at);
                }
                // Where the other page has it: behind the value before it.
                known.insert(at, value);
                at += 1;
            }
        }
    }
}
