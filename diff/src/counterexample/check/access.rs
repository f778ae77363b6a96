//! Properties that a direction does not have.

use super::super::super::admits::Direction;
use super::super::super::spec::At;
use super::{Checker, Hidden};

/// The number of schemas that are searched for properties and flags.
const MAX_MEMBERS: usize = 64;

impl<'d> Checker<'_, 'd> {
    /// The names of the properties that a schema declares, itself or by `$ref` and `allOf`, and the direction does not
    /// have.
    pub(super) fn hidden(&self, at: &At<'d>) -> Hidden<'d> {
        let mut hidden = Hidden::new();
        if self.reading.direction.is_some() {
            for member in self.members(at) {
                let properties = member.get("properties");
                let properties = properties.iter().flat_map(At::all_entries);
                let properties = properties.filter(|(_, at)| self.hides(at));
                hidden.extend(properties.map(|(name, _)| name));
            }
        }
        hidden
    }

    /// Whether the direction does not have a property with this schema. A property that is read-only and write-only is
    /// sent in both directions.
    pub(super) fn hides(&self, at: &At<'d>) -> bool {
        let (hiding, other) = match self.reading.direction {
            Some(Direction::Request) => ("readOnly", "writeOnly"),
            Some(Direction::Response) => ("writeOnly", "readOnly"),
            None => return false,
        };
        let members = self.members(at);
        let has = |keyword| members.iter().any(|member| member.flag(keyword));
        has(hiding) && !has(other)
    }

    /// A schema and those that always apply with it: by `$ref` and `allOf`, recursively.
    fn members(&self, at: &At<'d>) -> Vec<At<'d>> {
        let mut found = vec![at.clone()];
        let mut next = 0;
        while let Some(at) = found.get(next).cloned()
            && found.len() < MAX_MEMBERS
        {
            next += 1;
            let target = at.text("$ref").and_then(|_| self.spec.hop(&at));
            let all_of = at.get("allOf");
            let all_of = all_of.filter(|_| target.is_none() || !self.is_legacy());
            let members = all_of.map_or(Vec::new(), |at| at.items());
            for member in target.into_iter().chain(members) {
                if found.iter().all(|it| it.address() != member.address()) {
                    found.push(member);
                }
            }
        }
        found
    }
}
