//! Resolves type aliases in paths and signatures, so that a renamed type equals its old name.
//!
//! The path of an alias itself is not resolved, so that its removal is noticed.

use std::borrow::Cow;
use std::collections::HashMap;

use oascribe_codegen::surface::{Item, Kind, Signature};

use super::Surface;

/// The number of chained aliases that are resolved, also in an alias cycle.
const MAX_ALIASES: usize = 16;

pub(super) struct Names<'a> {
    aliases: HashMap<&'a str, &'a str>,
    /// Those that are old names.
    renamed: HashMap<&'a str, &'a str>,
}

impl<'a> Names<'a> {
    pub fn of(sides: [&'a Surface; 2]) -> Self {
        let items = sides.into_iter().flat_map(|side| &side.items);
        let aliases = items.filter_map(|((path, _), item)| Some((path.as_str(), alias(item)?)));
        let mut names = Self {
            aliases: HashMap::new(),
            renamed: HashMap::new(),
        };
        for (path, (kind, target)) in aliases {
            names.aliases.insert(path, target);
            if kind == Kind::Alias {
                names.renamed.insert(path, target);
            }
        }
        names
    }

    pub fn path<'p>(&'p self, path: &'p str, kind: Option<Kind>) -> Cow<'p, str> {
        match kind {
            Some(Kind::Alias) => Cow::Borrowed(path),
            // The schema of an alias can be renamed, too.
            Some(Kind::Type) if path.starts_with("models::") => Cow::Borrowed(self.now(path)),
            _ => self.text(path),
        }
    }

    /// The current name of a renamed type.
    fn now<'p>(&'p self, path: &'p str) -> &'p str {
        let mut path = path;
        for _ in 0..MAX_ALIASES {
            match self.renamed.get(path) {
                Some(now) => path = now,
                None => break,
            }
        }
        path
    }

    pub fn item(&self, item: &Item) -> Item {
        let text = |text: &str| self.text(text).into_owned();
        Item {
            path: item.path.clone(),
            signature: item.signature.map_types(text),
            traits: item.traits.iter().map(|name| text(name)).collect(),
            features: item.features.clone(),
        }
    }

    /// Replaces every alias in a signature by its target.
    fn text<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let mut text = Cow::Borrowed(text);
        if self.aliases.is_empty() {
            return text;
        }
        for _ in 0..MAX_ALIASES {
            match self.once(&text) {
                Some(next) => text = Cow::Owned(next),
                None => break,
            }
        }
        text
    }

    fn once(&self, text: &str) -> Option<String> {
        // All separators are ASCII.
        let is_word = |byte: &u8| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b':') || !byte.is_ascii()
        };
        let mut out: Option<String> = None;
        let mut copied = 0;
        let mut at = 0;
        while let Some(start) = text.as_bytes()[at..].iter().position(is_word) {
            let start = at + start;
            let word = &text[start..];
            let end = word.bytes().position(|byte| !is_word(&byte));
            let end = end.unwrap_or(word.len());
            let name = type_of(&word[..end]);
            if let Some(now) = self.aliases.get(name) {
                let out = out.get_or_insert_default();
                out.push_str(&text[copied..start]);
                out.push_str(now);
                copied = start + name.len();
            }
            at = start + end;
        }
        let mut out = out?;
        out.push_str(&text[copied..]);
        Some(out)
    }
}

/// The kind and the target of an alias.
fn alias(item: &Item) -> Option<(Kind, &str)> {
    match &item.signature {
        Signature::Alias(target) => Some((Kind::Alias, target)),
        Signature::Type(target) if item.path.starts_with("models::") => Some((Kind::Type, target)),
        _ => None,
    }
}

/// `models::Pet::name` → `models::Pet`.
pub(super) fn type_of(path: &str) -> &str {
    let after = |at: usize| path.get(at..).and_then(|rest| rest.find(':'));
    let end = after(0).and_then(|module| Some(module + 2 + after(module + 2)?));
    end.map_or(path, |end| &path[..end])
}
