//! Runs all documents, as many at once as there are processors.

use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use crate::document::Document;
use crate::examples;
use crate::judge::judge;
use crate::options::Options;
use crate::row::{Row, Verdict};
use crate::values;
use crate::workspace::Workspace;

/// Returns a row per document, in the order of the documents.
pub fn all(
    documents: &[Document],
    workspace: &Workspace,
    options: &Options,
) -> io::Result<Vec<Row>> {
    let next = AtomicUsize::new(0);
    let rows = Mutex::new(Vec::new());
    let work = || {
        while let Some(document) = documents.get(next.fetch_add(1, Ordering::Relaxed)) {
            let row = row(document, workspace, options)?;
            if options.only.is_some() {
                eprintln!("{}: {}", row.document.name, row.end);
            }
            let mut rows = rows.lock().unwrap_or_else(PoisonError::into_inner);
            rows.push(row);
        }
        io::Result::Ok(())
    };
    let processors = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let workers: Vec<_> = (0..processors).map(|_| scope.spawn(work)).collect();
        for worker in workers {
            let panicked = || io::Error::other("a thread of the harness panicked");
            worker.join().map_err(|_| panicked())??;
        }
        io::Result::Ok(())
    })?;
    let mut rows = rows.into_inner().unwrap_or_else(PoisonError::into_inner);
    let position = |row: &Row| {
        let is = |document: &Document| document.path == row.document.path;
        documents.iter().position(is)
    };
    rows.sort_by_cached_key(position);
    Ok(rows)
}

fn row(document: &Document, workspace: &Workspace, options: &Options) -> io::Result<Row> {
    let (end, report) = judge(document, workspace, options)?;
    Ok(Row {
        document: document.clone(),
        end,
        report,
        compiles: Verdict::NotAsked,
        clippy: Verdict::NotAsked,
        examples: examples::Tally::default(),
        values: values::Tally::default(),
    })
}
