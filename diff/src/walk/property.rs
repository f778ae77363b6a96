//! Properties that come, go, and must or need not be there.
//!
//! In: a fact about a property, and its use. Out: the finding that has a name for it. Guaranteed: what a client may only
//! read it need not send.

use super::super::document::Role;
use super::super::schema::{Access, Fact};
use super::super::way::Way;
use super::Walker;

#[derive(Clone, Copy)]
pub(super) enum Existence {
    Added,
    Removed,
}

impl Walker<'_, '_> {
    pub(super) fn required(&mut self, now: bool, access: Access, fact: &Fact, way: &Way<'_>) {
        let is_sent = self.spot(way, Access::default()).is_sent();
        let stem = match now {
            true if is_sent && access.default => "became-required-with-default",
            true => "became-required",
            false => "became-optional",
        };
        match &self.one.role {
            // A client does not send what it may only read.
            Role::RequestBody { .. } | Role::Reply { .. } if access.read_only => {}
            Role::Parameter { location, .. } | Role::RequiredParameter { location, .. }
                if location == "header" && now =>
            {
                self.named("request-header-property-became-required", fact, way);
            }
            _ => self.plain(stem, "", "", fact, way, access),
        }
    }

    pub(super) fn property(
        &mut self,
        fact: &Fact,
        way: &Way<'_>,
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
        self.named(&id, fact, way);
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
