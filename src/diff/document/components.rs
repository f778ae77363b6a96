//! What has a name of its own: schemas, webhooks.

use super::super::finding::Section;
use super::{Places, Session, matched};

pub fn compare(session: &mut Session<'_>) {
    let keys = ["components", "schemas"];
    let (base, revision) = (session.base.at(), session.revision.at());
    for (name, old, new) in matched(base.path(&keys), revision.path(&keys)) {
        if let (Some(old), None) = (old, new) {
            let places = Places {
                base: Some(old.pointer),
                revision: None,
            };
            session.tell(
                Section::Components,
                None,
                "api-schema-removed",
                name,
                "",
                places,
            );
        }
    }
    for (name, old, new) in matched(base.get("webhooks"), revision.get("webhooks")) {
        let (id, places) = match (old, new) {
            (None, Some(new)) => (
                "webhook-added",
                Places {
                    base: None,
                    revision: Some(new.pointer),
                },
            ),
            (Some(old), None) => (
                "webhook-removed",
                Places {
                    base: Some(old.pointer),
                    revision: None,
                },
            ),
            _ => continue,
        };
        session.tell(Section::Components, None, id, name, name, places);
    }
}
