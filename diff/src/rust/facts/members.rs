//! Members of structs: those that are required are arguments of `new`, or stand in a struct of their own.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use oascribe_codegen::surface::{Argument, Kind, Signature, StructForm};

use super::super::names::type_of;
use super::super::signature::differing;
use super::super::{Bump, Surface};
use super::{Facts, Side};

impl Facts<'_> {
    /// Tells what a required member does to those who make values at its field.
    pub(super) fn members(&mut self) {
        for index in 0..self.changes.len() {
            let path = self.paths[index].clone();
            let Some((owner, name)) = path.rsplit_once("::") else {
                continue;
            };
            if self.owners[index].is_some() || !owner.starts_with("models::") {
                continue;
            }
            match self.changes[index].kind {
                Some(Kind::Fn) if name == "new" => self.constructor(index, owner),
                Some(Kind::Field) => {
                    if let Some(owner) = owner.strip_suffix("Required")
                        && self.is_exhaustive(&path)
                    {
                        let field = self.find(&format!("{owner}::{name}"), Kind::Field);
                        self.put(index, field);
                        self.has_to_be_given(index);
                        self.has_to_be_given(field.unwrap_or(index));
                    }
                }
                _ => {}
            }
        }
    }

    /// Whether who makes a value of the struct that a field stands in has to name all fields.
    fn is_exhaustive(&self, field: &str) -> bool {
        let owner = (type_of(field).to_owned(), Kind::Struct);
        let item = self.old.items.get(&owner);
        item.is_some_and(|item| item.signature == Signature::Struct(StructForm::Exhaustive))
    }

    /// What `new` takes, it takes for members: it is told at those that differ, if that says it all.
    fn constructor(&mut self, index: usize, owner: &str) {
        let change = &self.changes[index];
        let is_break = self.side(index) != Side::Both || change.bump == Bump::Major;
        let [old, new] = change.functions.each_ref().map(|function| match function {
            Some(function) => function.arguments.as_slice(),
            None => &[],
        });
        let names = match is_struct(old) || is_struct(new) {
            false => differing(old, new),
            true => {
                let was = self.required(self.old, old, owner);
                let is = self.required(self.new, new, owner);
                was.symmetric_difference(&is).cloned().collect()
            }
        };
        let fields = names.iter();
        let fields = fields.map(|name| self.find(&format!("{owner}::{name}"), Kind::Field));
        let Some(mut fields) = fields.collect::<Option<Vec<_>>>() else {
            return;
        };
        fields.sort_by_key(|field| (Reverse(self.changes[*field].bump), *field));
        let first = fields.first().copied();
        self.put(index, first);
        for field in fields.into_iter().filter(|_| is_break) {
            self.has_to_be_given(field);
        }
        if self.side(index) != Side::Both {
            let is_default = |found: &usize| {
                let change = &self.changes[*found];
                [&change.old, &change.new].contains(&&Some("Default".to_owned()))
            };
            let mut of_owner = self.at.get(owner).into_iter().flatten().copied();
            if let Some(default) = of_owner.find(is_default) {
                self.put(default, first);
            }
        }
    }

    /// The members that `new` takes, each by itself or all in a struct of their own.
    fn required(&self, side: &Surface, new: &[Argument], owner: &str) -> BTreeSet<String> {
        if !is_struct(new) {
            return differing(new, &[]).into_iter().collect();
        }
        let prefix = format!("{owner}Required::");
        let items = side.items.range((prefix.clone(), Kind::ALL[0])..);
        let paths = items.map_while(|((path, _), _)| path.strip_prefix(&prefix));
        paths.map(str::to_owned).collect()
    }

    /// A member that was not there breaks who makes a value without it.
    fn has_to_be_given(&mut self, index: usize) {
        if self.side(index) == Side::New {
            let change = &mut self.changes[index];
            change.bump = Bump::Major;
            change.text = "is new, and has to be given".to_owned();
        }
    }
}

/// Whether `new` takes all that it needs in a struct.
fn is_struct(new: &[Argument]) -> bool {
    matches!(new, [one] if one.name == "required" && one.ty.ends_with("Required"))
}

#[cfg(test)]
mod tests {
    use super::super::tests::told;

    #[test]
    fn a_required_member_is_told_at_its_field() {
        let pet = |traits: &str| format!("models::Pet | struct | non_exhaustive | Clone{traits}\n");
        let name =
            "models::Pet::name | field | String\nmodels::Pet::new | fn | (name: String) -> Self\n";
        let (old, new) = (pet(" Default"), format!("{}{name}", pet("")));
        let text = "major models::Pet::name is new, and has to be given +2";
        assert_eq!(told(&old, &new), [text]);
        assert_eq!(told(&new, &old), ["major models::Pet::name is gone +2"]);
    }

    #[test]
    fn a_member_of_many_required_ones_has_to_be_given() {
        let side = |more: &str| {
            format!(
                "models::Pet | struct | non_exhaustive | Clone\nmodels::Pet::a | field | i64\n\
                 models::Pet::new | fn | (required: models::PetRequired) -> Self\n\
                 models::PetRequired | struct | exhaustive | Clone\nmodels::PetRequired::a | field | i64\n{more}"
            )
        };
        let b = "models::Pet::b | field | i64\nmodels::PetRequired::b | field | i64\n";
        let text = "major models::Pet::b is new, and has to be given +1";
        assert_eq!(told(&side(""), &side(b)), [text]);
        assert_eq!(
            told(&side(b), &side("")),
            ["major models::Pet::b is gone +1"]
        );
    }

    #[test]
    fn what_no_field_tells_is_told_at_new() {
        let side = |ty: &str, arguments: &str| {
            format!(
                "models::Pet | struct | non_exhaustive | Clone\nmodels::Pet::age | field | {ty}\n\
                 models::Pet::note | field | Option<String>\n\
                 models::Pet::new | fn | ({arguments}) -> Self\n"
            )
        };
        let old = side("i64", "age: i64");
        let new = side("f64", "age: f64, note: Option<String>");
        let both = [
            "age changed",
            "new takes `note`, takes another type as `age`",
        ];
        assert_eq!(
            told(&old, &new),
            both.map(|text| format!("major models::Pet::{text} +0"))
        );
    }

    #[test]
    fn a_member_of_another_name_takes_the_place_of_the_first() {
        let side = |name: &str| {
            format!(
                "models::Pet | struct | non_exhaustive | Clone\nmodels::Pet::{name} | field | i64\n\
                 models::Pet::new | fn | ({name}: i64) -> Self\n"
            )
        };
        let both = [
            "major models::Pet::age is gone +1",
            "minor models::Pet::years is new +0",
        ];
        assert_eq!(told(&side("age"), &side("years")), both);
    }
}
