//! A schema with its references and `allOf` resolved.

use indexmap::IndexMap;
use oascribe_codegen::read::Document;
use oascribe_codegen::source::Pointer;

use super::node_ref::NodeRef;

/// The keywords of a schema and of everything it includes by `$ref` and `allOf`.
#[derive(Default)]
pub struct FlatSchema<'c> {
    /// The name, if the schema is a component.
    pub name: Option<String>,
    pub keywords: IndexMap<&'c str, NodeRef<'c>>,
    pub properties: IndexMap<&'c str, NodeRef<'c>>,
    pub required: IndexMap<String, NodeRef<'c>>,
}

/// Flattens a schema. A recursive schema is read once.
pub fn flatten<'c>(schema: &NodeRef<'c>, document: &'c Document) -> FlatSchema<'c> {
    let mut out = FlatSchema::default();
    let mut visited: Vec<Pointer> = Vec::new();
    let mut open = vec![schema.clone()];
    while let Some(part) = open.pop() {
        let part = part.resolved(document);
        if visited.contains(&part.at) {
            continue;
        }
        visited.push(part.at.clone());
        if out.name.is_none() {
            out.name = component_name(&part.at);
        }
        for (key, value) in part.entries() {
            match key {
                "allOf" => open.extend(value.items().into_iter().rev()),
                "properties" => out.properties.extend(value.entries()),
                "required" => out
                    .required
                    .extend(value.items().into_iter().map(|it| (it.text(), it))),
                key => {
                    out.keywords.entry(key).or_insert(value);
                }
            }
        }
    }
    out
}

/// `#/components/schemas/Backup` → `Backup`. Returns `None` if the pointer leads elsewhere.
fn component_name(at: &Pointer) -> Option<String> {
    let mut path = at.segments();
    let is_component =
        path.next().as_deref() == Some("components") && path.next().as_deref() == Some("schemas");
    let name = path.next().filter(|_| is_component)?;
    path.next().is_none().then(|| name.into_owned())
}
