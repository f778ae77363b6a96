//! Whether clients can still call an operation with the credentials that they have.
//!
//! Security schemes are compared by what the client sends, not by their names in the document. An operation without
//! `security` inherits that of the document.

use std::collections::BTreeSet;

use oascribe_codegen::source::Pointer;

use super::super::spec::{At, Spec};
use super::security::{Schemes, listed, shown};
use super::{Both, Pointers, Session};

pub fn compare(session: &mut Session<'_>, both: &Both<'_>) {
    let (olds, news) = (
        effective(session.base, &both.base),
        effective(session.revision, &both.revision),
    );
    let mut useless = Vec::new();
    let mut scopes = BTreeSet::new();
    for old in &olds {
        let missing = news.iter().filter_map(|new| missing(session, old, new));
        match missing.min_by_key(BTreeSet::len) {
            None => useless.push(old),
            Some(missing) => scopes.extend(missing),
        }
    }
    let base = location(session.base, &both.base, &both.revision);
    let revision = location(session.revision, &both.revision, &both.base);
    let pointers = || Pointers {
        base: base.clone(),
        revision: revision.clone(),
    };
    if !useless.is_empty() {
        let (mut from, mut to) = (described(useless.iter().copied()), described(&news));
        if from == to {
            // The schemes have the same names, but clients send something else.
            from = credentials(session.base, useless.iter().copied());
            to = credentials(session.revision, &news);
        }
        session.report_for(
            &both.operation,
            "api-security-replaced",
            &from,
            &to,
            pointers(),
        );
        return;
    }
    let has_own = |operation: &At<'_>| operation.get("security").is_some();
    // If both inherit the requirements or both have their own, they are compared where they are.
    if has_own(&both.base) != has_own(&both.revision) {
        for (scheme, scope) in scopes {
            let id = "api-security-scope-added";
            session.report_for(&both.operation, id, &scheme, &scope, pointers());
        }
    }
}

fn described<'a>(alternatives: impl IntoIterator<Item = &'a Schemes>) -> String {
    phrase(
        alternatives
            .into_iter()
            .map(|alternative| alternative.keys().cloned().collect()),
    )
}

/// Like [`described`], with what clients send instead of the names of the schemes.
fn credentials<'a>(spec: &Spec, alternatives: impl IntoIterator<Item = &'a Schemes>) -> String {
    let sent = |alternative: &Schemes| {
        alternative
            .keys()
            .map(|name| credential(spec, name))
            .collect()
    };
    phrase(alternatives.into_iter().map(sent))
}

fn phrase(alternatives: impl Iterator<Item = Vec<String>>) -> String {
    let alternatives = alternatives.map(|alternative| match alternative.as_slice() {
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

/// The alternatives to authenticate. One without schemes needs no credentials.
fn effective(spec: &Spec, operation: &At<'_>) -> Vec<Schemes> {
    let document = spec.at();
    let own = operation.get("security").is_some();
    let found = listed(if own { operation } else { &document });
    match found.is_empty() {
        true => vec![Schemes::new()],
        false => found,
    }
}

/// The scopes that credentials for the old alternative lack. Returns `None` if they are of no use for the new one.
fn missing(
    session: &Session<'_>,
    old: &Schemes,
    new: &Schemes,
) -> Option<BTreeSet<(String, String)>> {
    let mut missing = BTreeSet::new();
    for (name, wanted) in new {
        let credential = self::credential(session.revision, name);
        let mut own = old.iter();
        let (_, scopes) =
            own.find(|(name, _)| self::credential(session.base, name) == credential)?;
        let lacking = wanted.difference(scopes).cloned();
        missing.extend(lacking.map(|scope| (name.clone(), scope)));
    }
    Some(missing)
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
    let text = |key| scheme.text(key).unwrap_or_default().to_lowercase();
    let key = match text("in").as_str() {
        "header" => text("name"),
        // The names of other parameters have a case.
        _ => scheme.text("name").unwrap_or_default().to_owned(),
    };
    match (text("type").as_str(), text("scheme").as_str(), key.as_str()) {
        ("basic", ..) | ("http", "basic", _) => "basic".to_owned(),
        // A token in the `Authorization` header, whoever issued it.
        ("oauth2" | "openidconnect", ..)
        | ("http", "bearer", _)
        | ("apikey", _, "authorization") => "token".to_owned(),
        ("apikey", _, key) => format!("the {} `{key}`", text("in")),
        ("http", scheme, _) => format!("the HTTP scheme {scheme}"),
        (kind, ..) => kind.to_owned(),
    }
}
