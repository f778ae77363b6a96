//! Rust types, which can be printed for any module.

use crate::ir::Int;

/// A Rust type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ty {
    /// A type of the models module.
    Model(String),
    /// A type from `[crate.types]`, by its path.
    Foreign(String),
    /// A type of the module of its operation.
    Local(String),
    /// A type of the runtime.
    Runtime(&'static str),
    String,
    Bool,
    Int(Int),
    F64,
    /// Any JSON value.
    Json,
    /// The bytes of a response.
    Bytes,
    /// Bytes or a stream, for a request.
    Body,
    /// A part of a multipart body.
    File,
    Unit,
    Option(Box<Ty>),
    Vec(Box<Ty>),
    Tuple(Vec<Ty>),
    Map(Box<Ty>),
    /// A map of a type from `[crate.types]`, by its path.
    OwnMap(String, Box<Ty>),
    /// Additional properties of one type.
    Extra(Box<Ty>),
    Box(Box<Ty>),
    /// A named type, whose arguments are `impl Into`: an enum, a union or an alias of strings.
    Into(Box<Ty>),
}

/// The module that a type is printed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Inside `models`, where models have no prefix.
    Models,
    /// Inside `api`, where models are `models::X`.
    Api,
    /// Outside of the crate, which has the types of the runtime at its root.
    Surface,
}

impl Ty {
    pub fn option(self) -> Ty {
        Ty::Option(Box::new(self))
    }

    /// The type as source text.
    pub fn text(&self, scope: Scope) -> String {
        match self {
            Ty::Model(name) => match scope {
                Scope::Models => name.clone(),
                Scope::Api | Scope::Surface => format!("models::{name}"),
            },
            Ty::Local(name) => match scope {
                Scope::Surface => format!("api::{name}"),
                Scope::Models | Scope::Api => name.clone(),
            },
            Ty::Foreign(path) => path.clone(),
            Ty::Runtime(name) => match scope {
                Scope::Models | Scope::Api => format!("runtime::{name}"),
                Scope::Surface => (*name).to_owned(),
            },
            Ty::String => "String".to_owned(),
            Ty::Bool => "bool".to_owned(),
            Ty::Int(int) => int_name(*int).to_owned(),
            Ty::F64 => "f64".to_owned(),
            Ty::Json => "serde_json::Value".to_owned(),
            Ty::Bytes => "bytes::Bytes".to_owned(),
            Ty::Body => Ty::Runtime("Body").text(scope),
            Ty::File => Ty::Runtime("File").text(scope),
            Ty::Unit => "()".to_owned(),
            Ty::Option(inner) => format!("Option<{}>", inner.text(scope)),
            Ty::Vec(inner) => format!("Vec<{}>", inner.text(scope)),
            Ty::Tuple(items) => {
                let items: Vec<String> = items.iter().map(|item| item.text(scope)).collect();
                match items.as_slice() {
                    [only] => format!("({only},)"),
                    items => format!("({})", items.join(", ")),
                }
            }
            Ty::Map(inner) => format!("BTreeMap<String, {}>", inner.text(scope)),
            Ty::OwnMap(path, inner) => format!("{path}<String, {}>", inner.text(scope)),
            Ty::Extra(inner) => {
                let extra = Ty::Runtime("Extra").text(scope);
                format!("{extra}<{}>", inner.text(scope))
            }
            Ty::Box(inner) => format!("Box<{}>", inner.text(scope)),
            Ty::Into(inner) => inner.text(scope),
        }
    }

    /// The type of an argument: what other types convert to is `impl Into`, and a `Box` is made by the function itself.
    pub fn argument(&self, scope: Scope) -> String {
        match self.unboxed() {
            ty if ty.is_into() => format!("impl Into<{}>", ty.text(scope)),
            other => other.text(scope),
        }
    }

    /// The type of the argument of a setter: as of others, and anything with the items of a list or a map.
    pub fn setter_argument(&self, scope: Scope) -> String {
        let item = |item: &Ty| match item {
            Ty::Box(_) => item.text(scope),
            item => item.argument(scope),
        };
        match self {
            Ty::Vec(of) => format!("impl IntoIterator<Item = {}>", item(of)),
            Ty::Map(of) | Ty::OwnMap(_, of) | Ty::Extra(of) => {
                format!(
                    "impl IntoIterator<Item = (impl Into<String>, {})>",
                    item(of)
                )
            }
            other => other.argument(scope),
        }
    }

    /// The type inside of a `Box`, or the type itself.
    pub fn unboxed(&self) -> &Ty {
        match self {
            Ty::Box(inner) => inner,
            other => other,
        }
    }

    /// Whether an argument of this type is `impl Into`.
    pub fn is_into(&self) -> bool {
        match self {
            Ty::String | Ty::Json | Ty::Runtime(_) | Ty::Body | Ty::File | Ty::Into(_) => true,
            Ty::Model(_) | Ty::Foreign(_) | Ty::Local(_) | Ty::Bool | Ty::Int(_) | Ty::F64 => false,
            Ty::Bytes | Ty::Unit | Ty::Option(_) | Ty::Vec(_) | Ty::Tuple(_) => false,
            Ty::Map(_) | Ty::OwnMap(..) | Ty::Extra(_) | Ty::Box(_) => false,
        }
    }

    /// Calls `visit` for this type and every type inside it.
    pub fn each<'t>(&'t self, visit: &mut impl FnMut(&'t Ty)) {
        visit(self);
        if let Ty::Option(inner)
        | Ty::Vec(inner)
        | Ty::Map(inner)
        | Ty::OwnMap(_, inner)
        | Ty::Extra(inner)
        | Ty::Box(inner)
        | Ty::Into(inner) = self
        {
            inner.each(visit);
        }
        if let Ty::Tuple(items) = self {
            items.iter().for_each(|item| item.each(visit));
        }
    }
}

fn int_name(int: Int) -> &'static str {
    match int {
        Int::I8 => "i8",
        Int::I16 => "i16",
        Int::I32 => "i32",
        Int::I64 => "i64",
        Int::U8 => "u8",
        Int::U16 => "u16",
        Int::U32 => "u32",
        Int::U64 => "u64",
    }
}
