//! The keywords of a document that are neither used nor reported.

use oascribe_codegen::diag::{Diagnostics, codes};
use oascribe_codegen::read::{Disposition, KeywordUse};

/// Returns the keywords that the generated code does not have, that no diagnostic names, and that have a meaning for an
/// SDK.
pub fn unaccounted(uses: &[KeywordUse], diags: &Diagnostics) -> Vec<String> {
    let is_named = |code: &str, keyword: &str| {
        let name = format!("`{keyword}`");
        let mut found = diags.iter().filter(|found| found.code.name == code);
        found.any(|found| found.message.contains(&name) || found.message.contains(" more"))
    };
    let is_accounted = |found: &&KeywordUse| match found.disposition {
        Some(
            Disposition::Emitted
            | Disposition::Checked
            | Disposition::Documented
            | Disposition::Meaningless,
        ) => true,
        Some(Disposition::Reported) => is_named(codes::UNUSED_KEYWORD.name, &found.keyword),
        Some(Disposition::ReportedAs(code))
            if code == codes::UNUSED_EXTENSION || code == codes::UNUSED_KEYWORD =>
        {
            is_named(code.name, &found.keyword)
        }
        Some(Disposition::ReportedAs(code)) => diags.iter().any(|found| found.code == code),
        None => is_named(codes::UNKNOWN_KEYWORD.name, &found.keyword),
    };
    let missing = uses.iter().filter(|found| !is_accounted(found));
    missing
        .map(|found| format!("`{}` of {} ({})", found.keyword, found.object, found.at))
        .collect()
}
