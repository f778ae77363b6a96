//! A module tree as one file for `include!`.
//!
//! In: the files of a module. Out: one text. Guaranteed: no inner attribute and no inner doc comment at the top,
//! which `include!` does not accept.

use std::ops::Range;

use syn::spanned::Spanned;
use syn::{AttrStyle, File, Item};

use crate::emit::HEADER;
use crate::write::Files;

/// Returns `None` if the files are not those of a module.
pub(super) fn single_file(files: &Files) -> Option<String> {
    let text = files.get("mod.rs")?;
    let file = syn::parse_file(text).ok()?;
    let mut edits = inlined(&file, "", files)?;
    let mut attributes = String::new();
    for attribute in &file.attrs {
        if let AttrStyle::Outer = attribute.style {
            continue;
        }
        let range = attribute.span().byte_range();
        let source = text.get(range.clone()).unwrap_or_default();
        let doc = source.strip_prefix("//!");
        if let Some(outer) = source.strip_prefix("#!") {
            attributes.push_str(&format!("#{outer}\n"));
        }
        let comment = doc.map(|doc| format!("//{doc}"));
        edits.push((range, comment.unwrap_or_default()));
    }
    for item in &file.items {
        let start = item.span().byte_range().start;
        edits.push((start..start, attributes.clone()));
    }
    Some(apply(text, edits))
}

/// The text of a file with the files of its modules in it.
fn inline(path: &str, files: &Files, folder: &str) -> Option<String> {
    let text = files.get(path)?;
    let text = text.strip_prefix(HEADER).unwrap_or(text).trim_start();
    let file = syn::parse_file(text).ok()?;
    let edits = inlined(&file, folder, files)?;
    Some(apply(text, edits))
}

type Edit = (Range<usize>, String);

/// Replaces the `;` of each `mod name;` with the content of its file.
fn inlined(file: &File, folder: &str, files: &Files) -> Option<Vec<Edit>> {
    let mut edits = Vec::new();
    for item in &file.items {
        let Item::Mod(module) = item else { continue };
        let Some(semicolon) = &module.semi else {
            continue;
        };
        let inner = format!("{folder}{}/", module.ident);
        let path = format!("{folder}{}.rs", module.ident);
        let path = match files.get(&path) {
            Some(_) => path,
            None => format!("{inner}mod.rs"),
        };
        let text = inline(&path, files, &inner)?;
        edits.push((semicolon.span().byte_range(), format!(" {{\n{text}}}\n")));
    }
    Some(edits)
}

fn apply(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for (range, new) in edits {
        out.push_str(text.get(done..range.start).unwrap_or_default());
        out.push_str(&new);
        done = range.end;
    }
    out.push_str(text.get(done..).unwrap_or_default());
    out
}
