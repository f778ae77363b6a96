//! The one namer: who asks gets an identifier that nobody else has.
//!
//! They are claimed in an order that the document's own has no say in. The configuration decides first, then the lock,
//! then the words ([`ident`](super::ident)).

use std::collections::{BTreeMap, BTreeSet};

use super::former;
use super::scope::{Claim, Scope};
use crate::config::CrateConfig;
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::lock::{CrateLock, Former, GroupNames, OperationNames};
use crate::source::Pointer;

/// Types of the prelude, and what emitted models use unqualified beside it.
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

/// The namer, with what it goes by and what it has given.
pub(super) struct Names<'c> {
    config: &'c CrateConfig,
    old: &'c CrateLock,
    new: CrateLock,
    used: BTreeSet<&'c str>,
    formers: BTreeMap<String, Former>,
    renamed: Vec<(String, String)>,
}

/// Who asks for a name.
pub(super) struct Owner<'a> {
    /// What stands in the lock and in the configuration: a pointer, or a pointer and a wire name.
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
            formers: former::living(config, old),
            renamed: Vec::new(),
        }
    }

    /// The name that stands in the lock for a type.
    pub fn locked_type(&self, key: &str) -> Option<&'c str> {
        self.old.types.get(key).map(String::as_str)
    }

    pub fn locked_member(&self, key: &str) -> Option<&'c str> {
        self.old.members.get(key).map(String::as_str)
    }

    pub fn locked_operation(&self, key: &str) -> Option<&'c OperationNames> {
        self.old.operations.get(key)
    }

    /// A name that was chosen by hand, for the key of the lock or for the place in the document.
    pub fn chosen(&mut self, key: &str, at: &Pointer) -> Option<&'c str> {
        let at = at.to_string();
        let found = [key, &at]
            .into_iter()
            .find_map(|key| self.config.names.get_key_value(key));
        let (key, name) = found?;
        self.used.insert(key);
        Some(name)
    }

    /// Gives out a name: the wish, unless somebody has it.
    pub fn claim(
        &mut self,
        scope: &mut Scope,
        wish: &str,
        owner: &Owner<'_>,
        diags: &mut Diagnostics,
    ) -> String {
        let Claim {
            ident,
            collides_with,
        } = scope.claim(wish, &format!("`{}`", owner.key));
        if let Some(other) = collides_with {
            report(owner, wish, &ident, &other, diags);
        }
        ident
    }

    pub fn lock_type(&mut self, key: &str, name: &str) {
        self.new.types.insert(key.to_owned(), name.to_owned());
    }

    /// What an alias stands for.
    pub fn lock_target(&mut self, key: &str, target: String) {
        self.new.targets.insert(key.to_owned(), target);
    }

    pub fn lock_member(&mut self, key: &str, name: &str) {
        self.new.members.insert(key.to_owned(), name.to_owned());
    }

    /// The name that this run gave to a member.
    pub fn given_member(&self, key: &str) -> Option<&str> {
        self.new.members.get(key).map(String::as_str)
    }

    /// The former names that stay: path → what the item is now.
    pub fn formers(&self) -> &BTreeMap<String, Former> {
        &self.formers
    }

    /// What was renamed in this run: pairs of paths.
    pub fn renamed(&self) -> &[(String, String)] {
        &self.renamed
    }

    /// What a type was called before this run.
    pub fn type_before(&self, name: &str) -> Option<&str> {
        let is_now = |now: &str| now.strip_prefix("models::") == Some(name);
        let (old, _) = self.renamed.iter().find(|(_, now)| is_now(now))?;
        old.strip_prefix("models::")
    }

    /// An item that the document calls otherwise now.
    pub fn rename(&mut self, old: String, now: String) {
        if old != now {
            self.renamed.push((old, now));
        }
    }

    pub fn keep_formers(&mut self, formers: BTreeMap<String, Former>) {
        self.new.aliases = formers;
    }

    pub fn lock_operation(&mut self, key: String, names: OperationNames) {
        self.new.operations.insert(key, names);
    }

    pub fn knows_group(&self, group: &str) -> bool {
        let mut known = self.old.operations.values();
        known.any(|names| names.group == group)
    }

    pub fn locked_group(&self, group: &str) -> Option<&'c GroupNames> {
        self.old.groups.get(group)
    }

    pub fn lock_group(&mut self, group: &str, names: GroupNames) {
        self.new.groups.insert(group.to_owned(), names);
    }

    /// Whether nothing was named before.
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

    /// The value that `new` gave a member in the run before.
    pub fn locked_constant(&self, key: &str) -> Option<&'c str> {
        self.old.constants.get(key).map(String::as_str)
    }

    pub fn lock_constant(&mut self, key: &str, name: &str) {
        self.new.constants.insert(key.to_owned(), name.to_owned());
    }

    pub fn lock_box(&mut self, at: String) {
        self.new.boxes.insert(at);
    }

    /// Names chosen for things that the document does not have.
    pub fn report_unmatched(&self, diags: &mut Diagnostics) {
        for key in self.config.names.keys() {
            if !self.used.contains(key.as_str()) {
                let message = format!("`{key}` names nothing of this document");
                diags.push(self.config.unmatched("names", key, message));
            }
        }
    }

    pub fn into_lock(self) -> CrateLock {
        self.new
    }
}

fn report(owner: &Owner<'_>, wish: &str, ident: &str, other: &str, diags: &mut Diagnostics) {
    let message = format!("the name `{wish}` is taken by {other}");
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
