//! What a finding about a schema was made from.

use super::super::schema::{Difference, Graph, Pair, PairId, Step};

/// What a finding about a schema was made from: the path from the usage of a schema to the pair of schemas that differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The number of the usage.
    pub usage: usize,
    /// The pairs around the pair that differs, outermost first, with the index of the child that leads to the next one.
    pub path: Vec<(PairId, usize)>,
    /// The pair that differs.
    pub pair: PairId,
    /// The index of the difference. `None`: the sets of values differ, and no difference shows it.
    pub difference: Option<usize>,
}

impl Origin {
    /// The difference, if the finding is about one.
    pub fn difference<'g>(&self, graph: &'g Graph<'_>) -> Option<&'g Difference> {
        graph.get(self.pair).differences.get(self.difference?)
    }

    /// The pairs around the pair that differs, innermost first, with the step to the pair inside.
    pub fn outwards<'g, 'd>(
        &self,
        graph: &'g Graph<'d>,
    ) -> impl Iterator<Item = (&'g Pair<'d>, &'g Step)> {
        self.path.iter().rev().filter_map(move |(pair, child)| {
            let pair = graph.get(*pair);
            Some((pair, &pair.children.get(*child)?.0))
        })
    }
}
