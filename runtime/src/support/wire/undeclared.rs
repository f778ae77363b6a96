//! Properties that the API does not declare, which lenient decoding lists.
//!
//! An object skips them. Only while they are collected, it keeps their values, and each object and list on the way out
//! adds its segment to their paths. Otherwise an object asks once whether anything is collected. A union, which tries
//! several variants, adds what the chosen one skips. An object with parts adds what it and all of its parts skip.

use std::cell::{Cell, RefCell};
use std::marker::PhantomData;

use serde::de::{IgnoredAny, MapAccess};
use serde_json::Value;

use super::path::Segment;

/// Further properties are not collected.
const MAX: usize = 1_000;

/// A property that the API does not declare.
#[derive(Clone, Debug)]
pub struct Undeclared {
    pub path: Vec<Segment>,
    /// `None` if only the paths are collected.
    pub value: Option<Value>,
}

/// What is collected.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Extent {
    #[default]
    Nothing,
    Paths,
    Values,
}

thread_local! {
    static EXTENT: Cell<Extent> = const { Cell::new(Extent::Nothing) };
    /// The properties so far. Their paths begin at the innermost value that is being read, and are reversed.
    static FOUND: RefCell<Vec<Undeclared>> = const { RefCell::new(Vec::new()) };
}

/// Collects undeclared properties until it is finished or dropped.
pub struct Collection {
    outer: (Extent, Vec<Undeclared>),
    /// It belongs to this thread.
    thread: PhantomData<*const ()>,
}

impl Collection {
    /// Starts to collect properties with their values.
    pub fn of_values() -> Self {
        Self::start(Extent::Values)
    }

    /// Starts to collect properties without their values.
    pub fn of_paths() -> Self {
        Self::start(Extent::Paths)
    }

    fn start(extent: Extent) -> Self {
        Self {
            outer: (EXTENT.replace(extent), FOUND.take()),
            thread: PhantomData,
        }
    }

    /// Returns what was collected.
    pub fn finish(self) -> Vec<Undeclared> {
        let mut found = FOUND.take();
        found.iter_mut().for_each(|one| one.path.reverse());
        found
    }
}

impl Drop for Collection {
    fn drop(&mut self) {
        let (extent, found) = std::mem::take(&mut self.outer);
        EXTENT.set(extent);
        FOUND.replace(found);
    }
}

/// Whether objects add what they skip.
pub fn is_collecting() -> bool {
    EXTENT.get() != Extent::Nothing
}

/// Skips the value of the next property of an object.
pub fn skip_value<'de, A: MapAccess<'de>>(map: &mut A) -> Result<(), A::Error> {
    match EXTENT.get() {
        Extent::Nothing => map.next_value::<IgnoredAny>().map(drop),
        Extent::Paths => map.next_value::<IgnoredAny>().map(|_| add(None)),
        Extent::Values => map.next_value().map(|value| add(Some(value))),
    }
}

/// Adds a property that was skipped. Its object adds the name.
pub fn add(value: Option<Value>) {
    let path = Vec::new();
    FOUND.with_borrow_mut(|found| {
        if found.len() < MAX {
            found.push(Undeclared { path, value });
        }
    });
}

/// The properties that were collected before a value is read. `None` if nothing is collected.
#[derive(Clone, Copy)]
pub struct Before(Option<usize>);

impl Before {
    /// The current number.
    pub fn new() -> Self {
        Self(is_collecting().then(count))
    }

    /// Adds the name of the property that was read to the paths of what it has.
    pub fn within_key(&mut self, name: &str) {
        if self.0.is_some() {
            self.within(|| Segment::Key(name.to_owned()));
        }
    }

    /// Adds the index of the item that was read.
    pub fn within_index(&mut self, index: usize) {
        if self.0.is_some() {
            self.within(|| Segment::Index(index));
        }
    }

    /// Removes what was collected since, and returns it.
    pub fn take(self) -> Vec<Undeclared> {
        match self.0 {
            Some(from) => FOUND.with_borrow_mut(|found| found.split_off(from.min(found.len()))),
            None => Vec::new(),
        }
    }

    #[cold]
    fn within(&mut self, segment: impl Fn() -> Segment) {
        let from = self.0.unwrap_or_default();
        FOUND.with_borrow_mut(|found| {
            let new = found.iter_mut().skip(from);
            new.for_each(|one| one.path.push(segment()));
        });
        self.0 = Some(count());
    }

    /// Forgets what was collected since, because the value is stored as it is.
    pub fn forget(self) {
        if let Some(from) = self.0 {
            FOUND.with_borrow_mut(|found| found.truncate(from));
        }
    }

    /// Forgets a property of the value that was read.
    pub fn forget_property(self, name: &str) {
        let is_other = |one: &Undeclared| match one.path.as_slice() {
            [Segment::Key(key)] => key != name,
            _ => true,
        };
        if let Some(from) = self.0 {
            FOUND.with_borrow_mut(|found| {
                let mut own = found.split_off(from.min(found.len()));
                own.retain(is_other);
                found.append(&mut own);
            });
        }
    }
}

/// Adds what [`Before::take`] has returned.
pub fn restore(taken: Vec<Undeclared>) {
    if !taken.is_empty() {
        FOUND.with_borrow_mut(|found| found.extend(taken));
    }
}

fn count() -> usize {
    FOUND.with_borrow(Vec::len)
}
