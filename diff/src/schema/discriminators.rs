//! Discriminators, their mappings, and the components that extend a schema with a discriminator.

use super::super::spec::{At, shown};
use super::compositions::split;
use super::difference::Kind;
use super::graph::{Step, Work};
use super::view::Schema;

pub fn compare(work: &mut Work<'_, '_, '_>) {
    const KEYWORD: &str = "discriminator";
    let (base, revision) = (work.base.get_own(KEYWORD), work.revision.get_own(KEYWORD));
    let name = |at: &At<'_>| at.text("propertyName").unwrap_or_default().to_owned();
    let (base, revision) = match (base, revision) {
        (None, Some(new)) => {
            return work.report(Kind::plain("discriminator-added", "", name(&new)), KEYWORD);
        }
        (Some(old), None) => {
            return work.report(
                Kind::plain("discriminator-removed", name(&old), ""),
                KEYWORD,
            );
        }
        (Some(old), Some(new)) => (old, new),
        (None, None) => return,
    };
    if name(&base) != name(&revision) {
        let kind = Kind::plain(
            "discriminator-property-name-changed",
            name(&base),
            name(&revision),
        );
        work.report(kind, KEYWORD);
    }
    mapping(work, &base, &revision);
    if !is_union(work.base) && !is_union(work.revision) {
        family(work);
    }
}

/// Whether a schema has alternatives.
fn is_union(schema: &Schema<'_>) -> bool {
    ["oneOf", "anyOf"]
        .iter()
        .any(|keyword| schema.get(keyword).is_some())
}

/// The components that extend a schema with a discriminator are its alternatives.
fn family(work: &mut Work<'_, '_, '_>) {
    let Some([olds, news]) = work.descendants() else {
        return;
    };
    let find = |list: &[(&str, At<'_>)], name: &str| list.iter().position(|(it, _)| *it == name);
    for (name, new) in &news {
        match find(&olds, name) {
            Some(index) => {
                let step = Step::Inside((*name).to_owned());
                work.child(step, olds[index].1.clone(), new.clone());
            }
            None => {
                let kind = Kind::plain("one-of-added", "", *name);
                work.report_at(None, kind, work.base.pointer(), Some(new.pointer.clone()));
            }
        }
    }
    for (name, old) in &olds {
        if find(&news, name).is_none() {
            let kind = Kind::plain("one-of-removed", *name, "");
            work.report_at(
                None,
                kind,
                Some(old.pointer.clone()),
                work.revision.pointer(),
            );
        }
    }
}

fn mapping(work: &mut Work<'_, '_, '_>, base: &At<'_>, revision: &At<'_>) {
    const KEYWORD: &str = "discriminator";
    let (old, new) = (base.get("mapping"), revision.get("mapping"));
    let entry = |at: &Option<At<'_>>, key: &str| -> Option<String> {
        Some(shown(at.as_ref()?.get(key)?.node))
    };
    for (key, _) in new.iter().flat_map(At::entries) {
        match (entry(&old, key), entry(&new, key)) {
            (None, _) => work.report(Kind::plain("discriminator-mapping-added", "", key), KEYWORD),
            (Some(was), Some(is)) if split(&was).1 != split(&is).1 => {
                work.report(
                    Kind::plain("discriminator-mapping-changed", was, is),
                    KEYWORD,
                );
            }
            _ => {}
        }
    }
    for (key, _) in old.iter().flat_map(At::entries) {
        if entry(&new, key).is_none() {
            work.report(
                Kind::plain("discriminator-mapping-deleted", key, ""),
                KEYWORD,
            );
        }
    }
}
