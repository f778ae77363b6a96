//! Decides how the variants of a union are distinguished: by a discriminator, or by trying them in order.

use super::{discriminating_keys, discriminator_values, forms, nested_constants, overlapping};
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
                set_tagged(api, id, &mut union, &discriminator, diags);
            }
            Some(discriminator) => {
                set_probed(api, &mut union, diags);
                let all = discriminator_values::of_variants(api, id, &union, &discriminator, None);
                for (variant, tags) in union.variants.iter_mut().zip(&all) {
                    expect_tags(&mut variant.probe, &discriminator.property, tags);
                }
            }
            None => set_probed(api, &mut union, diags),
        }
        api.ty_mut(id).kind = Kind::Union(union);
    }
    overlapping::collect_properties(api);
}

fn all_objects(api: &Api, union: &Union) -> bool {
    let mut variants = union.variants.iter();
    variants.all(|variant| api.is_object(&variant.ty))
}

/// Distinguishes variants by the discriminator. If a variant has no discriminator value of its own, the other
/// properties are considered, too.
fn set_tagged(
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
        let message =
            format!("no value of the discriminator `{property}` selects this alternative");
        let found = Diagnostic::new(codes::UNDECIDED_UNION, message).at(&variant.at);
        let label = "recognized by its other properties";
        let help = "discriminator values are names of schemas under `components/schemas`, or keys of `mapping`";
        diags.push(found.label(label).help(help));
    }
    set_probed(api, union, diags);
    for variant in &mut union.variants {
        expect_tags(&mut variant.probe, property, &variant.tags);
    }
}

/// Makes the values of the discriminator that select a variant its constants. A value that is no object has none.
fn expect_tags(probe: &mut Probe, property: &str, tags: &[String]) {
    if let Probe::Object { constants, .. } = probe
        && !tags.is_empty()
    {
        constants.retain(|(name, _)| name != property);
        let tags = tags.iter().cloned().map(Literal::String).collect();
        constants.insert(0, (property.to_owned(), tags));
    }
}

/// Distinguishes variants by their probes.
fn set_probed(api: &Api, union: &mut Union, diags: &mut Diagnostics) {
    let mut probes: Vec<Probe> = union
        .variants
        .iter()
        .map(|variant| discriminating_keys::probe_of(api, &variant.ty))
        .collect();
    nested_constants::add(api, union, &mut probes);
    forms::add(api, union);
    for (index, later) in union.variants.iter().enumerate() {
        if later.unit.is_some() {
            continue;
        }
        let earlier = union.variants[..index].iter().enumerate();
        let earlier = earlier.filter(|(_, earlier)| earlier.unit.is_none());
        let is_covering = |(at, earlier): &(usize, &Variant)| {
            let (earlier, later) = ((&earlier.ty, &probes[*at]), (&later.ty, &probes[index]));
            !forms::exclude(&union.variants[*at].forms, &union.variants[index].forms)
                && discriminating_keys::covers(api, earlier, later)
        };
        if let Some((_, earlier)) = earlier.clone().find(is_covering) {
            let message = "values of this alternative also match an earlier one";
            let found = Diagnostic::new(codes::UNDECIDED_UNION, message).at(&later.at);
            let found = found.related(&earlier.at, "the earlier alternative is here");
            let label = match later.forms.is_empty() && earlier.forms.is_empty() {
                true => "used only if the earlier alternative does not decode",
                false => "recognized by formats and by the characters of patterns",
            };
            let help = "add a `discriminator` to distinguish them";
            diags.push(found.label(label).help(help));
        }
    }
    for (variant, probe) in union.variants.iter_mut().zip(probes) {
        if variant.unit.is_none() {
            variant.generality = discriminating_keys::generality(api, &variant.ty, &probe);
        }
        variant.probe = probe;
    }
    union.tagging = Tagging::Probed;
}
