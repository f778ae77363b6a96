//! Turns messages into named schemas.
//!
//! Messages with the same anchor are one schema, and so are messages with the same name and the same fields. Different
//! messages never share a name.

use std::collections::HashMap;

use indexmap::IndexMap;
use oascribe_codegen::diag::codes;

use super::naming::{is_one_word, pascal_case, short_name, singular};
use super::{LongRunning, Schema, merge};
use crate::facts::{Cardinality, EnumValue, Field, Message, Type};
use crate::reporter::Reporter;
use crate::span::Span;

/// The schemas so far.
#[derive(Default)]
pub struct Schemas {
    pub found: IndexMap<String, Schema>,
    /// Names by anchor.
    anchors: HashMap<String, String>,
    /// The names of resources. A resource has priority for its name.
    pub resources: Vec<String>,
}

/// The messages of one page, by anchor.
#[derive(Default)]
pub struct Page {
    messages: HashMap<String, Message>,
    /// The names of the messages that were added already.
    added: HashMap<String, String>,
    /// The schemas of the long-running operation that the page returns.
    pub long_running: LongRunning,
    /// The resource that the page belongs to.
    resource: String,
}

impl Page {
    pub fn new(resource: &str, messages: Vec<Message>) -> Self {
        let anchored = messages
            .into_iter()
            .filter_map(|it| it.anchor.clone().map(|anchor| (anchor, it)));
        Page {
            messages: anchored.collect(),
            resource: resource.to_owned(),
            ..Page::default()
        }
    }

    /// The anchor without the number that is added when an anchor repeats on a page.
    fn canonical(&self, anchor: &str) -> String {
        let base = anchor.trim_end_matches(|char: char| char.is_ascii_digit());
        let last = |anchor: &str| anchor.rsplit('.').next().unwrap_or_default().to_owned();
        let titled = self
            .messages
            .get(anchor)
            .and_then(|message| message.title.as_deref());
        // A message with the title `Version2` is not a repetition of `Version`.
        let own = titled == Some(last(anchor).as_str());
        let repeats = self.messages.contains_key(base) || titled == Some(last(base).as_str());
        let repeats = repeats && !own;
        match base.len() < anchor.len() && repeats {
            true => base.to_owned(),
            false => anchor.to_owned(),
        }
    }
}

impl Schemas {
    /// Adds a message under its anchor, or under a name found for it.
    pub fn add(
        &mut self,
        message: Message,
        name: &str,
        page: &mut Page,
        reporter: &mut Reporter<'_>,
    ) -> String {
        if let Some(anchor) = &message.anchor {
            let name = self.anchored(&page.canonical(anchor), &message);
            let message = self.resolve_types(message, &name, page, reporter);
            return self.insert(name, message, reporter);
        }
        let name = match (is_operation(&message), is_status(&message)) {
            (true, _) => "Operation",
            (_, true) => "Status",
            _ => name,
        };
        let message = self.resolve_types(message, name, page, reporter);
        self.name_schema(name.to_owned(), message, "", reporter)
    }

    /// The schema name of a full name. The first call reserves it.
    fn anchored(&mut self, anchor: &str, message: &Message) -> String {
        if let Some(name) = self.anchors.get(anchor) {
            return name.clone();
        }
        let (name, package) = short_name(anchor);
        let qualified = format!("{package}{name}");
        let numbered = (2..).map(|number| format!("{qualified}{number}"));
        let names = [name, qualified.clone()].into_iter().chain(numbered);
        let free = |name: &String| {
            let taken = self.anchors.values().any(|other| other == name);
            !taken
                && match self.found.get(name) {
                    None => true,
                    Some(Schema::Object(known)) => {
                        self.resources.contains(name) || is_same_message(known, message, true)
                    }
                    Some(Schema::Enum(_)) => false,
                }
        };
        let name = names.into_iter().find(free).unwrap_or(anchor.to_owned());
        self.anchors.insert(anchor.to_owned(), name.clone());
        name
    }

    /// Adds a schema, or merges it with the schema of the same name.
    fn insert(&mut self, name: String, message: Message, reporter: &mut Reporter<'_>) -> String {
        match self.found.get_mut(&name) {
            Some(Schema::Object(known)) => merge::message(&name, known, message, reporter),
            _ => {
                self.found.insert(name.clone(), Schema::Object(message));
            }
        }
        name
    }

    /// Replaces the objects and named enums of all fields by references to schemas.
    fn resolve_types(
        &mut self,
        mut message: Message,
        name: &str,
        page: &mut Page,
        reporter: &mut Reporter<'_>,
    ) -> Message {
        for field in &mut message.fields {
            self.resolve_type(field, name, page, reporter);
        }
        if is_operation(&message) {
            for field in &mut message.fields {
                let schema = match field.name.as_str() {
                    "metadata" => &mut page.long_running.metadata,
                    "response" => &mut page.long_running.response,
                    _ => continue,
                };
                if let Some(Type::Named(name)) = &field.ty {
                    schema.get_or_insert(name.clone());
                    field.ty = Some(Type::AnyObject);
                }
            }
        }
        message
    }

    /// Replaces the object or named enum of a field by a reference to a schema.
    pub fn resolve_type(
        &mut self,
        field: &mut Field,
        owner: &str,
        page: &mut Page,
        reporter: &mut Reporter<'_>,
    ) {
        let at = field.ty_at;
        let cardinality = field.cardinality;
        let name = field.name.clone();
        match field.ty.take() {
            Some(Type::Enum(Some(title))) if !field.values.is_empty() => {
                let values = std::mem::take(&mut field.values);
                let owners = [page.resource.as_str(), owner];
                let name = self.named_enum(&title, owners, values, at, reporter);
                field.ty = Some(Type::Named(name));
            }
            Some(Type::Map(inner)) => {
                let inner = self.object(
                    *inner,
                    &name,
                    Cardinality::Single,
                    owner,
                    at,
                    page,
                    reporter,
                );
                field.ty = Some(Type::Map(Box::new(inner)));
            }
            Some(ty) => {
                field.ty = Some(self.object(ty, &name, cardinality, owner, at, page, reporter))
            }
            None => {}
        }
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "everything that the name depends on"
    )]
    fn object(
        &mut self,
        ty: Type,
        field: &str,
        cardinality: Cardinality,
        owner: &str,
        at: Span,
        page: &mut Page,
        reporter: &mut Reporter<'_>,
    ) -> Type {
        match ty {
            Type::Named(anchor) => self.reference(&anchor, at, page, reporter),
            Type::Inline(message) => {
                let candidate = match cardinality {
                    Cardinality::List => pascal_case(&singular(field)),
                    Cardinality::Single => pascal_case(field),
                };
                let name = match (is_operation(&message), is_status(&message)) {
                    (true, _) => "Operation".to_owned(),
                    (_, true) => "Status".to_owned(),
                    _ => candidate,
                };
                let message = self.resolve_types(*message, &name, page, reporter);
                Type::Named(self.name_schema(name, message, owner, reporter))
            }
            other => other,
        }
    }

    fn reference(
        &mut self,
        anchor: &str,
        at: Span,
        page: &mut Page,
        reporter: &mut Reporter<'_>,
    ) -> Type {
        let canonical = page.canonical(anchor);
        if let Some(name) = page.added.get(anchor) {
            return Type::Named(name.clone());
        }
        let Some(message) = page.messages.get(anchor).cloned() else {
            // Another page may describe it.
            if let Some(name) = self.anchors.get(&canonical) {
                return Type::Named(name.clone());
            }
            let text = format!("no section of the page has the anchor `{anchor}`");
            reporter.report(codes::DANGLING_ANCHOR, text, at, "read as untyped JSON");
            return Type::AnyObject;
        };
        let name = self.anchored(&canonical, &message);
        // Added before its fields, which may refer to it.
        page.added.insert(anchor.to_owned(), name.clone());
        let message = self.resolve_types(message, &name, page, reporter);
        Type::Named(self.insert(name, message, reporter))
    }

    /// Finds the schema of a message, or adds it under a free name.
    fn name_schema(
        &mut self,
        name: String,
        message: Message,
        owner: &str,
        reporter: &mut Reporter<'_>,
    ) -> String {
        let mut name = name;
        let qualified = format!("{owner}{name}");
        let mut number = 2;
        loop {
            let owns = self.resources.contains(&name);
            match self.found.get_mut(&name) {
                None => {
                    self.found.insert(name.clone(), Schema::Object(message));
                    return name;
                }
                Some(Schema::Object(known)) if is_same_message(known, &message, owns) => {
                    merge::message(&name, known, message, reporter);
                    return name;
                }
                Some(_) => {}
            }
            name = match name == qualified {
                false => qualified.clone(),
                true => {
                    number += 1;
                    format!("{qualified}{}", number - 1)
                }
            };
        }
    }

    fn named_enum(
        &mut self,
        title: &str,
        owners: [&str; 2],
        values: Vec<EnumValue>,
        at: Span,
        reporter: &mut Reporter<'_>,
    ) -> String {
        let title = pascal_case(title);
        // A single word is too general as a name.
        let alone = (!is_one_word(&title)).then(|| title.clone());
        let owned = owners.map(|owner| format!("{owner}{title}"));
        let names: Vec<String> = alone.into_iter().chain(owned).collect();
        let last = names.last().cloned().unwrap_or_default();
        let numbered = (2..).map(|number| format!("{last}{number}"));
        for name in names.into_iter().chain(numbered) {
            match self.found.get_mut(&name) {
                None => {
                    self.found.insert(name.clone(), Schema::Enum(values));
                    return name;
                }
                Some(Schema::Enum(known)) if overlap(known, &values) => {
                    let known_at = known.first().map_or(at, |value| value.at);
                    merge::values(&name, known, values, known_at, at, reporter);
                    return name;
                }
                Some(_) => {}
            }
        }
        last
    }
}

fn overlap(one: &[EnumValue], other: &[EnumValue]) -> bool {
    one.iter().any(|value| {
        !value.name.ends_with("_UNSPECIFIED") && other.iter().any(|it| it.name == value.name)
    })
}

/// Whether two messages with one name are the same schema. The pages of a resource may be of different dates, so a
/// resource matches if half of its fields do.
fn is_same_message(known: &Message, other: &Message, owns: bool) -> bool {
    if known.anchor.is_some() && known.anchor == other.anchor {
        return true;
    }
    let common = other
        .fields
        .iter()
        .filter_map(|field| known.field(&field.name).map(|it| (it, field)));
    let mut count = 0;
    for (one, two) in common {
        count += 1;
        let fits = match (&one.ty, &two.ty) {
            (Some(one), Some(two)) => merge::alike(one, two),
            _ => true,
        };
        if !fits || one.cardinality != two.cardinality {
            return false;
        }
    }
    let (least, most) = match known.fields.len() < other.fields.len() {
        true => (known.fields.len(), other.fields.len()),
        false => (other.fields.len(), known.fields.len()),
    };
    match owns {
        true => count == least && count * 2 >= most,
        false => count == most,
    }
}

/// Whether a message is a long-running operation.
fn is_operation(message: &Message) -> bool {
    ["id", "done", "createdAt"]
        .iter()
        .all(|name| message.field(name).is_some())
        && ["error", "response", "metadata"]
            .iter()
            .any(|name| message.field(name).is_some())
}

/// Whether a message is `google.rpc.Status`, which pages of generation 1 do not name.
fn is_status(message: &Message) -> bool {
    message.fields.len() == 3
        && ["code", "message", "details"]
            .iter()
            .all(|name| message.field(name).is_some())
}
