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
pub fn matches(pattern: &str, name: &str) -> bool {
    captures(pattern, name).is_some()
}

/// A name in which each `*` is replaced by the text that one of the key stands for. Returns `None` if the key does not
/// match, or if a `*` of it would stand for several segments of a path.
pub(crate) fn renamed(pattern: &str, name: &str, key: &str) -> Option<String> {
    let captures = captures(pattern, key)?;
    if captures.is_empty() || captures.iter().any(|text| text.contains('/')) {
        return None;
    }
    let mut captures = captures.into_iter();
    let mut parts = name.split('*');
    let mut renamed = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        renamed.push_str(captures.next().unwrap_or_default());
        renamed.push_str(part);
    }
    Some(renamed)
}

#[cfg(test)]
mod tests {
    use super::renamed;

    #[test]
    fn stars_of_a_name_are_those_of_the_key() {
        let table = [
            ("#/a/io.k8s.*", "*", "#/a/io.k8s.Pod", Some("Pod")),
            ("#/a/*.v1.*", "*V1*", "#/a/apps.v1.Job", Some("appsV1Job")),
            ("#/a/*", "*", "#/a/Pod/spec", None),
            ("#/a/Pod", "Pods", "#/a/Pod", None),
            ("get*", "fetch*", "getPet", Some("fetchPet")),
        ];
        for (pattern, name, key, expected) in table {
            assert_eq!(renamed(pattern, name, key).as_deref(), expected, "{key}");
        }
    }
}
