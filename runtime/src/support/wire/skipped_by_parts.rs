//! Undeclared properties of an object with parts.

use super::undeclared::{Before, Undeclared, is_collecting, restore};

/// What an object and its parts skip, each of which reads the whole object.
#[derive(Default)]
pub struct SkippedByParts {
    /// The properties that all of them skip. `None` before the first one.
    by_all: Option<Vec<Undeclared>>,
    /// What is undeclared inside of declared properties.
    nested: Vec<Undeclared>,
}

impl SkippedByParts {
    /// Reads the object or one of its parts.
    pub fn reading<T>(&mut self, read: impl FnOnce() -> T) -> T {
        let before = Before::new();
        let value = read();
        if is_collecting() {
            self.add(before.take());
        }
        value
    }

    fn add(&mut self, skipped: Vec<Undeclared>) {
        let (own, nested): (Vec<_>, Vec<_>) =
            skipped.into_iter().partition(|one| one.path.len() == 1);
        let has = |all: &[Undeclared], one: &Undeclared| all.iter().any(|it| it.path == one.path);
        match &mut self.by_all {
            Some(by_all) => by_all.retain(|one| has(&own, one)),
            None => self.by_all = Some(own),
        }
        for one in nested {
            if !has(&self.nested, &one) {
                self.nested.push(one);
            }
        }
    }

    /// Adds what is in no part. An object with additional properties collects its own.
    pub fn finish(self, has_rest: bool) {
        if !has_rest {
            restore(self.by_all.unwrap_or_default());
        }
        restore(self.nested);
    }
}
