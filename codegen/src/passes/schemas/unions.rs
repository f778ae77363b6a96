//! How the variants of a union are told apart.

use super::{discriminating_keys, discriminator_values};
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::ir::{Api, Discriminator, Kind, Literal, Probe, Tagging, TypeId, Union, Variant};
use crate::passes::Context;

pub fn run(api: &mut Api, _: &Context<'_>, diags: &mut Diagnostics) {
    for id in api.ids() {
        let Kind::Union(union) = &api.ty(id).kind else {
            continue;
        };
        let mut union = union.clone();
        match union.discriminator.clone() {
            Some(discriminator) if all_objects(api, &union) => {
                tag(api, id, &mut union, &discriminator, diags);
            }
            _ => probe(api, &mut union, diags),
        }
        api.ty_mut(id).kind = Kind::Union(union);
    }
}

fn all_objects(api: &Api, union: &Union) -> bool {
    let mut variants = union.variants.iter();
    variants.all(|variant| api.is_object(&variant.ty))
}

/// By the values of a member. Without one for each variant it takes a look at the rest of the value, too.
fn tag(
    api: &Api,
    id: TypeId,
    union: &mut Union,
    discriminator: &Discriminator,
    diags: &mut Diagnostics,
) {
    let property = &discriminator.property;
    let untagged = match union.tagging {
        Tagging::Tagged { untagged, .. } => untagged,
        Tagging::Undecided | Tagging::Probed => None,
    };
    let all = discriminator_values::of_variants(api, id, union, discriminator, untagged);
    for (variant, tags) in union.variants.iter_mut().zip(all) {
        variant.tags = tags;
    }
    if union
        .variants
        .iter()
        .all(|variant| !variant.tags.is_empty())
    {
        let property = property.clone();
        union.tagging = Tagging::Tagged { property, untagged };
        return;
    }
    for variant in union
        .variants
        .iter()
        .filter(|variant| variant.tags.is_empty())
    {
        let message = format!("no value of `{property}` stands for this variant alone");
        let found = Diagnostic::new(codes::UNDECIDED_UNION, message).at(&variant.at);
        let help = "a discriminator tells apart schemas under components/schemas, by their names";
        diags.push(found.label("it is told by its other members").help(help));
    }
    probe(api, union, diags);
    for variant in &mut union.variants {
        if let Probe::Object { constants, .. } = &mut variant.probe
            && !variant.tags.is_empty()
        {
            constants.retain(|(name, _)| name != property);
            let tags = variant.tags.iter().cloned().map(Literal::String).collect();
            constants.insert(0, (property.clone(), tags));
        }
    }
}

fn probe(api: &Api, union: &mut Union, diags: &mut Diagnostics) {
    let probes: Vec<Probe> = union
        .variants
        .iter()
        .map(|variant| discriminating_keys::probe_of(api, &variant.ty))
        .collect();
    for (index, later) in union.variants.iter().enumerate() {
        let earlier = union.variants[..index].iter().enumerate();
        let same = |(at, earlier): &(usize, &Variant)| {
            let (earlier, later) = ((&earlier.ty, &probes[*at]), (&later.ty, &probes[index]));
            discriminating_keys::covers(api, earlier, later)
        };
        if let Some((_, earlier)) = earlier.clone().find(same) {
            let message = "this alternative can't be told from an earlier one";
            let found = Diagnostic::new(codes::UNDECIDED_UNION, message).at(&later.at);
            let found = found.related(&earlier.at, "the earlier one is here");
            let label = "taken only where the earlier one does not decode";
            let help = "a discriminator would tell them apart";
            diags.push(found.label(label).help(help));
        }
    }
    for (variant, probe) in union.variants.iter_mut().zip(probes) {
        variant.generality = discriminating_keys::generality(api, &variant.ty, &probe);
        variant.probe = probe;
    }
    union.tagging = Tagging::Probed;
}
