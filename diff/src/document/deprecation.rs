//! Deprecation, sunset date and stability level of operations.

use super::super::lifecycle::{self, Announcement, Stability};
use super::super::spec::At;
use super::{Both, Pointers, Session};
use crate::Date;

pub fn compare(session: &mut Session<'_>, both: &Both<'_>) {
    stability(session, both);
    let Both {
        operation,
        base,
        revision,
        stability,
        ..
    } = both;
    let pointers = Pointers::both(base, revision);
    match (base.flag("deprecated"), revision.flag("deprecated")) {
        (true, false) => session.report_for(operation, "endpoint-reactivated", "", "", pointers),
        (true, true) => moved(session, both),
        (false, true) => {
            let sunset = lifecycle::sunset(revision);
            let id = match session.policy.announced(sunset.as_deref(), *stability) {
                Announcement::Fine => "endpoint-deprecated",
                Announcement::WithSunset => "endpoint-deprecated-with-sunset",
                Announcement::Missing => "api-deprecated-sunset-missing",
                Announcement::Invalid => "api-deprecated-sunset-parse",
                Announcement::TooSoon => "api-sunset-date-too-small",
            };
            let days = session.policy.days(*stability).to_string();
            session.report_for(operation, id, &days, &sunset.unwrap_or_default(), pointers);
        }
        (false, false) => {}
    }
}

/// The sunset date of a deprecated operation changed.
fn moved(session: &mut Session<'_>, both: &Both<'_>) {
    let Both {
        operation,
        base,
        revision,
        stability,
        ..
    } = both;
    let pointers = Pointers::both(base, revision);
    let (old, new) = (lifecycle::sunset(base), lifecycle::sunset(revision));
    if old == new {
        return;
    }
    let (Some(old), new) = (old, new) else {
        return;
    };
    let Some(new) = new else {
        return session.report_for(operation, "sunset-deleted", &old, "", pointers);
    };
    let (was, is) = match (Date::parse(&old), Date::parse(&new)) {
        (Some(was), Some(is)) => (was, is),
        (None, _) => {
            return session.report_for(operation, "api-path-sunset-parse", &old, "", pointers);
        }
        (_, None) => {
            return session.report_for(operation, "api-path-sunset-parse", &new, "", pointers);
        }
    };
    let notice = session.policy.today.plus(session.policy.days(*stability));
    if is < was && is < notice {
        session.report_for(
            operation,
            "api-sunset-date-changed-too-small",
            &old,
            &new,
            pointers,
        );
    }
}

fn stability(session: &mut Session<'_>, both: &Both<'_>) {
    let Both {
        operation,
        base,
        revision,
        ..
    } = both;
    let word = |at: &At<'_>| at.text(lifecycle::STABILITY).map(str::to_owned);
    let (old, new) = (word(base), word(revision));
    if old == new {
        return;
    }
    let pointers = Pointers::both(base, revision);
    let show = |word: &Option<String>| word.clone().unwrap_or_else(|| "stable".to_owned());
    let id = match (Stability::of(old.as_deref()), Stability::of(new.as_deref())) {
        (_, None) => "api-invalid-stability-level",
        (Some(old), Some(new)) if new < old => "api-stability-decreased",
        (Some(old), Some(new)) if new > old => "api-stability-increased",
        _ => return,
    };
    session.report_for(operation, id, &show(&old), &show(&new), pointers);
}
