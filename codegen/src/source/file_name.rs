//! Names of files that other files refer to.
//!
//! In: the name of a file and a relative reference in it. Out: the name of the other file. Guaranteed: a file has one
//! name, whichever references lead to it; nothing is read.

/// Whether a name is the URL of a file on the network.
pub fn is_remote(name: &str) -> bool {
    let scheme = name.split_once("://").map(|(scheme, _)| scheme);
    scheme.is_some_and(|it| it.eq_ignore_ascii_case("http") || it.eq_ignore_ascii_case("https"))
}

/// The file that a reference in the file `base` leads to. The reference has no fragment.
pub(super) fn join(base: &str, reference: &str) -> String {
    if is_remote(reference) {
        return reference.to_owned();
    }
    if is_remote(base) {
        let start = base.find("://").map_or(0, |at| at + 3);
        let end = base[start..].find('/').map_or(base.len(), |at| at + start);
        let (host, path) = base.split_at(end);
        let path = path.split(['?', '#']).next().unwrap_or_default();
        let path = beside(path, reference);
        return format!("{host}/{}", path.trim_start_matches('/'));
    }
    let reference = reference.strip_prefix("file://").unwrap_or(reference);
    let reference = reference.replace('\\', "/");
    beside(base, &decoded(&reference))
}

/// The path without `.`, `..` and empty segments, as far as possible.
pub(super) fn normalize(path: &str) -> String {
    let mut steps: Vec<&str> = Vec::new();
    for step in path.split('/') {
        match step {
            "." => {}
            "" if !steps.is_empty() => {}
            ".." if steps.last().is_some_and(|last| !matches!(*last, ".." | "")) => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// A name relative to the folder of the file `base`. Both are normalized.
pub(super) fn relative(base: &str, name: &str) -> String {
    if is_remote(name) {
        return name.to_owned();
    }
    let folder = base.rsplit_once('/').map_or("", |(folder, _)| folder);
    let up: Vec<_> = match base.contains('/') {
        true => folder.split('/').collect(),
        false => Vec::new(),
    };
    let down: Vec<_> = name.split('/').collect();
    let same = up.iter().zip(&down).take_while(|(one, other)| one == other);
    let same = same.count();
    let steps = up[same..]
        .iter()
        .map(|_| "..")
        .chain(down[same..].iter().copied());
    steps.collect::<Vec<_>>().join("/")
}

fn beside(base: &str, reference: &str) -> String {
    if reference.starts_with('/') || reference.get(1..3) == Some(":/") {
        return normalize(reference);
    }
    match base.rsplit_once('/') {
        Some((folder, _)) => normalize(&format!("{folder}/{reference}")),
        None => normalize(reference),
    }
}

/// The path on the file system: references are URIs, in which a space is `%20`.
fn decoded(reference: &str) -> String {
    let mut bytes = Vec::with_capacity(reference.len());
    let mut rest = reference.as_bytes();
    while let [byte, tail @ ..] = rest {
        rest = tail;
        let pair = tail.get(..2).and_then(|pair| str::from_utf8(pair).ok());
        match pair.and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            Some(decoded) if *byte == b'%' => {
                bytes.push(decoded);
                rest = &tail[2..];
            }
            _ => bytes.push(*byte),
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| reference.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{join, relative};

    #[test]
    fn names_are_relative_to_the_document() {
        let cases = [
            ("spec/api.yaml", "spec/parts/a.yaml", "parts/a.yaml"),
            ("spec/api.yaml", "shared/a.yaml", "../shared/a.yaml"),
            ("api.yaml", "a.yaml", "a.yaml"),
            ("/spec/api.yaml", "/spec/a.yaml", "a.yaml"),
        ];
        for (base, name, expected) in cases {
            assert_eq!(relative(base, name), expected);
        }
    }

    #[test]
    fn one_file_has_one_name() {
        let cases = [
            ("spec/api.yaml", "parts/a.yaml", "spec/parts/a.yaml"),
            ("spec/api.yaml", "./parts/../a.yaml", "spec/a.yaml"),
            ("spec/api.yaml", "../a%20b.yaml", "a b.yaml"),
            ("api.yaml", "../../a.yaml", "../../a.yaml"),
            ("<stdin>", "a.yaml", "a.yaml"),
            ("/x/api.yaml", "../../../a.yaml", "/../../a.yaml"),
            ("spec/api.yaml", "/x/a.yaml", "/x/a.yaml"),
            (
                "spec/api.yaml",
                "https://e.com/a.yaml",
                "https://e.com/a.yaml",
            ),
            (
                "https://e.com/v1/api.yaml?x=/",
                "../a.yaml",
                "https://e.com/a.yaml",
            ),
            (
                "https://e.com/v1/api.yaml",
                "/b/a.yaml",
                "https://e.com/b/a.yaml",
            ),
            ("https://e.com", "a.yaml", "https://e.com/a.yaml"),
        ];
        for (base, reference, expected) in cases {
            assert_eq!(join(base, reference), expected, "{base} {reference}");
        }
    }
}
