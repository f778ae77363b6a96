//! The setters of a struct: which fields have one, and how it takes the value.

use super::{Field, Rest, Struct};
use crate::ir::{Deprecated, Presence};
use crate::plan::ty::{Scope, Ty};

/// Functions of models and of the traits of Rust's prelude, which a setter or another function would hide.
pub(super) const METHODS: [&str; 19] = [
    "as_ref",
    "borrow",
    "borrow_mut",
    "check",
    "clone",
    "clone_from",
    "clone_into",
    "default",
    "deserialize",
    "eq",
    "fmt",
    "from",
    "into",
    "ne",
    "new",
    "serialize",
    "to_owned",
    "try_from",
    "try_into",
];

/// A method that sets one field and returns the struct.
#[derive(Clone, Debug)]
pub struct Setter<'s> {
    pub name: String,
    pub field: &'s str,
    pub deprecated: Deprecated,
    /// The type of the value, without the `Option`s of the field.
    ty: &'s Ty,
    wrap: Wrap,
}

/// The `Option`s around the value of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wrap {
    /// `T`
    Plain,
    /// `Option<T>`, where `None` is a missing property.
    Optional,
    /// `Option<T>`, where `None` is `null`.
    Nullable,
    /// `Option<Option<T>>`, where the inner `None` is `null`.
    OptionalNullable,
}

impl Struct {
    /// The setters of the fields that are not arguments of `new`, and that have more than one value.
    pub fn setters(&self) -> Vec<Setter<'_>> {
        let fields = self.fields.iter().filter(|field| field.has_setter());
        let setters = fields.map(|field| {
            let (wrap, ty) = Wrap::of(field);
            Setter {
                name: self.setter_name(&field.name),
                field: &field.name,
                deprecated: field.deprecated.clone(),
                ty,
                wrap,
            }
        });
        let rest = self.rest.iter().map(|Rest { name, ty, .. }| Setter {
            name: self.setter_name(name),
            field: name,
            deprecated: Deprecated::No,
            ty,
            wrap: Wrap::Plain,
        });
        setters.chain(rest).collect()
    }

    /// The name of the field, with `_` if it is a method of ours. No other field has the name.
    fn setter_name(&self, field: &str) -> String {
        let mut name = field.to_owned();
        let is_taken = |name: &str| {
            METHODS.contains(&name) || name != field && self.fields.iter().any(|it| it.name == name)
        };
        while is_taken(&name) {
            name.push('_');
        }
        name
    }
}

impl Field {
    fn has_setter(&self) -> bool {
        match self.presence {
            Presence::Optional => true,
            Presence::Required => self.constant.is_some() && !self.has_one_value,
        }
    }
}

impl Wrap {
    /// The `Option`s of a field, and the type inside of them.
    fn of(field: &Field) -> (Wrap, &Ty) {
        match (field.presence, &field.ty) {
            (Presence::Optional, Ty::Option(inner)) => match &**inner {
                Ty::Option(inner) => (Wrap::OptionalNullable, inner),
                inner => (Wrap::Optional, inner),
            },
            (Presence::Required, Ty::Option(inner)) => (Wrap::Nullable, inner),
            (_, ty) => (Wrap::Plain, ty),
        }
    }
}

impl Setter<'_> {
    /// The type of the argument.
    pub fn argument(&self, scope: Scope) -> String {
        match self.wrap {
            Wrap::Plain | Wrap::Optional if self.is_open_object() => match scope {
                Scope::Surface => "impl Properties".to_owned(),
                Scope::Models | Scope::Api => "@M impl wire::Properties<M>".to_owned(),
            },
            Wrap::Plain | Wrap::Optional => self.ty.setter_argument(scope),
            Wrap::Nullable | Wrap::OptionalNullable => {
                let nullable = Ty::Runtime("Nullable").text(scope);
                format!("impl Into<{nullable}<{}>>", self.ty.unboxed().text(scope))
            }
        }
    }

    /// The function of the runtime that converts the argument into the value of the field.
    pub fn conversion(&self) -> String {
        let boxed = matches!(self.ty, Ty::Box(_));
        let (value, some) = match self.wrap {
            Wrap::Plain => (Some(self.ty), false),
            Wrap::Optional => (Some(self.ty), true),
            Wrap::Nullable => (None, false),
            Wrap::OptionalNullable => (None, true),
        };
        let value = match value {
            Some(Ty::Vec(_)) => "list",
            Some(Ty::Map(_) | Ty::OwnMap(..)) if self.is_open_object() => "properties",
            Some(Ty::Map(_) | Ty::OwnMap(..) | Ty::Extra(_)) => "map",
            Some(Ty::Box(_)) => "boxed",
            Some(_) => "value",
            None if boxed => "nullable_box",
            None => "nullable",
        };
        match some {
            true => format!("some_{value}"),
            false => value.to_owned(),
        }
    }

    /// Whether the value is an object with any values, which `json!` creates as well.
    fn is_open_object(&self) -> bool {
        match self.ty {
            Ty::Map(value) | Ty::OwnMap(_, value) => matches!(**value, Ty::Json),
            _ => false,
        }
    }

    /// Whether the argument is `impl Into<Nullable<…>>`.
    pub fn is_nullable(&self) -> bool {
        matches!(self.wrap, Wrap::Nullable | Wrap::OptionalNullable)
    }
}
