//! Which schema a changed property belongs to.

use super::super::change::{Owner, Place};
use super::super::schema::{Difference, PairId, Step};
use super::Walker;

impl Walker<'_, '_> {
    /// The place of a difference of a pair: the property that it is in, with the schema that has the property.
    pub(super) fn place(&mut self, id: PairId, difference: &Difference) -> Place {
        if let Some(name) = &difference.property {
            return Place::Property {
                owner: self.owner(id),
                path: name.clone(),
            };
        }
        if let Some((owner, path)) = self.property_around() {
            let owner = self.owner(owner);
            return Place::Property { owner, path };
        }
        match self.one.role.name() {
            Some(name) => Place::Element {
                name: name.to_owned(),
                schema: self.owner(id),
            },
            None => Place::Location(difference.base.clone(), difference.revision.clone()),
        }
    }

    /// The innermost property that the current pair is in: the pair that has it, and the path from there.
    fn property_around(&self) -> Option<(PairId, String)> {
        let mut path: Vec<&str> = Vec::new();
        for (pair, index) in self.around.iter().rev() {
            match &self.graph.get(*pair).children[*index].0 {
                Step::Inside(step) => path.push(step),
                Step::Property(name) => {
                    path.push(name);
                    path.reverse();
                    return Some((*pair, path.join("/")));
                }
            }
        }
        None
    }

    /// The name of a pair, or a number that is equal for pairs of equal schemas.
    fn owner(&mut self, id: PairId) -> Owner {
        let graph = std::rc::Rc::clone(&self.graph);
        let pair = graph.get(id);
        if let Some(name) = &pair.name {
            return Owner::Component(name.to_string());
        }
        let known = self.state.inline.get(&id).copied();
        Owner::Inline(known.unwrap_or_else(|| {
            let nodes = pair.base.iter().chain(&pair.revision);
            let text: String = nodes.map(|at| format!("{:?}\n", at.node)).collect();
            let next = self.state.texts.len();
            let number = *self.state.texts.entry(text).or_insert(next);
            self.state.inline.insert(id, number);
            number
        }))
    }
}
