//! Parameters of operations and path items.
//!
//! It makes no difference whether a parameter is declared at the operation or at the path item. Path parameters are matched
//! by position, not by name.

use oascribe_codegen::read::Node;

use super::super::lifecycle;
use super::super::spec::{At, Spec};
use super::{Both, Pointers, Role, Session};
use crate::Date;
use crate::lifecycle::Announcement;

/// Headers that are described elsewhere: parameters with these names are ignored.
const RESERVED: [&str; 3] = ["accept", "authorization", "content-type"];

/// A parameter of one side.
#[derive(Clone)]
struct Parameter<'d> {
    at: At<'d>,
    location: &'d str,
    name: &'d str,
    /// The key for matching: the position of path parameters, the name of others.
    key: String,
    declared: Declared,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Declared {
    InOperation,
    InPath,
}

impl Parameter<'_> {
    fn is_required(&self) -> bool {
        self.at.flag("required") || self.location == "path"
    }
}

pub fn compare<'d>(session: &mut Session<'d>, both: &Both<'d>) {
    let olds = all(session.base, &both.base_item, &both.base);
    let news = all(session.revision, &both.revision_item, &both.revision);
    let find = |list: &[Parameter<'d>], one: &Parameter<'d>| -> Option<Parameter<'d>> {
        let found = list
            .iter()
            .find(|other| other.key == one.key && other.location == one.location);
        found.cloned()
    };
    for new in &news {
        match find(&olds, new) {
            Some(old) => changed(session, both, &old, new),
            None => added(session, both, new),
        }
    }
    for old in &olds {
        if find(&news, old).is_none() {
            removed(session, both, old);
        }
    }
}

/// The parameters of the operation, then those of the path item that it does not override.
fn all<'d>(
    spec: &'d Spec,
    (path, item): &(&'d str, At<'d>),
    operation: &At<'d>,
) -> Vec<Parameter<'d>> {
    let names = names_of(path);
    let mut found: Vec<Parameter<'d>> = Vec::new();
    for (at, declared) in [(operation, Declared::InOperation), (item, Declared::InPath)] {
        for at in at.get("parameters").map_or(Vec::new(), |at| at.items()) {
            let Some(at) = spec.follow(at) else {
                continue;
            };
            let (Some(location), Some(name)) = (at.text("in"), at.text("name")) else {
                continue;
            };
            let is_reserved = |header: &&str| header.eq_ignore_ascii_case(name);
            if location == "header" && RESERVED.iter().any(is_reserved) {
                continue;
            }
            let key = match location {
                "path" => match names.iter().position(|one| one == name) {
                    Some(index) => format!("#{index}"),
                    // The only parameter in the path: its name is misspelled.
                    None if names.len() == 1 => "#0".to_owned(),
                    None => name.to_owned(),
                },
                "header" => name.to_lowercase(),
                _ => name.to_owned(),
            };
            if found
                .iter()
                .all(|one| (&one.key, one.location) != (&key, location))
            {
                found.push(Parameter {
                    at,
                    location,
                    name,
                    key,
                    declared,
                });
            }
        }
    }
    found
}

/// The names of the parameters in a path template, in order.
fn names_of(path: &str) -> Vec<String> {
    let parts = path.split('{').skip(1);
    parts
        .filter_map(|part| Some(part.split_once('}')?.0.to_owned()))
        .collect()
}

fn added(session: &mut Session<'_>, both: &Both<'_>, new: &Parameter<'_>) {
    let id = match (new.location, new.declared, new.is_required()) {
        ("path", ..) => "new-request-path-parameter",
        (_, Declared::InOperation, true) => "new-required-request-parameter",
        (_, Declared::InOperation, false) => "new-optional-request-parameter",
        (_, Declared::InPath, true) => "new-required-request-default-parameter-to-existing-path",
        (_, Declared::InPath, false) => "new-optional-request-default-parameter-to-existing-path",
    };
    let pointers = Pointers {
        base: Some(both.base.pointer.clone()),
        revision: Some(new.at.pointer.clone()),
    };
    session.report_for(&both.operation, id, new.location, new.name, pointers);
}

fn removed(session: &mut Session<'_>, both: &Both<'_>, old: &Parameter<'_>) {
    let pointers = Pointers {
        base: Some(old.at.pointer.clone()),
        revision: Some(both.revision.pointer.clone()),
    };
    let sunset = lifecycle::sunset(&old.at);
    let date = sunset.as_deref().map(Date::parse);
    let day = sunset.unwrap_or_default();
    let (id, a, b) = match (old.at.flag("deprecated"), date) {
        (false, _) => ("request-parameter-removed", old.location, old.name),
        (true, Some(None)) => ("request-parameter-sunset-parse", old.name, day.as_str()),
        (true, Some(Some(date))) if session.policy.today < date => (
            "request-parameter-removed-before-sunset",
            day.as_str(),
            old.name,
        ),
        (true, _) => (
            "request-parameter-removed-with-deprecation",
            old.location,
            old.name,
        ),
    };
    session.report_for(&both.operation, id, a, b, pointers);
}

fn changed<'d>(
    session: &mut Session<'d>,
    both: &Both<'d>,
    old: &Parameter<'d>,
    new: &Parameter<'d>,
) {
    let pointers = || Pointers::both(&old.at, &new.at);
    match (old.is_required(), new.is_required()) {
        (false, true) => {
            let id = "request-parameter-became-required";
            session.report_for(&both.operation, id, new.location, new.name, pointers());
        }
        (true, false) => {
            let id = "request-parameter-became-optional";
            session.report_for(&both.operation, id, new.location, new.name, pointers());
        }
        _ => {}
    }
    if let Some((was, is)) = serializations(session, old, new) {
        session.report_for(
            &both.operation,
            "request-parameter-style-changed",
            &was,
            &is,
            pointers(),
        );
    }
    deprecation(session, both, old, new);
    let (Some(base), Some(revision)) = (schema(&old.at), schema(&new.at)) else {
        return;
    };
    let (location, name) = (new.location.to_owned(), new.name.to_owned());
    let role = match old.is_required() && new.is_required() && new.location != "path" {
        true => Role::RequiredParameter { location, name },
        false => Role::Parameter { location, name },
    };
    session.schemas(both, role, base, revision);
}

/// The schema of a parameter or header, in `schema` or `content`.
pub fn schema<'d>(parameter: &At<'d>) -> Option<At<'d>> {
    if let Some(schema) = parameter.get("schema") {
        return Some(schema);
    }
    let content = parameter.get("content")?.entries();
    content.first()?.1.get("schema")
}

/// What a serialization with `allowReserved` ends with.
const RESERVED_ALLOWED: &str = ", with reserved characters";

/// The serialization of both parameters, if it differs.
fn serializations(
    session: &Session<'_>,
    old: &Parameter<'_>,
    new: &Parameter<'_>,
) -> Option<(String, String)> {
    // `explode` does not affect single values.
    let sides = [(session.base, old), (session.revision, new)];
    let is_single = sides.into_iter().any(|(spec, one)| {
        let schema = schema(&one.at).and_then(|at| spec.follow(at));
        schema.is_none_or(|at| !matches!(at.single_type(), "array" | "object"))
    });
    let (was, is) = (style(old, is_single), style(new, is_single));
    // Clients that encode reserved characters are still understood.
    let is_only_wider = is.strip_suffix(RESERVED_ALLOWED) == Some(&was);
    (was != is && !is_only_wider).then_some((was, is))
}

fn style(parameter: &Parameter<'_>, is_single: bool) -> String {
    let content = parameter
        .at
        .get("content")
        .map_or(Vec::new(), |at| at.entries());
    if let Some((media, _)) = content.first() {
        return (*media).to_owned();
    }
    let usual = match parameter.location {
        "query" | "cookie" => "form",
        _ => "simple",
    };
    let style = parameter.at.text("style").unwrap_or(usual);
    let flag = |key: &str| parameter.at.node.get(key).and_then(Node::as_bool);
    let mut words = style.to_owned();
    if !is_single && flag("explode").unwrap_or(style == "form") {
        words.push_str(", exploded");
    }
    if flag("allowReserved") == Some(true) {
        words.push_str(RESERVED_ALLOWED);
    }
    words
}

fn deprecation(
    session: &mut Session<'_>,
    both: &Both<'_>,
    old: &Parameter<'_>,
    new: &Parameter<'_>,
) {
    let (operation, pointers) = (&both.operation, Pointers::both(&old.at, &new.at));
    let sunset = lifecycle::sunset(&new.at);
    match (old.at.flag("deprecated"), new.at.flag("deprecated")) {
        (true, false) => {
            session.parameter_rule(
                both,
                "reactivated",
                (new.location, new.name),
                ("", ""),
                pointers,
            );
        }
        (false, true) => {
            let word = new.at.text(lifecycle::STABILITY);
            let stability = word.map_or(Some(both.stability), |word| {
                lifecycle::Stability::of(Some(word))
            });
            let stability = stability.unwrap_or(both.stability);
            let stem = match session.policy.announced(sunset.as_deref(), stability) {
                Announcement::Fine | Announcement::WithSunset => "deprecated",
                Announcement::Missing => "deprecated-sunset-missing",
                Announcement::Invalid => "sunset-parse",
                Announcement::TooSoon => "sunset-date-too-small",
            };
            let day = sunset.unwrap_or_default();
            if stem == "sunset-parse" {
                session.report_for(
                    operation,
                    "request-parameter-sunset-parse",
                    new.name,
                    &day,
                    pointers,
                );
                return;
            }
            let days = session.policy.days(stability).to_string();
            session.parameter_rule(
                both,
                stem,
                (new.location, new.name),
                (&days, &day),
                pointers,
            );
        }
        (true, true) => moved(session, both, old, new),
        (false, false) => {}
    }
}

/// The sunset date of a deprecated parameter changed.
fn moved(session: &mut Session<'_>, both: &Both<'_>, old: &Parameter<'_>, new: &Parameter<'_>) {
    let (operation, pointers) = (&both.operation, Pointers::both(&old.at, &new.at));
    let (was, is) = (lifecycle::sunset(&old.at), lifecycle::sunset(&new.at));
    if was == is {
        return;
    }
    match (was, is) {
        (Some(was), None) => {
            session.report_for(
                operation,
                "request-parameter-sunset-deleted",
                &was,
                new.name,
                pointers,
            );
        }
        (Some(was), Some(is)) => {
            let id = match (Date::parse(&was), Date::parse(&is)) {
                (Some(old), Some(new)) => {
                    let notice = session
                        .policy
                        .today
                        .plus(session.policy.days(both.stability));
                    if new >= old || new >= notice {
                        return;
                    }
                    "request-parameter-sunset-date-changed-too-small"
                }
                (None, _) => {
                    let id = "request-parameter-sunset-parse";
                    return session.report_for(operation, id, new.name, &was, pointers);
                }
                (_, None) => {
                    let id = "request-parameter-sunset-parse";
                    return session.report_for(operation, id, new.name, &is, pointers);
                }
            };
            session.report_for(operation, id, &was, &is, pointers);
        }
        (None, _) => {}
    }
}
