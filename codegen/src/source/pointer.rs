//! A node of a document: file and JSON pointer (RFC 6901).
//!
//! Guaranteed: cheap to clone; ordered and hashed by file and text; the text is the same in every run, also if the
//! document has many files.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::FileId;

/// A node of a document: the file and the JSON pointer (RFC 6901) in it.
#[derive(Clone, Debug)]
pub struct Pointer {
    file: FileId,
    /// For a file that the document refers to: its name relative to the document.
    part: Option<Arc<str>>,
    /// Escaped, without the `#`: `""` is the root, `"/paths/~1pets"` a child of a child.
    path: Arc<str>,
}

impl Pointer {
    /// The root of the document.
    pub fn root(file: FileId) -> Self {
        let path = Arc::from("");
        let part = None;
        Self { file, part, path }
    }

    /// The root of a file that the document refers to by this name.
    pub(crate) fn part(file: FileId, name: &str) -> Self {
        let part = Some(Arc::from(name));
        Self {
            part,
            ..Self::root(file)
        }
    }

    /// The value of a key. The key is not escaped.
    pub fn child(&self, key: &str) -> Self {
        let path = [&self.path, "/", &escape(key)].concat();
        let path = Arc::from(path);
        Self {
            path,
            ..self.clone()
        }
    }

    /// The text of [`Self::child`], without creating a pointer.
    pub(crate) fn child_text(&self, key: &str) -> String {
        let part = self.part.as_deref().unwrap_or_default();
        [part, "#", &self.path, "/", &escape(key)].concat()
    }

    /// An item of a list.
    pub fn index(&self, index: usize) -> Self {
        self.child(&index.to_string())
    }

    /// A descendant, by its relative pointer: `""` or `/a/0`.
    pub(crate) fn join(&self, rest: &str) -> Self {
        let path = Arc::from([&*self.path, rest].concat());
        Self {
            path,
            ..self.clone()
        }
    }

    /// Whether it is another node or inside it.
    pub(crate) fn is_within(&self, other: &Pointer) -> bool {
        let rest = self.path.strip_prefix(&*other.path);
        let is_inside = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        is_inside && self.file == other.file
    }

    /// Whether it points into the document itself, not into a file that the document refers to.
    pub(crate) fn is_in_document(&self) -> bool {
        self.part.is_none()
    }

    /// The file it points into.
    pub fn file(&self) -> FileId {
        self.file
    }

    /// The pointer's text without the `#`, escaped: `/paths/~1pets`.
    pub fn as_str(&self) -> &str {
        &self.path
    }

    /// The text of [`Self::as_str`], shared.
    pub(super) fn path(&self) -> Arc<str> {
        self.path.clone()
    }

    /// The parent node. Returns `None` for the root.
    pub fn parent(&self) -> Option<Self> {
        let (parent, _) = self.path.rsplit_once('/')?;
        let path = Arc::from(parent);
        Some(Self {
            path,
            ..self.clone()
        })
    }

    /// The last key or index, unescaped. Returns `None` for the root.
    pub fn last(&self) -> Option<Cow<'_, str>> {
        let (_, last) = self.path.rsplit_once('/')?;
        Some(unescape(last))
    }

    /// The number of keys and indices from the root.
    pub(crate) fn depth(&self) -> usize {
        self.path.matches('/').count()
    }

    /// The keys and indices from the root down, unescaped.
    pub fn segments(&self) -> impl Iterator<Item = Cow<'_, str>> {
        self.path.split('/').skip(1).map(unescape)
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = self.part.as_deref().unwrap_or_default();
        write!(f, "{part}#{}", self.path)
    }
}

impl PartialEq for Pointer {
    fn eq(&self, other: &Self) -> bool {
        self.file == other.file && self.path == other.path
    }
}

impl Eq for Pointer {}

impl PartialOrd for Pointer {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Pointer {
    fn cmp(&self, other: &Self) -> Ordering {
        let files = self.file.cmp(&other.file);
        files.then_with(|| self.path.cmp(&other.path))
    }
}

impl Hash for Pointer {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.file.hash(state);
        self.path.hash(state);
    }
}

/// Escapes a key for a JSON Pointer (RFC 6901).
pub fn escape(key: &str) -> Cow<'_, str> {
    if key.bytes().any(is_escaped) {
        let mut escaped = String::with_capacity(key.len() + 8);
        push_escaped(&mut escaped, key);
        Cow::Owned(escaped)
    } else {
        Cow::Borrowed(key)
    }
}

/// Appends a key to a JSON Pointer, escaped (RFC 6901).
pub(crate) fn push_escaped(pointer: &mut String, key: &str) {
    let mut rest = key;
    while let Some(at) = rest.bytes().position(is_escaped) {
        pointer.push_str(&rest[..at]);
        pointer.push_str(match rest.as_bytes()[at] {
            b'~' => "~0",
            _ => "~1",
        });
        rest = &rest[at + 1..];
    }
    pointer.push_str(rest);
}

fn is_escaped(byte: u8) -> bool {
    matches!(byte, b'~' | b'/')
}

/// Unescapes a segment of a JSON Pointer (RFC 6901).
pub(crate) fn unescape(segment: &str) -> Cow<'_, str> {
    if segment.contains('~') {
        Cow::Owned(segment.replace("~1", "/").replace("~0", "~"))
    } else {
        Cow::Borrowed(segment)
    }
}
