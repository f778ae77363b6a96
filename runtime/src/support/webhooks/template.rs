//! What is signed: text with the ID, the timestamp and the body of the webhook.

/// A part of the signed content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Text(String),
    Id,
    Timestamp,
    Body,
}

/// Parses a template. Unknown placeholders are text.
pub(super) fn parse(template: &str) -> Vec<Part> {
    const PLACEHOLDERS: [(&str, Part); 3] = [
        ("{id}", Part::Id),
        ("{timestamp}", Part::Timestamp),
        ("{body}", Part::Body),
    ];
    let mut parts = Vec::new();
    let mut rest = template;
    while !rest.is_empty() {
        let found = PLACEHOLDERS.iter().filter_map(|(name, part)| {
            let at = rest.find(name)?;
            Some((at, name.len(), part))
        });
        let Some((at, length, part)) = found.min_by_key(|(at, ..)| *at) else {
            parts.push(Part::Text(rest.to_owned()));
            break;
        };
        let (text, after) = rest.split_at(at);
        if !text.is_empty() {
            parts.push(Part::Text(text.to_owned()));
        }
        parts.push(part.clone());
        rest = after.get(length..).unwrap_or_default();
    }
    parts
}
