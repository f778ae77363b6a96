//! Whether clients can still call an operation with the credentials that they have.
//!
//! Security schemes are compared by what the client sends, not by their names in the document. An operation without
//! `security` inherits that of the document.

use oascribe_codegen::source::Pointer;

use super::super::spec::{At, Spec};
use super::security::{alternatives, shown};
use super::{Both, Pointers, Session};

pub fn compare(session: &mut Session<'_>, both: &Both<'_>) {
    let (olds, news) = (
        effective(session.base, &both.base),
        effective(session.revision, &both.revision),
    );
    let accepted = |old: &Vec<String>| news.iter().any(|new| is_enough(session, old, new));
    if olds.iter().any(accepted) {
        return;
    }
    let pointers = Pointers {
        base: location(session.base, &both.base, &both.revision),
        revision: location(session.revision, &both.revision, &both.base),
    };
    let (from, to) = (described(&olds), described(&news));
    session.report_for(
        &both.operation,
        "api-security-replaced",
        &from,
        &to,
        pointers,
    );
}

fn described(alternatives: &[Vec<String>]) -> String {
    let alternatives = alternatives
        .iter()
        .map(|alternative| match alternative.as_slice() {
            [] => "without credentials".to_owned(),
            names => format!("with {}", shown(names)),
        });
    alternatives.collect::<Vec<_>>().join(" or ")
}

/// The location of the security requirements. If there are none, the location where the other side has them.
fn location(spec: &Spec, operation: &At<'_>, other: &At<'_>) -> Option<Pointer> {
    let of = |at: &At<'_>| at.get("security").map(|at| at.pointer);
    let root = spec.at();
    let fallback = if of(other).is_some() {
        operation
    } else {
        &root
    };
    let own = of(operation).or_else(|| of(&root));
    own.or_else(|| Some(fallback.pointer.clone()))
}

/// The alternatives to authenticate, each with the names of its schemes. An empty list of names needs no credentials.
fn effective(spec: &Spec, operation: &At<'_>) -> Vec<Vec<String>> {
    let document = spec.at();
    let own = operation.get("security").is_some();
    let found = alternatives(if own { operation } else { &document });
    match found.is_empty() {
        true => vec![Vec::new()],
        false => found.into_keys().collect(),
    }
}

/// Whether credentials for the old alternative are enough for the new one.
fn is_enough(session: &Session<'_>, old: &[String], new: &[String]) -> bool {
    let credentials: Vec<_> = old
        .iter()
        .map(|name| credential(session.base, name))
        .collect();
    // Changes of a scheme with the same name are reported at the scheme.
    let is_available = |name: &String| {
        old.contains(name) || credentials.contains(&credential(session.revision, name))
    };
    new.iter().all(is_available)
}

/// What a client sends for a scheme. Unknown schemes are identified by name.
fn credential(spec: &Spec, name: &str) -> String {
    let root = spec.at();
    let sections: [&[&str]; 2] = [&["components", "securitySchemes"], &["securityDefinitions"]];
    let mut found = sections
        .iter()
        .filter_map(|keys| root.path(keys)?.get(name));
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
        // A token in the `Authorization` header, whoever issued it.
        ("oauth2" | "openidconnect", ..)
        | ("http", "bearer", _)
        | ("apikey", _, "authorization") => "token".to_owned(),
        (kind, scheme, key) => [kind, scheme, &text("in"), key].join(" "),
    }
}
