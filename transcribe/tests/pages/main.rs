//! Transcriptions of our own pages: `tests/cases/NAME/pages` becomes `expected.yaml` and `diagnostics.txt`.

mod cases;
mod drafts;
mod facts;
mod generations;
mod grammar;
mod run;
