//! The entries of types of the user.

use super::EmitError;
use super::print::parse;
use crate::ir::Foreign;
use crate::plan::OwnTypeEntry;

/// The entry of a type of the user, which the runtime needs for decoding.
pub(super) fn own_type(entry: &OwnTypeEntry) -> Result<String, EmitError> {
    const DEFAULT: &str = "::core::default::Default::default()";
    let (path, initial, with) = match entry {
        OwnTypeEntry::Complete(Foreign {
            path,
            initial,
            with,
            ..
        }) => (path, initial.as_deref(), with.as_deref()),
        OwnTypeEntry::Module { path, with } => (path, None, Some(with.as_str())),
        OwnTypeEntry::Initial { path, initial } => (path, initial.as_deref(), None),
    };
    let _: syn::Type = parse(path)?;
    let _: syn::Expr = parse(initial.unwrap_or(DEFAULT))?;
    if let Some(module) = with {
        let _: syn::Path = parse(module)?;
    }
    Ok(match (entry, initial, with) {
        (OwnTypeEntry::Module { .. }, _, Some(module)) => {
            format!("wire::foreign!(module {path}, with {module});\n")
        }
        (OwnTypeEntry::Initial { .. }, initial, _) => {
            let initial = initial.unwrap_or(DEFAULT);
            format!("wire::foreign!(initial {path} = {initial});\n")
        }
        (_, None, None) => format!("wire::foreign!({path});\n"),
        (_, Some(initial), None) => format!("wire::foreign!({path} = {initial});\n"),
        (_, initial, Some(module)) => {
            let initial = initial.unwrap_or(DEFAULT);
            format!("wire::foreign!({path} = {initial}, with {module});\n")
        }
    })
}
