//! The constraint `pattern`.

use std::fmt;
use std::sync::{Arc, OnceLock};

use crate::pattern::{characters, convert};

/// The value of `pattern`. Its conversion for emitted checks takes place once, when it is first asked for, and is shared by
/// all copies.
#[derive(Clone)]
pub struct Pattern(Arc<Shared>);

struct Shared {
    text: String,
    expression: OnceLock<Result<String, &'static str>>,
}

impl Pattern {
    pub fn new(text: &str) -> Self {
        Self(Arc::new(Shared {
            text: text.to_owned(),
            expression: OnceLock::new(),
        }))
    }

    /// The pattern as the document has it.
    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// Ranges that have all characters of the strings that match, if they are known.
    pub fn characters(&self) -> Option<Vec<(char, char)>> {
        characters(&self.0.text)
    }

    /// The expression that emitted code checks, or the reason why there is none.
    pub fn expression(&self) -> Result<&str, &'static str> {
        let shared = &*self.0;
        let converted = shared.expression.get_or_init(|| convert(&shared.text));
        converted.as_deref().map_err(|reason| *reason)
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.text() == other.text()
    }
}

/// The format of the text, which the lock stores.
impl fmt::Debug for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_converted_once_for_all_copies() {
        let pattern = Pattern::new(r"^\d+$");
        let copy = pattern.clone();
        assert_eq!(pattern.0.expression.get(), None);
        assert_eq!(pattern.expression(), Ok("^[0-9]+$"));
        assert_eq!(copy.0.expression.get(), Some(&Ok("^[0-9]+$".to_owned())));
        assert_eq!(format!("{copy:?}"), r#""^\\d+$""#);
        assert!(Pattern::new("(").expression().is_err());
    }
}
