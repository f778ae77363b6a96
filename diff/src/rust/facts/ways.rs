//! The ways that lead to a type.
//!
//! In: changes, and which of them name which types. Out: for each type the one change that all ways to it lead through.
//! Guaranteed: where there are ways through two changes, the type stands for itself.

/// Changes and types are nodes; what stands for itself can be reached from the root, node 0.
pub(super) struct Ways {
    next: Vec<Vec<usize>>,
    before: Vec<Vec<usize>>,
    types: Vec<usize>,
}

const ROOT: usize = 0;

impl Ways {
    /// Of so many changes, some are types.
    pub fn new(count: usize, types: &[usize]) -> Self {
        let mut ways = Self {
            next: vec![Vec::new(); count + 1],
            before: vec![Vec::new(); count + 1],
            types: types.to_vec(),
        };
        for index in (0..count).filter(|index| types.binary_search(index).is_err()) {
            ways.stands_alone(index);
        }
        ways
    }

    /// A change that is told by itself.
    pub fn stands_alone(&mut self, index: usize) {
        self.edge(ROOT, index + 1);
    }

    /// A change whose item names a type.
    pub fn add(&mut self, user: usize, named: usize) {
        self.edge(user + 1, named + 1);
    }

    fn edge(&mut self, from: usize, to: usize) {
        self.next[from].push(to);
        self.before[to].push(from);
    }

    /// Each type that all ways to it lead to through one change, with that change.
    pub fn firsts(mut self) -> Vec<(usize, usize)> {
        for index in self.types.clone() {
            if self.before[index + 1].is_empty() {
                self.stands_alone(index);
            }
        }
        let order = self.order();
        let mut place = vec![usize::MAX; self.next.len()];
        for (index, node) in order.iter().enumerate() {
            place[*node] = index;
        }
        // "A Simple, Fast Dominance Algorithm" (Cooper, Harvey, Kennedy), by places in the order.
        let mut gates = vec![usize::MAX; order.len()];
        gates[0] = 0;
        let mut is_settled = false;
        while !is_settled {
            is_settled = true;
            for index in 1..order.len() {
                let before = self.before[order[index]].iter().map(|node| place[*node]);
                let known =
                    before.filter(|node| gates.get(*node).is_some_and(|gate| *gate != usize::MAX));
                let gate = known.reduce(|one, other| common(&gates, one, other));
                if let Some(gate) = gate.filter(|gate| gates[index] != *gate) {
                    gates[index] = gate;
                    is_settled = false;
                }
            }
        }
        let mut firsts = vec![0; order.len()];
        for index in 1..order.len() {
            firsts[index] = match gates[index] {
                0 => index,
                gate => firsts[gate],
            };
        }
        let types = self.types.iter().map(|index| (*index, place[index + 1]));
        let led = types.filter(|(_, place)| firsts[*place] != *place);
        led.map(|(index, place)| (index, order[firsts[place]] - 1))
            .collect()
    }

    /// All nodes, each after one that leads to it. Types that only lead to each other stand for the first of them.
    fn order(&mut self) -> Vec<usize> {
        let mut seen = vec![false; self.next.len()];
        let mut done = self.walk(ROOT, &mut seen);
        for index in self.types.clone() {
            if !seen[index + 1] {
                self.stands_alone(index);
                let more = self.walk(index + 1, &mut seen);
                let root = done.pop();
                done.extend(more);
                done.extend(root);
            }
        }
        done.reverse();
        done
    }

    /// What a node leads to, those at the end first.
    fn walk(&self, from: usize, seen: &mut [bool]) -> Vec<usize> {
        let mut done = Vec::new();
        let mut open = vec![(from, 0)];
        seen[from] = true;
        while let Some((node, at)) = open.pop() {
            match self.next[node].get(at) {
                Some(&next) => {
                    open.push((node, at + 1));
                    if !seen[next] {
                        seen[next] = true;
                        open.push((next, 0));
                    }
                }
                None => done.push(node),
            }
        }
        done
    }
}

/// The last node that all ways to both lead through.
fn common(gates: &[usize], one: usize, other: usize) -> usize {
    let (mut one, mut other) = (one, other);
    while one != other {
        if one > other {
            one = gates[one];
        } else {
            other = gates[other];
        }
    }
    one
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_is_told_at_the_one_change_that_leads_to_it() {
        // 0 and 1 are changes, the others types: 0 → 2 → 3 → 2, 0 and 1 → 4 → 5, 6 ⇄ 7, 8 → 9.
        let types = [2, 3, 4, 5, 6, 7, 8, 9];
        let mut ways = Ways::new(10, &types);
        let edges = [
            (0, 2),
            (2, 3),
            (3, 2),
            (0, 4),
            (1, 4),
            (4, 5),
            (6, 7),
            (7, 6),
            (8, 9),
        ];
        for (user, named) in edges {
            ways.add(user, named);
        }
        let firsts = [(2, 0), (3, 0), (5, 4), (7, 6), (9, 8)];
        assert_eq!(ways.firsts(), firsts);
    }

    #[test]
    fn what_stays_needs_its_types_told() {
        let mut ways = Ways::new(2, &[1]);
        ways.add(0, 1);
        ways.stands_alone(1);
        assert_eq!(ways.firsts(), []);
    }
}
