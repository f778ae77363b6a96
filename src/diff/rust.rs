//! What the change does to the Rust API.
//!
//! In: the public items of both sides, as `surface.txt` lists them. Out: the items that differ, and the release that
//! they ask for. Guaranteed: the verdict comes from the items alone, never from what the documents say; an item that
//! goes with the one it belongs to is not told by itself.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// The release that a change asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Bump {
    #[default]
    None,
    Patch,
    Minor,
    Major,
}

impl Bump {
    pub fn as_str(self) -> &'static str {
        match self {
            Bump::None => "none",
            Bump::Patch => "patch",
            Bump::Minor => "minor",
            Bump::Major => "major",
        }
    }

    /// The version after the release. Below 1.0 the second number counts for the first, as Cargo reads it.
    pub fn next(self, version: &str) -> Option<String> {
        let [major, minor, patch] = numbers(version)?;
        let (major, minor, patch) = match (self, major) {
            (Bump::None, _) => (major, minor, patch),
            (Bump::Major, 1..) => (major + 1, 0, 0),
            (Bump::Minor, 1..) | (Bump::Major, 0) => (major, minor + 1, 0),
            (Bump::Minor | Bump::Patch, _) => (major, minor, patch + 1),
        };
        Some(format!("{major}.{minor}.{patch}"))
    }
}

/// The numbers of a version, without what may follow them.
pub fn numbers(version: &str) -> Option<[u64; 3]> {
    let core = version.split(['-', '+']).next()?;
    let numbers: Option<Vec<u64>> = core.split('.').map(|part| part.parse().ok()).collect();
    numbers?.try_into().ok()
}

impl fmt::Display for Bump {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The public items of a crate.
#[derive(Clone, Debug, Default)]
pub struct Surface {
    items: BTreeMap<(String, String), Item>,
    deprecated: BTreeSet<String>,
}

/// What an item is, beside its path and kind.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Item {
    signature: String,
    traits: BTreeSet<String>,
    feature: String,
}

/// An item that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub path: String,
    pub kind: String,
    pub bump: Bump,
    pub old: Option<String>,
    pub new: Option<String>,
    pub text: String,
    /// Items that came or went with it.
    pub with: usize,
}

impl Surface {
    /// Reads the lines of `surface.txt`.
    pub fn parse(text: &str, deprecated: BTreeSet<String>) -> Self {
        let mut items = BTreeMap::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let mut cells = line.split('\t');
            let mut cell = || cells.next().unwrap_or_default().to_owned();
            let (path, kind, signature, traits, feature) = (cell(), cell(), cell(), cell(), cell());
            let traits = words(&traits).map(str::to_owned).collect();
            let item = Item {
                signature,
                traits,
                feature,
            };
            items.insert((path, kind), item);
        }
        Self { items, deprecated }
    }
}

/// The traits of a line; `From<&str>` is one word.
fn words(traits: &str) -> impl Iterator<Item = &str> {
    traits.split(' ').filter(|word| !word.is_empty())
}

impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.signature)
    }
}

/// The items that differ, worst first.
pub fn compare(old: &Surface, new: &Surface) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut gone = Vec::new();
    let mut come = Vec::new();
    for ((path, kind), item) in &old.items {
        match new.items.get(&(path.clone(), kind.clone())) {
            Some(now) => changed(path, kind, item, now, &mut changes),
            None => gone.push((path, kind, item)),
        }
    }
    for ((path, kind), item) in &new.items {
        if !old.items.contains_key(&(path.clone(), kind.clone())) {
            come.push((path, kind, item));
        }
    }
    one_sided(&gone, Bump::Major, &mut changes);
    one_sided(&come, Bump::Minor, &mut changes);
    for path in new.deprecated.difference(&old.deprecated) {
        let is_old = old.items.keys().any(|(known, _)| known == path);
        if is_old {
            changes.push(Change {
                path: path.clone(),
                kind: "item".to_owned(),
                bump: Bump::Minor,
                old: None,
                new: None,
                text: "is deprecated".to_owned(),
                with: 0,
            });
        }
    }
    changes.sort_by(|one, other| {
        (other.bump, &one.path, &one.kind).cmp(&(one.bump, &other.path, &other.kind))
    });
    changes
}

/// Items of one side: what belongs to another one of them is counted there.
fn one_sided(items: &[(&String, &String, &Item)], bump: Bump, changes: &mut Vec<Change>) {
    let owners: BTreeSet<&str> = items
        .iter()
        .filter(|(_, kind, _)| matches!(kind.as_str(), "struct" | "enum" | "type"))
        .map(|(path, ..)| path.as_str())
        .collect();
    let owner = |path: &str| -> Option<String> {
        let (owner, _) = path.rsplit_once("::")?;
        owners.contains(owner).then(|| owner.to_owned())
    };
    let mut with: BTreeMap<String, usize> = BTreeMap::new();
    for (path, ..) in items {
        if let Some(owner) = owner(path) {
            *with.entry(owner).or_default() += 1;
        }
    }
    for (path, kind, item) in items.iter().filter(|(path, ..)| owner(path).is_none()) {
        let signature = (!item.signature.is_empty()).then(|| item.to_string());
        let (text, old, new) = match bump {
            Bump::Major => ("is gone", signature.or(Some(String::new())), None),
            _ => ("is new", None, signature.or(Some(String::new()))),
        };
        changes.push(Change {
            path: (*path).clone(),
            kind: (*kind).clone(),
            bump,
            old,
            new,
            text: text.to_owned(),
            with: with.get(*path).copied().unwrap_or_default(),
        });
    }
}

fn changed(path: &str, kind: &str, old: &Item, new: &Item, changes: &mut Vec<Change>) {
    let mut say = |bump, old: &str, new: &str, text: String| {
        changes.push(Change {
            path: path.to_owned(),
            kind: kind.to_owned(),
            bump,
            old: Some(old.to_owned()),
            new: Some(new.to_owned()),
            text,
            with: 0,
        });
    };
    if old.signature != new.signature {
        // The names of arguments are nobody's business but the reader's.
        let (bump, text) = match kind == "fn" && unnamed(&old.signature) == unnamed(&new.signature)
        {
            true => (Bump::Patch, "names an argument otherwise"),
            false => (Bump::Major, "changed"),
        };
        say(bump, &old.signature, &new.signature, text.to_owned());
    }
    let list = |names: Vec<&String>| {
        let names: Vec<_> = names.into_iter().map(String::as_str).collect();
        names.join(", ")
    };
    let lost = list(old.traits.difference(&new.traits).collect());
    if !lost.is_empty() {
        say(
            Bump::Major,
            &lost,
            "",
            format!("no longer implements {lost}"),
        );
    }
    let won = list(new.traits.difference(&old.traits).collect());
    if !won.is_empty() {
        say(Bump::Minor, "", &won, format!("implements {won}"));
    }
    if old.feature != new.feature {
        let (bump, text) = match new.feature.as_str() {
            "" => (Bump::Minor, "needs no feature any more".to_owned()),
            feature => (Bump::Major, format!("needs the feature `{feature}`")),
        };
        say(bump, &old.feature, &new.feature, text);
    }
}

/// A signature without the names of its arguments.
fn unnamed(signature: &str) -> String {
    let mut out = String::new();
    let mut word = String::new();
    let mut rest = signature.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            // `name: Type`, and not the `::` of a path.
            ':' if rest.peek() == Some(&' ') => word.clear(),
            c if c.is_alphanumeric() || c == '_' => word.push(c),
            c => {
                out.push_str(&word);
                word.clear();
                out.push(c);
            }
        }
    }
    out + &word
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bumps(old: &str, new: &str) -> Vec<(Bump, String)> {
        let read = |text: &str| Surface::parse(text, BTreeSet::new());
        let changes = compare(&read(old), &read(new));
        changes
            .into_iter()
            .map(|change| (change.bump, change.path))
            .collect()
    }

    #[test]
    fn what_goes_takes_its_parts_along() {
        let pet = "models::Pet\tstruct\tnon_exhaustive\tClone\nmodels::Pet::name\tfield\tString\n";
        assert_eq!(bumps(pet, ""), [(Bump::Major, "models::Pet".to_owned())]);
        assert_eq!(bumps("", pet), [(Bump::Minor, "models::Pet".to_owned())]);
        assert_eq!(bumps(pet, pet), []);
    }

    #[test]
    fn types_and_traits_count() {
        let old = "models::Pet\tstruct\tnon_exhaustive\tClone Default\nmodels::Pet::name\tfield\tString\n";
        let new = "models::Pet\tstruct\tnon_exhaustive\tClone\nmodels::Pet::name\tfield\tOption<String>\n";
        let both = ["models::Pet", "models::Pet::name"].map(|path| (Bump::Major, path.to_owned()));
        assert_eq!(bumps(old, new), both);
    }

    #[test]
    fn names_of_arguments_do_not_count() {
        let line = |signature: &str| format!("api::Pets::get\tfn\t{signature}\n");
        let old = line("(&self, id: impl Into<models::Id>) -> Call<C, api::PetGet>");
        let new = line("(&self, pet: impl Into<models::Id>) -> Call<C, api::PetGet>");
        let other = line("(&self, pet: impl Into<models::Pet>) -> Call<C, api::PetGet>");
        assert_eq!(bumps(&old, &new)[0].0, Bump::Patch);
        assert_eq!(bumps(&old, &other)[0].0, Bump::Major);
    }

    #[test]
    fn versions_rise_as_cargo_reads_them() {
        assert_eq!(Bump::Major.next("1.4.2").as_deref(), Some("2.0.0"));
        assert_eq!(Bump::Major.next("0.4.2").as_deref(), Some("0.5.0"));
        assert_eq!(Bump::Minor.next("0.4.2").as_deref(), Some("0.4.3"));
        assert_eq!(Bump::Minor.next("1.4.2-rc.1").as_deref(), Some("1.5.0"));
        assert_eq!(Bump::Patch.next("1.4"), None);
    }
}
