//! Types that a page does not give.
//!
//! In: parameters, and all that is known of other fields. Out: parameters with a type. Guaranteed: each is said in
//! a note, with the reason.

use std::collections::HashMap;

use oascribe_codegen::diag::codes;

use crate::facts::{Bound, Field, Many, Plain, Type};
use crate::spot::Report;

/// Types by the name of a field.
#[derive(Default)]
pub struct Known(HashMap<String, Type>);

impl Known {
    /// Remembers the type of a field, unless one of its name is known already.
    pub fn learn(&mut self, field: &Field) {
        if let (Some(ty @ Type::Plain(..)), Many::One) = (&field.ty, field.many) {
            self.0
                .entry(field.name.clone())
                .or_insert_with(|| ty.clone());
        }
    }
}

/// Settles the type of a parameter.
pub fn parameter(field: &mut Field, known: &Known, report: &mut Report<'_>) {
    if field.ty.is_none() {
        let (ty, reason) = guess(field, known);
        let Type::Plain(plain, _) = &ty else {
            return;
        };
        let text = format!("the page gives no type for `{}`", field.name);
        let label = format!("taken as `{}`: {reason}", plain.as_str());
        report.say(codes::INFERRED_TYPE, text, field.at, &label);
        field.ty = Some(ty);
    }
    // In a URL an integer and its digits are the same, and only an integer has bounds.
    if let Some(Type::Plain(plain @ Plain::String, Some(format))) = &mut field.ty
        && ["int32", "int64", "uint32", "uint64"].contains(&format.as_str())
    {
        *plain = Plain::Integer;
    }
}

fn guess(field: &Field, known: &Known) -> (Type, String) {
    let integer = Type::Plain(Plain::Integer, Some("int64".to_owned()));
    let text = Type::Plain(Plain::String, None);
    for rule in &field.rules {
        match rule.bound {
            Bound::Minimum(_) | Bound::Maximum(_) | Bound::Above(_) | Bound::Below(_) => {
                return (integer, "it has a bound of a number".to_owned());
            }
            Bound::MinLength(_) | Bound::MaxLength(_) | Bound::Pattern(_) => {
                return (text, "it has a rule for text".to_owned());
            }
            Bound::MinCount(_) | Bound::MaxCount(_) | Bound::Unique | Bound::Default(_) => {}
        }
    }
    if field.name == "pageSize" {
        return (integer, "that is what a page size is".to_owned());
    }
    match known.0.get(&field.name) {
        Some(ty) => (
            ty.clone(),
            "so it is in a field of the same name".to_owned(),
        ),
        None => (text, "nothing speaks for anything else".to_owned()),
    }
}
