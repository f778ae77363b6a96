//! What of a JSON text doesn't fit its type.
//!
//! In: a text, and a function that reads it or says where it failed. Out: the value of the text without what doesn't
//! fit, and that. Guaranteed: whatever is taken out is listed, as it came, under the path where it stood; what may not
//! be missing takes along what holds it; and time and memory stay in proportion to the text.
//!
//! A reader stops at the first value that doesn't fit, so it is asked again once that is out. From the first wrong one
//! on, the items of a list are read alone, and more of them at once for as long as they are right: a long list costs
//! the reading of its items, and not of the list for each of them.
//!
//! It works on the text, so that no type is compiled for a second kind of source.

use std::collections::VecDeque;
use std::fmt::Display;

use serde_json::Value;

use super::super::lenient::Lenient;
use super::super::set_aside::SetAside;
use super::path::{self, Step};

/// Longer texts are not looked into.
const LONGEST: usize = 8 << 20;
/// So much may be read in all: so many times the text, and a little more; each time counts as some bytes.
const TIMES: usize = 16;
const BYTES: usize = 4 << 20;
const BYTES_EACH: usize = 64;
/// A list in which more values don't fit is set aside as one.
const MOST_IN_LIST: usize = 1000;

/// The value of a text without what doesn't fit it; `None` if nothing is left of it, or it isn't JSON.
pub fn read_without<T, E: Display>(
    json: &[u8],
    mut read: impl FnMut(&[u8]) -> Result<T, E>,
) -> Option<Lenient<T>> {
    let mut last = None;
    let set_aside = find(json, &mut |json| {
        last = Some(read(json).map_err(|error| error.to_string())?);
        Ok(())
    })?;
    last.map(|value| Lenient::new(value, set_aside))
}

/// Reads a text; the error is a message that begins with a path.
type Read<'r> = dyn FnMut(&[u8]) -> Result<(), String> + 'r;

/// What doesn't fit. What was read last is the text without it.
fn find(json: &[u8], read: &mut Read<'_>) -> Option<Vec<SetAside>> {
    if json.len() > LONGEST {
        return None;
    }
    let whole: Value = serde_json::from_slice(json).ok()?;
    let mut search = Search {
        rest: whole.clone(),
        whole,
        lonely: Vec::new(),
        found: Vec::new(),
        left: json.len().saturating_mul(TIMES).saturating_add(BYTES),
        read,
    };
    search.settle(&[]).ok()?;
    let found = search.found.into_iter();
    let named = found.map(|one| SetAside::new(path::text(&one.at), one.value, one.why));
    Some(named.collect())
}

/// There is no going on: all of it doesn't fit, or it takes too long.
struct Stop;

struct Found {
    at: Vec<Step>,
    value: Value,
    why: String,
}

struct Search<'r> {
    whole: Value,
    /// What has not been taken out so far.
    rest: Value,
    /// Items that are alone in their list now: how deep they stand, and which of the list they are.
    lonely: Vec<(usize, usize)>,
    found: Vec<Found>,
    /// So many bytes may still be read.
    left: usize,
    read: &'r mut Read<'r>,
}

impl Search<'_> {
    /// Takes out what doesn't fit within a place, up to the first value elsewhere that doesn't.
    fn settle(&mut self, place: &[Step]) -> Result<(), Stop> {
        let mut settled = None;
        while let Some((at, why)) = self.fault()? {
            if !at.starts_with(place) {
                break;
            }
            match self.list_of_several(&at, place.len()) {
                Some(depth) if settled.as_deref() == Some(&at[..depth]) => return Err(Stop),
                Some(depth) => {
                    self.one_by_one(&at[..depth], &at[depth])?;
                    settled = Some(at[..depth].to_vec());
                }
                None => self.take_out(&at, why)?,
            }
        }
        Ok(())
    }

    /// The first value that doesn't fit, and why.
    fn fault(&mut self) -> Result<Option<(Vec<Step>, String)>, Stop> {
        let json = serde_json::to_vec(&self.rest).map_err(|_| Stop)?;
        let cost = json.len() + BYTES_EACH;
        self.left = self.left.checked_sub(cost).ok_or(Stop)?;
        let Err(message) = (self.read)(&json) else {
            return Ok(None);
        };
        let (path, why) = path::split(without_position(&message));
        let at = path::steps(path.unwrap_or("$")).ok_or(Stop)?;
        Ok(Some((at, why.to_owned())))
    }

    /// How deep the first list on the way stands that has more than one item.
    fn list_of_several(&self, at: &[Step], from: usize) -> Option<usize> {
        let mut value = path::value(&self.rest, &at[..from])?;
        for (depth, step) in at.iter().enumerate().skip(from) {
            match value {
                Value::Array(items) if items.len() > 1 => return Some(depth),
                _ => value = path::value(value, std::slice::from_ref(step))?,
            }
        }
        None
    }

    /// Settles the items of a list; those before the first wrong one are right.
    fn one_by_one(&mut self, list: &[Step], first: &Step) -> Result<(), Stop> {
        let Step::Item(first) = *first else {
            return Err(Stop);
        };
        let known = self.found.len();
        let mut waiting = VecDeque::from(std::mem::take(self.list(list)?));
        let mut kept: Vec<Value> = waiting.drain(..first.min(waiting.len())).collect();
        let mut index = kept.len();
        let mut several = 1;
        while !waiting.is_empty() {
            let right = self.right_ones(list, &mut waiting, several)?;
            kept.extend(right.into_iter().inspect(|_| index += 1));
            let found = self.found.len();
            if let Some(item) = waiting.pop_front() {
                kept.append(&mut self.alone(list, index, item)?);
                index += 1;
            }
            several = match self.found.len() == found {
                true => several.saturating_mul(2),
                false => 1,
            };
            if self.found.len() - known > MOST_IN_LIST {
                return self.take_out(list, "too many of its values don't fit".to_owned());
            }
        }
        *self.list(list)? = kept;
        Ok(())
    }

    /// Takes items from the front, so many at most, up to the first wrong one.
    fn right_ones(
        &mut self,
        list: &[Step],
        waiting: &mut VecDeque<Value>,
        most: usize,
    ) -> Result<Vec<Value>, Stop> {
        if most == 1 {
            return Ok(Vec::new());
        }
        *self.list(list)? = waiting.drain(..most.min(waiting.len())).collect();
        let fault = self.fault()?;
        let mut right = std::mem::take(self.list(list)?);
        if let Some((at, _)) = fault.filter(|(at, _)| at.starts_with(list)) {
            let Some(Step::Item(wrong)) = at.get(list.len()) else {
                return Err(Stop);
            };
            let others = right.drain((*wrong).min(right.len())..).rev();
            others.for_each(|item| waiting.push_front(item));
        }
        Ok(right)
    }

    /// Settles one item; nothing comes back if it doesn't fit at all.
    fn alone(&mut self, list: &[Step], index: usize, item: Value) -> Result<Vec<Value>, Stop> {
        *self.list(list)? = vec![item];
        self.lonely.push((list.len(), index));
        self.settle(&[list, &[Step::Item(0)]].concat())?;
        self.lonely.pop();
        Ok(std::mem::take(self.list(list)?))
    }

    fn list(&mut self, at: &[Step]) -> Result<&mut Vec<Value>, Stop> {
        match path::value_mut(&mut self.rest, at) {
            Some(Value::Array(items)) => Ok(items),
            _ => Err(Stop),
        }
    }

    /// Takes a value out, and forgets what was taken out of it before.
    fn take_out(&mut self, at: &[Step], why: String) -> Result<(), Stop> {
        let (last, above) = at.split_last().ok_or(Stop)?;
        match (path::value_mut(&mut self.rest, above), last) {
            (Some(Value::Array(items)), Step::Item(index)) if *index < items.len() => {
                items.remove(*index);
            }
            (Some(Value::Object(members)), Step::Member(name)) if members.contains_key(name) => {
                // Where maps keep an order, the reader meets the others in the same one as before.
                let others = std::mem::take(members).into_iter();
                *members = others.filter(|(key, _)| key != name).collect();
            }
            _ => return Err(Stop),
        }
        let mut at = at.to_vec();
        for (depth, index) in &self.lonely {
            if let Some(step) = at.get_mut(*depth) {
                *step = Step::Item(*index);
            }
        }
        let value = path::value(&self.whole, &at).ok_or(Stop)?.clone();
        let within = self.found.iter().rev();
        let within = within.take_while(|one| one.at.starts_with(&at)).count();
        let within = self.found.split_off(self.found.len() - within);
        let why = cause(&at, &within, &why).unwrap_or(why);
        self.found.push(Found { at, value, why });
        Ok(())
    }
}

/// Why a value doesn't fit that misses a member, if that one was taken out of it.
fn cause(at: &[Step], within: &[Found], why: &str) -> Option<String> {
    let mut within = within.iter();
    let member = within.find(|one| match &one.at[at.len()..] {
        [Step::Member(name)] => why == format!("missing field `{name}`"),
        _ => false,
    })?;
    Some(format!("`{}`: {}", path::text(&member.at), member.why))
}

/// A message without the line and column that serde_json puts at its end: they are of another text.
fn without_position(message: &str) -> &str {
    let Some((text, place)) = message.rsplit_once(" at line ") else {
        return message;
    };
    let is_place = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    match place.split_once(" column ") {
        Some((line, column)) if is_place(line) && is_place(column) => text,
        _ => message,
    }
}
