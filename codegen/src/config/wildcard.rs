//! Keys with `*`, which matches any text.

/// The texts that each `*` of a pattern stands for. Returns `None` if the name does not match.
pub(crate) fn captures<'n>(pattern: &str, name: &'n str) -> Option<Vec<&'n str>> {
    let Some((first, rest)) = pattern.split_once('*') else {
        return (pattern == name).then(Vec::new);
    };
    let mut name = name.strip_prefix(first)?;
    let mut parts: Vec<&str> = rest.split('*').collect();
    let last = parts.pop().unwrap_or_default();
    let mut captures = Vec::new();
    for part in parts {
        let (captured, after) = name.split_once(part)?;
        captures.push(captured);
        name = after;
    }
    captures.push(name.strip_suffix(last)?);
    Some(captures)
}

/// Whether a name matches a pattern.
pub(crate) fn matches(pattern: &str, name: &str) -> bool {
    captures(pattern, name).is_some()
}
