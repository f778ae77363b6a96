//! A schema with its references and `allOf` followed.
//!
//! In: a schema. Out: its keywords, wherever they stand. Guaranteed: bounded; what leads back to itself is read once.

use indexmap::IndexMap;
use oascribe_codegen::read::Document;
use oascribe_codegen::source::Pointer;

use super::Side;

#[derive(Default)]
pub struct Flat<'c> {
    /// The name of the component, where it is one.
    pub name: Option<String>,
    pub keywords: IndexMap<&'c str, Side<'c>>,
    pub properties: IndexMap<&'c str, Side<'c>>,
    pub required: IndexMap<String, Side<'c>>,
}

pub fn flat<'c>(schema: &Side<'c>, document: &'c Document) -> Flat<'c> {
    let mut out = Flat::default();
    let mut seen: Vec<Pointer> = Vec::new();
    let mut open = vec![schema.clone()];
    while let Some(side) = open.pop() {
        let side = side.resolved(document);
        if seen.contains(&side.at) {
            continue;
        }
        seen.push(side.at.clone());
        let mut path = side.at.segments();
        let is_component = path.next().as_deref() == Some("components")
            && path.next().as_deref() == Some("schemas");
        if let (true, None, Some(name), None) = (is_component, &out.name, path.next(), path.next())
        {
            out.name = Some(name.into_owned());
        }
        for (key, value) in side.entries() {
            match key {
                "allOf" => open.extend(value.items().into_iter().rev()),
                "properties" => out.properties.extend(value.entries()),
                "required" => out
                    .required
                    .extend(value.items().into_iter().map(|it| (it.says(), it))),
                key => {
                    out.keywords.entry(key).or_insert(value);
                }
            }
        }
    }
    out
}
