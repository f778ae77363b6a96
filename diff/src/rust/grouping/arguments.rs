//! Arguments of methods, and the items that change with them.

use std::collections::HashMap;

use oascribe_codegen::surface::Kind;

use super::super::owners::made;
use super::{Groups, Side};

impl Groups<'_> {
    /// Groups each argument with its method, and an optional argument with its setter.
    pub(super) fn arguments(&mut self) {
        let mut makers: HashMap<String, usize> = HashMap::new();
        for (index, change) in self.changes.iter().enumerate() {
            let is_method = self.side(index) == Side::Both;
            let sides = change.functions.iter().rev().flatten();
            for made in sides.filter(|_| is_method).filter_map(made) {
                makers.entry(made.to_owned()).or_insert(index);
            }
        }
        for index in 0..self.changes.len() {
            let path = self.paths[index].clone();
            let Some((owner, name)) = path.rsplit_once("::") else {
                continue;
            };
            let method = makers.get(owner).copied();
            match self.changes[index].kind {
                Some(Kind::Fn) if name == "new" && owner.starts_with("api::") => {
                    self.report_with(index, method)
                }
                Some(Kind::Field) if owner.starts_with("api::") => {
                    let method = method.or_else(|| self.find(&format!("{owner}::new"), Kind::Fn));
                    self.argument(index, &format!("Call<C, {owner}>::{name}"), method);
                }
                _ => {}
            }
        }
    }

    fn argument(&mut self, field: usize, setter: &str, method: Option<usize>) {
        // If the name is taken by a method of `Call`, the setter has a trailing underscore.
        let taken = format!("{setter}_");
        let found = self
            .find(setter, Kind::Fn)
            .or_else(|| self.find(&taken, Kind::Fn));
        match found {
            Some(setter) if self.side(setter) == self.side(field) => {
                self.report_with(field, Some(setter))
            }
            // The argument is required on one side, where the method takes it.
            Some(setter) => {
                self.report_with(field, method);
                self.report_with(setter, method);
            }
            None if self.old.knows(setter) || self.old.knows(&taken) => {}
            None => self.report_with(field, method),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::reported;

    const GET: &str = "api::Get | struct | non_exhaustive | Clone\n";

    #[test]
    fn an_argument_is_reported_at_its_method() {
        let side = |argument: &str, ty: &str| {
            format!(
                "{GET}api::Get::id | field | {ty}\napi::Get::new | fn | (id: {argument}) -> Self\n\
                 api::Pets::get | fn | (&self, id: {argument}) -> Call<C, api::Get>\n"
            )
        };
        let (old, new) = (side("i64", "i64"), side("impl Into<String>", "String"));
        assert_eq!(
            reported(&old, &new),
            ["major api::Pets::get changed the type of its argument +2"]
        );
        let setter = "api::Get::id | field | Option<i64>\napi::Get::new | fn | () -> Self\n\
                      api::Pets::get | fn | (&self) -> Call<C, api::Get>\n\
                      Call<C, api::Get>::id | fn | (self, id: i64) -> Self\n";
        let optional = format!("{GET}{setter}");
        assert_eq!(
            reported(&old, &optional),
            ["major api::Pets::get no longer takes `id` +3"]
        );
    }

    #[test]
    fn an_optional_argument_is_reported_at_its_setter() {
        let side = |name: &str, ty: &str| {
            format!(
                "{GET}api::Get::with_tags | field | Option<{ty}>\n\
                 Call<C, api::Get>::{name} | fn | (self, with_tags: {ty}) -> Self\n"
            )
        };
        let new = side("with_tags_", "bool");
        let path = "Call<C, api::Get>::with_tags_";
        assert_eq!(reported(GET, &new), [format!("minor {path} was added +1")]);
        assert_eq!(
            reported(&new, GET),
            [format!("major {path} was removed +1")]
        );
        let other = side("with_tags_", "i64");
        assert_eq!(
            reported(&new, &other),
            [format!("major {path} changed the type of its argument +1")]
        );
    }
}
