//! Properties that were added or removed, or became required or optional.

use super::super::Level;
use super::super::document::{InCall, Role};
use super::super::rules::rule;
use super::super::schema::{Access, Difference};
use super::super::schema_path::SchemaPath;
use super::Walker;

#[derive(Clone, Copy)]
pub(super) enum Existence {
    Added,
    Removed,
}

impl Walker<'_, '_> {
    pub(super) fn required(
        &mut self,
        now: bool,
        access: Access,
        difference: &Difference,
        path: &SchemaPath<'_>,
    ) {
        let is_sent = self.usage(path, Access::default()).is_sent();
        let stem = match now {
            true if is_sent && access.default => "became-required-with-default",
            true => "became-required",
            false => "became-optional",
        };
        match &self.one.role {
            // Clients do not send read-only properties.
            Role::RequestBody { .. } | Role::Reply { .. } if access.read_only => {}
            Role::Parameter { location, .. } | Role::RequiredParameter { location, .. }
                if location == "header" && now =>
            {
                self.named("request-header-property-became-required", difference, path);
            }
            _ => self.plain(stem, "", "", difference, path, access),
        }
    }

    /// Reports a property that became read-only or write-only, or no longer is.
    pub(super) fn mutability(
        &mut self,
        stem: &str,
        access: Access,
        difference: &Difference,
        path: &SchemaPath<'_>,
    ) {
        let requiredness = if access.required {
            "required"
        } else {
            "optional"
        };
        let side = match self.one.role.in_a_call() {
            InCall::Request => "request",
            InCall::Response => "response",
            InCall::Parameter | InCall::Header => return,
        };
        let id = format!("{side}-{requiredness}-property-{stem}");
        let is_reported = rule(&id).is_some_and(|rule| rule.level >= Level::Warning);
        self.named(&id, difference, path);
        self.is_reported |= is_reported;
    }

    pub(super) fn property(
        &mut self,
        difference: &Difference,
        path: &SchemaPath<'_>,
        existence: Existence,
        access: Access,
    ) {
        let required = if access.required {
            "required"
        } else {
            "optional"
        };
        let write_only = if access.write_only { "write-only-" } else { "" };
        let id = match (&self.one.role, existence) {
            (Role::RequestBody { .. } | Role::Reply { .. }, _) if access.read_only => return,
            (Role::RequestBody { .. } | Role::Reply { .. }, Existence::Added) => {
                match (access.required, access.default) {
                    (true, true) => "new-required-request-property-with-default".to_owned(),
                    _ => format!("new-{required}-request-property"),
                }
            }
            (Role::RequestBody { .. } | Role::Reply { .. }, Existence::Removed) => {
                "request-property-removed".to_owned()
            }
            (Role::ResponseBody { .. } | Role::Payload { .. }, existence) => {
                let happened = existence.as_str();
                format!("response-{required}-{write_only}property-{happened}")
            }
            (
                Role::Parameter { location, .. } | Role::RequiredParameter { location, .. },
                existence,
            ) => match (existence, access.required, location.as_str()) {
                (Existence::Added, true, "header") => {
                    "new-required-request-header-property".to_owned()
                }
                (Existence::Added, true, _) => "new-required-request-parameter-property".to_owned(),
                (Existence::Added, false, _) => return,
                (Existence::Removed, ..) => "request-parameter-property-removed".to_owned(),
            },
            (Role::ResponseHeader { .. }, _) => return,
        };
        self.named(&id, difference, path);
    }
}

impl Existence {
    fn as_str(self) -> &'static str {
        match self {
            Existence::Added => "added",
            Existence::Removed => "removed",
        }
    }
}
