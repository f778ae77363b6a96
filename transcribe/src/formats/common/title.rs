//! Titles: `Method get`, `Service API, REST: Res.get`, `Service API, REST: Res methods`, `Res`.

use crate::facts::SpannedText;

/// The names in a title.
#[derive(Debug, Default)]
pub struct Title {
    pub service: Option<SpannedText>,
    pub resource: Option<SpannedText>,
    pub method: Option<SpannedText>,
}

pub fn title(title: &SpannedText) -> Title {
    let at = title.at;
    let word = |text: &str| SpannedText {
        text: text.trim().to_owned(),
        at,
    };
    let text = title.text.as_str();
    if let Some(method) = text.strip_prefix("Method ") {
        return Title {
            method: Some(word(method)),
            ..Title::default()
        };
    }
    let (service, rest) = match text.split_once(", REST:") {
        Some((service, rest)) => (Some(word(service)), rest.trim()),
        None => (None, text),
    };
    let rest = rest.strip_suffix(" methods").unwrap_or(rest);
    let (resource, method) = match rest.split_once('.') {
        Some((resource, method)) => (resource, Some(word(&lower_first(method)))),
        None => (rest, None),
    };
    let named = !resource.is_empty() && !resource.contains(char::is_whitespace);
    Title {
        service,
        resource: named.then(|| word(resource)),
        method,
    }
}

/// Pages of later generations write `Get` instead of `get`.
fn lower_first(name: &str) -> String {
    let mut chars = name.trim().chars();
    match chars.next() {
        Some(first) => first.to_lowercase().chain(chars).collect(),
        None => String::new(),
    }
}
