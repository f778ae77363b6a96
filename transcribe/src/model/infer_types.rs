//! Types that a page does not give.
//!
//! In: parameters, and all that is known of other fields. Out: parameters with a type. Guaranteed: each is said in
//! a note, with the reason.

use std::collections::HashMap;

use oascribe_codegen::diag::codes;

use crate::facts::{Cardinality, Field, Keyword, Primitive, Type};
use crate::reporter::Reporter;

/// Types by the name of a field.
#[derive(Default)]
pub struct KnownTypes(HashMap<String, Type>);

impl KnownTypes {
    /// Remembers the type of a field, unless one of its name is known already.
    pub fn learn(&mut self, field: &Field) {
        if let (Some(ty @ Type::Primitive(..)), Cardinality::Single) =
            (&field.ty, field.cardinality)
        {
            self.0
                .entry(field.name.clone())
                .or_insert_with(|| ty.clone());
        }
    }
}

/// Settles the type of a parameter.
pub fn parameter(field: &mut Field, known: &KnownTypes, reporter: &mut Reporter<'_>) {
    if field.ty.is_none() {
        let (ty, reason) = guess(field, known);
        let Type::Primitive(plain, _) = &ty else {
            return;
        };
        let text = format!("the page gives no type for `{}`", field.name);
        let label = format!("taken as `{}`: {reason}", plain.as_str());
        reporter.report(codes::INFERRED_TYPE, text, field.at, &label);
        field.ty = Some(ty);
    }
    // In a URL an integer and its digits are the same, and only an integer has bounds.
    if let Some(Type::Primitive(plain @ Primitive::String, Some(format))) = &mut field.ty
        && ["int32", "int64", "uint32", "uint64"].contains(&format.as_str())
    {
        *plain = Primitive::Integer;
    }
}

fn guess(field: &Field, known: &KnownTypes) -> (Type, String) {
    let integer = Type::Primitive(Primitive::Integer, Some("int64".to_owned()));
    let text = Type::Primitive(Primitive::String, None);
    for constraint in &field.constraints {
        match constraint.keyword {
            Keyword::Minimum(_)
            | Keyword::Maximum(_)
            | Keyword::ExclusiveMinimum(_)
            | Keyword::ExclusiveMaximum(_) => {
                return (integer, "it has a bound of a number".to_owned());
            }
            Keyword::MinLength(_) | Keyword::MaxLength(_) | Keyword::Pattern(_) => {
                return (text, "it has a constraint for text".to_owned());
            }
            Keyword::MinCount(_)
            | Keyword::MaxCount(_)
            | Keyword::UniqueItems
            | Keyword::Default(_) => {}
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
