//! Webhooks and callbacks: requests that the API sends.
//!
//! The directions are reversed: clients receive the request body and send the response.

use std::rc::Rc;

use super::super::finding::{Operation, Section};
use super::super::lifecycle::Stability;
use super::super::spec::At;
use super::paths::METHODS;
use super::{Both, Pointers, Role, Session, matched};

pub fn webhooks(session: &mut Session<'_>) {
    let (base, revision) = (session.base.at(), session.revision.at());
    for (name, old, new) in matched(base.get("webhooks"), revision.get("webhooks")) {
        let (id, pointers) = match (old, new) {
            (None, Some(new)) => ("webhook-added", Pointers::new(None, Some(&new))),
            (Some(old), None) => ("webhook-removed", Pointers::new(Some(&old), None)),
            (Some(old), Some(new)) => {
                item(session, &Owner::Webhook, name, old, new);
                continue;
            }
            (None, None) => continue,
        };
        session.report(Section::Components, None, id, name, name, pointers);
    }
}

pub fn callbacks<'d>(session: &mut Session<'d>, both: &Both<'d>) {
    const KEY: &str = "callbacks";
    let operation = &both.operation;
    for (name, old, new) in matched(both.base.get(KEY), both.revision.get(KEY)) {
        match (old, new) {
            (None, Some(new)) => {
                let pointers = Pointers::both(&both.base, &new);
                session.report_for(operation, "callback-added", "", name, pointers);
            }
            (Some(old), None) => {
                let pointers = Pointers::both(&old, &both.revision);
                session.report_for(operation, "callback-removed", name, "", pointers);
            }
            (Some(old), Some(new)) => {
                if let Some((old, new)) = session.open(old, new) {
                    urls(session, both, name, &old, &new);
                }
            }
            (None, None) => {}
        }
    }
}

/// Compares the URLs of a callback. If one URL remains on each side, it was changed.
fn urls<'d>(session: &mut Session<'d>, both: &Both<'d>, name: &str, old: &At<'d>, new: &At<'d>) {
    let owner = Owner::Operation(both);
    let (mut removed, mut added) = (Vec::new(), Vec::new());
    for (url, was, is) in matched(Some(old.clone()), Some(new.clone())) {
        match (was, is) {
            (Some(was), Some(is)) => item(session, &owner, name, was, is),
            (Some(was), None) => removed.push((url, was)),
            (None, Some(is)) => added.push((url, is)),
            (None, None) => {}
        }
    }
    if let ([(from, was)], [(to, is)]) = (removed.as_slice(), added.as_slice()) {
        let pointers = Pointers::both(was, is);
        session.report_for(&both.operation, "callback-url-changed", from, to, pointers);
        return item(session, &owner, name, was.clone(), is.clone());
    }
    for (_, was) in &removed {
        let pointers = Pointers::both(was, new);
        session.report_for(&both.operation, "callback-removed", name, "", pointers);
    }
    for (_, is) in &added {
        let pointers = Pointers::both(old, is);
        session.report_for(&both.operation, "callback-added", "", name, pointers);
    }
}

/// The element that a request of the API belongs to.
enum Owner<'b, 'd> {
    Webhook,
    Operation(&'b Both<'d>),
}

impl Owner<'_, '_> {
    fn operation(&self, name: &str, method: &str) -> Rc<Operation> {
        match self {
            Owner::Operation(both) => Rc::clone(&both.operation),
            Owner::Webhook => Rc::new(Operation {
                path: name.to_owned(),
                method: method.to_uppercase(),
                id: None,
            }),
        }
    }

    fn ids(&self) -> [&'static str; 2] {
        match self {
            Owner::Webhook => ["webhook-added", "webhook-removed"],
            Owner::Operation(_) => ["callback-added", "callback-removed"],
        }
    }
}

fn item<'d>(
    session: &mut Session<'d>,
    owner: &Owner<'_, 'd>,
    name: &str,
    old: At<'d>,
    new: At<'d>,
) {
    let Some((old, new)) = session.open(old, new) else {
        return;
    };
    for method in METHODS {
        let operation = owner.operation(name, method);
        let [added, removed] = owner.ids();
        let (was, is) = (old.get(method), new.get(method));
        match (was, is) {
            (None, Some(is)) => {
                session.report_for(&operation, added, name, name, Pointers::both(&old, &is));
            }
            (Some(was), None) => {
                session.report_for(&operation, removed, name, name, Pointers::both(&was, &new));
            }
            (Some(was), Some(is)) => {
                let Some((base, revision)) = session.open(was, is) else {
                    continue;
                };
                let both = Both {
                    operation,
                    stability: Stability::Stable,
                    base,
                    revision,
                    base_item: ("", old.clone()),
                    revision_item: ("", new.clone()),
                };
                payload(session, &both, name);
                responses(session, &both, name);
            }
            (None, None) => {}
        }
    }
}

fn payload<'d>(session: &mut Session<'d>, both: &Both<'d>, name: &str) {
    const KEY: &str = "requestBody";
    let operation = &both.operation;
    let (old, new) = match (both.base.get(KEY), both.revision.get(KEY)) {
        (None, Some(new)) => {
            let pointers = Pointers::both(&both.base, &new);
            return session.report_for(operation, "payload-added", "", name, pointers);
        }
        (Some(old), None) => {
            let pointers = Pointers::both(&old, &both.revision);
            return session.report_for(operation, "payload-removed", name, "", pointers);
        }
        (Some(old), Some(new)) => match session.open(old, new) {
            Some(both) => both,
            None => return,
        },
        (None, None) => return,
    };
    for (media, was, is) in matched(old.get("content"), new.get("content")) {
        match (was, is) {
            (Some(was), Some(is)) => {
                let role = Role::Payload {
                    of: name.to_owned(),
                    media: media.to_owned(),
                };
                content(session, both, role, &was, &is);
            }
            (None, Some(is)) => {
                let pointers = Pointers::both(&old, &is);
                session.report_for(operation, "payload-media-type-added", name, media, pointers);
            }
            (Some(was), None) => {
                let pointers = Pointers::both(&was, &new);
                session.report_for(
                    operation,
                    "payload-media-type-removed",
                    name,
                    media,
                    pointers,
                );
            }
            (None, None) => {}
        }
    }
}

fn responses<'d>(session: &mut Session<'d>, both: &Both<'d>, name: &str) {
    const KEY: &str = "responses";
    let operation = &both.operation;
    for (status, was, is) in matched(both.base.get(KEY), both.revision.get(KEY)) {
        match (was, is) {
            (Some(was), Some(is)) => {
                let Some((was, is)) = session.open(was, is) else {
                    continue;
                };
                for (media, was, is) in matched(was.get("content"), is.get("content")) {
                    let (Some(was), Some(is)) = (was, is) else {
                        continue;
                    };
                    let role = Role::Reply {
                        of: name.to_owned(),
                        status: status.to_owned(),
                        media: media.to_owned(),
                    };
                    content(session, both, role, &was, &is);
                }
            }
            (None, Some(is)) => {
                let pointers = Pointers::both(&both.base, &is);
                session.report_for(operation, "reply-status-added", name, status, pointers);
            }
            (Some(was), None) => {
                let pointers = Pointers::both(&was, &both.revision);
                session.report_for(operation, "reply-status-removed", name, status, pointers);
            }
            (None, None) => {}
        }
    }
}

fn content<'d>(session: &mut Session<'d>, both: &Both<'d>, role: Role, was: &At<'d>, is: &At<'d>) {
    if let (Some(base), Some(revision)) = (was.get("schema"), is.get("schema")) {
        session.schemas(both, role, base, revision);
    }
}
