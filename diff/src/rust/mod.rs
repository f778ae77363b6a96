//! Compares the public items of two crates.
//!
//! The version bump depends only on the items, not on the documents. Items that change together are reported as one change.

mod bump;
mod deprecated;
mod grouping;
mod names;
mod owners;
mod signature;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use oascribe_codegen::ir::Deprecated;
use oascribe_codegen::surface::{Function, Item, Kind, Signature};

pub use bump::{Bump, numbers};
pub use deprecated::{DEPRECATED, Retained};
use grouping::Groups;
use names::Names;
use signature::{Arguments, arguments, describe};

/// The public items of a crate.
#[derive(Clone, Debug, Default)]
pub struct Surface {
    items: BTreeMap<(String, Kind), Item>,
    deprecated: BTreeMap<String, Deprecated>,
    /// Aliases for old names: path → new path.
    renamed: BTreeMap<String, String>,
}

/// A change of a public item.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Change {
    /// The path of the item in the crate.
    pub path: String,
    /// The kind of the item; `None` for an item of any kind that became deprecated.
    pub kind: Option<Kind>,
    /// The version bump that the change requires.
    pub bump: Bump,
    /// The old signature; `None` for a new item.
    pub old: Option<String>,
    /// The new signature; `None` for a removed item.
    pub new: Option<String>,
    /// The old and the new signature of a function, if they differ.
    pub(crate) functions: [Option<Function>; 2],
    /// What changed.
    pub text: String,
    /// The number of items that change with it and are not reported on their own.
    pub related: usize,
    /// Whether the item exists only for compatibility.
    pub retained: Retained,
}

impl Surface {
    /// The items of a crate, which of them are deprecated, and which have an old name.
    pub fn new(
        items: Vec<Item>,
        deprecated: BTreeMap<String, Deprecated>,
        renamed: BTreeMap<String, String>,
    ) -> Self {
        let items = items.into_iter();
        let items = items.map(|item| ((item.path.clone(), item.kind()), item));
        Self {
            items: items.collect(),
            deprecated,
            renamed,
        }
    }
}

impl Surface {
    /// Removes the items of the runtime that the crate gains because its document needs them. Those that the old document
    /// would have now (`planned`) and did not have when it was released stay: they come with a new version of the tool.
    pub fn forget_new_parts(&mut self, released: &Surface, planned: &Surface) {
        self.items.retain(|key, _| {
            let is_known = released.items.contains_key(key) || planned.items.contains_key(key);
            is_known || !key.0.starts_with("runtime::")
        });
    }
}

impl Change {
    /// The word for the kind of item.
    pub fn kind_name(&self) -> &'static str {
        self.kind.map_or("item", Kind::as_str)
    }
}

/// Compares the items, worst change first.
///
/// A renamed item is the same item, as long as its old name is an alias.
pub fn compare(old: &Surface, new: &Surface) -> Vec<Change> {
    let names = Names::of([old, new]);
    let of_new = new.items.iter();
    let of_new: Vec<_> = of_new
        .map(|((path, kind), item)| ((names.path(path, Some(*kind)), *kind), item))
        .collect();
    let now: HashMap<_, _> = of_new.iter().map(|(key, item)| (key, *item)).collect();
    let mut changes = Vec::new();
    let mut removed = Vec::new();
    let mut common = HashSet::new();
    for ((path, kind), item) in &old.items {
        let key = (names.path(path, Some(*kind)), *kind);
        match now.get(&key) {
            Some(now) => {
                // Equal signatures stay equal after resolving aliases.
                if !item.is_same_but_for_path(now) {
                    let (item, now) = (names.item(item), names.item(now));
                    changes.extend(changed_signature(&item, &now));
                    changed(&item, &now, &mut changes);
                }
                common.insert(key);
            }
            None => removed.push(item),
        }
    }
    let added = of_new.iter().filter(|(key, _)| !common.contains(key));
    let added: Vec<_> = added
        .map(|(_, item)| *item)
        .filter(|item| item.kind() != Kind::Alias || !old.knows(&item.path))
        .collect();
    one_sided(&removed, Bump::Major, &mut changes);
    one_sided(&added, Bump::Minor, &mut changes);
    let mut changes = Groups::new([old, new], &names, changes).reported(&removed, &added);
    let common = common.into_iter().map(|(path, _)| path).collect();
    changes.extend(deprecated::deprecations(old, new, &names, &common));
    deprecated::without_new_names(&mut changes);
    changes.sort_by(|one, other| {
        let names = (one.kind_name(), other.kind_name());
        (other.bump, &one.path, names.0).cmp(&(one.bump, &other.path, names.1))
    });
    changes
}

impl Surface {
    fn knows(&self, path: &str) -> bool {
        let mut after = self.items.range((path.to_owned(), Kind::ALL[0])..);
        after.next().is_some_and(|((known, _), _)| known == path)
    }
}

/// Items that were added or removed.
fn one_sided(items: &[&Item], bump: Bump, changes: &mut Vec<Change>) {
    for item in items {
        let signature = Some(item.signature.to_string());
        let function = item.signature.function().cloned();
        let (text, old, new, functions) = match bump {
            Bump::Major => ("was removed", signature, None, [function, None]),
            _ => ("was added", None, signature, [None, function]),
        };
        changes.push(Change {
            path: item.path.clone(),
            kind: Some(item.kind()),
            bump,
            old,
            new,
            functions,
            text: text.to_owned(),
            related: 0,
            retained: Retained::No,
        });
    }
}

fn changed(old: &Item, new: &Item, changes: &mut Vec<Change>) {
    let mut add = |bump, sides: [&str; 2], text: String| {
        let [before, after] = sides.map(|side| Some(side.to_owned()));
        changes.push(Change {
            path: old.path.clone(),
            kind: Some(old.kind()),
            bump,
            old: before,
            new: after,
            functions: [None, None],
            text,
            related: 0,
            retained: Retained::No,
        });
    };
    let traits = |item: &Item| item.traits.iter().cloned().collect::<BTreeSet<_>>();
    let (had, has) = (traits(old), traits(new));
    let removed = list(&had, &has);
    if !removed.is_empty() {
        let text = format!("no longer implements {removed}");
        add(Bump::Major, [&removed, ""], text);
    }
    let added = list(&has, &had);
    if !added.is_empty() {
        add(Bump::Minor, ["", &added], format!("now implements {added}"));
    }
    let (before, now) = (old.features.join(", "), new.features.join(", "));
    if before != now {
        let (bump, text) = match now.as_str() {
            "" => (Bump::Minor, "no longer needs a feature".to_owned()),
            feature => (Bump::Major, format!("now needs the feature `{feature}`")),
        };
        add(bump, [&before, &now], text);
    }
}

/// The change of the signature, if it differs.
fn changed_signature(old: &Item, new: &Item) -> Option<Change> {
    if old.signature == new.signature {
        return None;
    }
    let (bump, text) = match (&old.signature, &new.signature) {
        // Argument names do not matter to callers, unless arguments of one type were swapped.
        (Signature::Fn(old), Signature::Fn(new)) => match arguments(old, new) {
            Arguments::Renamed => (Bump::Patch, "renamed an argument".to_owned()),
            Arguments::Swapped => (Bump::Major, "changed the order of its arguments".to_owned()),
            Arguments::Others => (Bump::Major, describe(old, new)),
        },
        // No value of the placeholder type `Undeclared` exists.
        (Signature::Type(ty), _) if old.path.ends_with("::Failure") && ty == "Undeclared" => {
            (Bump::Minor, "is now declared".to_owned())
        }
        _ => (Bump::Major, "changed".to_owned()),
    };
    Some(Change {
        path: old.path.clone(),
        kind: Some(old.kind()),
        bump,
        old: Some(old.signature.to_string()),
        new: Some(new.signature.to_string()),
        functions: [old, new].map(|item| item.signature.function().cloned()),
        text,
        related: 0,
        retained: Retained::No,
    })
}

/// The elements of one set that the other does not have.
fn list(one: &BTreeSet<String>, other: &BTreeSet<String>) -> String {
    let more: Vec<_> = one.difference(other).cloned().collect();
    more.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use oascribe_codegen::surface::parse;

    fn surface(text: &str) -> Surface {
        Surface::new(parse(text).unwrap(), BTreeMap::new(), BTreeMap::new())
    }

    fn bumps(old: &str, new: &str) -> Vec<(Bump, String)> {
        let changes = compare(&surface(old), &surface(new));
        changes
            .into_iter()
            .map(|change| (change.bump, change.path))
            .collect()
    }

    #[test]
    fn fields_are_reported_with_their_type() {
        let pet = "models::Pet\tstruct\tnon_exhaustive\tClone\nmodels::Pet::name\tfield\tString\n";
        assert_eq!(bumps(pet, ""), [(Bump::Major, "models::Pet".to_owned())]);
        assert_eq!(bumps("", pet), [(Bump::Minor, "models::Pet".to_owned())]);
        assert_eq!(bumps(pet, pet), []);
    }

    #[test]
    fn a_setter_is_reported_with_its_operation() {
        let old = "api::PetList\tstruct\tnon_exhaustive\tClone\n";
        let setter = "Call<C, api::PetList>::limit\tfn\t(self, limit: i64) -> Self\n";
        let both = format!("{old}{setter}");
        assert_eq!(bumps("", &both), [(Bump::Minor, "api::PetList".to_owned())]);
        assert_eq!(bumps(old, &both).len(), 1);
    }

    #[test]
    fn an_operation_is_reported_at_its_method_and_a_group_at_its_accessor() {
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
    fn types_of_fields_and_traits_are_compared() {
        let old = "models::Pet\tstruct\tnon_exhaustive\tClone Default\nmodels::Pet::name\tfield\tString\n";
        let new = "models::Pet\tstruct\tnon_exhaustive\tClone\nmodels::Pet::name\tfield\tOption<String>\n";
        let both = ["models::Pet", "models::Pet::name"].map(|path| (Bump::Major, path.to_owned()));
        assert_eq!(bumps(old, new), both);
    }

    #[test]
    fn a_renamed_method_is_not_an_addition() {
        let method = |name: &str| format!("api::Pets::{name}\tfn\t(&self) -> Call<C, api::Get>\n");
        let (old, both) = (method("get"), method("get") + &method("read"));
        let path = "api::Pets::get".to_owned();
        let renamed = BTreeMap::from([(path.clone(), "api::Pets::read".to_owned())]);
        let deprecated = BTreeMap::from([(path.clone(), Deprecated::Yes)]);
        let both = Surface::new(parse(&both).unwrap(), deprecated, renamed);
        let changes = compare(&surface(&old), &both);
        let reported: Vec<_> = changes
            .iter()
            .map(|change| (&change.path, change.related))
            .collect();
        assert_eq!(reported, [(&path, 0)]);
        assert!(!changes[0].is_addition());
    }

    #[test]
    fn names_of_arguments_are_ignored() {
        let line = |signature: &str| format!("api::Pets::get\tfn\t{signature}\n");
        let old = line("(&self, id: impl Into<models::Id>) -> Call<C, api::PetGet>");
        let new = line("(&self, pet: impl Into<models::Id>) -> Call<C, api::PetGet>");
        let other = line("(&self, pet: impl Into<models::Pet>) -> Call<C, api::PetGet>");
        assert_eq!(bumps(&old, &new)[0].0, Bump::Patch);
        assert_eq!(bumps(&old, &other)[0].0, Bump::Major);
    }

    #[test]
    fn swapped_arguments_are_breaking() {
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
        // A deprecated field of the renamed type is reported once.
        let marked = |text: &str, paths: &[&str]| {
            let paths = paths
                .iter()
                .map(|path| ((*path).to_owned(), Deprecated::Yes));
            Surface::new(parse(text).unwrap(), paths.collect(), BTreeMap::new())
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
