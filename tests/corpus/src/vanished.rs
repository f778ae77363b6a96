//! Alternatives of unions that have no variant, although nothing reports it.

use std::collections::{BTreeSet, HashMap};
use std::ops::Bound;

use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::ir::{Api, Kind};
use oascribe_codegen::read::{Map, Node, tree};
use oascribe_codegen::source::{FileId, Pointer, Sources};

use crate::opened::find;

/// Returns the pointers of the alternatives.
pub fn pointers(api: &Api, sources: &Sources, diags: &Diagnostics) -> Vec<String> {
    let mut schemas = BTreeSet::new();
    let mut known = BTreeSet::new();
    let emitted = || {
        let types = api.types.iter();
        types.filter(|ty| !matches!(ty.kind, Kind::Dropped))
    };
    for ty in emitted() {
        schemas.insert(sources.origin(&ty.at));
        match &ty.kind {
            Kind::Union(union) => {
                let variants = union.variants.iter();
                known.extend(variants.map(|variant| sources.origin(&variant.at)));
            }
            Kind::Enum(values) => {
                let values = values.values.iter();
                known.extend(values.map(|value| sources.origin(&value.at)));
            }
            _ => {}
        }
    }
    let operations = api.operations.iter();
    let edges = emitted().flat_map(|ty| ty.kind.edges());
    let edges = edges.chain(operations.flat_map(|operation| {
        let sent = operation.sent();
        sent.into_iter().chain(operation.received())
    }));
    for edge in edges {
        edge.each(&mut |edge| {
            schemas.insert(sources.origin(&edge.at));
        });
    }
    let reported = diags.iter().filter_map(|found| found.location.as_ref());
    let reported = reported.filter_map(|location| location.pointer());
    known.extend(reported.map(|at| sources.origin(at)));
    known.extend(schemas.iter().cloned());
    known.extend(api.represented.iter().map(|at| sources.origin(at)));
    let mut trees: HashMap<FileId, Option<Node>> = HashMap::new();
    let mut found = Vec::new();
    for at in &schemas {
        let parse = || tree(sources, at.file(), &mut Diagnostics::new());
        let tree = trees.entry(at.file()).or_insert_with(parse);
        if let Some(root) = tree {
            found.extend(of_schema(root, at, &known));
        }
    }
    found.iter().map(Pointer::to_string).collect()
}

/// The alternatives of one schema that are not known.
fn of_schema(root: &Node, at: &Pointer, known: &BTreeSet<Pointer>) -> Vec<Pointer> {
    let steps: Vec<_> = at.segments().map(|step| step.into_owned()).collect();
    let Some(node) = find(root, steps.iter().map(String::as_str)) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for keyword in ["oneOf", "anyOf"] {
        let items = node.get(keyword).and_then(Node::as_array);
        let items = items.unwrap_or_default();
        let others = items.iter().enumerate().filter(|(_, it)| !is_null(it));
        let mut others: Vec<_> = others.collect();
        let mut distinct: Vec<&Node> = Vec::new();
        others.retain(|(_, it)| {
            let is_new = !distinct.contains(it);
            distinct.extend(is_new.then_some(*it));
            is_new
        });
        let list = at.child(keyword);
        // One alternative is the type itself, and a report about the keyword is about all.
        if others.len() < 2 || known.contains(&list) {
            continue;
        }
        let own = others.iter().map(|(index, _)| list.index(*index));
        found.extend(own.filter(|at| !is_known(at, known)));
    }
    found
}

/// Whether an alternative or something in it is known.
fn is_known(at: &Pointer, known: &BTreeSet<Pointer>) -> bool {
    let after = known.range((Bound::Included(at), Bound::Unbounded));
    let mut after =
        after.take_while(|it| it.file() == at.file() && it.as_str().starts_with(at.as_str()));
    after.any(|it| {
        let rest = &it.as_str()[at.as_str().len()..];
        rest.is_empty() || rest.starts_with('/')
    })
}

/// Whether an alternative only allows null.
fn is_null(node: &Node) -> bool {
    let is_null = |node: &Node| node.is_null() || node.as_str() == Some("null");
    let only = |key: &str| match node.get(key) {
        Some(Node::Array(items)) => items.iter().all(is_null),
        Some(value) => is_null(value),
        None => false,
    };
    // `nullable` without `type` is understood as an alternative that adds null.
    let is_annotation = |key: &str| matches!(key, "nullable" | "description" | "title");
    let is_untyped = |map: &Map| map.keys().all(is_annotation);
    let is_nullable = node.get("nullable").and_then(Node::as_bool) == Some(true);
    let adds_null = is_nullable && node.as_object().is_some_and(is_untyped);
    only("type") || only("enum") || only("const") || adds_null
}

#[cfg(test)]
mod tests {
    use oascribe_codegen::config::CrateConfig;
    use oascribe_codegen::lock::CrateLock;
    use oascribe_codegen::prepare;

    use super::*;

    fn plan(alternatives: &str) -> (Api, Sources, Diagnostics) {
        let text = format!(
            "openapi: 3.1.0\ninfo: {{title: t, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n    \
             A: {{type: object, properties: {{a: {{type: string}}}}}}\n    \
             E: {{type: string, enum: [a, b]}}\n    \
             Page: {{type: object, properties: {{it: {{anyOf: {alternatives}}}}}}}\n"
        );
        let (mut sources, mut diags) = (Sources::new(), Diagnostics::new());
        let spec = sources.add("api.yaml", text);
        let (config, lock) = (CrateConfig::new("sdk"), CrateLock::default());
        let planned = prepare(&mut sources, spec, &config, &lock, &mut diags);
        (planned.expect("a plan").api, sources, diags)
    }

    fn vanished(alternatives: &str) -> Vec<String> {
        let (api, sources, diags) = plan(alternatives);
        pointers(&api, &sources, &diags)
    }

    #[test]
    fn alternatives_without_variant_and_report_count() {
        let refs = "[{$ref: '#/components/schemas/A'}, {type: integer}, {type: 'null'}]";
        assert_eq!(vanished(refs), [""; 0]);
        assert_eq!(vanished("[{type: string}, {type: 'null'}]"), [""; 0]);
        assert_eq!(vanished("[{type: string}, {nullable: true}]"), [""; 0]);
        assert_eq!(vanished("[{type: string}, {type: string}]"), [""; 0]);
        let (mut api, sources, diags) = plan(refs);
        for ty in &mut api.types {
            if let Kind::Union(union) = &mut ty.kind {
                union.variants.truncate(1);
            }
        }
        let found = pointers(&api, &sources, &diags);
        assert_eq!(found, ["#/components/schemas/Page/properties/it/anyOf/1"]);
    }

    #[test]
    fn alternatives_that_another_one_represents_do_not_count() {
        for alternatives in [
            // The second has all values of the first.
            "[{type: string, format: uuid}, {type: string}]",
            // The constraint of the second is reported.
            "[{type: string, format: uuid}, {type: string, maxLength: 5}]",
            "[{type: string, maxLength: 5}, {type: string, enum: ['']}]",
            "[{type: string, minLength: 4}, {$ref: '#/components/schemas/E'}]",
        ] {
            assert_eq!(vanished(alternatives), [""; 0], "{alternatives}");
        }
    }
}
