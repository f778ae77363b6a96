//! The schemas whose values are generated.

use oascribe_codegen::Planned;
use oascribe_codegen::ir::{Kind, Origin, Tagging, Type};
use oascribe_codegen::json_schema::Schema;
use oascribe_codegen::plan::Model;
use oascribe_codegen::read::{Document, Node};

/// A component schema or a union, and the Rust type for it.
pub struct Target<'d> {
    pub schema: Schema<'d>,
    pub ty: String,
    /// Whether the type is another name for a type of Rust.
    pub is_alias: bool,
    /// The alternatives of a union.
    pub alternatives: Vec<Alternative<'d>>,
    /// The property that selects the variant of a union.
    pub tag: Option<String>,
}

/// An alternative of a union, and the variant for it.
pub struct Alternative<'d> {
    pub schema: Schema<'d>,
    pub variant: String,
    /// The values of the property that selects it.
    pub tags: Vec<String>,
}

/// Returns the targets that have a type in the plan.
pub fn find<'d>(doc: &'d Document, planned: &Planned) -> Vec<Target<'d>> {
    let types = planned.api.types.iter();
    types.filter_map(|ty| target(doc, planned, ty)).collect()
}

fn target<'d>(doc: &'d Document, planned: &Planned, ty: &Type) -> Option<Target<'d>> {
    let is_component = matches!(ty.origin, Origin::Component(_));
    let is_union = matches!(ty.kind, Kind::Union(_));
    // The pointer of a type in an operation is not that of a schema.
    let is_nested = matches!(ty.origin, Origin::Nested { .. });
    let holder = ty.at.parent();
    let is_content = holder.is_some_and(|holder| holder.last().as_deref() == Some("content"));
    if is_content || matches!(ty.kind, Kind::Dropped) || !(is_component || (is_union && is_nested))
    {
        return None;
    }
    let name = planned.krate.lock.types.get(&ty.at.to_string())?;
    let node = doc.node(&ty.at).filter(|node| is_schema(node))?;
    let mut target = Target {
        schema: Schema {
            node,
            at: ty.at.clone(),
        },
        ty: format!("models::{name}"),
        is_alias: matches!(ty.kind, Kind::Alias(_)),
        alternatives: Vec::new(),
        tag: None,
    };
    let mut models = planned.krate.models.iter().flat_map(|file| &file.items);
    if let Kind::Union(union) = &ty.kind
        && let Some(Model::Union(model)) = models.find(|model| model.name() == name)
    {
        let variants = union.variants.iter().zip(&model.variants);
        let alternatives = variants.map(|(variant, planned)| {
            let at = variant.at.clone();
            let node = doc.node(&at).filter(|node| is_schema(node))?;
            Some(Alternative {
                schema: Schema { node, at },
                variant: planned.name.clone(),
                tags: variant.tags.clone(),
            })
        });
        // Without the schemas of all, the accepting ones are not known.
        target.alternatives = alternatives.collect::<Option<_>>().unwrap_or_default();
        if let Tagging::Tagged { property, .. } = &union.tagging {
            target.tag = Some(property.clone());
        }
    }
    Some(target)
}

fn is_schema(node: &Node) -> bool {
    matches!(node, Node::Object(_) | Node::Bool(_))
}
