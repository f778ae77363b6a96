//! A picture of the change: the operations with the most findings, by severity.

use std::collections::BTreeMap;

use super::escape::escape;
use super::finding;
use crate::Level;
use crate::report::Report;
use crate::shortened::shortened;

/// The number of operations in the picture.
const MAX_ROWS: usize = 25;

/// The height of a row, and the width of the names and of the bars.
const HEIGHT: usize = 20;
const NAMES: usize = 420;
const BARS: usize = 300;

/// The longest name, in characters: as many as fit beside the bars.
const MAX_NAME: usize = 51;

/// The picture as SVG. Empty if no operation is affected.
pub fn picture(report: &Report) -> String {
    let mut counts: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    for found in &report.findings {
        let index = match found.level {
            Level::Error => 0,
            Level::Warning => 1,
            Level::Info => 2,
        };
        for name in finding::operations(found) {
            counts.entry(name).or_default()[index] += 1;
        }
    }
    let mut rows: Vec<_> = counts.into_iter().collect();
    rows.sort_by_key(|(_, counts)| std::cmp::Reverse(*counts));
    let all = rows.len();
    rows.truncate(MAX_ROWS);
    let sum = |counts: &[usize; 3]| counts.iter().sum::<usize>();
    let most = rows.iter().map(|(_, counts)| sum(counts)).max();
    let Some(most) = most else {
        return String::new();
    };
    let mut out = format!(
        "<figure class=\"picture\"><figcaption>Findings by operation ({} of {all} operations)</figcaption>\n\
         <svg role=\"img\" aria-label=\"Findings by operation\" viewBox=\"0 0 {} {}\">\n",
        rows.len(),
        NAMES + BARS + 60,
        rows.len() * HEIGHT
    );
    for (row, (name, counts)) in rows.iter().enumerate() {
        let top = row * HEIGHT;
        out.push_str(&format!(
            "<text x=\"0\" y=\"{}\">{}</text>\n",
            top + 14,
            escape(&shortened(name, MAX_NAME))
        ));
        let mut left = NAMES;
        for (count, level) in counts.iter().zip(["error", "warning", "info"]) {
            let width = count * BARS / most;
            out.push_str(&format!(
                "<rect class=\"{level}\" x=\"{left}\" y=\"{}\" width=\"{width}\" height=\"{}\"/>\n",
                top + 3,
                HEIGHT - 6
            ));
            left += width;
        }
        out.push_str(&format!(
            "<text x=\"{}\" y=\"{}\">{}</text>\n",
            left + 6,
            top + 14,
            sum(counts)
        ));
    }
    out.push_str("</svg></figure>\n");
    out
}
