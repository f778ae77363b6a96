//! Forms of strings, by which alternatives are distinguished.

/// What `format` or `pattern` says about a string, as far as decoding checks it.
#[derive(Clone, Debug, PartialEq)]
pub enum Form {
    Ipv4,
    Ipv6,
    Uuid,
    /// Ranges that have all characters of the strings that a pattern matches.
    Chars(Vec<(char, char)>),
}

impl Form {
    /// The form of a `format`.
    pub fn of_format(format: &str) -> Option<Self> {
        Some(match format {
            "ipv4" => Self::Ipv4,
            "ipv6" => Self::Ipv6,
            "uuid" => Self::Uuid,
            _ => return None,
        })
    }

    /// Whether no string has both forms.
    pub fn excludes(&self, other: &Self) -> bool {
        let is_format = |form: &Self| !matches!(form, Self::Chars(_));
        is_format(self) && is_format(other) && self != other
    }
}

/// The form of a string, or of a property.
#[derive(Clone, Debug, PartialEq)]
pub struct ExpectedForm {
    /// `None` if the value itself is the string.
    pub property: Option<String>,
    pub form: Form,
}
