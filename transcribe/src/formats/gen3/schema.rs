//! Merges a schema of the front matter into the field that a row describes.
//!
//! If row and schema disagree, both locations are reported. The row is used, because people read it.

use oascribe_codegen::diag::codes;

use crate::facts::{
    Cardinality, Constraint, ConstraintSource, EnumValue, Field, Keyword, Primitive, RequiredForm,
    Requirement, Target, Type,
};
use crate::formats::common::format_of;
use crate::markdown::YamlNode;
use crate::reporter::Reporter;
use crate::span::Span;

/// Merges a schema into a field.
pub fn apply(field: &mut Field, schema: &YamlNode, reporter: &mut Reporter<'_>) {
    let listed = schema.get("type").and_then(YamlNode::text) == Some("array");
    let item = match schema.get("items") {
        Some(items) if listed => items,
        _ => schema,
    };
    cardinality(field, listed, schema.at, reporter);
    ty(field, item, reporter);
    values(field, item, reporter);
    for (from, target) in [(schema, Target::Field), (item, Target::EachValue)] {
        let nested = !std::ptr::eq(schema, item);
        if target == Target::EachValue && !nested {
            continue;
        }
        for (key, value) in from.entries() {
            if let Some(keyword) = keyword(key, value) {
                constraint(field, keyword, target, value.at, reporter);
            }
        }
    }
}

/// Compares `required` of the front matter with the row. `none` is the location of the schema, for a field that the list
/// lacks.
pub fn required(field: &mut Field, listed: Option<Span>, none: Span, reporter: &mut Reporter<'_>) {
    let prose = field
        .required
        .iter()
        .find(|need| need.form != RequiredForm::Listed);
    match (listed, prose.copied()) {
        (Some(at), prose) => {
            if prose.is_none() {
                let text = format!(
                    "`{}` is required in the front matter, but not in the text",
                    field.name
                );
                let others = [(at, "the front matter")];
                reporter.report_with(
                    codes::PAGE_CONTRADICTION,
                    text,
                    field.at,
                    "assumed to be required",
                    &others,
                );
            }
            let form = RequiredForm::Listed;
            field.required.push(Requirement { form, at });
        }
        (None, Some(need)) => {
            let text = format!(
                "`{}` is required in the text, but not in the front matter",
                field.name
            );
            let others = [(none, "the front matter does not list it")];
            reporter.report_with(
                codes::PAGE_CONTRADICTION,
                text,
                need.at,
                "assumed to be required",
                &others,
            );
        }
        (None, None) => {}
    }
}

fn cardinality(field: &mut Field, listed: bool, at: Span, reporter: &mut Reporter<'_>) {
    let cardinality = match listed {
        true => Cardinality::List,
        false => Cardinality::Single,
    };
    if field.ty.is_none() {
        field.cardinality = cardinality;
    } else if field.cardinality != cardinality {
        let text = format!(
            "row and front matter disagree on whether `{}` is a list",
            field.name
        );
        let others = [(at, "the front matter")];
        reporter.report_with(
            codes::PAGE_CONTRADICTION,
            text,
            field.ty_at,
            "the row is used",
            &others,
        );
    }
}

fn ty(field: &mut Field, schema: &YamlNode, reporter: &mut Reporter<'_>) {
    let Some(word) = schema.get("type") else {
        return;
    };
    let name = word.text().unwrap_or_default();
    let format = schema
        .get("format")
        .and_then(YamlNode::text)
        .and_then(format_of);
    let shown = match field.ty.as_mut() {
        None => {
            field.ty_at = word.at;
            field.ty = match (name, Primitive::parse(name)) {
                (_, Some(plain)) => Some(Type::Primitive(plain, format)),
                (_, None) => Some(Type::AnyObject),
            };
            return;
        }
        Some(Type::Primitive(plain, known)) => {
            if let (None, Some(format)) = (&known, format) {
                *known = Some(format);
            }
            plain.as_str()
        }
        Some(Type::Enum(_)) => "string",
        Some(Type::AnyObject | Type::Inline(_) | Type::Named(_) | Type::Map(_)) => "object",
    };
    if shown != name {
        let text = format!(
            "`{}` is `{shown}` in its row and `{name}` in the front matter",
            field.name
        );
        let others = [(word.at, "the front matter")];
        reporter.report_with(
            codes::PAGE_CONTRADICTION,
            text,
            field.ty_at,
            "the row is used",
            &others,
        );
    }
}

/// Merges the values of an enum. Values that only one side has are reported.
fn values(field: &mut Field, schema: &YamlNode, reporter: &mut Reporter<'_>) {
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
                "`{}`: only the front matter has the value `{name}`",
                field.name
            );
            let others = [(field.at, "the description")];
            reporter.report_with(
                codes::PAGE_CONTRADICTION,
                text,
                item.at,
                "included",
                &others,
            );
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
                "`{}`: only the description has the value `{}`",
                field.name, value.name
            );
            let others = [(list.at, "the front matter")];
            reporter.report_with(
                codes::PAGE_CONTRADICTION,
                text,
                value.at,
                "included",
                &others,
            );
            out.push(value);
        }
    }
    field.values = out;
    if !matches!(field.ty, Some(Type::Enum(_))) {
        field.ty = Some(Type::Enum(None));
    }
}

fn keyword(key: &str, value: &YamlNode) -> Option<Keyword> {
    let text = value.text()?;
    let count = || text.parse::<u64>().ok();
    let number = || text.parse::<i128>().ok();
    Some(match key {
        "pattern" => Keyword::Pattern(text.to_owned()),
        "minLength" => Keyword::MinLength(count()?),
        "maxLength" => Keyword::MaxLength(count()?),
        "minItems" | "minProperties" => Keyword::MinCount(count()?),
        "maxItems" | "maxProperties" => Keyword::MaxCount(count()?),
        "minimum" => Keyword::Minimum(number()?),
        "maximum" => Keyword::Maximum(number()?),
        "uniqueItems" if text == "true" => Keyword::UniqueItems,
        "default" => Keyword::Default(text.to_owned()),
        _ => return None,
    })
}

fn constraint(
    field: &mut Field,
    keyword: Keyword,
    target: Target,
    at: Span,
    reporter: &mut Reporter<'_>,
) {
    let same = |constraint: &&Constraint| {
        constraint.target == target && constraint.keyword.name() == keyword.name()
    };
    if let Some(known) = field.constraints.iter().find(same) {
        if known.keyword.value() != keyword.value() {
            let name = keyword.name();
            let (in_text, in_front) = (known.keyword.value(), keyword.value());
            let text = format!(
                "`{}`: {name} is `{in_text}` in the text and `{in_front}` in the front matter",
                field.name
            );
            let others = [(at, "the front matter")];
            reporter.report_with(
                codes::PAGE_CONTRADICTION,
                text,
                known.at,
                "the text is used",
                &others,
            );
        }
        return;
    }
    field.constraints.push(Constraint {
        keyword,
        target,
        source: ConstraintSource::FrontMatter,
        at,
    });
}
