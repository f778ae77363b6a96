//! Request bodies.

use super::super::spec::At;
use super::{Both, Pointers, Role, Session, matched};

pub fn compare<'d>(session: &mut Session<'d>, both: &Both<'d>) {
    const KEY: &str = "requestBody";
    let (old, new) = (both.base.get(KEY), both.revision.get(KEY));
    let operation = &both.operation;
    match (old, new) {
        (None, Some(new)) => {
            let Some(new) = session.revision.follow(new).map(|target| target.at) else {
                return;
            };
            let id = match new.flag("required") {
                true => "request-body-added-required",
                false => "request-body-added-optional",
            };
            session.report_for(operation, id, "", "", Pointers::both(&both.base, &new));
        }
        (Some(old), None) => {
            let pointers = Pointers::both(&old, &both.revision);
            session.report_for(operation, "request-body-removed", "", "", pointers);
        }
        (Some(old), Some(new)) => {
            if let Some((old, new)) = session.open(old, new) {
                changed(session, both, &old, &new);
            }
        }
        (None, None) => {}
    }
}

fn changed<'d>(session: &mut Session<'d>, both: &Both<'d>, old: &At<'d>, new: &At<'d>) {
    let operation = &both.operation;
    match (old.flag("required"), new.flag("required")) {
        (false, true) => {
            let id = "request-body-became-required";
            session.report_for(operation, id, "", "", Pointers::both(old, new));
        }
        (true, false) => {
            let id = "request-body-became-optional";
            session.report_for(operation, id, "", "", Pointers::both(old, new));
        }
        _ => {}
    }
    for (media, was, is) in matched(old.get("content"), new.get("content")) {
        match (was, is) {
            (Some(was), Some(is)) => {
                let pointers = Pointers::both(&was, &is);
                match (was.get("schema"), is.get("schema")) {
                    (Some(base), Some(revision)) => {
                        let media = media.to_owned();
                        session.schemas(both, Role::RequestBody { media }, base, revision);
                    }
                    (None, Some(_)) => {
                        let id = "request-body-media-type-schema-added";
                        session.report_for(operation, id, "", media, pointers);
                    }
                    (Some(_), None) => {
                        let id = "request-body-media-type-schema-removed";
                        session.report_for(operation, id, "", media, pointers);
                    }
                    (None, None) => {}
                }
            }
            (None, Some(is)) => {
                let pointers = Pointers::both(old, &is);
                session.report_for(
                    operation,
                    "request-body-media-type-added",
                    "",
                    media,
                    pointers,
                );
            }
            (Some(was), None) => {
                let pointers = Pointers::both(&was, new);
                session.report_for(
                    operation,
                    "request-body-media-type-removed",
                    media,
                    "",
                    pointers,
                );
            }
            (None, None) => {}
        }
    }
}
