//! A node whose properties are looked up many times.

use super::Node;

/// Fewer properties are compared one by one.
const MANY: usize = 16;

/// A node, and the properties if it is an object.
pub struct View<'t> {
    node: Node<'t>,
    /// Sorted by name if there are many. Equal names are in their order.
    properties: Vec<(&'t str, Node<'t>)>,
}

impl<'t> View<'t> {
    /// Reads the properties.
    pub fn new(node: Node<'t>) -> Self {
        let mut properties: Vec<_> = node.entries().collect();
        if properties.len() > MANY {
            properties.sort_by_key(|(name, _)| *name);
        }
        Self { node, properties }
    }

    /// The node.
    pub fn node(&self) -> Node<'t> {
        self.node
    }

    /// The value of a property. If there are several of the name, the last one counts.
    pub fn get(&self, name: &str) -> Option<Node<'t>> {
        let properties = &self.properties;
        let found = match properties.len() > MANY {
            true => {
                let end = properties.partition_point(|(other, _)| *other <= name);
                properties.get(end.checked_sub(1)?)
            }
            false => properties.iter().rev().find(|(other, _)| *other == name),
        };
        found
            .filter(|(other, _)| *other == name)
            .map(|(_, node)| *node)
    }
}
