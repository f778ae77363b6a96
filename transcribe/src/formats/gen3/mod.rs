//! Generation 3: as generation 2, with JSON Schema in the front matter.
//!
//! If page text and front matter disagree, both locations are reported.

mod playground;
mod schema;

use super::Reading;
use super::gen2;
use crate::facts::Page;
use crate::reporter::Reporter;

/// The key of the request in the front matter.
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
