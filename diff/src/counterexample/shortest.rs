//! The shortest path from a usage of a schema to a pair of schemas.

use std::collections::{HashMap, VecDeque};

use super::super::admits::Mode;
use super::super::document::Use;
use super::super::schema::{Graph, PairId};
use super::super::schema_findings::mode;
use super::Origin;

/// The first step backwards from each pair: the pair around it and the index of the child, or the usage.
type Backwards = HashMap<PairId, From>;

#[derive(Clone, Copy)]
enum From {
    Usage(usize),
    Pair(PairId, usize),
}

/// The shortest paths, by the circumstances in which the schemas are used.
#[derive(Default)]
pub struct Shortest(HashMap<[Mode; 2], Backwards>);

impl Shortest {
    /// The origin with the shortest path to the same pair in the same circumstances.
    pub fn of(&mut self, origin: &Origin, uses: &[Use], graph: &Graph<'_>) -> Option<Origin> {
        let modes = |usage: &Use| [true, false].map(|is_root| mode(&usage.role, is_root));
        let key = modes(uses.get(origin.usage)?);
        let backwards = self.0.entry(key).or_insert_with(|| {
            let uses = uses.iter().enumerate();
            let uses = uses.filter(|(_, usage)| modes(usage) == key);
            search(uses.map(|(number, usage)| (number, usage.pair)), graph)
        });
        let mut path = Vec::new();
        let mut pair = origin.pair;
        let usage = loop {
            match *backwards.get(&pair)? {
                From::Usage(usage) => break usage,
                From::Pair(around, child) => {
                    path.push((around, child));
                    pair = around;
                }
            }
        };
        path.reverse();
        Some(Origin {
            usage,
            path,
            ..origin.clone()
        })
    }
}

/// Visits all pairs, those with the shortest paths first.
fn search(uses: impl Iterator<Item = (usize, PairId)>, graph: &Graph<'_>) -> Backwards {
    let mut found = Backwards::new();
    let mut todo = VecDeque::new();
    for (number, pair) in uses {
        found.entry(pair).or_insert_with(|| {
            todo.push_back(pair);
            From::Usage(number)
        });
    }
    while let Some(pair) = todo.pop_front() {
        for (index, (_, child)) in graph.get(pair).children.iter().enumerate() {
            found.entry(*child).or_insert_with(|| {
                todo.push_back(*child);
                From::Pair(pair, index)
            });
        }
    }
    found
}
