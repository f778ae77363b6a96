//! What a value has to show for a finding.

use super::super::schema::{Difference, Kind};

/// What a value has to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// One of these values.
    Values(Vec<String>),
    /// A value that one of these keywords refuses.
    Keywords(Vec<&'static str>),
    /// An object with or without a property.
    Property(String),
    /// One of these alternatives.
    Alternative(String),
    /// Null.
    Null,
    /// Any value that one side refuses.
    Any,
    /// There is no such value: a validator does not check this keyword.
    Nothing(&'static str),
}

/// The endings of rules about keywords.
const ENDINGS: [&str; 10] = [
    "-added",
    "-changed",
    "-decreased",
    "-generalized",
    "-increased",
    "-narrowed",
    "-removed",
    "-set",
    "-unset",
    "-widened",
];

/// Keywords by the stems of rules without their endings.
const KEYWORDS: &[(&str, &[&str])] = &[
    ("const", &["const", "enum"]),
    ("contains", &["contains"]),
    ("dependent-required", &["dependentRequired"]),
    ("enum", &["enum"]),
    ("became-enum", &["enum"]),
    ("exclusive-max", &["exclusiveMaximum", "maximum"]),
    ("exclusive-min", &["exclusiveMinimum", "minimum"]),
    ("list-of-types", &["type"]),
    ("max", &["exclusiveMaximum", "maximum"]),
    ("max-contains", &["maxContains"]),
    ("max-items", &["maxItems"]),
    ("max-length", &["maxLength"]),
    ("max-properties", &["maxProperties"]),
    ("min", &["exclusiveMinimum", "minimum"]),
    ("min-contains", &["minContains", "contains"]),
    ("min-items", &["minItems"]),
    ("min-length", &["minLength"]),
    ("min-properties", &["minProperties"]),
    ("multiple-of", &["multipleOf"]),
    ("not", &["not"]),
    ("pattern", &["pattern"]),
    ("property-names", &["propertyNames"]),
    ("unique-items", &["uniqueItems"]),
];

/// Stems of rules about keywords that validators do not check.
const ANNOTATIONS: &[(&str, &str)] = &[
    ("content-encoding", "contentEncoding"),
    ("content-media-type", "contentMediaType"),
    ("content-schema", "contentSchema"),
    ("default-value", "default"),
    ("discriminator", "discriminator"),
    ("stability", "x-stability-level"),
    ("sunset-date", "x-sunset"),
    ("deprecated", "deprecated"),
    ("x-extensible-enum", "x-extensible-enum"),
];

impl Wanted {
    /// What a value has to show for a difference.
    pub fn of(difference: &Difference) -> Wanted {
        match &difference.kind {
            Kind::Values { stem, .. } if stem.starts_with("x-") => {
                Wanted::Nothing("x-extensible-enum")
            }
            Kind::Values { values, .. } => Wanted::Values(values.clone()),
            Kind::Types { from, to } if from.names == to.names => Wanted::Nothing("format"),
            Kind::Types { .. } => Wanted::Keywords(vec!["type"]),
            Kind::Lifecycle(_) => Wanted::Nothing("deprecated"),
            Kind::Plain { stem, from, to } => of_stem(stem, if to.is_empty() { from } else { to }),
            Kind::Added(_)
            | Kind::Removed(_)
            | Kind::RemovedMember { .. }
            | Kind::Required { .. }
            | Kind::Mutability { .. } => {
                Wanted::Property(difference.property.clone().unwrap_or_default())
            }
        }
    }

    /// The keyword for messages.
    pub fn keyword(&self, id: &str) -> String {
        match self {
            Wanted::Nothing(keyword) => (*keyword).to_owned(),
            Wanted::Keywords(keywords) => keywords.first().copied().unwrap_or_default().to_owned(),
            Wanted::Values(_) => "enum".to_owned(),
            Wanted::Property(name) => name.clone(),
            Wanted::Null => "null".to_owned(),
            Wanted::Alternative(name) => name.clone(),
            Wanted::Any => id.to_owned(),
        }
    }
}

fn of_stem(stem: &str, value: &str) -> Wanted {
    let found = ANNOTATIONS
        .iter()
        .find(|(start, _)| stem.starts_with(start));
    if let Some((_, keyword)) = found {
        return Wanted::Nothing(keyword);
    }
    if stem.ends_with("-nullable") {
        return Wanted::Null;
    }
    if stem.starts_with("one-of-") || stem.starts_with("any-of-") {
        return Wanted::Alternative(value.to_owned());
    }
    let base = ENDINGS.iter().find_map(|ending| stem.strip_suffix(ending));
    let base = base.unwrap_or(stem);
    let keywords = KEYWORDS.iter().find(|(known, _)| *known == base);
    keywords.map_or(Wanted::Any, |(_, keywords)| {
        Wanted::Keywords(keywords.to_vec())
    })
}
