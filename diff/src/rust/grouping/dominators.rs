//! Finds the change that caused a type to be added or removed.
//!
//! If a type is reachable through several changes, it is reported on its own.

/// Changes and types are nodes. Independent changes are successors of the root, node 0.
pub(super) struct Dominators {
    next: Vec<Vec<usize>>,
    before: Vec<Vec<usize>>,
    types: Vec<usize>,
}

const ROOT: usize = 0;

impl Dominators {
    /// A graph of `count` changes, of which `types` are types.
    pub fn new(count: usize, types: &[usize]) -> Self {
        let mut graph = Self {
            next: vec![Vec::new(); count + 1],
            before: vec![Vec::new(); count + 1],
            types: types.to_vec(),
        };
        for index in (0..count).filter(|index| types.binary_search(index).is_err()) {
            graph.add_independent(index);
        }
        graph
    }

    /// Marks a change as independent.
    pub fn add_independent(&mut self, index: usize) {
        self.edge(ROOT, index + 1);
    }

    /// Adds a change whose item uses a type.
    pub fn add(&mut self, user: usize, named: usize) {
        self.edge(user + 1, named + 1);
    }

    fn edge(&mut self, from: usize, to: usize) {
        self.next[from].push(to);
        self.before[to].push(from);
    }

    /// The types that are reachable only through one change, with that change.
    pub fn causes(mut self) -> Vec<(usize, usize)> {
        for index in self.types.clone() {
            if self.before[index + 1].is_empty() {
                self.add_independent(index);
            }
        }
        let order = self.order();
        let mut position = vec![usize::MAX; self.next.len()];
        for (index, node) in order.iter().enumerate() {
            position[*node] = index;
        }
        // "A Simple, Fast Dominance Algorithm" (Cooper, Harvey, Kennedy), by positions in the order.
        let mut dominators = vec![usize::MAX; order.len()];
        dominators[0] = 0;
        let mut is_settled = false;
        while !is_settled {
            is_settled = true;
            for index in 1..order.len() {
                let before = self.before[order[index]].iter().map(|node| position[*node]);
                let known = before.filter(|node| {
                    dominators
                        .get(*node)
                        .is_some_and(|dominator| *dominator != usize::MAX)
                });
                let dominator = known.reduce(|one, other| common(&dominators, one, other));
                if let Some(dominator) =
                    dominator.filter(|dominator| dominators[index] != *dominator)
                {
                    dominators[index] = dominator;
                    is_settled = false;
                }
            }
        }
        let mut causes = vec![0; order.len()];
        for index in 1..order.len() {
            causes[index] = match dominators[index] {
                0 => index,
                dominator => causes[dominator],
            };
        }
        let types = self.types.iter().map(|index| (*index, position[index + 1]));
        let caused = types.filter(|(_, position)| causes[*position] != *position);
        caused
            .map(|(index, position)| (index, order[causes[position]] - 1))
            .collect()
    }

    /// All nodes in topological order. Types in an unreachable cycle belong to the first of them.
    fn order(&mut self) -> Vec<usize> {
        let mut visited = vec![false; self.next.len()];
        let mut done = self.walk(ROOT, &mut visited);
        for index in self.types.clone() {
            if !visited[index + 1] {
                self.add_independent(index);
                let more = self.walk(index + 1, &mut visited);
                let root = done.pop();
                done.extend(more);
                done.extend(root);
            }
        }
        done.reverse();
        done
    }

    /// The nodes that are reachable from a node, in postorder.
    fn walk(&self, from: usize, visited: &mut [bool]) -> Vec<usize> {
        let mut done = Vec::new();
        let mut open = vec![(from, 0)];
        visited[from] = true;
        while let Some((node, at)) = open.pop() {
            match self.next[node].get(at) {
                Some(&next) => {
                    open.push((node, at + 1));
                    if !visited[next] {
                        visited[next] = true;
                        open.push((next, 0));
                    }
                }
                None => done.push(node),
            }
        }
        done
    }
}

/// The closest common dominator of two nodes.
fn common(dominators: &[usize], one: usize, other: usize) -> usize {
    let (mut one, mut other) = (one, other);
    while one != other {
        if one > other {
            one = dominators[one];
        } else {
            other = dominators[other];
        }
    }
    one
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_is_reported_with_its_only_cause() {
        // 0 and 1 are changes, the others types: 0 → 2 → 3 → 2, 0 and 1 → 4 → 5, 6 ⇄ 7, 8 → 9.
        let types = [2, 3, 4, 5, 6, 7, 8, 9];
        let mut graph = Dominators::new(10, &types);
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
            graph.add(user, named);
        }
        let causes = [(2, 0), (3, 0), (5, 4), (7, 6), (9, 8)];
        assert_eq!(graph.causes(), causes);
    }

    #[test]
    fn a_type_that_an_unchanged_item_uses_is_reported() {
        let mut graph = Dominators::new(2, &[1]);
        graph.add(0, 1);
        graph.add_independent(1);
        assert_eq!(graph.causes(), []);
    }
}
