//! Strongly connected components of a graph, by Tarjan's algorithm.
//!
//! In: the targets of each node. Out: the component of each node. Guaranteed: linear in nodes and edges; no recursion,
//! so that long paths don't overflow the stack.

/// The number of each node's component. Nodes with the same number reach each other; a node reaches no component with a
/// higher number.
pub(in crate::passes) fn strongly_connected_components(targets: &[Vec<usize>]) -> Vec<usize> {
    let mut search = Search {
        targets,
        order: vec![None; targets.len()],
        low: vec![0; targets.len()],
        component: vec![None; targets.len()],
        stack: Vec::new(),
        visited: 0,
        completed: 0,
    };
    for start in 0..targets.len() {
        if search.order[start].is_none() {
            search.visit(start);
        }
    }
    let found = search.component.into_iter();
    found.map(Option::unwrap_or_default).collect()
}

struct Search<'g> {
    targets: &'g [Vec<usize>],
    /// The order in which nodes are visited.
    order: Vec<Option<usize>>,
    /// The earliest node that each node is known to reach.
    low: Vec<usize>,
    component: Vec<Option<usize>>,
    /// Visited nodes that have no component yet.
    stack: Vec<usize>,
    /// The number of visited nodes.
    visited: usize,
    /// The number of complete components.
    completed: usize,
}

impl Search<'_> {
    fn visit(&mut self, start: usize) {
        let mut path = vec![(start, 0)];
        self.enter(start);
        while let Some((node, next)) = path.last_mut() {
            let node = *node;
            let Some(&target) = self.targets[node].get(*next) else {
                path.pop();
                if let Some((parent, _)) = path.last() {
                    self.low[*parent] = self.low[*parent].min(self.low[node]);
                }
                self.leave(node);
                continue;
            };
            *next += 1;
            match self.order[target] {
                None => {
                    self.enter(target);
                    path.push((target, 0));
                }
                Some(order) if self.component[target].is_none() => {
                    self.low[node] = self.low[node].min(order);
                }
                Some(_) => {}
            }
        }
    }

    fn enter(&mut self, node: usize) {
        self.order[node] = Some(self.visited);
        self.low[node] = self.visited;
        self.visited += 1;
        self.stack.push(node);
    }

    /// If a node reaches no earlier one, it forms a component with all nodes above it on the stack.
    fn leave(&mut self, node: usize) {
        if self.order[node] != Some(self.low[node]) {
            return;
        }
        while let Some(top) = self.stack.pop() {
            self.component[top] = Some(self.completed);
            if top == node {
                break;
            }
        }
        self.completed += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::strongly_connected_components;

    #[test]
    fn separates_components() {
        // 0 → 1 → 2 → 0, 2 → 3, 3 ⇄ 4, 5 alone
        let found = strongly_connected_components(&[
            vec![1],
            vec![2],
            vec![0, 3],
            vec![4],
            vec![3],
            vec![],
        ]);
        assert!(found[0] == found[1] && found[1] == found[2]);
        assert!(found[3] == found[4] && found[3] != found[0]);
        assert!(found[5] != found[0] && found[5] != found[3]);
    }

    #[test]
    fn long_path_does_not_overflow_the_stack() {
        let long = 200_000;
        let mut targets: Vec<Vec<usize>> = (1..long).map(|next| vec![next]).collect();
        targets.push(vec![0]);
        let found = strongly_connected_components(&targets);
        assert!(found.iter().all(|component| *component == found[0]));
    }
}
