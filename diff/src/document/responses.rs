//! Responses: status, media types, headers.

use super::super::spec::At;
use super::{Both, Pointers, Role, Session, matched};

pub fn compare<'d>(session: &mut Session<'d>, both: &Both<'d>) {
    const KEY: &str = "responses";
    let operation = &both.operation;
    for (status, old, new) in matched(both.base.get(KEY), both.revision.get(KEY)) {
        let code = status.parse::<u16>().ok();
        let is_success = code.map(|code| (200..300).contains(&code));
        match (old, new) {
            (Some(old), Some(new)) => {
                if let Some((old, new)) = session.open(old, new) {
                    headers(session, both, status, &old, &new);
                    contents(session, both, status, &old, &new);
                }
            }
            (None, Some(new)) => {
                let pointers = Pointers::both(&both.base, &new);
                match is_success {
                    Some(true) => session.report_for(
                        operation,
                        "response-success-status-added",
                        "",
                        status,
                        pointers,
                    ),
                    Some(false) => session.report_for(
                        operation,
                        "response-non-success-status-added",
                        "",
                        status,
                        pointers,
                    ),
                    None => {}
                }
            }
            (Some(old), None) => {
                let pointers = Pointers::both(&old, &both.revision);
                match is_success {
                    Some(true) => session.report_for(
                        operation,
                        "response-success-status-removed",
                        status,
                        "",
                        pointers,
                    ),
                    Some(false) => session.report_for(
                        operation,
                        "response-non-success-status-removed",
                        status,
                        "",
                        pointers,
                    ),
                    None => {}
                }
            }
            (None, None) => {}
        }
    }
}

fn headers<'d>(
    session: &mut Session<'d>,
    both: &Both<'d>,
    status: &str,
    old: &At<'d>,
    new: &At<'d>,
) {
    let operation = &both.operation;
    for (name, was, is) in matched(old.get("headers"), new.get("headers")) {
        match (was, is) {
            (Some(was), Some(is)) => {
                let Some((was, is)) = session.open(was, is) else {
                    continue;
                };
                if was.flag("required") && !is.flag("required") {
                    let pointers = Pointers::both(&was, &is);
                    session.report_for(
                        operation,
                        "response-header-became-optional",
                        status,
                        name,
                        pointers,
                    );
                }
                if let (Some(base), Some(revision)) = (was.get("schema"), is.get("schema")) {
                    let role = Role::ResponseHeader {
                        status: status.to_owned(),
                        name: name.to_owned(),
                    };
                    session.schemas(both, role, base, revision);
                }
            }
            (None, Some(is)) => {
                let pointers = Pointers::both(old, &is);
                session.report_for(operation, "response-header-added", status, name, pointers);
            }
            (Some(was), None) => {
                let pointers = Pointers::both(&was, new);
                let target = session.base.follow(was);
                let id = match target.is_some_and(|target| target.at.flag("required")) {
                    true => "required-response-header-removed",
                    false => "optional-response-header-removed",
                };
                session.report_for(operation, id, status, name, pointers);
            }
            (None, None) => {}
        }
    }
}

fn contents<'d>(
    session: &mut Session<'d>,
    both: &Both<'d>,
    status: &str,
    old: &At<'d>,
    new: &At<'d>,
) {
    let operation = &both.operation;
    let (mut removed, mut added) = (Vec::new(), Vec::new());
    for (media, was, is) in matched(old.get("content"), new.get("content")) {
        match (was, is) {
            (Some(was), Some(is)) => body(session, both, status, media, &was, &is),
            (None, Some(is)) => added.push((media, is)),
            (Some(was), None) => removed.push((media, was)),
            (None, None) => {}
        }
    }
    for (name, was) in removed {
        let related = added
            .iter()
            .position(|(other, _)| Media::of(other).is_related(&Media::of(name)));
        let Some(index) = related else {
            let pointers = Pointers::both(&was, new);
            session.report_for(
                operation,
                "response-media-type-removed",
                status,
                name,
                pointers,
            );
            continue;
        };
        let (now, is) = added.remove(index);
        let id = match (Media::of(name), Media::of(now)) {
            (old, new) if old.parameters != new.parameters => "response-media-type-name-changed",
            (old, new) if old.suffix.is_none() && new.suffix.is_some() => {
                "response-media-type-name-specialized"
            }
            (old, new) if old.suffix.is_some() && new.suffix.is_none() => {
                "response-media-type-name-generalized"
            }
            _ => "response-media-type-name-changed",
        };
        session.report_for(operation, id, name, now, Pointers::both(&was, &is));
        body(session, both, status, now, &was, &is);
    }
    for (media, is) in added {
        let pointers = Pointers::both(old, &is);
        session.report_for(
            operation,
            "response-media-type-added",
            status,
            media,
            pointers,
        );
    }
}

/// A media type in its parts: `application/problem+json; q=1`.
struct Media<'m> {
    /// `json`, with or without a suffix.
    syntax: &'m str,
    family: &'m str,
    suffix: Option<&'m str>,
    parameters: &'m str,
}

impl<'m> Media<'m> {
    fn of(name: &'m str) -> Self {
        let (essence, parameters) = name.split_once(';').unwrap_or((name, ""));
        let (family, subtype) = essence.trim().split_once('/').unwrap_or((essence, ""));
        let (suffix, syntax) = match subtype.rsplit_once('+') {
            Some((kind, syntax)) => (Some(kind), syntax),
            None => (None, subtype),
        };
        Self {
            syntax,
            family,
            suffix,
            parameters: parameters.trim(),
        }
    }

    /// Whether both have the same syntax and one name includes the other.
    fn is_related(&self, other: &Media<'_>) -> bool {
        let covers = self.suffix == other.suffix || self.suffix.is_none() || other.suffix.is_none();
        (self.family, self.syntax) == (other.family, other.syntax) && covers
    }
}

fn body<'d>(
    session: &mut Session<'d>,
    both: &Both<'d>,
    status: &str,
    media: &str,
    was: &At<'d>,
    is: &At<'d>,
) {
    let pointers = Pointers::both(was, is);
    let operation = &both.operation;
    match (was.get("schema"), is.get("schema")) {
        (Some(base), Some(revision)) => {
            let role = Role::ResponseBody {
                status: status.to_owned(),
                media: media.to_owned(),
            };
            session.schemas(both, role, base, revision);
        }
        (None, Some(_)) => {
            let id = "response-body-media-type-schema-added";
            session.report_for(operation, id, status, media, pointers);
        }
        (Some(_), None) => {
            let id = "response-body-media-type-schema-removed";
            session.report_for(operation, id, status, media, pointers);
        }
        (None, None) => {}
    }
}
