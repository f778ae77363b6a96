//! Pairs of documents that differ by the change that a rule is about.

/// Two documents, operations or schemas before and after a change, in YAML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The old one.
    pub before: String,
    /// The new one.
    pub after: String,
}

/// A table with lines of the form `rule, mirror: [before, after]`. The mirror applies to the reverse change.
pub(super) struct Table<'t> {
    rows: Vec<(&'t str, &'t str, &'t str)>,
}

impl<'t> Table<'t> {
    pub fn parse(text: &'t str) -> Self {
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        let rows = lines.filter_map(|line| {
            let (names, pair) = line.split_once(": [")?;
            let (before, after) = halves(pair.strip_suffix(']')?)?;
            Some((names, before, after))
        });
        Self {
            rows: rows.collect(),
        }
    }

    /// The example of a rule.
    pub fn example(&self, rule: &str) -> Option<Example> {
        self.rows.iter().find_map(|(names, before, after)| {
            let index = names.split(", ").position(|name| name == rule)?;
            let (before, after) = match index {
                0 => (before, after),
                _ => (after, before),
            };
            Some(Example {
                before: (*before).to_owned(),
                after: (*after).to_owned(),
            })
        })
    }
}

/// Splits two YAML values in flow style at the comma between them.
fn halves(pair: &str) -> Option<(&str, &str)> {
    let mut depth = 0_usize;
    let mut is_quoted = false;
    let comma = pair.char_indices().find_map(|(at, ch)| {
        match ch {
            '\'' => is_quoted = !is_quoted,
            _ if is_quoted => {}
            '{' | '[' => depth += 1,
            '}' | ']' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => return Some(at),
            _ => {}
        }
        None
    })?;
    Some((pair[..comma].trim(), pair[comma + 1..].trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mirror_has_the_reverse_example() {
        let text = "# A comment\nset, unset: [{a: [1, 2]}, {pattern: '],{', b: 1}]\n";
        let table = Table::parse(text);
        let example = |before: &str, after: &str| Example {
            before: before.to_owned(),
            after: after.to_owned(),
        };
        let (one, two) = ("{a: [1, 2]}", "{pattern: '],{', b: 1}");
        assert_eq!(table.example("set"), Some(example(one, two)));
        assert_eq!(table.example("unset"), Some(example(two, one)));
        assert_eq!(table.example("other"), None);
    }
}
