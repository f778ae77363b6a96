//! Responses: status, media types, headers.

use super::super::spec::At;
use super::media::{self, Entry, Media};
use super::parameters::schema;
use super::{Both, Pointers, Role, Session, matched, matched_names};

pub fn compare<'d>(session: &mut Session<'d>, both: &Both<'d>) {
    const KEY: &str = "responses";
    let (olds, news) = (both.base.get(KEY), both.revision.get(KEY));
    for (status, old, new) in matched(olds.clone(), news.clone()) {
        match (old, new) {
            (Some(old), Some(new)) => response(session, both, status, old, new),
            (None, Some(new)) => match covering(olds.as_ref(), status) {
                Some(old) => response(session, both, status, old, new),
                None => {
                    let ids = [
                        "response-success-status-added",
                        "response-non-success-status-added",
                    ];
                    let pointers = Pointers::both(&both.base, &new);
                    changed(session, both, status, ids, ("", status), pointers);
                }
            },
            (Some(old), None) => match covering(news.as_ref(), status) {
                Some(new) => response(session, both, status, old, new),
                None => {
                    let ids = [
                        "response-success-status-removed",
                        "response-non-success-status-removed",
                    ];
                    let pointers = Pointers::both(&old, &both.revision);
                    changed(session, both, status, ids, (status, ""), pointers);
                }
            },
            (None, None) => {}
        }
    }
}

/// The response for a range of statuses that includes a status.
fn covering<'d>(responses: Option<&At<'d>>, status: &str) -> Option<At<'d>> {
    let is_code = status.len() == 3 && status.parse::<u16>().is_ok();
    let range = format!("{}XX", status.get(..1)?);
    let mut entries = responses?.entries().into_iter();
    let found = entries.find(|(key, _)| is_code && key.eq_ignore_ascii_case(&range));
    found.map(|(_, at)| at)
}

/// Reports a status that was added or removed.
fn changed(
    session: &mut Session<'_>,
    both: &Both<'_>,
    status: &str,
    [success, other]: [&str; 2],
    (from, to): (&str, &str),
    pointers: Pointers,
) {
    let is_class = status.len() == 3 && status.starts_with(|letter: char| letter.is_ascii_digit());
    let id = match is_class {
        true if status.starts_with('2') => success,
        true => other,
        // `default`
        false => return,
    };
    session.report_for(&both.operation, id, from, to, pointers);
}

fn response<'d>(
    session: &mut Session<'d>,
    both: &Both<'d>,
    status: &str,
    old: At<'d>,
    new: At<'d>,
) {
    if let Some((old, new)) = session.open(old, new) {
        headers(session, both, status, &old, &new);
        contents(session, both, status, &old, &new);
        links(session, both, status, &old, &new);
    }
}

fn links<'d>(session: &mut Session<'d>, both: &Both<'d>, status: &str, old: &At<'d>, new: &At<'d>) {
    for (name, was, is) in matched(old.get("links"), new.get("links")) {
        let (id, pointers) = match (was, is) {
            (None, Some(is)) => ("response-link-added", Pointers::both(old, &is)),
            (Some(was), None) => ("response-link-removed", Pointers::both(&was, new)),
            _ => continue,
        };
        session.report_for(&both.operation, id, status, name, pointers);
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
    for (name, was, is) in matched_names(old.get("headers"), new.get("headers"), str::to_lowercase)
    {
        // The media types state the content type.
        if name.eq_ignore_ascii_case("content-type") {
            continue;
        }
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
                if let (Some(base), Some(revision)) = (schema(&was), schema(&is)) {
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
                let id = match target.is_some_and(|target| target.flag("required")) {
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
    let [olds, news] = media::declared(session.base, session.revision, both, "produces");
    let (olds, mut added) = (media::entries(old, &olds), media::entries(new, &news));
    let mut removed = Vec::new();
    for (name, was) in &olds {
        match added.iter().position(|(other, _)| other == name) {
            Some(index) => {
                let (name, is) = added.remove(index);
                body(session, both, status, name, was, &is);
            }
            None => removed.push((*name, was.clone())),
        }
    }
    for (name, was) in removed {
        let related = added
            .iter()
            .position(|(other, _)| Media::of(other).is_related(&Media::of(name)));
        let is_range = name.contains('*');
        if is_range && news_within(session, both, status, (name, &was), &mut added) {
            continue;
        }
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
        let id = renaming(name, now);
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

/// The rule for a media type that got another name.
fn renaming(old: &str, new: &str) -> &'static str {
    match (Media::of(old), Media::of(new)) {
        (old, new) if old.parameters != new.parameters => "response-media-type-name-changed",
        (old, new) if old.suffix.is_none() && new.suffix.is_some() => {
            "response-media-type-name-specialized"
        }
        (old, new) if old.suffix.is_some() && new.suffix.is_none() => {
            "response-media-type-name-generalized"
        }
        _ => "response-media-type-name-changed",
    }
}

/// Compares the new media types that an old range includes. Returns whether there are any.
fn news_within<'d>(
    session: &mut Session<'d>,
    both: &Both<'d>,
    status: &str,
    (range, was): (&str, &At<'d>),
    added: &mut Vec<Entry<'d>>,
) -> bool {
    let is_within = |(name, _): &mut Entry<'d>| media::covers(range, name);
    let within: Vec<_> = added.extract_if(.., is_within).collect();
    for (name, is) in &within {
        body(session, both, status, name, was, is);
    }
    !within.is_empty()
}

fn body<'d>(
    session: &mut Session<'d>,
    both: &Both<'d>,
    status: &str,
    media: &str,
    was: &At<'d>,
    is: &At<'d>,
) {
    let operation = &both.operation;
    for keyword in ["schema", "itemSchema"] {
        let pointers = || Pointers::both(was, is);
        let id = match (was.get(keyword), is.get(keyword)) {
            (Some(base), Some(revision)) => {
                let role = Role::ResponseBody {
                    status: status.to_owned(),
                    media: media.to_owned(),
                };
                session.schemas(both, role, base, revision);
                continue;
            }
            (None, Some(schema)) if !media::is_bytes(media, &schema) => {
                "response-body-media-type-schema-added"
            }
            (Some(schema), None) if !media::is_bytes(media, &schema) => {
                "response-body-media-type-schema-removed"
            }
            _ => continue,
        };
        session.report_for(operation, id, status, media, pointers());
    }
}
