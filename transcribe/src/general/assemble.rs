//! Fields and samples become parameters, bodies and responses.

use oascribe_codegen::diag::{Code, codes};

use super::annotation::append;
use super::fields::{Row, Unread};
use super::sample::Value;
use crate::draft::{Conflict, Fact, Json, JsonValue, Kind, Property, Schema, refine};
use crate::reporter::Reporter;
use crate::span::Span;

/// A part of the path of a field.
#[derive(Clone, Debug, PartialEq)]
struct Step {
    name: String,
    is_list: bool,
}

/// The steps in `owner.name`, `owner[name]`, `items[].id` and `items[0].id`.
fn steps(name: &str) -> Vec<Step> {
    let mut out: Vec<Step> = Vec::new();
    for part in name.split(['.', '[']) {
        let part = part.trim_end_matches(']');
        let index = part.is_empty() || part == "*" || part.parse::<u32>().is_ok();
        match out.last_mut() {
            // A name that begins with a point or bracket has nothing before it.
            Some(last) if index && !last.is_list => last.is_list = true,
            _ if part.is_empty() => {}
            _ => out.push(Step {
                name: part.to_owned(),
                is_list: false,
            }),
        }
    }
    out
}

/// Makes an object of fields. Nested fields have a depth, a subject or a path.
pub fn object(rows: Vec<Row>, at: Span, reporter: &mut Reporter<'_>) -> Schema {
    let mut schema = Schema::object(at);
    let mut parents: Vec<Vec<Step>> = Vec::new();
    for row in rows {
        let own = steps(&row.name);
        let mut path = match (&row.subject, row.depth) {
            (Some(subject), 0) => steps(subject),
            (_, 0) => Vec::new(),
            (_, depth) => parents.get(depth - 1).cloned().unwrap_or_default(),
        };
        // A nested field may repeat the path of its parent.
        let repeated = own.len() > path.len()
            && !path.is_empty()
            && own.iter().zip(&path).all(|(one, two)| one.name == two.name);
        match repeated {
            true => path = own,
            false => path.extend(own),
        }
        parents.truncate(row.depth);
        parents.push(path.clone());
        insert(&mut schema, &path, row, reporter);
    }
    schema
}

fn insert(schema: &mut Schema, path: &[Step], row: Row, reporter: &mut Reporter<'_>) {
    let Some((step, rest)) = path.split_first() else {
        return;
    };
    let at = row.at;
    let Some(properties) = properties(schema) else {
        let message = format!("`{}` is inside of a {}", row.name, schema.describe());
        reporter.report(
            codes::PAGE_CONTRADICTION,
            message,
            at,
            "the field is left out",
        );
        return;
    };
    let index = properties.iter().position(|it| it.name == step.name);
    if rest.is_empty() {
        let mut row = row;
        let mut new = row.schema.clone();
        if step.is_list && !matches!(new.kind, Kind::List(_)) {
            new = in_list(new);
        }
        if let Some(why) = row.required_why.take() {
            new.infer("required", why);
        }
        let required = row.required == Some(true);
        match index {
            Some(index) => described_twice(&mut properties[index], new, required, &row, reporter),
            None => properties.push(Property {
                name: step.name.clone(),
                required,
                schema: new,
            }),
        }
        return;
    }
    let index = index.unwrap_or_else(|| {
        let mut parent = Schema::any(at);
        parent.infer("type", "only fields inside of it are described");
        properties.push(Property {
            name: step.name.clone(),
            required: false,
            schema: parent,
        });
        properties.len() - 1
    });
    let parent = &mut properties[index].schema;
    if step.is_list && !matches!(parent.kind, Kind::List(_)) {
        let items = Schema::any(parent.at);
        parent.kind = Kind::List(Box::new(items));
    }
    insert(parent, rest, row, reporter);
}

/// A list of a type, with the description of the whole.
fn in_list(items: Schema) -> Schema {
    let mut items = items;
    let (text, deprecated) = (items.text.take(), items.deprecated);
    items.deprecated = false;
    let mut list = Schema::list(items);
    (list.text, list.deprecated) = (text, deprecated);
    list
}

/// The first description counts. One that only was a parent so far gets its own type.
fn described_twice(
    known: &mut Property,
    new: Schema,
    required: bool,
    row: &Row,
    reporter: &mut Reporter<'_>,
) {
    let was_parent = known.schema.text.is_none() && !known.schema.inferred.is_empty();
    if was_parent {
        known.required = required;
        known.schema.text = new.text;
        return;
    }
    let text = format!("`{}` is described twice", row.name);
    let others = [(known.schema.at, "the first description")];
    let label = "the first description is used";
    reporter.report_with(codes::PAGE_CONTRADICTION, text, row.at, label, &others);
}

/// The properties that a schema may have. An untyped value becomes an object.
fn properties(schema: &mut Schema) -> Option<&mut Vec<Property>> {
    if let Kind::Any | Kind::Map(_) = schema.kind {
        schema.kind = Kind::Object(Vec::new());
    }
    match &mut schema.kind {
        Kind::Object(properties) => Some(properties),
        Kind::List(items) => self::properties(items),
        _ => None,
    }
}

/// Completes a schema by its samples. Returns the first sample that has all its parts and contradicts nothing.
pub fn with_samples(
    schema: &mut Schema,
    samples: &[Value],
    why: &str,
    reporter: &mut Reporter<'_>,
) -> Option<Json> {
    let mut example = None;
    // Fields of the items are listed without the list around them.
    let lists = samples
        .iter()
        .all(|it| matches!(it.json.value, JsonValue::List(_)));
    if !samples.is_empty() && lists && matches!(schema.kind, Kind::Object(_)) {
        *schema = in_list(schema.clone());
        schema.infer("type", format!("an array, as in {why}"));
    }
    for sample in samples {
        let conflicts = refine(schema, &[&sample.json], why);
        for conflict in &conflicts {
            report_conflict(conflict, reporter, codes::PAGE_CONTRADICTION);
        }
        if conflicts.is_empty() && !sample.elided && example.is_none() {
            example = Some(sample.json.clone());
        }
    }
    example
}

pub fn report_conflict(conflict: &Conflict, reporter: &mut Reporter<'_>, code: &'static Code) {
    let Conflict {
        path,
        stated,
        found,
        stated_at,
        found_at,
    } = conflict;
    let subject = match path.as_str() {
        "" => "the value".to_owned(),
        path => format!("`{path}`"),
    };
    let message = format!("{subject} is described as {stated}, and the sample has {found}");
    let others = [(*stated_at, "the description")];
    let label = "the description is used, and the sample is no example";
    reporter.report_with(code, message, *found_at, label, &others);
}

pub fn report_unread(unread: &[Unread], reporter: &mut Reporter<'_>) {
    for Unread { name, word, at } in unread {
        let message = format!("`{name}` has a type in unknown words: `{word}`");
        let label = "the type is taken from samples, or is open";
        reporter.report(codes::UNKNOWN_NOTATION, message, *at, label);
    }
}

/// Marks a required parameter whose mark is only a sign.
pub fn required(row: &Row, inferred: &mut Vec<Fact>) -> bool {
    if let Some(why) = row.required_why {
        inferred.push(Fact::new("required", why, row.at));
    }
    row.required == Some(true)
}

/// The text of a field that is left out, for the description of the operation.
pub fn keep_text(text: &mut Option<String>, row: &Row) {
    if let Some(words) = &row.schema.text {
        append(text, &format!("`{}`: {words}", row.name));
    }
}
