//! Types and formats that changed.

use super::super::document::Role;
use super::super::rules::Usage;
use super::super::schema::{Access, Change, Difference, Types, is_wider};
use super::super::schema_path::SchemaPath;
use super::Walker;

/// Media types whose values have no types.
const LOOSE: [&str; 4] = ["xml", "form", "text/plain", "text/csv"];

/// Whether values are sent as strings.
pub(super) fn is_loose(role: &Role, is_root: bool) -> bool {
    match role {
        Role::RequestBody { media }
        | Role::ResponseBody { media, .. }
        | Role::Payload { media, .. }
        | Role::Reply { media, .. } => LOOSE.iter().any(|syntax| media.contains(syntax)),
        _ => is_root,
    }
}

impl Walker<'_, '_> {
    pub(super) fn types(
        &mut self,
        from: &Types,
        to: &Types,
        difference: &Difference,
        path: &SchemaPath<'_>,
        access: Access,
    ) {
        let usage = self.usage(path, access);
        let loose = is_loose(&self.one.role, path.is_root());
        if from.change(to, false) == Change::Same {
            return;
        }
        let change = match usage.is_sent() {
            true => from.change(to, loose),
            // Clients that expect a string can read any value as a string.
            false => match from.change(to, false) {
                Change::Other if loose && is_wider(from, to) => Change::Same,
                change => change,
            },
        };
        let is_parameter = matches!(usage, Usage::Parameter | Usage::ParameterProperty);
        let stem = match (change, usage.is_sent()) {
            (Change::Same, true) if is_parameter => "type-generalized",
            (Change::Same, _) => "type-compatible",
            (Change::Wider, true) => "type-generalized",
            (Change::Wider, false) if to.names.is_empty() || from.names == to.names => {
                "type-changed"
            }
            (Change::Wider, false) => "type-generalized",
            (Change::Narrower, false) => "type-specialized",
            (Change::Narrower | Change::Other, true)
                if usage == Usage::ParameterProperty && is_wider(from, to) =>
            {
                "type-specialized"
            }
            (Change::Narrower | Change::Other, _) => "type-changed",
        };
        self.plain(
            stem,
            &from.to_string(),
            &to.to_string(),
            difference,
            path,
            access,
        );
    }
}
