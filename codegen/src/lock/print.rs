//! Printing the lock.
//!
//! In: [`Lock`]. Out: its text. Guaranteed: sorted, one name per line, so that merges and reviews show exactly the new
//! names.

use super::{CrateLock, GroupNames, Lock, OperationNames, RenamedItem, Returned};
use crate::hidden::is_hidden;

/// The version of the format. A lock of a later version is refused and never rewritten.
pub(super) const VERSION: i64 = 1;

const HEADER: &str = "\
# The names in the generated code: what is listed here keeps its name when the document changes.
# Written by `oascribe generate`. Commit it with the output; edit a name only to rename it.
";

/// Prints the file.
pub(super) fn print(lock: &Lock) -> String {
    let mut out = format!("{HEADER}version = {VERSION}\n");
    for (name, locked) in &lock.crates {
        print_crate(&mut out, &key(name), locked);
    }
    out
}

fn print_crate(out: &mut String, name: &str, locked: &CrateLock) {
    let CrateLock {
        operations,
        types,
        targets,
        properties,
        boxes,
        constants,
        arguments,
        nulls,
        conversions,
        constructors,
        groups,
        features,
        aliases,
    } = locked;
    let is_empty = operations.is_empty() && types.is_empty() && properties.is_empty();
    if is_empty || !boxes.is_empty() {
        out.push_str(&format!("\n[crate.{name}]\n"));
    }
    if !boxes.is_empty() {
        out.push_str("boxes = [\n");
        for edge in boxes {
            out.push_str(&format!("    {},\n", quoted(edge)));
        }
        out.push_str("]\n");
    }
    section(out, name, "operations", operations.iter(), operation);
    section(out, name, "groups", groups.iter(), group);
    section(out, name, "features", features.iter(), |name| quoted(name));
    section(out, name, "types", types.iter(), |name| quoted(name));
    section(out, name, "targets", targets.iter(), |ty| quoted(ty));
    section(out, name, "members", properties.iter(), |name| quoted(name));
    section(out, name, "constants", constants.iter(), |name| {
        quoted(name)
    });
    section(out, name, "arguments", arguments.iter(), |names| {
        quoted(names)
    });
    section(out, name, "nulls", nulls.iter(), |word| quoted(word));
    section(out, name, "conversions", conversions.iter(), |words| {
        quoted(words)
    });
    section(out, name, "constructors", constructors.iter(), |name| {
        quoted(name)
    });
    section(out, name, "aliases", aliases.iter(), renamed_item);
}

fn section<'a, T: 'a>(
    out: &mut String,
    name: &str,
    title: &str,
    entries: impl ExactSizeIterator<Item = (&'a String, &'a T)>,
    print: impl Fn(&T) -> String,
) {
    if entries.len() == 0 {
        return;
    }
    out.push_str(&format!("\n[crate.{name}.{title}]\n"));
    for (key, value) in entries {
        out.push_str(&format!("{} = {}\n", quoted(key), print(value)));
    }
}

fn operation(names: &OperationNames) -> String {
    let OperationNames {
        id,
        group,
        method,
        output,
        body,
        words,
        tag,
    } = names;
    let (id, group, method) = (quoted(id), quoted(group), quoted(method));
    let output = match *output == Returned::default() {
        true => String::new(),
        false => format!(", output = {}", quoted(output.as_str())),
    };
    let more = [("body", body), ("words", words), ("tag", tag)].map(|(key, value)| {
        let value = value.as_deref().map(quoted);
        value.map_or_else(String::new, |value| format!(", {key} = {value}"))
    });
    let more = more.concat();
    format!("{{ id = {id}, group = {group}, method = {method}{output}{more} }}")
}

fn group(names: &GroupNames) -> String {
    let GroupNames { name, accessor } = names;
    let (name, accessor) = (quoted(name), quoted(accessor));
    format!("{{ name = {name}, accessor = {accessor} }}")
}

fn renamed_item(item: &RenamedItem) -> String {
    let RenamedItem { now, since } = item;
    let since = match since.as_str() {
        "" => String::new(),
        since => format!(", since = {}", quoted(since)),
    };
    format!("{{ now = {}{since} }}", quoted(now))
}

/// A key, without quotes if possible.
fn key(text: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    if !text.is_empty() && text.chars().all(bare) {
        text.to_owned()
    } else {
        quoted(text)
    }
}

/// A basic string on one line.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if is_hidden(c) && u32::from(c) < 0x1_0000 => {
                out.push_str(&format!("\\u{:04X}", u32::from(c)));
            }
            c if is_hidden(c) => out.push_str(&format!("\\U{:08X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
