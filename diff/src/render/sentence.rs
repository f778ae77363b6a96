//! What changed, in one sentence. All other parts of a report are made from data of findings, too.

use crate::Finding;
use crate::document::Role;

/// What stands for the variables of a title.
pub(crate) struct Terms<'a> {
    /// `{s}`: a phrase for the schema.
    pub subject: &'a str,
    /// `{p}`: the path to a property.
    pub path: &'a str,
    /// `{e}`: the parameter or header that has a property.
    pub element: &'a str,
    /// `{w}`: the word for the part of a call.
    pub word: &'a str,
    /// `{a}`: the old value.
    pub from: &'a str,
    /// `{b}`: the new value.
    pub to: &'a str,
    /// `{l}`: the values of a list. `{value|values}` is the singular or plural for them.
    pub values: &'a [String],
}

impl Finding {
    /// What changed, in one sentence.
    pub fn text(&self) -> String {
        let subject = self.subject.as_ref();
        let path = subject.map_or(String::new(), |it| path(&it.path, it.schema.as_deref()));
        let role = subject.map(|it| &it.role);
        let own = [&self.from, &self.to].into_iter();
        let own: Vec<_> = own.filter(|value| !value.is_empty()).cloned().collect();
        let terms = Terms {
            subject: &role.map_or(String::new(), |role| phrase(role, &path)),
            path: &path,
            element: role.and_then(Role::name).unwrap_or_default(),
            word: role.map_or("", word),
            from: &self.from,
            to: &self.to,
            values: match self.values.as_slice() {
                [] => &own,
                values => values,
            },
        };
        let text = filled(self.rule.title(), &terms);
        match &self.replacement {
            Some(now) => format!("{text}; `{now}` is used in its place"),
            None => text,
        }
    }
}

/// The title of a rule with its values. A value may contain `{a}`, as URL templates do.
pub(crate) fn filled(title: &str, terms: &Terms<'_>) -> String {
    let mut text = String::new();
    let mut rest = title;
    while let Some((before, variable)) = rest.split_once('{') {
        text.push_str(before);
        let value = variable
            .split_once('}')
            .and_then(|(name, rest)| Some((value(name, terms)?, rest)));
        match value {
            Some((value, after)) => {
                text.push_str(&value);
                rest = after;
            }
            None => {
                text.push('{');
                rest = variable;
            }
        }
    }
    text + rest
}

fn value(name: &str, terms: &Terms<'_>) -> Option<String> {
    let text = match name {
        "s" => terms.subject,
        "p" => terms.path,
        "e" => terms.element,
        "w" => terms.word,
        "a" => terms.from,
        "b" => terms.to,
        "l" => return Some(listed(terms.values)),
        name => {
            let (singular, plural) = name.split_once('|')?;
            match terms.values.len() {
                0 | 1 => singular,
                _ => plural,
            }
        }
    };
    Some(text.to_owned())
}

/// The first values of a list, and the number of further values.
fn listed(values: &[String]) -> String {
    const SHOWN: usize = 6;
    let shown = values.iter().take(SHOWN).map(|value| format!("`{value}`"));
    let shown = shown.collect::<Vec<_>>().join(", ");
    match values.len().saturating_sub(SHOWN) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

/// A path, to be written between backticks: `city` of `Address`.
fn path(steps: &[String], schema: Option<&str>) -> String {
    let path = steps.join("/");
    match schema {
        Some(name) if !path.is_empty() => format!("{path}` of `{name}"),
        _ => path,
    }
}

/// The word for the part of a call that a property is in.
fn word(role: &Role) -> &'static str {
    match role {
        Role::RequestBody { .. } => "request",
        Role::ResponseBody { .. } => "response",
        Role::Payload { .. } => "payload",
        Role::Reply { .. } => "reply",
        Role::Parameter { .. } | Role::RequiredParameter { .. } => "parameter",
        Role::ResponseHeader { .. } => "header",
    }
}

/// A phrase for the schema at a path.
fn phrase(role: &Role, path: &str) -> String {
    match (role, path.is_empty()) {
        (Role::RequestBody { .. }, true) => "the request body".to_owned(),
        (Role::RequestBody { .. }, false) => format!("the request property `{path}`"),
        (Role::Parameter { location, name } | Role::RequiredParameter { location, name }, true) => {
            format!("the {location} parameter `{name}`")
        }
        (Role::Parameter { name, .. } | Role::RequiredParameter { name, .. }, false) => {
            format!("the property `{path}` of the parameter `{name}`")
        }
        (Role::ResponseBody { status, .. }, true) => format!("the response body ({status})"),
        (Role::ResponseBody { status, .. }, false) => {
            format!("the response property `{path}` ({status})")
        }
        (Role::ResponseHeader { status, name }, _) => format!("the header `{name}` ({status})"),
        (Role::Payload { of, .. }, true) => format!("the payload of `{of}`"),
        (Role::Payload { of, .. }, false) => format!("the payload property `{path}` of `{of}`"),
        (Role::Reply { of, status, .. }, true) => format!("the reply to `{of}` ({status})"),
        (Role::Reply { of, .. }, false) => format!("the reply property `{path}` to `{of}`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(values: &[String]) -> Terms<'_> {
        Terms {
            subject: "{b}{s}",
            path: "{p",
            element: "e",
            word: "w",
            from: "{a}{b}",
            to: "{s}",
            values,
        }
    }

    #[test]
    fn values_are_not_filled_in_twice() {
        let title = "{s} changed from `{a}` to `{b}` {x {p} {y}";
        let text = "{b}{s} changed from `{a}{b}` to `{s}` {x {p {y}";
        assert_eq!(filled(title, &terms(&[])), text);
    }

    #[test]
    fn several_values_are_listed_in_the_plural() {
        let title = "the {value|values} {l}";
        let text = |count: usize| {
            let values: Vec<_> = (0..count).map(|number| number.to_string()).collect();
            filled(title, &terms(&values))
        };
        let with_empty = ["".to_owned(), "a".to_owned()];
        assert_eq!(filled(title, &terms(&with_empty)), "the values ``, `a`");
        assert_eq!(text(1), "the value `0`");
        assert_eq!(text(2), "the values `0`, `1`");
        assert_eq!(
            text(8),
            "the values `0`, `1`, `2`, `3`, `4`, `5` and 2 more"
        );
    }

    #[test]
    fn a_path_names_the_schema_that_it_begins_in() {
        let steps = ["home".to_owned(), "city".to_owned()];
        assert_eq!(path(&steps, Some("Pet")), "home/city` of `Pet");
        assert_eq!(path(&steps, None), "home/city");
        assert_eq!(path(&[], Some("Pet")), "");
    }
}
