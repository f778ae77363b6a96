//! Request bodies.

use super::super::spec::At;
use super::media::{self, Entry};
use super::{Both, Pointers, Role, Session, encodings};

pub fn compare<'d>(session: &mut Session<'d>, both: &Both<'d>) {
    const KEY: &str = "requestBody";
    let (old, new) = (both.base.get(KEY), both.revision.get(KEY));
    let operation = &both.operation;
    match (old, new) {
        (None, Some(new)) => {
            let Some(new) = session.revision.follow(new) else {
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
    let [olds, news] = media::declared(session.base, session.revision, both, "consumes");
    let (olds, news) = (media::entries(old, &olds), media::entries(new, &news));
    let find = |list: &[Entry<'d>], name: &str| -> Option<Entry<'d>> {
        let same = list.iter().find(|(other, _)| *other == name);
        same.or_else(|| list.iter().find(|(other, _)| media::covers(other, name)))
            .cloned()
    };
    for (name, was) in &olds {
        match find(&news, name) {
            Some((_, is)) => {
                content(session, both, name, was, &is);
                encodings::compare(session, both, was, &is);
            }
            None => {
                let id = "request-body-media-type-removed";
                session.report_for(operation, id, name, "", Pointers::both(was, new));
            }
        }
    }
    for (name, is) in &news {
        if find(&olds, name).is_none() {
            let id = "request-body-media-type-added";
            session.report_for(operation, id, "", name, Pointers::both(old, is));
        }
    }
}

fn content<'d>(session: &mut Session<'d>, both: &Both<'d>, media: &str, was: &At<'d>, is: &At<'d>) {
    for keyword in ["schema", "itemSchema"] {
        let id = match (was.get(keyword), is.get(keyword)) {
            (Some(base), Some(revision)) => {
                let media = media.to_owned();
                session.schemas(both, Role::RequestBody { media }, base, revision);
                continue;
            }
            (None, Some(schema)) if !media::is_bytes(media, &schema) => {
                "request-body-media-type-schema-added"
            }
            (Some(schema), None) if !media::is_bytes(media, &schema) => {
                "request-body-media-type-schema-removed"
            }
            _ => continue,
        };
        session.report_for(&both.operation, id, "", media, Pointers::both(was, is));
    }
}
