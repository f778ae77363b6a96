//! Wiki tables: `#|`, rows between `||`, `|#`.
//!
//! In: the text of a page. Out: the byte ranges of its tables, rows and cells. A table without an end mark ends before
//! the next heading, a row without one before the next row.

use std::ops::Range;

/// The byte ranges of a table.
#[derive(Debug)]
pub struct WikiTable {
    /// Including both marks.
    pub bytes: Range<usize>,
    pub rows: Vec<WikiRow>,
    pub end: Closing,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closing {
    Closed,
    Missing,
}

#[derive(Debug)]
pub struct WikiRow {
    pub bytes: Range<usize>,
    pub cells: Vec<Range<usize>>,
    pub end: Closing,
}

/// Finds the tables of a text, except in code.
pub fn tables(text: &str) -> Vec<WikiTable> {
    let mut out = Vec::new();
    let mut code = false;
    let mut open: Option<usize> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let (start, end) = (at, at + line.len());
        at = end;
        let bare = line.trim();
        if bare.starts_with("```") || bare.starts_with("~~~") {
            code = !code;
        }
        match open {
            None if !code && bare == "#|" => open = Some(start),
            Some(from) if bare == "|#" => {
                out.push(table(text, from..end, Closing::Closed));
                (open, code) = (None, false);
            }
            Some(from) if is_heading(line) => {
                out.push(table(text, from..start, Closing::Missing));
                (open, code) = (None, false);
            }
            _ => {}
        }
    }
    if let Some(from) = open {
        out.push(table(text, from..text.len(), Closing::Missing));
    }
    out
}

fn is_heading(line: &str) -> bool {
    let marks = line.len() - line.trim_start_matches('#').len();
    (1..=6).contains(&marks) && line[marks..].starts_with(' ')
}

fn table(text: &str, bytes: Range<usize>, end: Closing) -> WikiTable {
    let mut rows: Vec<WikiRow> = Vec::new();
    // The row that is open: where it begins, and where its text begins.
    let mut open: Option<(usize, usize)> = None;
    let mut columns = 2;
    let mut close = |open: &mut Option<(usize, usize)>, to: usize, next: usize, end: Closing| {
        if let Some((start, from)) = open.take() {
            let cells = cells(text, from..to.max(from), columns);
            if rows.is_empty() {
                columns = cells.len().max(1);
            }
            let bytes = start..next;
            rows.push(WikiRow { bytes, cells, end });
        }
    };
    let mut at = bytes.start;
    for line in text[bytes.clone()].split_inclusive('\n') {
        let (start, next) = (at, at + line.len());
        at = next;
        let bare = line.trim();
        if bare == "#|" || bare == "|#" {
            continue;
        }
        let lead = line.len() - line.trim_start().len();
        let stop = start + line.trim_end().len();
        let mut from = start;
        if bare.starts_with("||") && bare != "||" {
            // The row before has no end mark.
            close(&mut open, start, start, Closing::Missing);
            from = start + lead + 2;
            open = Some((start, from));
        }
        if stop >= from + 2 && text[from..stop].ends_with("||") {
            close(&mut open, stop - 2, next, Closing::Closed);
        }
    }
    close(&mut open, at, at, Closing::Missing);
    WikiTable { bytes, rows, end }
}

/// Splits a row at its pipes, except at escaped pipes and in code. The last column takes the rest.
fn cells(text: &str, row: Range<usize>, columns: usize) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut from = row.start;
    let mut ticks = 0;
    let bytes = text.as_bytes();
    let mut at = row.start;
    while at < row.end {
        match bytes[at] {
            b'\\' => at += 1,
            b'`' => {
                let run = bytes[at..row.end].iter().take_while(|it| **it == b'`');
                let run = run.count();
                ticks = match ticks {
                    0 => run,
                    open if open == run => 0,
                    open => open,
                };
                at += run - 1;
            }
            b'|' if ticks == 0 && out.len() + 1 < columns => {
                out.push(from..at);
                from = at + 1;
            }
            _ => {}
        }
        at += 1;
    }
    out.push(from..row.end);
    out
}
