//! One schema of the front matter, beside the row of the same field.
//!
//! In: a field and a schema. Out: the field with what the schema says. Guaranteed: where prose and schema disagree,
//! it is said with both places; the prose, which people read, counts.

use oascribe_codegen::diag::codes;

use crate::facts::{
    Bound, EnumValue, Field, Many, Need, Origin, Plain, Rule, Spelling, Target, Type,
};
use crate::formats::common::format_of;
use crate::markdown::Front;
use crate::spot::{Report, Spot};

/// Adds what a schema says to a field.
pub fn apply(field: &mut Field, schema: &Front, report: &mut Report<'_>) {
    let listed = schema.get("type").and_then(Front::text) == Some("array");
    let item = match schema.get("items") {
        Some(items) if listed => items,
        _ => schema,
    };
    many(field, listed, schema.at, report);
    ty(field, item, report);
    values(field, item, report);
    for (from, target) in [(schema, Target::Whole), (item, Target::EachValue)] {
        let nested = !std::ptr::eq(schema, item);
        if target == Target::EachValue && !nested {
            continue;
        }
        for (key, value) in from.entries() {
            if let Some(bound) = bound(key, value) {
                rule(field, bound, target, value.at, report);
            }
        }
    }
}

/// Whether the list `required` has the field; `none` is where the list would be.
pub fn required(field: &mut Field, listed: Option<Spot>, none: Spot, report: &mut Report<'_>) {
    let prose = field
        .needs
        .iter()
        .find(|need| need.spelling != Spelling::Listed);
    match (listed, prose.copied()) {
        (Some(at), prose) => {
            if prose.is_none() {
                let text = format!(
                    "`{}` is required in the front matter, not in the text",
                    field.name
                );
                let others = [(at, "the front matter")];
                report.tell(
                    codes::PAGE_CONTRADICTION,
                    text,
                    field.at,
                    "it is required",
                    &others,
                );
            }
            let spelling = Spelling::Listed;
            field.needs.push(Need { spelling, at });
        }
        (None, Some(need)) => {
            let text = format!(
                "`{}` is required in the text, not in the front matter",
                field.name
            );
            let others = [(none, "the front matter does not list it")];
            report.tell(
                codes::PAGE_CONTRADICTION,
                text,
                need.at,
                "it is required",
                &others,
            );
        }
        (None, None) => {}
    }
}

fn many(field: &mut Field, listed: bool, at: Spot, report: &mut Report<'_>) {
    let many = match listed {
        true => Many::List,
        false => Many::One,
    };
    if field.ty.is_none() {
        field.many = many;
    } else if field.many != many {
        let text = format!(
            "row and front matter disagree whether `{}` is a list",
            field.name
        );
        let others = [(at, "the front matter")];
        report.tell(
            codes::PAGE_CONTRADICTION,
            text,
            field.ty_at,
            "the row counts",
            &others,
        );
    }
}

fn ty(field: &mut Field, schema: &Front, report: &mut Report<'_>) {
    let Some(word) = schema.get("type") else {
        return;
    };
    let name = word.text().unwrap_or_default();
    let format = schema
        .get("format")
        .and_then(Front::text)
        .and_then(format_of);
    let shown = match field.ty.as_mut() {
        None => {
            field.ty_at = word.at;
            field.ty = match (name, Plain::parse(name)) {
                (_, Some(plain)) => Some(Type::Plain(plain, format)),
                (_, None) => Some(Type::Open),
            };
            return;
        }
        Some(Type::Plain(plain, known)) => {
            if let (None, Some(format)) = (&known, format) {
                *known = Some(format);
            }
            plain.as_str()
        }
        Some(Type::Enum(_)) => "string",
        Some(Type::Open | Type::Inline(_) | Type::Named(_) | Type::Map(_)) => "object",
    };
    if shown != name {
        let text = format!(
            "`{}` is `{shown}` in its row and `{name}` in the front matter",
            field.name
        );
        let others = [(word.at, "the front matter")];
        report.tell(
            codes::PAGE_CONTRADICTION,
            text,
            field.ty_at,
            "the row counts",
            &others,
        );
    }
}

/// The values of both; those that only one side has are said.
fn values(field: &mut Field, schema: &Front, report: &mut Report<'_>) {
    let Some(list) = schema.get("enum") else {
        return;
    };
    let described = std::mem::take(&mut field.values);
    let mut out: Vec<EnumValue> = Vec::new();
    for item in list.items() {
        let name = item.text().unwrap_or_default();
        let known = described.iter().find(|value| value.name == name);
        if known.is_none() && !described.is_empty() {
            let text = format!(
                "`{}`: the value `{name}` is in the front matter only",
                field.name
            );
            let others = [(field.at, "the description")];
            report.tell(codes::PAGE_CONTRADICTION, text, item.at, "kept", &others);
        }
        out.push(known.cloned().unwrap_or_else(|| EnumValue {
            name: name.to_owned(),
            text: Vec::new(),
            at: item.at,
        }));
    }
    for value in described {
        if !out.iter().any(|known| known.name == value.name) {
            let text = format!(
                "`{}`: the value `{}` is in the description only",
                field.name, value.name
            );
            let others = [(list.at, "the front matter")];
            report.tell(codes::PAGE_CONTRADICTION, text, value.at, "kept", &others);
            out.push(value);
        }
    }
    field.values = out;
    if !matches!(field.ty, Some(Type::Enum(_))) {
        field.ty = Some(Type::Enum(None));
    }
}

fn bound(key: &str, value: &Front) -> Option<Bound> {
    let text = value.text()?;
    let count = || text.parse::<u64>().ok();
    let number = || text.parse::<i128>().ok();
    Some(match key {
        "pattern" => Bound::Pattern(text.to_owned()),
        "minLength" => Bound::MinLength(count()?),
        "maxLength" => Bound::MaxLength(count()?),
        "minItems" | "minProperties" => Bound::MinCount(count()?),
        "maxItems" | "maxProperties" => Bound::MaxCount(count()?),
        "minimum" => Bound::Minimum(number()?),
        "maximum" => Bound::Maximum(number()?),
        "uniqueItems" if text == "true" => Bound::Unique,
        "default" => Bound::Default(text.to_owned()),
        _ => return None,
    })
}

fn rule(field: &mut Field, bound: Bound, target: Target, at: Spot, report: &mut Report<'_>) {
    let same = |rule: &&Rule| rule.target == target && rule.bound.keyword() == bound.keyword();
    if let Some(known) = field.rules.iter().find(same) {
        if known.bound.value() != bound.value() {
            let keyword = bound.keyword();
            let (prose, front) = (known.bound.value(), bound.value());
            let text = format!(
                "`{}`: {keyword} is `{prose}` in the text and `{front}` in the front matter",
                field.name
            );
            let others = [(at, "the front matter")];
            report.tell(
                codes::PAGE_CONTRADICTION,
                text,
                known.at,
                "the text counts",
                &others,
            );
        }
        return;
    }
    field.rules.push(Rule {
        bound,
        target,
        origin: Origin::Front,
        at,
    });
}
