//! Lenient decoding: removes from a JSON text what doesn't match the declared type.
//!
//! Every removed value is reported as it was received, with its path. A required property that was removed or is missing
//! gets its initial value, so the object around it remains, unless nothing else is left of it. Time and memory are
//! proportional to the length of the text.
//!
//! A decoder stops at the first value that doesn't match, so the value is removed and the rest is decoded again. To
//! avoid decoding a long array once for each of its items, the items from the first invalid one on are decoded alone,
//! in batches that double as long as all their items are valid.
//!
//! The search works on the text instead of on a [`Value`], so that models aren't compiled for another deserializer.

use std::collections::VecDeque;
use std::fmt::Display;

use serde_json::Value;

use super::super::lenient::Lenient;
use super::super::rejected_value::RejectedValue;
use super::listing::{list_undeclared, texts_of};
use super::path::{self, Segment};
use super::required_error::missing_name;
use super::supplied;
use super::undeclared::{Collection, Undeclared};

/// Longer texts are not searched.
const MAX_LENGTH: usize = 8 << 20;
/// The budget of bytes that can be decoded in total: a multiple of the length of the text plus a constant. Each
/// decoding costs some extra bytes.
const BUDGET_FACTOR: usize = 16;
const BUDGET_CONSTANT: usize = 4 << 20;
const COST_PER_DECODING: usize = 64;
/// An array with more rejected values is rejected as a whole.
const MAX_REJECTED_PER_ARRAY: usize = 10_000;

/// Decodes a value completely, and collects its undeclared properties.
///
/// Some values can't be read as a [`Value`], such as `1e600`. One that is skipped must not make decoding fail, so if the
/// first attempt fails, the second one only collects the paths.
pub fn read_complete<T, E>(
    mut read: impl FnMut() -> Result<T, E>,
) -> Result<(T, Vec<Undeclared>), E> {
    let collection = Collection::of_values();
    if let Ok(value) = read() {
        return Ok((value, collection.finish()));
    }
    drop(collection);
    let collection = Collection::of_paths();
    let value = read()?;
    Ok((value, collection.finish()))
}

/// Decodes a text leniently. Fails with the error of strict decoding.
pub fn decode<T, E: Display>(
    json: &[u8],
    mut read: impl FnMut(&[u8]) -> Result<T, E>,
) -> Result<Lenient<T>, E> {
    match read_complete(|| read(json)) {
        Ok((value, undeclared)) => Ok(with_undeclared(json, value, undeclared)),
        Err(error) => read_lenient(json, read).ok_or(error),
    }
}

/// Adds the undeclared properties to a value that was decoded completely.
pub fn with_undeclared<T>(json: &[u8], value: T, undeclared: Vec<Undeclared>) -> Lenient<T> {
    Lenient::new(value, list_undeclared(json, undeclared, &[]))
}

/// Decodes a text without what doesn't match. Returns `None` if nothing is left or the text isn't JSON.
pub fn read_lenient<T, E: Display>(
    json: &[u8],
    mut read: impl FnMut(&[u8]) -> Result<T, E>,
) -> Option<Lenient<T>> {
    let mut last = None;
    let rejected = supplied::activated(|| {
        find_rejected(json, &mut |json| {
            let collection = Collection::of_values();
            let value = read(json).map_err(|error| error.to_string())?;
            last = Some((value, collection.finish()));
            Ok(())
        })
    })?;
    let (value, undeclared) = last?;
    // The text had a name twice, and the search has dropped one of the values.
    if rejected.is_empty() {
        return None;
    }
    let list = list_undeclared(json, undeclared, &rejected);
    Some(Lenient::new(
        value,
        rejected.into_iter().chain(list).collect(),
    ))
}

/// Decodes a text. The error is a message that begins with a path.
type Read<'r> = dyn FnMut(&[u8]) -> Result<(), String> + 'r;

/// Finds the values that don't match. The last text that `read` receives is the one without them.
fn find_rejected(json: &[u8], read: &mut Read<'_>) -> Option<Vec<RejectedValue>> {
    if json.len() > MAX_LENGTH {
        return None;
    }
    let original: Value = serde_json::from_slice(json).ok()?;
    let mut search = Search {
        rest: original.clone(),
        original,
        isolated: Vec::new(),
        rejected: Vec::new(),
        budget: json
            .len()
            .saturating_mul(BUDGET_FACTOR)
            .saturating_add(BUDGET_CONSTANT),
        read,
    };
    search.clean(&[]).ok()?;
    let rejected = search.rejected;
    let values = rejected.iter();
    let values: Vec<_> = values
        .map(|one| (one.path.as_slice(), Some(&one.value)))
        .collect();
    let texts = texts_of(json, &values);
    let rejected = rejected.into_iter().zip(texts);
    let rejected = rejected.map(|(one, text)| {
        RejectedValue::new(path::to_string(&one.path), one.value, text, one.reason)
    });
    Some(rejected.collect())
}

/// The search can't go on: nothing is left, or the budget is used up.
struct Stop;

struct Rejected {
    path: Vec<Segment>,
    value: Value,
    reason: String,
}

struct Search<'r> {
    original: Value,
    /// The value without what was removed so far.
    rest: Value,
    /// Array items that are currently decoded alone: the depth of the array, and their index in the original array.
    isolated: Vec<(usize, usize)>,
    rejected: Vec<Rejected>,
    /// The number of bytes that can still be decoded.
    budget: usize,
    read: &'r mut Read<'r>,
}

impl Search<'_> {
    /// Removes what doesn't match within `path`. Ends at the first mismatch outside of it.
    fn clean(&mut self, path: &[Segment]) -> Result<(), Stop> {
        let mut cleaned_list = None;
        while let Some((at, reason)) = self.mismatch()? {
            if !at.starts_with(path) {
                break;
            }
            match self.first_long_list(&at, path.len()) {
                Some(depth) if cleaned_list.as_deref() == Some(&at[..depth]) => return Err(Stop),
                Some(depth) => {
                    self.clean_list(&at[..depth], &at[depth])?;
                    cleaned_list = Some(at[..depth].to_vec());
                }
                None => match missing_name(&reason) {
                    Some(name) if self.supply(&at, name) => self.report_missing(at, name, &reason),
                    _ => self.remove(&at, reason)?,
                },
            }
        }
        Ok(())
    }

    /// Returns the path of the first value that doesn't match, and the reason.
    fn mismatch(&mut self) -> Result<Option<(Vec<Segment>, String)>, Stop> {
        let json = serde_json::to_vec(&self.rest).map_err(|_| Stop)?;
        let cost = json.len() + COST_PER_DECODING;
        self.budget = self.budget.checked_sub(cost).ok_or(Stop)?;
        let Err(message) = (self.read)(&json) else {
            return Ok(None);
        };
        let (path, reason) = path::split(path::without_position(&message));
        let at = path::parse(path.unwrap_or("$")).ok_or(Stop)?;
        Ok(Some((at, reason.to_owned())))
    }

    /// Returns the depth of the first array along the path that has more than one item.
    fn first_long_list(&self, at: &[Segment], from: usize) -> Option<usize> {
        let mut value = path::get(&self.rest, &at[..from])?;
        for (depth, segment) in at.iter().enumerate().skip(from) {
            match value {
                Value::Array(items) if items.len() > 1 => return Some(depth),
                _ => value = path::get(value, std::slice::from_ref(segment))?,
            }
        }
        None
    }

    /// Removes what doesn't match from the items of an array. The items before `first` are valid.
    fn clean_list(&mut self, list: &[Segment], first: &Segment) -> Result<(), Stop> {
        let Segment::Index(first) = *first else {
            return Err(Stop);
        };
        let rejected_before = self.rejected.len();
        let mut waiting = VecDeque::from(std::mem::take(self.list(list)?));
        let mut valid: Vec<Value> = waiting.drain(..first.min(waiting.len())).collect();
        let mut index = valid.len();
        let mut batch = 1;
        while !waiting.is_empty() {
            let items = self.valid_items(list, &mut waiting, batch)?;
            valid.extend(items.into_iter().inspect(|_| index += 1));
            let rejected = self.rejected.len();
            if let Some(item) = waiting.pop_front() {
                valid.append(&mut self.clean_item(list, index, item)?);
                index += 1;
            }
            batch = match self.rejected.len() == rejected {
                true => batch.saturating_mul(2),
                false => 1,
            };
            if self.rejected.len() - rejected_before > MAX_REJECTED_PER_ARRAY {
                return self.remove(list, "too many of its values don't match".to_owned());
            }
        }
        *self.list(list)? = valid;
        Ok(())
    }

    /// Takes up to `batch` items from the front, and puts back those from the first invalid one on.
    fn valid_items(
        &mut self,
        list: &[Segment],
        waiting: &mut VecDeque<Value>,
        batch: usize,
    ) -> Result<Vec<Value>, Stop> {
        if batch == 1 {
            return Ok(Vec::new());
        }
        *self.list(list)? = waiting.drain(..batch.min(waiting.len())).collect();
        let mismatch = self.mismatch()?;
        let mut items = std::mem::take(self.list(list)?);
        if let Some((at, _)) = mismatch.filter(|(at, _)| at.starts_with(list)) {
            let Some(Segment::Index(invalid)) = at.get(list.len()) else {
                return Err(Stop);
            };
            let others = items.drain((*invalid).min(items.len())..).rev();
            others.for_each(|item| waiting.push_front(item));
        }
        Ok(items)
    }

    /// Cleans one item. The returned list is empty if the item was removed.
    fn clean_item(
        &mut self,
        list: &[Segment],
        index: usize,
        item: Value,
    ) -> Result<Vec<Value>, Stop> {
        *self.list(list)? = vec![item];
        self.isolated.push((list.len(), index));
        self.clean(&[list, &[Segment::Index(0)]].concat())?;
        self.isolated.pop();
        Ok(std::mem::take(self.list(list)?))
    }

    fn list(&mut self, at: &[Segment]) -> Result<&mut Vec<Value>, Stop> {
        match path::get_mut(&mut self.rest, at) {
            Some(Value::Array(items)) => Ok(items),
            _ => Err(Stop),
        }
    }

    /// Supplies a required property with its initial value, if another property of the object is left.
    fn supply(&mut self, object: &[Segment], name: &str) -> bool {
        path::get_mut(&mut self.rest, object).is_some_and(|object| supplied::supply(object, name))
    }

    /// Reports a missing property, unless it is missing because it was removed.
    fn report_missing(&mut self, mut path: Vec<Segment>, name: &str, reason: &str) {
        path.push(Segment::Key(name.to_owned()));
        self.to_original(&mut path);
        if !self.rejected.iter().rev().any(|one| one.path == path) {
            self.rejected.push(Rejected {
                path,
                value: Value::Null,
                reason: reason.to_owned(),
            });
        }
    }

    /// Replaces the indices of items that are decoded alone by those in the original array.
    fn to_original(&self, path: &mut [Segment]) {
        for (depth, index) in &self.isolated {
            if let Some(segment) = path.get_mut(*depth) {
                *segment = Segment::Index(*index);
            }
        }
    }

    /// Removes a value, and replaces the reports about its parts by one about the value.
    fn remove(&mut self, at: &[Segment], reason: String) -> Result<(), Stop> {
        let (last, parent) = at.split_last().ok_or(Stop)?;
        match (path::get_mut(&mut self.rest, parent), last) {
            (Some(Value::Array(items)), Segment::Index(index)) if *index < items.len() => {
                items.remove(*index);
            }
            (Some(Value::Object(properties)), Segment::Key(name))
                if properties.contains_key(name) =>
            {
                // Rebuilt, because `remove` changes the order of the others if the map preserves insertion order.
                let others = std::mem::take(properties).into_iter();
                *properties = others.filter(|(key, _)| key != name).collect();
            }
            _ => return Err(Stop),
        }
        let mut path = at.to_vec();
        self.to_original(&mut path);
        let value = path::get(&self.original, &path).ok_or(Stop)?.clone();
        let within = self.rejected.iter().rev();
        let within = within.take_while(|one| one.path.starts_with(&path)).count();
        let within = self.rejected.split_off(self.rejected.len() - within);
        let reason = cause(&path, &within, &reason).unwrap_or(reason);
        self.rejected.push(Rejected {
            path,
            value,
            reason,
        });
        Ok(())
    }
}

/// If an object lacks a required property because the property was removed before, returns why that one was removed.
fn cause(at: &[Segment], within: &[Rejected], reason: &str) -> Option<String> {
    let mut within = within.iter();
    let property = within.find(|one| match &one.path[at.len()..] {
        [Segment::Key(name)] => Some(name.as_str()) == missing_name(reason),
        _ => false,
    })?;
    let path = path::to_string(&property.path);
    Some(format!("`{path}`: {}", property.reason))
}
