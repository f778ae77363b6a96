//! Which types have the same structure.
//!
//! In: types, and inline types that are known to be others. Out: a number for each type; equal types have equal numbers.
//! Guaranteed: titles, descriptions, examples and the order of properties make no difference. A component is equal to
//! itself only where another type refers to it.

use foldhash::{HashMap, HashMapExt as _};

use super::structure::{Structure, Structures, Template};
use super::{Same, is_inline};
use crate::ir::{Api, Ref, TypeId};

/// How deep inline types may be inside one another. Deeper ones are equal to themselves only.
const MAX_DEPTH: usize = 64;

pub(super) struct Classes {
    of: Vec<usize>,
    into: std::collections::HashMap<TypeId, TypeId>,
}

impl Classes {
    pub fn of(api: &Api, structures: &Structures, same: &Same) -> Self {
        let mut builder = Builder {
            api,
            structures,
            same,
            of: vec![None; api.types.len()],
            open: vec![false; api.types.len()],
            known: HashMap::new(),
        };
        let of = api.ids().map(|id| builder.class(id, 0)).collect();
        let into = same.into.clone();
        Classes { of, into }
    }

    pub fn of_type(&self, id: TypeId) -> usize {
        self.of[id.index()]
    }

    /// Whether two edges lead to the same values.
    pub fn same_edge(&self, api: &Api, one: &Ref, other: &Ref) -> bool {
        let text = |edge: &Ref| {
            let mut text = String::new();
            Template::of(edge).fill(&mut text, &mut |id, out| {
                let id = self.into.get(&id).copied().unwrap_or(id);
                match is_inline(api.ty(id)) {
                    true => push_number(out, '#', self.of_type(id)),
                    false => push_number(out, '@', id.index()),
                }
            });
            text
        };
        text(one) == text(other)
    }
}

struct Builder<'a> {
    api: &'a Api,
    structures: &'a Structures,
    same: &'a Same,
    of: Vec<Option<usize>>,
    open: Vec<bool>,
    /// The numbers of structures.
    known: HashMap<String, usize>,
}

impl Builder<'_> {
    fn class(&mut self, id: TypeId, depth: usize) -> usize {
        if let Some(class) = self.of[id.index()] {
            return class;
        }
        self.open[id.index()] = true;
        let text = self.text(id, depth);
        self.open[id.index()] = false;
        let next = self.known.len();
        let class = *self.known.entry(text).or_insert(next);
        self.of[id.index()] = Some(class);
        class
    }

    fn text(&mut self, id: TypeId, depth: usize) -> String {
        let mut text = String::new();
        match self.structures.get(id) {
            Structure::Unique => push_number(&mut text, '@', id.index()),
            Structure::Ordered(parts) => {
                parts
                    .iter()
                    .for_each(|part| self.fill(part, depth, &mut text));
            }
            Structure::Unordered(parts, end) => {
                let mut texts = Vec::with_capacity(parts.len());
                for part in parts {
                    let mut text = String::new();
                    self.fill(part, depth, &mut text);
                    texts.push(text);
                }
                texts.sort_unstable();
                text = texts.concat();
                text.push_str(end);
            }
        }
        text
    }

    fn fill(&mut self, template: &Template, depth: usize, out: &mut String) {
        template.fill(out, &mut |id, out| {
            let id = self.same.into.get(&id).copied().unwrap_or(id);
            let is_nested = is_inline(self.api.ty(id)) && !self.open[id.index()];
            match is_nested && depth < MAX_DEPTH {
                true => push_number(out, '#', self.class(id, depth + 1)),
                false => push_number(out, '@', id.index()),
            }
        });
    }
}

/// Writes a type or a class.
fn push_number(out: &mut String, sign: char, number: usize) {
    out.push(sign);
    out.push_str(&number.to_string());
}
