//! What the change does to the Rust API.
//!
//! In: the public items of both sides, as `surface.txt` lists them. Out: the items that differ, and the release that
//! they ask for. Guaranteed: the verdict comes from the items alone, never from what the documents say; what happened to
//! several items at once is told at one of them.

mod bump;
mod facts;
mod names;
mod owners;
mod signature;
mod stays;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fmt;

use oascribe_codegen::ir::Deprecated;

pub use bump::{Bump, numbers};
use facts::Facts;
use names::Names;
use owners::Listed;
use signature::{Arguments, arguments, said};
pub use stays::{DEPRECATED, Kept};

/// The public items of a crate.
#[derive(Clone, Debug, Default)]
pub struct Surface {
    items: BTreeMap<(String, String), Item>,
    deprecated: BTreeMap<String, Deprecated>,
    /// Items that stay under a former name: path → what they are called now.
    former: BTreeMap<String, String>,
}

/// What an item is, beside its path and kind.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Item {
    signature: String,
    /// With a space between them.
    traits: String,
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
    /// Items that are one fact with it, and told with it.
    pub with: usize,
    pub kept: Kept,
}

impl Surface {
    /// Reads the lines of `surface.txt`.
    pub fn parse(
        text: &str,
        deprecated: BTreeMap<String, Deprecated>,
        former: BTreeMap<String, String>,
    ) -> Self {
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        let items = lines.map(|line| {
            let mut cells = line.split('\t');
            let mut cell = || cells.next().unwrap_or_default().to_owned();
            let key = (cell(), cell());
            let item = Item {
                signature: cell(),
                traits: cell(),
                feature: cell(),
            };
            (key, item)
        });
        Self {
            items: items.collect(),
            deprecated,
            former,
        }
    }
}

impl Item {
    /// The traits; `From<&str>` is one word.
    fn traits(&self) -> BTreeSet<&str> {
        self.traits.split_ascii_whitespace().collect()
    }
}

impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.signature)
    }
}

/// The items that differ, worst first.
///
/// An item that goes by another name now is the same item, as long as the old name leads to it.
pub fn compare(old: &Surface, new: &Surface) -> Vec<Change> {
    let names = Names::of([old, new]);
    let of_new = new.items.iter();
    let of_new: Vec<_> = of_new
        .map(|((path, kind), item)| ((names.path(path, kind), kind), item, path))
        .collect();
    let now: HashMap<_, _> = of_new.iter().map(|(key, item, _)| (key, *item)).collect();
    let mut changes = Vec::new();
    let mut gone = Vec::new();
    let mut kept = HashSet::new();
    for ((path, kind), item) in &old.items {
        let key = (names.path(path, kind), kind);
        match now.get(&key) {
            Some(now) => {
                // What is spelt alike is alike by all its names.
                if item != *now {
                    let (item, now) = (names.item(item), names.item(now));
                    changed(path, kind, &item, &now, &mut changes);
                }
                kept.insert(key);
            }
            None => gone.push((path, kind, item)),
        }
    }
    let come = of_new.iter().filter(|(key, ..)| !kept.contains(key));
    let come: Vec<_> = come
        .map(|((_, kind), item, path)| (*path, *kind, *item))
        .filter(|(path, kind, _)| *kind != "alias" || !old.knows(path))
        .collect();
    one_sided(&gone, Bump::Major, &mut changes);
    one_sided(&come, Bump::Minor, &mut changes);
    let mut changes = Facts::new([old, new], &names, changes).told(&gone, &come);
    let kept = kept.into_iter().map(|(path, _)| path).collect();
    changes.extend(stays::deprecations(old, new, &names, &kept));
    stays::without_new_names(&mut changes);
    changes.sort_by(|one, other| {
        (other.bump, &one.path, &one.kind).cmp(&(one.bump, &other.path, &other.kind))
    });
    changes
}

impl Surface {
    fn knows(&self, path: &str) -> bool {
        let mut after = self.items.range((path.to_owned(), String::new())..);
        after.next().is_some_and(|((known, _), _)| known == path)
    }
}

/// Items of one side.
fn one_sided(items: &[Listed<'_>], bump: Bump, changes: &mut Vec<Change>) {
    for (path, kind, item) in items {
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
            with: 0,
            kept: Kept::Not,
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
            kept: Kept::Not,
        });
    };
    if old.signature != new.signature {
        let (bump, text) = match kind {
            // The names of arguments are nobody's business but the reader's, unless they change places.
            "fn" => match arguments(&old.signature, &new.signature) {
                Arguments::Renamed => (Bump::Patch, "names an argument otherwise".to_owned()),
                Arguments::Swapped => (
                    Bump::Major,
                    "takes its arguments in another order".to_owned(),
                ),
                Arguments::Others => (Bump::Major, said(&old.signature, &new.signature)),
            },
            // Nobody has a value of the type that stands for no failure at all.
            "type" if path.ends_with("::Failure") && old.signature == "Undeclared" => {
                (Bump::Minor, "is declared".to_owned())
            }
            _ => (Bump::Major, "changed".to_owned()),
        };
        say(bump, &old.signature, &new.signature, text);
    }
    let (had, has) = (old.traits(), new.traits());
    let lost = list(&had, &has);
    if !lost.is_empty() {
        say(
            Bump::Major,
            &lost,
            "",
            format!("no longer implements {lost}"),
        );
    }
    let won = list(&has, &had);
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

/// What one has and the other has not.
fn list(one: &BTreeSet<&str>, other: &BTreeSet<&str>) -> String {
    let more: Vec<_> = one.difference(other).copied().collect();
    more.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bumps(old: &str, new: &str) -> Vec<(Bump, String)> {
        let read = |text: &str| Surface::parse(text, BTreeMap::new(), BTreeMap::new());
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
    fn a_setter_comes_with_its_operation() {
        let old = "api::PetList\tstruct\tnon_exhaustive\tClone\n";
        let setter = "Call<C, api::PetList>::limit\tfn\t(self, limit: i64) -> Self\n";
        let both = format!("{old}{setter}");
        assert_eq!(bumps("", &both), [(Bump::Minor, "api::PetList".to_owned())]);
        assert_eq!(bumps(old, &both).len(), 1);
    }

    #[test]
    fn an_operation_is_told_at_its_method_and_a_group_at_its_accessor() {
        let operation = "api::PetList\tstruct\tnon_exhaustive\tClone\n\
                         api::PetListFailure\tenum\tnon_exhaustive\tClone\n\
                         api::PetListFailure::NotFound\tvariant\t(String)\n\
                         api::Pets::list\tfn\t(&self) -> Call<C, api::PetList>\n";
        let method = "api::Pets::list".to_owned();
        assert_eq!(bumps(operation, ""), [(Bump::Major, method)]);
        let group = "api::Pets\tstruct\t<C>\tClone\nClient::pets\tfn\t(&self) -> api::Pets<Self>\n";
        let both = format!("{operation}{group}");
        let accessor = "Client::pets".to_owned();
        assert_eq!(bumps("", &both), [(Bump::Minor, accessor)]);
    }

    #[test]
    fn types_and_traits_count() {
        let old = "models::Pet\tstruct\tnon_exhaustive\tClone Default\nmodels::Pet::name\tfield\tString\n";
        let new = "models::Pet\tstruct\tnon_exhaustive\tClone\nmodels::Pet::name\tfield\tOption<String>\n";
        let both = ["models::Pet", "models::Pet::name"].map(|path| (Bump::Major, path.to_owned()));
        assert_eq!(bumps(old, new), both);
    }

    #[test]
    fn a_method_of_another_name_is_no_addition() {
        let method = |name: &str| format!("api::Pets::{name}\tfn\t(&self) -> Call<C, api::Get>\n");
        let (old, both) = (method("get"), method("get") + &method("read"));
        let path = "api::Pets::get".to_owned();
        let former = BTreeMap::from([(path.clone(), "api::Pets::read".to_owned())]);
        let deprecated = BTreeMap::from([(path.clone(), Deprecated::Yes)]);
        let old = Surface::parse(&old, BTreeMap::new(), BTreeMap::new());
        let changes = compare(&old, &Surface::parse(&both, deprecated, former));
        let told: Vec<_> = changes
            .iter()
            .map(|change| (&change.path, change.with))
            .collect();
        assert_eq!(told, [(&path, 0)]);
        assert!(!changes[0].is_addition());
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
    fn arguments_that_change_places_break_callers_in_silence() {
        let line = |signature: &str| format!("api::Pets::get\tfn\t{signature}\n");
        let old = line("(&self, from: String, to: String) -> Call<C, api::PetGet>");
        let new = line("(&self, to: String, from: String) -> Call<C, api::PetGet>");
        assert_eq!(bumps(&old, &new)[0].0, Bump::Major);
    }

    #[test]
    fn a_renamed_type_is_the_same_type() {
        let old = "models::Pet\tstruct\tnon_exhaustive\tClone\nmodels::Pet::name\tfield\tString\n\
                   models::Shop::pet\tfield\tOption<models::Pet>\n";
        let new = "models::Pet\talias\tmodels::Animal\nmodels::Animal\tstruct\tnon_exhaustive\tClone\n\
                   models::Animal::name\tfield\tString\nmodels::Shop::pet\tfield\tOption<models::Animal>\n";
        assert_eq!(bumps(old, new), []);
        // What is deprecated besides is still said, and once.
        let marked = |text: &str, paths: &[&str]| {
            let paths = paths
                .iter()
                .map(|path| ((*path).to_owned(), Deprecated::Yes));
            Surface::parse(text, paths.collect(), BTreeMap::new())
        };
        let after = marked(new, &["models::Pet", "models::Animal::name"]);
        let count = |before: &Surface| compare(before, &after).len();
        assert_eq!(count(&marked(old, &[])), 2);
        assert_eq!(count(&marked(old, &["models::Pet::name"])), 1);
        let both = format!("{new}models::Animal::age\tfield\ti64\n");
        assert_eq!(
            bumps(old, &both),
            [(Bump::Minor, "models::Animal::age".to_owned())]
        );
        let without = new.replacen("models::Pet\talias\tmodels::Animal\n", "", 1);
        assert_eq!(
            bumps(new, &without),
            [(Bump::Major, "models::Pet".to_owned())]
        );
    }
}
