//! Compares a recorded response with the schema that an operation declares for it.
//!
//! Input: a document and a JSON value that the server sent. Output: every difference with the location of the schema, and
//! an overlay with which the emitted type decodes the value. Differences that are decoded anyway are reported, too, but
//! not corrected. Constraints such as `maxLength` are not compared, because decoding does not check them.

mod admits;
mod compare;
mod correct;
mod json_path;
mod mismatch;
mod object;
mod operation;
mod overlay;
mod widen;

use serde_json::Value;

use crate::diag::Diagnostics;
use crate::json_schema::Writer;
use crate::read;
use crate::source::{FileId, Sources};

pub use mismatch::{Difference, Mismatch};
pub use operation::Unusable;

/// Which response of a document was recorded.
#[derive(Clone, Copy, Debug)]
pub struct Selected<'a> {
    /// The `operationId`, or method and path: `GET /pets`.
    pub operation: &'a str,
    /// The status. Without it, the first success response is used.
    pub status: Option<&'a str>,
}

/// The result of a comparison.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// The response that the value was compared with: `GET /pets 200`.
    pub response: String,
    /// The differences, in the order of the value. Equal ones at one schema are counted.
    pub mismatches: Vec<Mismatch>,
    /// The overlay that corrects the document. `None` if no correction is needed or possible.
    pub overlay: Option<String>,
}

/// Compares a value with the schema of a response. Returns `None` after an error in the document.
pub fn check(
    sources: &mut Sources,
    spec: FileId,
    selected: Selected<'_>,
    value: &Value,
    diags: &mut Diagnostics,
) -> Result<Option<Recorded>, Unusable> {
    let mut own = Diagnostics::new();
    let Some(tree) = read::tree_with_overlays(sources, spec, &mut own) else {
        own.iter().for_each(|found| diags.push(found.clone()));
        return Ok(None);
    };
    let document = read::check_tree(sources, spec, tree.clone(), &mut own);
    let Some(document) = document.filter(|_| !own.has_errors()) else {
        own.iter().for_each(|found| diags.push(found.clone()));
        return Ok(None);
    };
    let response = operation::find(&document, selected)?;
    let writer = Writer::new(&document);
    let mismatches = compare::compare(&writer, &response.schema, value)?;
    let mut mismatches = mismatch::grouped(mismatches);
    let actions = correct::correct(&document, &tree, sources, &mut mismatches);
    let name = sources.normalized_name(spec);
    let overlay = (!actions.is_empty()).then(|| overlay::print(&name, &actions));
    Ok(Some(Recorded {
        response: format!(
            "{} {}",
            response.operation,
            response.status.unwrap_or_default()
        ),
        mismatches,
        overlay,
    }))
}
