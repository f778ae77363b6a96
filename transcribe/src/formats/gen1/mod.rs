//! Generation 1: HTML in pipe tables; nested fields are named by their path.

mod table;

use super::Reading;
use super::common::{method, resource};
use crate::facts::Page;
use crate::reporter::Reporter;

/// Any page with known headings: later generations are asked first.
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
