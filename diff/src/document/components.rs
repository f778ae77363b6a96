//! What has a name of its own: schemas.

use super::super::finding::Section;
use super::{Places, Session, matched};

pub fn compare(session: &mut Session<'_>) {
    let keys = ["components", "schemas"];
    let (base, revision) = (session.base.at(), session.revision.at());
    let in_one_file = [session.base, session.revision].map(|spec| spec.document().is_in_one_file());
    // Where the schemas went into files of their own, those are their names.
    let may_be_files = in_one_file == [true, false];
    for (name, old, new) in matched(base.path(&keys), revision.path(&keys)) {
        if let (Some(old), None, false) = (old, new, may_be_files) {
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
            if let Some(finding) = session.findings.last_mut() {
                finding.values = vec![name.to_owned()];
            }
        }
    }
}
