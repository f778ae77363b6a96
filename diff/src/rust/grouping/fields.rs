//! Fields, and the constructors, setters and builders that change with them.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use oascribe_codegen::surface::{Argument, Kind, Signature, StructForm};

use super::super::names::type_of;
use super::super::signature::differing;
use super::super::{Bump, Surface};
use super::{Groups, Side};

impl Groups<'_> {
    /// Groups the constructor and the builder with the required fields that they take.
    pub(super) fn fields(&mut self) {
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
                Some(Kind::Fn) => self.setter(index, &path),
                Some(Kind::Field) => {
                    if let Some(owner) = owner.strip_suffix("Required")
                        && self.is_exhaustive(&path)
                    {
                        let field = self.find(&format!("{owner}::{name}"), Kind::Field);
                        self.report_with(index, field);
                        self.mark_required(index);
                        self.mark_required(field.unwrap_or(index));
                    }
                }
                _ => {}
            }
        }
    }

    /// Groups a setter with its field. Its name has more `_` if a method has the name of the field.
    fn setter(&mut self, index: usize, path: &str) {
        let names = [path, path.trim_end_matches('_')];
        let mut fields = names.into_iter();
        let field = fields.find_map(|field| self.find(field, Kind::Field));
        self.report_with(index, field);
    }

    /// Whether the struct of a field is exhaustive: a struct literal must name all fields.
    fn is_exhaustive(&self, field: &str) -> bool {
        let owner = (type_of(field).to_owned(), Kind::Struct);
        let item = self.old.items.get(&owner);
        item.is_some_and(|item| item.signature == Signature::Struct(StructForm::Exhaustive))
    }

    /// Groups `new` with the fields whose arguments changed, if they cover the complete change.
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
        self.report_with(index, first);
        for field in fields.into_iter().filter(|_| is_break) {
            self.mark_required(field);
        }
        if self.side(index) != Side::Both {
            let is_default = |found: &usize| {
                let change = &self.changes[*found];
                [&change.old, &change.new].contains(&&Some("Default".to_owned()))
            };
            let mut of_owner = self.at.get(owner).into_iter().flatten().copied();
            if let Some(default) = of_owner.find(is_default) {
                self.report_with(default, first);
            }
        }
    }

    /// The required fields, which `new` takes as arguments or in a struct.
    fn required(&self, side: &Surface, new: &[Argument], owner: &str) -> BTreeSet<String> {
        if !is_struct(new) {
            return differing(new, &[]).into_iter().collect();
        }
        let prefix = format!("{owner}Required::");
        let items = side.items.range((prefix.clone(), Kind::ALL[0])..);
        let paths = items.map_while(|((path, _), _)| path.strip_prefix(&prefix));
        paths.map(str::to_owned).collect()
    }

    /// A new required field breaks code that builds values without it.
    fn mark_required(&mut self, index: usize) {
        if self.side(index) == Side::New {
            let change = &mut self.changes[index];
            change.bump = Bump::Major;
            change.text = "was added and is required".to_owned();
        }
    }
}

/// Whether `new` takes the required fields in a struct.
fn is_struct(new: &[Argument]) -> bool {
    matches!(new, [one] if one.name == "required" && one.ty.ends_with("Required"))
}

#[cfg(test)]
mod tests {
    use super::super::tests::reported;

    #[test]
    fn a_required_field_is_reported_once() {
        let pet = |traits: &str| format!("models::Pet | struct | non_exhaustive | Clone{traits}\n");
        let name =
            "models::Pet::name | field | String\nmodels::Pet::new | fn | (name: String) -> Self\n";
        let (old, new) = (pet(" Default"), format!("{}{name}", pet("")));
        let text = "major models::Pet::name was added and is required +2";
        assert_eq!(reported(&old, &new), [text]);
        assert_eq!(
            reported(&new, &old),
            ["major models::Pet::name was removed +2"]
        );
    }

    #[test]
    fn a_setter_is_reported_with_its_field() {
        let side =
            |fields: &str| format!("models::Pet | struct | non_exhaustive | Clone\n{fields}");
        let field = |name: &str, setter: &str, ty: &str| {
            format!(
                "models::Pet::{name} | field | Option<{ty}>\n\
                 models::Pet::{setter} | fn | (self, value: {ty}) -> Self\n"
            )
        };
        let age = side(&field("age", "age", "i64"));
        assert_eq!(
            reported(&side(""), &age),
            ["minor models::Pet::age was added +1"]
        );
        assert_eq!(
            reported(&age, &side(&field("age", "age", "f64"))),
            ["major models::Pet::age changed +1"]
        );
        let new = side(&field("new", "new_", "i64"));
        assert_eq!(
            reported(&new, &side("")),
            ["major models::Pet::new was removed +1"]
        );
        // A constant that is no longer the only value gets a setter.
        let kind = "models::Pet::kind | field | models::Kind\n";
        let setter = "models::Pet::kind | fn | (self, value: impl Into<models::Kind>) -> Self\n";
        assert_eq!(
            reported(&side(kind), &side(&format!("{kind}{setter}"))),
            ["minor models::Pet::kind was added +0"]
        );
    }

    #[test]
    fn a_field_of_the_required_struct_is_reported_once() {
        let side = |more: &str| {
            format!(
                "models::Pet | struct | non_exhaustive | Clone\nmodels::Pet::a | field | i64\n\
                 models::Pet::new | fn | (required: models::PetRequired) -> Self\n\
                 models::PetRequired | struct | exhaustive | Clone\nmodels::PetRequired::a | field | i64\n{more}"
            )
        };
        let b = "models::Pet::b | field | i64\nmodels::PetRequired::b | field | i64\n";
        let text = "major models::Pet::b was added and is required +1";
        assert_eq!(reported(&side(""), &side(b)), [text]);
        assert_eq!(
            reported(&side(b), &side("")),
            ["major models::Pet::b was removed +1"]
        );
    }

    #[test]
    fn other_arguments_are_reported_at_new() {
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
            "new now takes `note`, changed the type of `age`",
        ];
        assert_eq!(
            reported(&old, &new),
            both.map(|text| format!("major models::Pet::{text} +0"))
        );
    }

    #[test]
    fn a_renamed_field_is_removed_and_added() {
        let side = |name: &str| {
            format!(
                "models::Pet | struct | non_exhaustive | Clone\nmodels::Pet::{name} | field | i64\n\
                 models::Pet::new | fn | ({name}: i64) -> Self\n"
            )
        };
        let both = [
            "major models::Pet::age was removed +1",
            "minor models::Pet::years was added +0",
        ];
        assert_eq!(reported(&side("age"), &side("years")), both);
    }
}
