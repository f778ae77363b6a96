//! Media types of bodies.

use super::super::spec::{At, Spec};
use super::Both;

/// A media type and its object.
pub type Entry<'d> = (&'d str, At<'d>);

/// The media types that Swagger 2.0 declares for both sides. Empty for other versions.
pub fn declared<'d>(
    base: &'d Spec,
    revision: &'d Spec,
    both: &Both<'d>,
    keyword: &str,
) -> [Vec<&'d str>; 2] {
    let method = both.operation.method.to_lowercase();
    [
        base.declared_media(both.base_item.0, &method, keyword),
        revision.declared_media(both.revision_item.0, &method, keyword),
    ]
}

/// The media types of a body. Further declared media types have the schema of the first.
pub fn entries<'d>(body: &At<'d>, declared: &[&'d str]) -> Vec<Entry<'d>> {
    let mut found = body.get("content").map_or(Vec::new(), |at| at.entries());
    let is_form = |(name, _): &Entry<'_>| name.contains("form");
    let Some(first) = found.first().filter(|first| !is_form(first)).cloned() else {
        return found;
    };
    for name in declared {
        if found.iter().all(|(known, _)| known != name) {
            found.push((name, first.1.clone()));
        }
    }
    found
}

/// A media type in its parts: `application/problem+json; q=1`.
pub struct Media<'m> {
    /// `json`, with or without a suffix.
    syntax: &'m str,
    family: &'m str,
    pub suffix: Option<&'m str>,
    pub parameters: &'m str,
}

impl<'m> Media<'m> {
    pub fn of(name: &'m str) -> Self {
        let (essence, parameters) = name.split_once(';').unwrap_or((name, ""));
        let (family, subtype) = essence.trim().split_once('/').unwrap_or((essence, ""));
        let (suffix, syntax) = match subtype.rsplit_once('+') {
            Some((kind, syntax)) => (Some(kind), syntax),
            None => (None, subtype),
        };
        Self {
            syntax,
            family,
            suffix,
            parameters: parameters.trim(),
        }
    }

    /// Whether both have the same syntax and one name includes the other.
    pub fn is_related(&self, other: &Media<'_>) -> bool {
        let covers = self.suffix == other.suffix || self.suffix.is_none() || other.suffix.is_none();
        (self.family, self.syntax) == (other.family, other.syntax) && covers
    }
}

/// Whether a media type or range includes a media type. The encoding of characters makes no difference.
pub fn covers(range: &str, name: &str) -> bool {
    let essence = |name: &str| {
        let (essence, _) = name.split_once(';').unwrap_or((name, ""));
        essence.trim().to_ascii_lowercase()
    };
    let (range, name) = (essence(range), essence(name));
    match range.strip_suffix("/*") {
        Some("*") => true,
        Some(family) => name.split_once('/').is_some_and(|(it, _)| it == family),
        None => range == name,
    }
}

/// Whether a schema states nothing that its media type does not state: any bytes.
pub fn is_bytes(media: &str, schema: &At<'_>) -> bool {
    let is_structured = ["json", "xml", "form", "text", "yaml"]
        .iter()
        .any(|syntax| media.contains(syntax));
    let format = schema.text("format").unwrap_or_default();
    let is_string = schema.single_type() == "string" && matches!(format, "binary" | "byte" | "");
    let is_anything = schema.node.as_object().is_some_and(|map| map.is_empty());
    is_anything || is_string && !is_structured
}
