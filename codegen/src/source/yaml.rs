//! The byte ranges of the nodes of a YAML text.
//!
//! In: YAML. Out: the outline of its first document that is not empty. Guaranteed: a syntax error ends the outline;
//! the nodes before it are found.

use std::collections::HashMap;

use saphyr_parser::{Event, Parser};

use super::node_ranges::{Builder, NodeId, Outline};

/// The outline of a YAML text.
pub(super) fn outline(text: &str) -> Outline {
    let mut walk = Walk {
        builder: Builder::default(),
        anchors: HashMap::new(),
        cursor: Cursor::new(text),
        content: Content::Nothing,
    };
    for event in Parser::new_from_str(text) {
        let Ok((event, span)) = event else { break };
        let start = walk.cursor.byte(span.start.index());
        let end = walk.cursor.byte(span.end.index());
        match event {
            Event::DocumentEnd => match walk.content {
                Content::Something => break,
                // The reader also uses the first document that is not empty.
                Content::Nothing => walk.builder = Builder::default(),
            },
            event => walk.event(event, start, end),
        }
    }
    walk.builder.finish(text.len())
}

/// The byte at which lists and objects exceed a depth. Returns `None` if they don't, or if a syntax error comes first.
pub(crate) fn deeper_than(text: &str, limit: usize) -> Option<usize> {
    let mut cursor = Cursor::new(text);
    let mut depth = 0_usize;
    for event in Parser::new_from_str(text) {
        match event {
            Ok((Event::SequenceStart(..) | Event::MappingStart(..), span)) => {
                depth += 1;
                if depth > limit {
                    return Some(cursor.byte(span.start.index()));
                }
            }
            Ok((Event::SequenceEnd | Event::MappingEnd, _)) => depth = depth.saturating_sub(1),
            Ok(_) => {}
            // The limit of the parser, which is a little higher than ours.
            Err(error) if error.info().contains("recursion limit") => {
                return Some(cursor.byte(error.marker().index()));
            }
            Err(_) => return None,
        }
    }
    None
}

/// The byte of the alias with which the text, with all aliases expanded, exceeds a size in bytes. Returns `None` if it
/// does not, or if a syntax error comes first.
pub(crate) fn expands_beyond(text: &str, limit: usize) -> Option<usize> {
    if !has_mark(text, b'&') || !has_mark(text, b'*') {
        return None;
    }
    let mut cursor = Cursor::new(text);
    let mut sizes: HashMap<usize, usize> = HashMap::new();
    // The anchor of each open container, and the total before it.
    let mut open = Vec::new();
    let mut total = 0_usize;
    for event in Parser::new_from_str(text) {
        let Ok((event, span)) = event else {
            return None;
        };
        match event {
            Event::Scalar(text, _, anchor, _) => {
                let size = NODE_SIZE + text.len();
                total = total.saturating_add(size);
                sizes.insert(anchor, size);
            }
            Event::SequenceStart(anchor, _) | Event::MappingStart(anchor, _) => {
                open.push((anchor, total));
                total = total.saturating_add(NODE_SIZE);
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some((anchor, before)) = open.pop() {
                    sizes.insert(anchor, total - before);
                }
            }
            Event::Alias(anchor) => {
                let size = sizes.get(&anchor).copied().unwrap_or_default();
                total = total.saturating_add(NODE_SIZE.max(size));
                if total > limit {
                    return Some(cursor.byte(span.start.index()));
                }
            }
            _ => {}
        }
    }
    None
}

/// What each node counts, besides its text.
pub(crate) const NODE_SIZE: usize = 16;

/// Whether a text may contain an anchor (`&name`) or an alias (`*name`). Prose rarely does.
fn has_mark(text: &str, mark: u8) -> bool {
    let mut windows = text.as_bytes().windows(3);
    windows.any(|window| {
        let [before, here, next] = window else {
            return false;
        };
        *here == mark
            && (before.is_ascii_whitespace() || b"[{,:-".contains(before))
            && !next.is_ascii_whitespace()
    })
}

/// Whether the document is empty.
enum Content {
    Nothing,
    Something,
}

struct Walk<'t> {
    builder: Builder,
    /// Anchored nodes. The text is that of a scalar, which can be a key elsewhere.
    anchors: HashMap<usize, (NodeId, String)>,
    cursor: Cursor<'t>,
    content: Content,
}

impl Walk<'_> {
    fn event(&mut self, event: Event<'_>, start: usize, end: usize) {
        match event {
            Event::Scalar(text, _, anchor, _) => {
                if !text.is_empty() {
                    self.content = Content::Something;
                }
                // Only keys are compared.
                let keep = self.builder.wants_key() || anchor > 0;
                let key = if keep {
                    text.into_owned()
                } else {
                    String::new()
                };
                if anchor == 0 {
                    self.builder.scalar(key, start..end);
                } else {
                    let node = self.builder.scalar(key.clone(), start..end);
                    self.anchors.insert(anchor, (node, key));
                }
            }
            Event::SequenceStart(anchor, _) => {
                let node = self.builder.open_list(start);
                self.container(anchor, node);
            }
            Event::MappingStart(anchor, _) => {
                let node = self.builder.open_map(start);
                self.container(anchor, node);
            }
            Event::SequenceEnd | Event::MappingEnd => self.builder.close(end),
            Event::Alias(anchor) => match self.anchors.get(&anchor) {
                Some((node, key)) => self.builder.alias(*node, key.clone(), start..end),
                None => {
                    self.builder.scalar(String::new(), start..end);
                }
            },
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd => {}
        }
    }

    fn container(&mut self, anchor: usize, node: NodeId) {
        self.content = Content::Something;
        if anchor > 0 {
            self.anchors.insert(anchor, (node, String::new()));
        }
    }
}

/// Converts the character indices of the parser to bytes. They move in small steps, mostly forward.
struct Cursor<'t> {
    text: &'t str,
    ascii: bool,
    chars: usize,
    byte: usize,
}

impl<'t> Cursor<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            ascii: text.is_ascii(),
            chars: 0,
            byte: 0,
        }
    }

    fn byte(&mut self, index: usize) -> usize {
        if self.ascii {
            return index.min(self.text.len());
        }
        while self.chars < index {
            let Some(next) = self.text[self.byte..].chars().next() else {
                break;
            };
            self.byte += next.len_utf8();
            self.chars += 1;
        }
        while self.chars > index {
            let Some(last) = self.text[..self.byte].chars().next_back() else {
                break;
            };
            self.byte -= last.len_utf8();
            self.chars -= 1;
        }
        self.byte
    }
}
