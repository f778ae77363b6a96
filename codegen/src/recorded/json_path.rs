//! JSONPaths (RFC 9535) of nodes, as targets of overlays.

use crate::read::Node;
use crate::source::Pointer;
use crate::source::json_path::push_name;

/// The JSONPath of a node. Returns `None` if the tree does not have it.
pub(super) fn of(tree: &Node, at: &Pointer) -> Option<String> {
    let mut path = "$".to_owned();
    let mut node = tree;
    for step in at.segments() {
        match node {
            Node::Object(map) => {
                node = map.get(&step)?;
                push_name(&mut path, &step);
            }
            Node::Array(items) => {
                let index = step.parse::<usize>().ok()?;
                node = items.get(index)?;
                path.push_str(&format!("[{index}]"));
            }
            _ => return None,
        }
    }
    Some(path)
}
