//! The schemas whose values are generated.

use std::collections::HashSet;

use oascribe_codegen::Planned;
use oascribe_codegen::diag::{Diagnostics, codes};
use oascribe_codegen::ir::{Kind, Literal, Origin, Probe, Tagging, Type, Union, Variant};
use oascribe_codegen::json_schema::Schema;
use oascribe_codegen::plan::Model;
use oascribe_codegen::read::{Document, Node};
use oascribe_codegen::source::Pointer;

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
    /// Whether it is reported that alternatives of the union can't be distinguished.
    pub is_reported: bool,
}

/// An alternative of a union, and the variant for it.
pub struct Alternative<'d> {
    pub schema: Schema<'d>,
    pub variant: String,
    /// The values of the property that selects it.
    pub tags: Vec<String>,
}

/// Returns the targets that have a type in the plan.
pub fn find<'d>(doc: &'d Document, planned: &Planned, diags: &Diagnostics) -> Vec<Target<'d>> {
    let undecided = diags
        .iter()
        .filter(|one| *one.code == *codes::UNDECIDED_UNION);
    let undecided = undecided.filter_map(|one| one.location.as_ref()?.pointer().cloned());
    let undecided: HashSet<Pointer> = undecided.collect();
    let types = planned.api.types.iter();
    let targets = types.filter_map(|ty| target(doc, planned, &undecided, ty));
    targets.collect()
}

/// The properties with the tags of all unions.
pub fn tags_of_all(planned: &Planned) -> impl Iterator<Item = String> {
    let types = planned.api.types.iter();
    types.filter_map(|ty| match &ty.kind {
        Kind::Union(union) => tag(union),
        _ => None,
    })
}

/// The property that selects the variant.
fn tag(union: &Union) -> Option<String> {
    match (&union.tagging, &union.discriminator) {
        (Tagging::Tagged { property, .. }, _) => Some(property.clone()),
        (_, discriminator) => discriminator.as_ref().map(|it| it.property.clone()),
    }
}

fn target<'d>(
    doc: &'d Document,
    planned: &Planned,
    undecided: &HashSet<Pointer>,
    ty: &Type,
) -> Option<Target<'d>> {
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
        is_reported: false,
    };
    let mut models = planned.krate.models.iter().flat_map(|file| &file.items);
    if let Kind::Union(union) = &ty.kind
        && let Some(Model::Union(model)) = models.find(|model| model.name() == name)
    {
        let mut locations = union.variants.iter().map(|variant| &variant.at);
        target.is_reported = locations.any(|at| undecided.contains(at));
        let variants = union.variants.iter().zip(&model.variants);
        let alternatives = variants.map(|(variant, planned)| {
            let at = variant.at.clone();
            let node = doc.node(&at).filter(|node| is_schema(node))?;
            Some(Alternative {
                schema: Schema { node, at },
                variant: planned.name.clone(),
                tags: tags(union, variant),
            })
        });
        // Without the schemas of all, the accepting ones are not known.
        target.alternatives = alternatives.collect::<Option<_>>().unwrap_or_default();
        target.tag = tag(union);
    }
    Some(target)
}

/// The values of the discriminator that select a variant. If not all variants are objects, they are constants of its probe.
fn tags(union: &Union, variant: &Variant) -> Vec<String> {
    let (Some(discriminator), Probe::Object { constants, .. }) =
        (&union.discriminator, &variant.probe)
    else {
        return variant.tags.clone();
    };
    let constants = constants
        .iter()
        .filter(|(name, _)| *name == discriminator.property);
    let values = constants.flat_map(|(_, values)| values.iter().map(Literal::to_string));
    variant.tags.iter().cloned().chain(values).collect()
}

fn is_schema(node: &Node) -> bool {
    matches!(node, Node::Object(_) | Node::Bool(_))
}
