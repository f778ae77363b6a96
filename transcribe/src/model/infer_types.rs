//! Infers the types of parameters for which the page states none.
//!
//! Each inferred type is reported in a note, with the reason.

use std::collections::HashMap;

use oascribe_codegen::diag::codes;

use crate::facts::{Cardinality, Field, Keyword, Primitive, Type};
use crate::reporter::Reporter;

/// Types of fields, by name.
#[derive(Default)]
pub struct KnownTypes(HashMap<String, Type>);

impl KnownTypes {
    /// Records the type of a field, unless the name has one already.
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

/// Infers the type of a parameter, if the page states none.
pub fn parameter(field: &mut Field, known: &KnownTypes, reporter: &mut Reporter<'_>) {
    if field.ty.is_none() {
        let (ty, reason) = guess(field, known);
        let Type::Primitive(plain, _) = &ty else {
            return;
        };
        let text = format!("the page does not state the type of `{}`", field.name);
        let label = format!("assumed to be `{}`: {reason}", plain.as_str());
        reporter.report(codes::INFERRED_TYPE, text, field.at, &label);
        field.ty = Some(ty);
    }
    // In a URL, an integer and a string of digits look the same, and only an integer has bounds.
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
                return (integer, "it has a numeric bound".to_owned());
            }
            Keyword::MinLength(_) | Keyword::MaxLength(_) | Keyword::Pattern(_) => {
                return (text, "it has a constraint on strings".to_owned());
            }
            Keyword::MinCount(_)
            | Keyword::MaxCount(_)
            | Keyword::UniqueItems
            | Keyword::Default(_) => {}
        }
    }
    if field.name == "pageSize" {
        return (integer, "page sizes are integers".to_owned());
    }
    match known.0.get(&field.name) {
        Some(ty) => (
            ty.clone(),
            "a field of the same name has this type".to_owned(),
        ),
        None => (text, "nothing indicates another type".to_owned()),
    }
}
