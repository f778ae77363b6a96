//! Generation 2: wiki tables; messages have sections of their own.

mod table;

use super::Reading;
use super::common::{SectionKind, method, resource};
use crate::facts::Page;
use crate::reporter::Reporter;

/// Pages with wiki tables, which generation 1 lacks.
pub fn recognises(reading: &Reading<'_>) -> bool {
    let wiki = reading.text.lines().any(|line| line.trim() == "#|");
    // An answer without a body has no table, and its full name where the first generation names the section.
    let named = reading.sections.find(SectionKind::ResponseSection);
    let named = named.and_then(|section| section.anchor.as_deref());
    reading.sections.are_known() && (wiki || named.is_some_and(|anchor| anchor.contains('.')))
}

pub fn read(reading: &Reading<'_>, reporter: &mut Reporter<'_>) -> Option<Page> {
    let page = &reading.sections;
    if page.find(SectionKind::Request).is_some() {
        return method(page, table::read, reporter).map(|method| Page::Method(Box::new(method)));
    }
    Some(Page::Resource(Box::new(resource(
        page,
        table::read,
        reporter,
    ))))
}
