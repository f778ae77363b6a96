//! Byte ranges of pages.

use std::ops::Range;

use oascribe_codegen::source::FileId;

/// A byte range of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub file: FileId,
    pub start: usize,
    pub end: usize,
}

impl Span {
    pub fn new(file: FileId, bytes: Range<usize>) -> Self {
        let Range { start, end } = bytes;
        Span { file, start, end }
    }
}
