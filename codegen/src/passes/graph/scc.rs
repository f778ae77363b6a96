//! Which nodes of a graph lie in a circle together: Tarjan's strongly connected components.
//!
//! In: the targets of each node. Out: the number of each node's component. Guaranteed: linear in nodes and edges,
//! and no recursion, however long the way through the graph.

/// The component of each node; nodes of the same number reach each other.
pub(super) fn strongly_connected_components(targets: &[Vec<usize>]) -> Vec<usize> {
    let mut search = Search {
        targets,
        order: vec![None; targets.len()],
        low: vec![0; targets.len()],
        component: vec![None; targets.len()],
        stack: Vec::new(),
        met: 0,
        closed: 0,
    };
    for start in 0..targets.len() {
        if search.order[start].is_none() {
            search.walk(start);
        }
    }
    let found = search.component.into_iter();
    found.map(Option::unwrap_or_default).collect()
}

struct Search<'g> {
    targets: &'g [Vec<usize>],
    /// When a node was met first.
    order: Vec<Option<usize>>,
    /// The earliest node that is known to be reached from it.
    low: Vec<usize>,
    component: Vec<Option<usize>>,
    /// Nodes that were met and have no component yet.
    stack: Vec<usize>,
    met: usize,
    closed: usize,
}

impl Search<'_> {
    fn walk(&mut self, start: usize) {
        let mut way = vec![(start, 0)];
        self.enter(start);
        while let Some((node, next)) = way.last_mut() {
            let node = *node;
            let Some(&target) = self.targets[node].get(*next) else {
                way.pop();
                if let Some((before, _)) = way.last() {
                    self.low[*before] = self.low[*before].min(self.low[node]);
                }
                self.close(node);
                continue;
            };
            *next += 1;
            match self.order[target] {
                None => {
                    self.enter(target);
                    way.push((target, 0));
                }
                Some(order) if self.component[target].is_none() => {
                    self.low[node] = self.low[node].min(order);
                }
                Some(_) => {}
            }
        }
    }

    fn enter(&mut self, node: usize) {
        self.order[node] = Some(self.met);
        self.low[node] = self.met;
        self.met += 1;
        self.stack.push(node);
    }

    /// All that is left and reaches no node before this one lies in a circle with it.
    fn close(&mut self, node: usize) {
        if self.order[node] != Some(self.low[node]) {
            return;
        }
        while let Some(member) = self.stack.pop() {
            self.component[member] = Some(self.closed);
            if member == node {
                break;
            }
        }
        self.closed += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::strongly_connected_components;

    #[test]
    fn tells_circles_apart() {
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
    fn a_long_way_needs_no_stack() {
        let long = 200_000;
        let mut targets: Vec<Vec<usize>> = (1..long).map(|next| vec![next]).collect();
        targets.push(vec![0]);
        let found = strongly_connected_components(&targets);
        assert!(found.iter().all(|component| *component == found[0]));
    }
}
