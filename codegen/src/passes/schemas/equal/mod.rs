//! Makes equal schemas one type: an inline schema that equals a component is that component, inline schemas with one
//! title and one structure are one type, and so are those that `unify` lists.
//!
//! In: types with merged `allOf`. Out: the same, with all edges to equal inline types leading to one of them. Guaranteed:
//! schemas are equal if they admit and name the same values, whatever their descriptions; types that the lock has as
//! separate stay separate, and those that it has as one stay one as long as their properties fit together.

mod apply;
mod classes;
mod configured;
mod growth;
mod locked;
mod report;
mod structure;
mod titles;

use std::collections::{HashMap, HashSet};

use crate::diag::Diagnostics;
use crate::ir::{Api, Kind, Origin, Shape, Type, TypeId};
use crate::lock::CrateLock;
use crate::passes::Context;
use classes::Classes;
use structure::Structures;

/// Inline types, and the types that they are.
#[derive(Clone, Debug, Default)]
struct Same {
    into: HashMap<TypeId, TypeId>,
    /// The names of inline types that several schemas share.
    titles: HashMap<TypeId, String>,
}

impl Same {
    /// Makes one type another one, with all that it stands for.
    fn replace(&mut self, id: TypeId, target: TypeId) {
        let others = self.into.values_mut().filter(|into| **into == id);
        others.for_each(|into| *into = target);
        self.into.insert(id, target);
    }

    /// The inline types with what they are, in the order of the types.
    fn pairs(&self) -> Vec<(TypeId, TypeId)> {
        let mut pairs: Vec<_> = self.into.iter().map(|(id, into)| (*id, *into)).collect();
        pairs.sort();
        pairs
    }
}

/// How often types are compared: each time, more of the types inside them are known to be components.
const MAX_ROUNDS: usize = 8;

pub fn run(api: &mut Api, context: &Context<'_>, diags: &mut Diagnostics) {
    let structures = Structures::of(api);
    let (mut same, classes) = find(api, &structures, context, diags);
    if !context.lock.types.is_empty() {
        let lock = &CrateLock::default();
        let context = &Context { lock, ..*context };
        let (without_lock, _) = find(api, &structures, context, &mut Diagnostics::new());
        retain_titles(&mut same, &without_lock);
    }
    report::equal_schemas(api, context, &classes, &same, diags);
    growth::merge(api, &classes, &same);
    apply::apply(api, &same);
}

fn find(
    api: &Api,
    structures: &Structures,
    context: &Context<'_>,
    diags: &mut Diagnostics,
) -> (Same, Classes) {
    let mut same = Same::default();
    locked::add(api, context, &mut same);
    let mut classes = Classes::of(api, structures, &same);
    if growth::retain_compatible(api, &classes, &mut same) {
        classes = Classes::of(api, structures, &same);
    }
    for _ in 0..MAX_ROUNDS {
        if !add_components(api, context, &classes, &mut same) {
            break;
        }
        classes = Classes::of(api, structures, &same);
    }
    configured::add(api, context, &classes, &mut same, diags);
    titles::add(api, context, &classes, &mut same);
    (same, classes)
}

/// Keeps the titles that the document gives. The lock has the names of types, but not whether they come from titles, and a
/// type with a title is in a file of its own.
fn retain_titles(same: &mut Same, without_lock: &Same) {
    let mut titled: HashSet<TypeId> = without_lock.titles.keys().copied().collect();
    for id in without_lock.titles.keys() {
        titled.extend(same.into.get(id));
    }
    same.titles.retain(|id, _| titled.contains(id));
}

/// Finds the inline types that equal exactly one component. Returns whether there are any.
fn add_components(api: &Api, context: &Context<'_>, classes: &Classes, same: &mut Same) -> bool {
    let mut components: HashMap<usize, Vec<TypeId>> = HashMap::new();
    for id in api.ids().filter(|id| is_component(api.ty(*id))) {
        components.entry(classes.of_type(id)).or_default().push(id);
    }
    let mut is_new = false;
    for id in candidates(api, context, same) {
        let Some([component]) = components.get(&classes.of_type(id)).map(Vec::as_slice) else {
            continue;
        };
        let is_named = || same_words(&api.ty(id).title, api.ty(*component).component_name());
        if !is_sibling(api, id, *component) && (is_telling(api.ty(id)) || is_named()) {
            same.into.insert(id, *component);
            is_new = true;
        }
    }
    is_new
}

/// The inline types that may become another type: those that the lock does not have.
fn candidates(api: &Api, context: &Context<'_>, same: &Same) -> Vec<TypeId> {
    let is_free = |id: &TypeId| {
        let ty = api.ty(*id);
        is_inline(ty)
            && !same.into.contains_key(id)
            && !context.lock.types.contains_key(&ty.at.to_string())
    };
    api.ids().filter(is_free).collect()
}

/// Whether a type is declared under a name.
fn is_component(ty: &Type) -> bool {
    !ty.component_name().is_empty() && has_structure(ty)
}

fn is_inline(ty: &Type) -> bool {
    // The base of a union repeats the properties of the schema around it.
    let is_base = matches!(&ty.origin, Origin::Nested { step, .. } if step == "base");
    ty.component_name().is_empty() && !is_base && has_structure(ty)
}

fn has_structure(ty: &Type) -> bool {
    matches!(ty.kind, Kind::Struct(_) | Kind::Enum(_) | Kind::Union(_))
}

/// Whether a type has enough properties, values or alternatives that another one with the same is no coincidence.
fn is_telling(ty: &Type) -> bool {
    let count = match &ty.kind {
        Kind::Struct(object) => object.fields.len() + object.flattened.len(),
        Kind::Enum(values) => values.values.len(),
        Kind::Union(union) => union.variants.len(),
        Kind::Alias(_) | Kind::Foreign(_) | Kind::AllOf(_) | Kind::Dropped => 0,
    };
    count >= 2
}

/// Whether two names have the same letters and digits.
fn same_words(one: &str, other: &str) -> bool {
    let mut one = ascii_letters(one).peekable();
    one.peek().is_some() && one.eq(ascii_letters(other))
}

/// The letters and digits of a name, without case.
fn ascii_letters(name: &str) -> impl Iterator<Item = u8> {
    let letters = name.bytes().filter(u8::is_ascii_alphanumeric);
    letters.map(|letter| letter.to_ascii_lowercase())
}

/// Whether both types are alternatives of one union: they must stay distinct.
fn is_sibling(api: &Api, id: TypeId, target: TypeId) -> bool {
    let Origin::Nested { owner, .. } = &api.ty(id).origin else {
        return false;
    };
    let Kind::Union(union) = &api.ty(*owner).kind else {
        return false;
    };
    let mut variants = union.variants.iter();
    variants.any(|variant| variant.ty.shape == Shape::Named(target))
}
