//! A body made of parts, as it will be printed.

use std::iter::once;

use super::Written;
use crate::ir::{Deprecated, Presence, Style};
use crate::plan::check::Check;
use crate::plan::docs::Comment;
use crate::plan::ty::Ty;

/// A body made of parts: a struct beside the operation.
#[derive(Clone, Debug)]
pub struct Multipart {
    pub name: String,
    pub docs: Comment,
    /// Those required first.
    pub parts: Vec<Part>,
    pub checks: Vec<Check>,
}

impl Multipart {
    /// Name, type and presence of each field: the parts, each with its headers behind it. Of those required, no field
    /// stands behind an optional part.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &Ty, Presence)> {
        self.parts.iter().flat_map(|part| {
            let headers = part.headers.iter();
            let headers = headers.map(|it| (it.name.as_str(), &it.ty, it.presence));
            once((part.name.as_str(), &part.ty, part.presence)).chain(headers)
        })
    }

    /// Name and type of each field that must be there.
    pub fn required(&self) -> impl Iterator<Item = (&str, &Ty)> {
        let fields = self.fields();
        let required = fields.filter(|(.., presence)| *presence == Presence::Required);
        required.map(|(name, ty, _)| (name, ty))
    }

    /// Whether `new` takes no arguments: then the struct implements `Default`.
    pub fn has_default(&self) -> bool {
        self.required().next().is_none()
    }
}

/// A field of such a body.
#[derive(Clone, Debug)]
pub struct Part {
    pub name: String,
    pub wire: String,
    /// Without `Option`.
    pub ty: Ty,
    pub presence: Presence,
    pub kind: PartKind,
    /// Where the document says another one than is usual for the kind.
    pub content_type: Option<String>,
    /// What it is sent with: fields of the body, too.
    pub headers: Vec<PartHeader>,
    pub docs: Comment,
    pub deprecated: Deprecated,
}

/// A header of a part, as a field beside the part's.
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

/// How a part is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartKind {
    File,
    Text,
    Json,
    /// As parts by the names that a style gives them.
    Styled(Style),
}
