//! Names: every item gets an identifier that no other item has.
//!
//! Names come from the configuration, then from the lock, then from the words of the document ([`ident`](super::ident)).
//! They are claimed in an order that does not depend on the order of the document.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::ident::{Use, ident};
use super::old_names;
use super::scope::{Claim, Scope};
use crate::config::{CrateConfig, wildcard};
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::identifier::is_identifier;
use crate::lock::{CrateLock, GroupNames, OperationNames, RenamedItem};
use crate::source::Pointer;

/// Types of the prelude, and other types that emitted models use unqualified.
pub(super) const PRELUDE: &[&str] = &[
    "AsMut",
    "AsRef",
    "BTreeMap",
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Drop",
    "Eq",
    "Err",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Future",
    "Hash",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Vec",
];

/// The names of this run and of the run before.
pub(super) struct Names<'c> {
    config: &'c CrateConfig,
    old: &'c CrateLock,
    new: CrateLock,
    used: BTreeSet<&'c str>,
    old_names: BTreeMap<String, RenamedItem>,
    renamed: Vec<(String, String)>,
}

/// The item that needs a name.
pub(super) struct Owner<'a> {
    /// The key in the lock and in the configuration: a pointer, or a pointer and a property name.
    pub key: &'a str,
    pub at: &'a Pointer,
}

impl<'c> Names<'c> {
    pub fn new(config: &'c CrateConfig, old: &'c CrateLock) -> Self {
        Names {
            config,
            old,
            new: CrateLock::default(),
            used: BTreeSet::new(),
            old_names: old_names::retained(config, old),
            renamed: Vec::new(),
        }
    }

    /// The locked name of a type.
    pub fn locked_type(&self, key: &str) -> Option<&'c str> {
        self.old.types.get(key).map(String::as_str)
    }

    pub fn locked_property(&self, key: &str) -> Option<&'c str> {
        self.old.properties.get(key).map(String::as_str)
    }

    pub fn locked_operation(&self, key: &str) -> Option<&'c OperationNames> {
        self.old.operations.get(key)
    }

    pub fn config(&self) -> &'c CrateConfig {
        self.config
    }

    /// The name from the configuration, for the key of the lock or for the pointer in the document.
    pub fn configured(&mut self, key: &str, at: &Pointer) -> Option<Cow<'c, str>> {
        let at = at.to_string();
        let keys = [key, &at];
        let names = &self.config.names;
        if let Some((key, name)) = keys.into_iter().find_map(|key| names.get_key_value(key)) {
            self.used.insert(key);
            return Some(Cow::Borrowed(name));
        }
        let mut patterns = names.iter().filter(|(pattern, _)| pattern.contains('*'));
        patterns.find_map(|(pattern, name)| {
            let mut keys = keys.into_iter();
            let renamed = keys.find_map(|key| wildcard::renamed(pattern, name, key))?;
            self.used.insert(pattern);
            Some(Cow::Owned(renamed))
        })
    }

    /// The name from the configuration as an identifier.
    pub fn chosen(&mut self, key: &str, at: &Pointer, use_: Use) -> Option<Cow<'c, str>> {
        let name = self.configured(key, at)?;
        Some(match is_identifier(&name) {
            true => name,
            false => Cow::Owned(ident(&name, use_)),
        })
    }

    /// Claims the wanted name, or a variation if another item has it, which is reported.
    pub fn claim(
        &mut self,
        scope: &mut Scope,
        wanted: &str,
        owner: &Owner<'_>,
        diags: &mut Diagnostics,
    ) -> String {
        let Claim {
            ident,
            collides_with,
        } = scope.claim(wanted, &format!("`{}`", owner.key));
        if let Some(other) = collides_with {
            report(owner, wanted, &ident, &other, diags);
        }
        ident
    }

    pub fn lock_type(&mut self, key: &str, name: &str) {
        self.new.types.insert(key.to_owned(), name.to_owned());
    }

    /// Locks the target of an alias.
    pub fn lock_target(&mut self, key: &str, target: String) {
        self.new.targets.insert(key.to_owned(), target);
    }

    pub fn lock_property(&mut self, key: &str, name: &str) {
        self.new.properties.insert(key.to_owned(), name.to_owned());
    }

    /// The name of a property in this run.
    pub fn current_property(&self, key: &str) -> Option<&str> {
        self.new.properties.get(key).map(String::as_str)
    }

    /// The retained old names: path → current item.
    pub fn old_names(&self) -> &BTreeMap<String, RenamedItem> {
        &self.old_names
    }

    /// The renames of this run: old and new paths.
    pub fn renamed(&self) -> &[(String, String)] {
        &self.renamed
    }

    /// The name of a type before this run.
    pub fn old_type_name(&self, name: &str) -> Option<&str> {
        let is_now = |now: &str| now.strip_prefix("models::") == Some(name);
        let (old, _) = self.renamed.iter().find(|(_, now)| is_now(now))?;
        old.strip_prefix("models::")
    }

    /// Records that the document has a new name for an item.
    pub fn rename(&mut self, old: String, now: String) {
        if old != now {
            self.renamed.push((old, now));
        }
    }

    pub fn lock_old_names(&mut self, old_names: BTreeMap<String, RenamedItem>) {
        self.new.aliases = old_names;
    }

    pub fn lock_operation(&mut self, key: String, names: OperationNames) {
        self.new.operations.insert(key, names);
    }

    pub fn has_locked_group(&self, group: &str) -> bool {
        let mut known = self.old.operations.values();
        known.any(|names| names.group == group)
    }

    pub fn locked_group(&self, group: &str) -> Option<&'c GroupNames> {
        self.old.groups.get(group)
    }

    pub fn lock_group(&mut self, group: &str, names: GroupNames) {
        self.new.groups.insert(group.to_owned(), names);
    }

    /// Whether the lock has no operations.
    pub fn is_new(&self) -> bool {
        self.old.operations.is_empty()
    }

    pub fn has_features(&self) -> bool {
        !self.old.features.is_empty()
    }

    pub fn locked_feature(&self, group: &str) -> Option<&'c str> {
        self.old.features.get(group).map(String::as_str)
    }

    pub fn lock_feature(&mut self, group: &str, name: &str) {
        self.new.features.insert(group.to_owned(), name.to_owned());
    }

    /// The constant that `new` set for a property in the run before.
    pub fn locked_constant(&self, key: &str) -> Option<&'c str> {
        self.old.constants.get(key).map(String::as_str)
    }

    /// The default that `new` sets for a property or parameter: that of the document, or the locked one if the document has
    /// none anymore. An argument of the run before stays an argument.
    pub fn default_to_set(&self, key: &str, default: Option<&str>) -> Option<String> {
        let locked = self.locked_constant(key);
        let was_argument = locked.is_none() && self.locked_property(key).is_some();
        let default = default.filter(|_| !was_argument);
        default.or(locked).map(str::to_owned)
    }

    pub fn lock_constant(&mut self, key: &str, name: &str) {
        self.new.constants.insert(key.to_owned(), name.to_owned());
    }

    /// Sorts required arguments: first those of the run before in their order, then the new ones. Locks the result.
    pub fn order_arguments<T>(&mut self, key: &str, arguments: &mut [T], name: fn(&T) -> &str) {
        if arguments.len() < 2 {
            return;
        }
        let locked = self.old.arguments.get(key).map(String::as_str);
        let locked: Vec<&str> = locked.unwrap_or_default().split(", ").collect();
        let position = |argument: &T| {
            let position = locked.iter().position(|locked| *locked == name(argument));
            position.unwrap_or(usize::MAX)
        };
        // The sort is stable: new arguments stay in the order of the document.
        arguments.sort_by_key(position);
        let names: Vec<&str> = arguments.iter().map(name).collect();
        let names = names.join(", ");
        self.new.arguments.entry(key.to_owned()).or_insert(names);
    }

    /// The conversions of a variant in the run before: `value`, `text` or both.
    pub fn locked_conversion(&self, key: &str) -> Option<&'c str> {
        self.old.conversions.get(key).map(String::as_str)
    }

    pub fn lock_conversion(&mut self, key: &str, words: &str) {
        let (key, words) = (key.to_owned(), words.to_owned());
        self.new.conversions.insert(key, words);
    }

    /// The function that created a variant in the run before.
    pub fn locked_constructor(&self, key: &str) -> Option<&'c str> {
        self.old.constructors.get(key).map(String::as_str)
    }

    pub fn lock_constructor(&mut self, key: &str, name: &str) {
        let (key, name) = (key.to_owned(), name.to_owned());
        self.new.constructors.insert(key, name);
    }

    /// Locks a property whose `null` is read as missing.
    pub fn lock_null(&mut self, key: &str) {
        let word = "missing".to_owned();
        self.new.nulls.insert(key.to_owned(), word);
    }

    pub fn lock_box(&mut self, at: String) {
        self.new.boxes.insert(at);
    }

    /// Reports names in the configuration that match nothing in the document.
    pub fn report_unmatched(&self, diags: &mut Diagnostics) {
        for key in self.config.names.keys() {
            if !self.used.contains(key.as_str()) {
                let message = format!("`{key}` matches nothing in this document");
                let found = self.config.unmatched("names", key, message);
                diags.push(found.suggest(key, self.renamable()));
            }
        }
    }

    /// The pointers and operation ids that the configuration may rename.
    fn renamable(&self) -> impl Iterator<Item = &str> {
        let pointers = self.new.types.keys().chain(self.new.properties.keys());
        let ids = self.new.operations.values().map(|names| &names.id);
        let words = self
            .new
            .operations
            .values()
            .filter_map(|names| names.words.as_ref());
        pointers.chain(ids).chain(words).map(String::as_str)
    }

    pub fn into_lock(self) -> CrateLock {
        self.new
    }
}

fn report(owner: &Owner<'_>, wanted: &str, ident: &str, other: &str, diags: &mut Diagnostics) {
    let message = format!("the name `{wanted}` is taken by {other}");
    let found = Diagnostic::new(codes::NAME_COLLISION, message).at_key(owner.at);
    let help = format!(
        "choose a name in oascribe.toml: [crate.names] \"{}\" = \"…\"",
        owner.key
    );
    diags.push(
        found
            .label(format!("this one becomes `{ident}`"))
            .help(help),
    );
}
