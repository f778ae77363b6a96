//! The third generation: the second, and JSON Schema in the front matter.
//!
//! In: the sections of a page, and its front matter. Out: facts of both. Guaranteed: where the two disagree, it is
//! said with both places.

mod playground;
mod schema;

use super::Reading;
use super::gen2;
use crate::facts::Page;
use crate::reporter::Reporter;

/// What the front matter calls the request.
const KEY: &str = "apiPlayground";

pub fn recognises(reading: &Reading<'_>) -> bool {
    let front = reading.front.as_ref();
    front.is_some_and(|front| front.get(KEY).is_some()) && reading.sections.are_known()
}

pub fn read(reading: &Reading<'_>, reporter: &mut Reporter<'_>) -> Option<Page> {
    let page = gen2::read(reading, reporter)?;
    let front = reading.front.as_ref().and_then(|front| front.get(KEY));
    let entry = front.and_then(|list| list.items().first());
    Some(match (page, entry) {
        (Page::Method(mut method), Some(entry)) => {
            playground::apply(&mut method, entry, reporter);
            Page::Method(method)
        }
        (page, _) => page,
    })
}
