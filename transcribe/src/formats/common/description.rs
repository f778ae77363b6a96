//! Reads facts from the description of a field.
//!
//! Standard sentences that the vendor's tool writes for facts are removed from the description. An author's own
//! sentences remain in it, even if they state a fact.

use oascribe_codegen::diag::codes;

use super::sentence_patterns::{self, RequiredWording};
use crate::facts::{
    Constraint, ConstraintSource, EnumValue, ExclusiveGroup, Field, Primitive, RequiredForm,
    Requirement, Target, Type,
};
use crate::markdown::{Block, Inline, Kind, Sentence, plain, sentences};
use crate::reporter::Reporter;

/// Parameters whose description is about the expression in them: a limit there is not a limit of the parameter.
const LANGUAGES: &[&str] = &["filter", "orderBy", "sort"];

/// Reads the description of a field. The groups belong to its message.
pub fn read_description(
    field: &mut Field,
    blocks: Vec<Block>,
    groups: &mut Vec<ExclusiveGroup>,
    reporter: &mut Reporter<'_>,
) {
    let last = blocks
        .iter()
        .rposition(|block| matches!(block, Block::Para(_)));
    let mut remaining_count = 0;
    for (index, block) in blocks.into_iter().enumerate() {
        let inlines = match block {
            Block::Para(inlines) => inlines,
            Block::List { first, items } => {
                match values(field, &items) {
                    Some(values) => field.values.extend(values),
                    None => field.text.push(Block::List { first, items }),
                }
                continue;
            }
            Block::Listing(text) => {
                field.text.push(Block::Listing(text));
                continue;
            }
        };
        let sentences = sentences(&inlines);
        let stated = |sentence: &Sentence| sentence_patterns::constraints(sentence).is_some();
        let source = match Some(index) == last && sentences.iter().all(stated) {
            true => ConstraintSource::StandardSentence,
            false => ConstraintSource::Description,
        };
        let mut remaining: Vec<Inline> = Vec::new();
        let count = sentences.len();
        for (number, sentence) in sentences.into_iter().enumerate() {
            let position = match (remaining_count, number + 1 == count && Some(index) == last) {
                (0, _) => Position::First,
                (_, true) => Position::Last,
                (_, false) => Position::Between,
            };
            if read(field, &sentence, source, position, groups, reporter) == Outcome::Fact {
                continue;
            }
            remaining_count += 1;
            if let Some(before) = remaining.last() {
                let (kind, at) = (Kind::Break, before.at);
                remaining.push(Inline { kind, at });
            }
            remaining.extend(sentence.inlines);
        }
        if !remaining.is_empty() {
            field.text.push(Block::Para(remaining));
        }
    }
    report_repeated_requirements(field, reporter);
    refine_type(field, reporter);
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Position {
    /// No sentence before it remains in the description.
    First,
    Between,
    Last,
}

#[derive(PartialEq, Eq)]
enum Outcome {
    /// The sentence is a fact, and is removed from the description.
    Fact,
    /// The sentence remains in the description.
    Text,
}

fn read(
    field: &mut Field,
    sentence: &Sentence,
    source: ConstraintSource,
    position: Position,
    groups: &mut Vec<ExclusiveGroup>,
    reporter: &mut Reporter<'_>,
) -> Outcome {
    let at = sentence.at;
    if let Some(wording) = sentence_patterns::required(sentence) {
        let form = match (position, wording) {
            (Position::First, RequiredWording::Short) => RequiredForm::Prefix,
            (Position::First, RequiredWording::WithField) => RequiredForm::PrefixField,
            (Position::Between | Position::Last, _) => RequiredForm::Suffix,
        };
        field.required.push(Requirement { form, at });
        return Outcome::Fact;
    }
    if let Some(names) = sentence_patterns::one_of(sentence) {
        groups.push(ExclusiveGroup { names, at });
        return Outcome::Fact;
    }
    if sentence_patterns::deprecated(sentence) {
        field.deprecated = Some(at);
    }
    limits(field, sentence, source, reporter)
}

/// Reads the constraints of a sentence.
fn limits(
    field: &mut Field,
    sentence: &Sentence,
    source: ConstraintSource,
    reporter: &mut Reporter<'_>,
) -> Outcome {
    let at = sentence.at;
    let Some((keywords, target)) = sentence_patterns::constraints(sentence) else {
        if sentence_patterns::looks_like_limit(sentence) {
            let message = format!(
                "`{}`: the sentence may state a limit, but its wording is unknown",
                field.name
            );
            reporter.report(codes::UNREAD_LIMIT, message, at, "left in the description");
        }
        return Outcome::Text;
    };
    if source == ConstraintSource::Description && LANGUAGES.contains(&field.name.as_str()) {
        let message = format!(
            "`{}`: the limit is about the expression in the parameter, not about the parameter",
            field.name
        );
        reporter.report(codes::UNREAD_LIMIT, message, at, "left in the description");
        return Outcome::Text;
    }
    for keyword in keywords {
        field.constraints.push(Constraint {
            keyword,
            target,
            source,
            at,
        });
    }
    // OpenAPI 3.0 has no keyword for constraints on keys, so readers need the sentence.
    match source == ConstraintSource::StandardSentence && target != Target::EachKey {
        true => Outcome::Fact,
        false => Outcome::Text,
    }
}

fn report_repeated_requirements(field: &Field, reporter: &mut Reporter<'_>) {
    let mut required = field.required.iter();
    let Some(first) = required.next() else {
        return;
    };
    for again in required {
        let message = format!("the page states twice that `{}` is required", field.name);
        let others = [(first.at, "the first statement")];
        reporter.report_with(
            codes::REQUIRED_SPELLING,
            message,
            again.at,
            "assumed to be required",
            &others,
        );
    }
    if first.form == RequiredForm::Suffix {
        let message = format!(
            "`{}`: the end of the description states that it is required",
            field.name
        );
        reporter.report(
            codes::REQUIRED_SPELLING,
            message,
            first.at,
            "assumed to be required",
        );
    }
}

/// The values of an enum. Returns `None` unless every item of the list is one.
fn values(field: &Field, items: &[Vec<Block>]) -> Option<Vec<EnumValue>> {
    if !matches!(
        field.ty,
        Some(Type::Primitive(Primitive::String, None) | Type::Enum(_)) | None
    ) {
        return None;
    }
    items.iter().map(|item| value(item)).collect()
}

/// Reads `NAME: text`, `` `NAME`: text `` or `NAME`.
fn value(item: &[Block]) -> Option<EnumValue> {
    let Some(Block::Para(inlines)) = item.first() else {
        return None;
    };
    let (first, rest) = inlines.split_first()?;
    let mut text: Vec<Inline> = Vec::new();
    let name = match &first.kind {
        Kind::Code(name) => name.clone(),
        Kind::Text(words) => {
            let (name, after) = match words.split_once(':') {
                Some((name, after)) => (name, after),
                None if rest.is_empty() => (words.as_str(), ""),
                None => return None,
            };
            if !after.trim().is_empty() {
                let (kind, at) = (Kind::Text(after.trim_start().to_owned()), first.at);
                text.push(Inline { kind, at });
            }
            name.trim().to_owned()
        }
        _ => return None,
    };
    let upper = |char: char| char.is_ascii_uppercase() || char.is_ascii_digit() || char == '_';
    if name.is_empty()
        || !name.chars().all(upper)
        || !name.starts_with(|it: char| it.is_ascii_uppercase())
    {
        return None;
    }
    text.extend(rest.iter().cloned());
    if let Some(Inline {
        kind: Kind::Text(lead),
        ..
    }) = text.first_mut()
    {
        *lead = lead
            .trim_start()
            .trim_start_matches([':', '–', '—'])
            .trim_start()
            .to_owned();
    }
    let span = first.at;
    for block in &item[1..] {
        if let Block::Para(more) = block {
            let kind = Kind::Text(" ".to_owned());
            text.push(Inline { kind, at: span });
            text.extend(more.iter().cloned());
        }
    }
    let at = first.at;
    Some(EnumValue { name, text, at })
}

/// Refines the type by the description: enums and maps.
fn refine_type(field: &mut Field, reporter: &mut Reporter<'_>) {
    if !field.values.is_empty() && !matches!(field.ty, Some(Type::Enum(_))) {
        field.ty = Some(Type::Enum(None));
    }
    let keyed = field
        .constraints
        .iter()
        .any(|constraint| constraint.target == Target::EachKey);
    let open = matches!(
        field.ty,
        Some(Type::AnyObject | Type::Primitive(Primitive::String, None))
    );
    let pairs = field.text.iter().any(|block| match block {
        Block::Para(inlines) => {
            let text = plain(inlines);
            text.contains("key:value") || text.contains("key: value")
        }
        _ => false,
    });
    if open && (keyed || pairs) {
        let message = format!(
            "the description of `{}` mentions keys and values",
            field.name
        );
        reporter.report(
            codes::INFERRED_TYPE,
            message,
            field.ty_at,
            "assumed to be a map of strings",
        );
        field.ty = Some(Type::Map(Box::new(Type::Primitive(
            Primitive::String,
            None,
        ))));
    }
    if field.name == "updateMask"
        && matches!(field.ty, Some(Type::Primitive(Primitive::String, None)))
    {
        field.ty = Some(Type::Primitive(
            Primitive::String,
            Some("field-mask".to_owned()),
        ));
    }
}
