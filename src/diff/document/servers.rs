//! Where the API is: the servers of the document.
//!
//! The first one is what clients call unless they are told otherwise; a document without servers says nothing of that.

use super::super::finding::Section;
use super::super::spec::At;
use super::{Places, Session, matched};

pub fn compare(session: &mut Session<'_>) {
    let [old, new] = [session.base, session.revision].map(|spec| {
        let servers = spec.at().get("servers").map(|at| at.items());
        let servers = servers.unwrap_or_default().into_iter();
        let named = servers.filter_map(|at| Some((at.text("url")?, at)));
        named.collect::<Vec<_>>()
    });
    let mut told = ("", "");
    if let ([(was, before), ..], [(is, now), ..]) = (&old[..], &new[..])
        && was != is
    {
        told = (was, is);
        let places = Places::both(before, now);
        tell(session, "api-default-server-changed", told, places);
    }
    let has = |side: &[(&str, At<'_>)], url: &str| side.iter().any(|(known, _)| *known == url);
    for (url, at) in &old {
        if !has(&new, url) && *url != told.0 {
            let places = Places::new(Some(at), None);
            tell(session, "api-server-removed", (url, ""), places);
        }
    }
    for (url, at) in &new {
        if !has(&old, url) && *url != told.1 {
            let places = Places::new(None, Some(at));
            tell(session, "api-server-added", ("", url), places);
        }
    }
    for (url, before) in &old {
        if let Some((_, now)) = new.iter().find(|(other, _)| other == url) {
            variables(session, before, now);
        }
    }
}

/// What stands in the URL unless clients say otherwise.
fn variables(session: &mut Session<'_>, before: &At<'_>, now: &At<'_>) {
    for (_, was, is) in matched(before.get("variables"), now.get("variables")) {
        let (Some(was), Some(is)) = (was, is) else {
            continue;
        };
        let (Some(a), Some(b)) = (was.text("default"), is.text("default")) else {
            continue;
        };
        if a != b {
            let places = Places::both(&was, &is);
            let id = "api-server-variable-default-changed";
            tell(session, id, (a, b), places);
        }
    }
}

fn tell(session: &mut Session<'_>, id: &str, (a, b): (&str, &str), places: Places) {
    session.tell(Section::Servers, None, id, a, b, places);
}
