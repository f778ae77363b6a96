//! Component schemas that were removed.

use super::super::finding::Section;
use super::{Pointers, Session, matched};

pub fn compare(session: &mut Session<'_>) {
    let keys = ["components", "schemas"];
    let (base, revision) = (session.base.at(), session.revision.at());
    let in_one_file = [session.base, session.revision].map(|spec| spec.document().is_in_one_file());
    // If the schemas moved into separate files, the file names replace their names.
    let may_be_files = in_one_file == [true, false];
    for (name, old, new) in matched(base.path(&keys), revision.path(&keys)) {
        if let (Some(old), None, false) = (old, new, may_be_files) {
            let pointers = Pointers {
                base: Some(old.pointer),
                revision: None,
            };
            session.report(
                Section::Components,
                None,
                "api-schema-removed",
                name,
                "",
                pointers,
            );
            if let Some(finding) = session.findings.last_mut() {
                finding.values = vec![name.to_owned()];
            }
        }
    }
}
