//! Bodies of type `application/x-www-form-urlencoded`.

use super::Style;
use super::tree::Node;

/// Serializes the properties of an object as pairs. Properties without a style: lists repeat their
/// name, objects are JSON, and `null` is omitted.
pub(super) fn form_of(node: &Node, styles: &[(&str, Style)]) -> String {
    let mut out = String::new();
    let Node::Object(properties) = node else {
        return out;
    };
    for (name, property) in properties {
        let style = styles.iter().find(|(known, _)| known == name);
        let style = match (style, property) {
            (Some((_, style)), _) => *style,
            (None, Node::Object(_)) => Style::JSON,
            (None, _) => Style::FORM.exploded(),
        };
        style.in_query(&mut out, name, property);
    }
    out
}
