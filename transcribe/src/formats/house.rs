//! What distinguishes the pages of the formats from those of other vendors with similar headings.

use super::common::{SectionKind, Sections};
use crate::facts::HttpMethod;
use crate::markdown::ElementKind;
use crate::reporter::Reporter;

/// Whether a text is a page of a method (a request with its URL below `HTTP request`) or of a resource.
pub fn is_page(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim);
    let heading = |line: &str| {
        let words = line
            .trim_start_matches('#')
            .split("{#")
            .next()
            .unwrap_or_default();
        line.starts_with('#').then(|| words.trim().to_lowercase())
    };
    let mut requests = false;
    let known = lines.any(|line| {
        let found = heading(line);
        requests |= found.as_deref() == Some("http request");
        let resource = matches!(found.as_deref(), Some("json representation" | "methods"));
        resource || line.starts_with("apiPlayground:") || (requests && is_request(line))
    });
    known && !has_typed_table(text)
}

/// `GET https://host/path`.
fn is_request(line: &str) -> bool {
    let words = line.split_once(' ');
    words.is_some_and(|(method, url)| {
        HttpMethod::parse(method).is_some() && url.trim_start().starts_with("http")
    })
}

/// Whether a pipe table has a column of types, which no format has.
fn has_typed_table(text: &str) -> bool {
    let mut before = "";
    text.lines().any(|line| {
        let rule = line.contains("--") && line.chars().all(|char| "|-: \t".contains(char));
        let found = rule && has_type(before);
        before = line;
        found
    })
}

fn has_type(heading: &str) -> bool {
    let cells = heading.split('|').map(|cell| cell.trim().to_lowercase());
    cells
        .into_iter()
        .any(|cell| matches!(cell.as_str(), "type" | "data type"))
}

/// Whether the fields of a page are in tables with a column of types, which would be read as descriptions.
pub fn has_other_tables(sections: &Sections, reporter: &Reporter<'_>) -> bool {
    let fields = sections.list.iter().filter(|section| {
        !matches!(
            section.kind,
            SectionKind::Other | SectionKind::Methods | SectionKind::Request
        )
    });
    let mut tables = fields.flat_map(|section| &section.elements);
    tables.any(|element| match element.kind {
        ElementKind::Table(_) => {
            let text = reporter
                .text(element.at.file)
                .get(element.at.start..element.at.end);
            text.and_then(|text| text.lines().next())
                .is_some_and(has_type)
        }
        _ => false,
    })
}
