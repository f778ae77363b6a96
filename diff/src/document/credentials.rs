//! Whether clients that may call today may call tomorrow, with what they have.
//!
//! In: an operation on both sides. Out: a finding where no way to call it is left. Guaranteed: what counts is what a
//! client shows, not what the document calls it; an operation that says nothing is called as the document says.

use oascribe_codegen::source::Pointer;

use super::super::spec::{At, Spec};
use super::security::{shown, ways};
use super::{Both, Places, Session};

pub fn compare(session: &mut Session<'_>, both: &Both<'_>) {
    let (olds, news) = (
        effective(session.base, &both.base),
        effective(session.revision, &both.revision),
    );
    let accepted = |old: &Vec<String>| news.iter().any(|new| is_enough(session, old, new));
    if olds.iter().any(accepted) {
        return;
    }
    let places = Places {
        base: place(session.base, &both.base, &both.revision),
        revision: place(session.revision, &both.revision, &both.base),
    };
    let (from, to) = (told(&olds), told(&news));
    session.say(&both.operation, "api-security-replaced", &from, &to, places);
}

fn told(ways: &[Vec<String>]) -> String {
    let ways = ways.iter().map(|way| match way.as_slice() {
        [] => "without credentials".to_owned(),
        names => format!("with {}", shown(names)),
    });
    ways.collect::<Vec<_>>().join(" or ")
}

/// Where the ways to call an operation stand; where nothing is said of them, what could say it as the other side does.
fn place(spec: &Spec, operation: &At<'_>, other: &At<'_>) -> Option<Pointer> {
    let of = |at: &At<'_>| at.get("security").map(|at| at.pointer);
    let root = spec.at();
    let could = if of(other).is_some() {
        operation
    } else {
        &root
    };
    let said = of(operation).or_else(|| of(&root));
    said.or_else(|| Some(could.pointer.clone()))
}

/// The ways to call an operation, each with the names of its schemes; without any it may be called by all.
fn effective(spec: &Spec, operation: &At<'_>) -> Vec<Vec<String>> {
    let document = spec.at();
    let own = operation.get("security").is_some();
    let found = ways(if own { operation } else { &document });
    match found.is_empty() {
        true => vec![Vec::new()],
        false => found.into_keys().collect(),
    }
}

/// Whether who has what the old way asks for has what the new one does.
fn is_enough(session: &Session<'_>, old: &[String], new: &[String]) -> bool {
    let has: Vec<_> = old
        .iter()
        .map(|name| credential(session.base, name))
        .collect();
    // What became of a scheme under its name is told of the scheme.
    let is_there =
        |name: &String| old.contains(name) || has.contains(&credential(session.revision, name));
    new.iter().all(is_there)
}

/// What a client shows for a scheme; its name, where that is all there is.
fn credential(spec: &Spec, name: &str) -> String {
    let root = spec.at();
    let homes: [&[&str]; 2] = [&["components", "securitySchemes"], &["securityDefinitions"]];
    let mut found = homes.iter().filter_map(|home| root.path(home)?.get(name));
    let Some(scheme) = found.next().and_then(|at| spec.follow(at)) else {
        return name.to_owned();
    };
    let text = |key| scheme.at.text(key).unwrap_or_default().to_lowercase();
    match (
        text("type").as_str(),
        text("scheme").as_str(),
        text("name").as_str(),
    ) {
        ("basic", ..) | ("http", "basic", _) => "basic".to_owned(),
        // A token in the header `Authorization`, whoever gave it.
        ("oauth2" | "openidconnect", ..)
        | ("http", "bearer", _)
        | ("apikey", _, "authorization") => "token".to_owned(),
        (kind, scheme, key) => [kind, scheme, &text("in"), key].join(" "),
    }
}
