//! Adds entries to the unreleased section of a changelog.
//!
//! An item that was added and removed before the release is left out. The version never decreases.

use super::{Entry, GROUPS, Section};
use crate::rust::{Bump, numbers};

/// Returns `None` if the newest section is released, or there is none.
pub fn extended(changelog: &str, section: &Section) -> Option<String> {
    let mut unreleased = Unreleased::find(changelog, section.released.as_deref())?;
    let mut bump = Bump::None;
    for entry in &section.entries {
        if unreleased.add(entry) == Outcome::Added {
            bump = bump.max(entry.bump);
        }
    }
    unreleased.raise(&section.title(bump));
    Some(unreleased.text())
}

struct Unreleased<'t> {
    before: &'t str,
    title: String,
    /// The lines before the first group.
    intro: Vec<&'t str>,
    groups: Vec<Group>,
    after: &'t str,
}

struct Group {
    heading: String,
    lines: Vec<String>,
}

#[derive(PartialEq, Eq)]
enum Outcome {
    Added,
    /// The entry exists already, or the item was never released.
    Unchanged,
}

impl<'t> Unreleased<'t> {
    fn find(changelog: &'t str, released: Option<&str>) -> Option<Self> {
        let start = match changelog.starts_with("## ") {
            true => 0,
            false => changelog.find("\n## ")? + 1,
        };
        let (before, rest) = changelog.split_at(start);
        let (heading, body) = rest.split_once('\n').unwrap_or((rest, ""));
        let title = heading.strip_prefix("## [")?.trim_end().strip_suffix(']')?;
        let is_open = title.eq_ignore_ascii_case("unreleased")
            || numbers(title)? > released.and_then(numbers)?;
        if !is_open {
            return None;
        }
        let (body, after) = body.split_at(end(body));
        let mut unreleased = Unreleased {
            before,
            title: title.to_owned(),
            intro: Vec::new(),
            groups: Vec::new(),
            after,
        };
        for line in body.lines() {
            match (line.strip_prefix("### "), unreleased.groups.last_mut()) {
                (Some(heading), _) => unreleased.groups.push(Group::new(heading.trim())),
                (None, Some(group)) => group.lines.push(line.to_owned()),
                (None, None) => unreleased.intro.push(line),
            }
        }
        Some(unreleased)
    }

    fn add(&mut self, entry: &Entry) -> Outcome {
        if let Some(path) = &entry.path {
            let was_added = self
                .group("Added")
                .is_some_and(|group| group.mentions(path));
            match entry.group {
                "Removed" => {
                    self.groups.iter_mut().for_each(|group| group.remove(path));
                    if was_added {
                        return Outcome::Unchanged;
                    }
                }
                "Changed" | "Deprecated" if was_added => return Outcome::Unchanged,
                _ => {}
            }
        }
        let index = self.position_of(entry.group);
        let group = &mut self.groups[index];
        if group.lines.contains(&entry.line) {
            return Outcome::Unchanged;
        }
        while group
            .lines
            .last()
            .is_some_and(|line| line.trim().is_empty())
        {
            group.lines.pop();
        }
        if group.lines.is_empty() {
            group.lines.push(String::new());
        }
        group.lines.push(entry.line.clone());
        Outcome::Added
    }

    fn group(&self, heading: &str) -> Option<&Group> {
        self.groups.iter().find(|group| group.heading == heading)
    }

    /// The index of a group. A missing group is inserted in order.
    fn position_of(&mut self, heading: &str) -> usize {
        let mut known = self.groups.iter();
        if let Some(index) = known.position(|group| group.heading == heading) {
            return index;
        }
        let rank = |heading: &str| GROUPS.iter().position(|group| *group == heading);
        let earlier = |group: &Group| rank(&group.heading) < rank(heading);
        let index = self.groups.iter().rposition(earlier);
        let index = index.map_or(0, |index| index + 1);
        self.groups.insert(index, Group::new(heading));
        index
    }

    /// Raises the version, if the new one is higher.
    fn raise(&mut self, version: &str) {
        if let (Some(old), Some(new)) = (numbers(&self.title), numbers(version))
            && new > old
        {
            version.clone_into(&mut self.title);
        }
    }

    fn text(&self) -> String {
        let mut out = format!("{}## [{}]\n", self.before, self.title);
        let mut part = |lines: &[&str]| {
            let text = lines.join("\n");
            let text = text.trim_matches('\n');
            if !text.is_empty() {
                out.push_str(&format!("\n{text}\n"));
            }
        };
        part(&self.intro);
        for group in &self.groups {
            let lines: Vec<&str> = group.lines.iter().map(String::as_str).collect();
            if !lines.iter().all(|line| line.trim().is_empty()) {
                part(&[&format!("### {}", group.heading)]);
                part(&lines);
            }
        }
        if !self.after.is_empty() {
            out.push_str(&format!("\n{}", self.after));
        }
        out
    }
}

impl Group {
    fn new(heading: &str) -> Self {
        let heading = heading.to_owned();
        let lines = Vec::new();
        Group { heading, lines }
    }

    fn mentions(&self, path: &str) -> bool {
        self.lines.iter().any(|line| item(line) == Some(path))
    }

    /// Removes the entries of an item and of the items in it.
    fn remove(&mut self, path: &str) {
        self.lines.retain(|line| {
            let rest = item(line).and_then(|item| item.strip_prefix(path));
            !rest.is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
        });
    }
}

/// The item of a generated entry.
fn item(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("- ")?;
    let rest = rest.strip_prefix("**Breaking:** ").unwrap_or(rest);
    let (item, _) = rest.strip_prefix('`')?.split_once('`')?;
    Some(item)
}

/// The end of a section: the next section, or the links at the end of the file.
fn end(body: &str) -> usize {
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        let link = line.starts_with('[') && line.contains("]: ");
        if line.starts_with("## ") || link {
            return at;
        }
        at += line.len();
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(group: &'static str, path: &str, bump: Bump) -> Entry {
        let line = match bump {
            Bump::Major => format!("- **Breaking:** `{path}` was removed"),
            _ => format!("- `{path}`"),
        };
        let path = Some(path.to_owned());
        Entry {
            group,
            path,
            bump,
            line,
        }
    }

    fn section(entries: Vec<Entry>) -> Section {
        let bump = entries.iter().map(|entry| entry.bump).max();
        Section {
            released: Some("0.1.0".to_owned()),
            entries,
            bump: bump.unwrap_or_default(),
        }
    }

    #[test]
    fn a_changelog_is_created_extended_and_released() {
        let added = section(vec![entry("Added", "models::Pet::age", Bump::Minor)]);
        let first = added.added_to("", "zoo");
        assert!(first.starts_with("# Changelog of zoo\n"), "{first}");
        assert!(
            first.ends_with("\n## [0.1.1]\n\n### Added\n\n- `models::Pet::age`\n"),
            "{first}"
        );
        assert_eq!(
            added.added_to(&first, "zoo"),
            first,
            "entries are not repeated"
        );
        let removed = section(vec![entry("Removed", "models::Pet::name", Bump::Major)]);
        let second = removed.added_to(&first, "zoo");
        let tail = "## [0.2.0]\n\n### Added\n\n- `models::Pet::age`\n\n### Removed\n\n\
                    - **Breaking:** `models::Pet::name` was removed\n";
        assert!(second.ends_with(tail), "{second}");
        assert_eq!(second.matches("## [").count(), 1);
        let mut later = added;
        later.released = Some("0.2.0".to_owned());
        let third = later.added_to(&second, "zoo");
        assert!(
            third.contains("## [0.2.1]\n\n### Added\n\n- `models::Pet::age`\n\n## [0.2.0]\n"),
            "{third}"
        );
    }

    #[test]
    fn items_that_were_never_released_are_left_out() {
        let added = vec![
            entry("Added", "models::Pet::age", Bump::Minor),
            entry("Added", "models::Pet::age::unit", Bump::Minor),
        ];
        let first = section(added).added_to("", "zoo");
        let removed = section(vec![entry("Removed", "models::Pet::age", Bump::Major)]);
        let second = removed.added_to(&first, "zoo");
        assert!(second.ends_with("## [0.1.1]\n"), "{second}");
    }

    #[test]
    fn manual_entries_are_preserved() {
        let old = "# Changes\n\n## [Unreleased]\n\nSoon.\n\n### Fixed\n\n- A typo\n  of mine.\n\n\
                   ## [0.1.0] - 2030-01-31\n\n- All.\n\n[0.1.0]: https://zoo.example\n";
        let added = section(vec![entry("Added", "models::Pet::age", Bump::Minor)]);
        let expected = old.replace(
            "Soon.\n\n",
            "Soon.\n\n### Added\n\n- `models::Pet::age`\n\n",
        );
        assert_eq!(added.added_to(old, "zoo"), expected);
        let dated = "## [0.2.0] - 2030-01-31\n";
        assert!(
            added.added_to(dated, "zoo").starts_with("## [0.1.1]\n"),
            "a date is a release"
        );
    }
}
