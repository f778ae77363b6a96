//! A multipart body.

use std::iter::once;

use super::Written;
use crate::ir::{Deprecated, Presence, Style};
use crate::plan::check::Check;
use crate::plan::docs::Comment;
use crate::plan::ty::Ty;

/// The struct of a multipart body.
#[derive(Clone, Debug)]
pub struct Multipart {
    pub name: String,
    pub docs: Comment,
    /// Required parts first.
    pub parts: Vec<Part>,
    pub checks: Vec<Check>,
}

impl Multipart {
    /// Name, type and presence of each field: each part, followed by its headers. Required fields come before optional
    /// parts.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &Ty, Presence)> {
        self.parts.iter().flat_map(|part| {
            let headers = part.headers.iter();
            let headers = headers.map(|it| (it.name.as_str(), &it.ty, it.presence));
            once((part.name.as_str(), &part.ty, part.presence)).chain(headers)
        })
    }

    /// Name and type of each required field.
    pub fn required(&self) -> impl Iterator<Item = (&str, &Ty)> {
        let fields = self.fields();
        let required = fields.filter(|(.., presence)| *presence == Presence::Required);
        required.map(|(name, ty, _)| (name, ty))
    }

    /// Whether `new` has no arguments. Then the struct implements `Default`.
    pub fn has_default(&self) -> bool {
        self.required().next().is_none()
    }
}

/// A part, which is a field of the struct.
#[derive(Clone, Debug)]
pub struct Part {
    pub name: String,
    pub wire: String,
    /// Without `Option`.
    pub ty: Ty,
    pub presence: Presence,
    pub kind: PartKind,
    pub written: Written,
    /// The content type, if it is not the default of the kind.
    pub content_type: Option<String>,
    /// Its headers, which are fields of the struct too.
    pub headers: Vec<PartHeader>,
    pub docs: Comment,
    pub deprecated: Deprecated,
}

/// A header of a part, which is a field of the struct.
#[derive(Clone, Debug)]
pub struct PartHeader {
    pub name: String,
    pub wire: String,
    /// Without `Option`.
    pub ty: Ty,
    pub presence: Presence,
    pub style: Style,
    pub written: Written,
    pub docs: Comment,
    pub deprecated: Deprecated,
}

/// How a part is serialized.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartKind {
    File,
    Text,
    Json,
    /// As one or more parts, by a style.
    Styled(Style),
}
