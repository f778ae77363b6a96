//! The first generation: HTML in pipe tables, objects by the path of their fields.
//!
//! In: the sections of a page. Out: facts. Guaranteed: a row whose object was never described makes the object.

mod table;

use super::Reading;
use super::common::{method, resource};
use crate::facts::Page;
use crate::reporter::Reporter;

/// Whatever no later generation claims.
pub fn recognises(reading: &Reading<'_>) -> bool {
    reading.sections.are_known()
}

pub fn read(reading: &Reading<'_>, reporter: &mut Reporter<'_>) -> Option<Page> {
    let page = &reading.sections;
    if page.find(super::common::SectionKind::Request).is_some() {
        return method(page, table::read, reporter).map(|method| Page::Method(Box::new(method)));
    }
    Some(Page::Resource(Box::new(resource(
        page,
        table::read,
        reporter,
    ))))
}
