//! Arrays.

use oascribe_codegen::read::Node;

use super::super::super::schema::same_value;
use super::super::super::spec::At;
use super::{Check, Checker};

impl<'d> Checker<'_, 'd> {
    pub(super) fn array(&mut self, items: &[Node], at: &At<'d>) -> Check {
        let size = items.len() as f64;
        let check = self.sizes(size, at, ["minItems", "maxItems"]);
        let is_repeated =
            |(index, item): (usize, &Node)| items.iter().take(index).any(|it| same_value(it, item));
        let is_unique = !at.flag("uniqueItems") || !items.iter().enumerate().any(is_repeated);
        let check = check.and(|| self.require(is_unique, "uniqueItems"));
        let check = check.and(|| self.items(items, at));
        check.and(|| self.contains(items, at))
    }

    fn items(&mut self, items: &[Node], at: &At<'d>) -> Check {
        let prefix = at.get("prefixItems").map_or(Vec::new(), |at| at.items());
        let rest = at.get("items");
        let mut check = Check::Admitted;
        for (index, item) in items.iter().enumerate() {
            let schema = prefix.get(index).or(rest.as_ref());
            check = check.and(|| match schema {
                Some(schema) => self.part(index.to_string(), item, schema),
                None => self.unevaluated(index, item, at),
            });
        }
        check
    }

    /// `unevaluatedItems`. What other keywords evaluate is not followed.
    fn unevaluated(&mut self, index: usize, item: &Node, at: &At<'d>) -> Check {
        const APPLICATORS: [&str; 6] = ["$ref", "allOf", "anyOf", "contains", "if", "oneOf"];
        match at.get("unevaluatedItems") {
            None => Check::Admitted,
            Some(_) if APPLICATORS.iter().any(|key| at.get(key).is_some()) => {
                Check::Undecided("unevaluatedItems")
            }
            Some(schema) => self.part(index.to_string(), item, &schema),
        }
    }

    /// `contains`, `minContains` and `maxContains`.
    fn contains(&mut self, items: &[Node], at: &At<'d>) -> Check {
        let Some(schema) = at.get("contains") else {
            return Check::Admitted;
        };
        let mut count = 0.0;
        for (index, item) in items.iter().enumerate() {
            match self.part(index.to_string(), item, &schema) {
                Check::Admitted => count += 1.0,
                Check::Refused(_) => {}
                undecided => return undecided,
            }
        }
        let limit = |keyword: &str| at.node.get(keyword).and_then(Node::as_f64);
        let least = limit("minContains");
        let keyword = least.map_or("contains", |_| "minContains");
        let check = self.require(count >= least.unwrap_or(1.0), keyword);
        let is_within = limit("maxContains").is_none_or(|most| count <= most);
        check.and(|| self.require(is_within, "maxContains"))
    }
}
