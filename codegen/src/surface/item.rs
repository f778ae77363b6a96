//! One public item.

use std::fmt;

/// A public item of an emitted crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The path from the root of the crate: `models::Pet::name`. A setter has the path of its call:
    /// `Call<C, api::PetList>::limit`.
    pub path: String,
    pub signature: Signature,
    /// The traits that the type implements, derived ones included.
    pub traits: Vec<String>,
    /// The cargo features that the item needs, all of them.
    pub features: Vec<String>,
}

impl Item {
    /// An item that implements nothing and needs no feature.
    pub fn new(path: impl Into<String>, signature: Signature) -> Self {
        Self {
            path: path.into(),
            signature,
            traits: Vec::new(),
            features: Vec::new(),
        }
    }

    /// The item with these traits.
    pub fn with_traits(mut self, traits: &[&str]) -> Self {
        self.traits = traits.iter().map(|name| (*name).to_owned()).collect();
        self
    }

    /// The item with these features.
    pub fn with_features(mut self, features: &[String]) -> Self {
        self.features = features.to_vec();
        self
    }

    pub fn kind(&self) -> Kind {
        self.signature.kind()
    }

    /// Whether the items differ in their paths at most.
    pub fn is_same_but_for_path(&self, other: &Item) -> bool {
        self.signature == other.signature
            && self.traits == other.traits
            && self.features == other.features
    }
}

/// The kind of an item. The order is that of the words in `surface.txt`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A type under its old name.
    Alias,
    /// An associated constant.
    Const,
    Enum,
    Field,
    Fn,
    Struct,
    /// A trait of the runtime.
    Trait,
    /// A type alias, or an associated type.
    Type,
    Variant,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 9] = [
        Kind::Alias,
        Kind::Const,
        Kind::Enum,
        Kind::Field,
        Kind::Fn,
        Kind::Struct,
        Kind::Trait,
        Kind::Type,
        Kind::Variant,
    ];

    /// The word for it in `surface.txt`.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Alias => "alias",
            Kind::Const => "const",
            Kind::Enum => "enum",
            Kind::Field => "field",
            Kind::Fn => "fn",
            Kind::Struct => "struct",
            Kind::Trait => "trait",
            Kind::Type => "type",
            Kind::Variant => "variant",
        }
    }

    /// Whether it declares a type or a trait.
    pub fn is_type(self) -> bool {
        matches!(self, Kind::Struct | Kind::Enum | Kind::Trait | Kind::Type)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The signature of an item, by its kind. Types are Rust source text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signature {
    /// The path that replaces the old name.
    Alias(String),
    Const(String),
    /// All enums are `#[non_exhaustive]`.
    Enum,
    Field(String),
    Fn(Function),
    Struct(StructForm),
    /// The items that an implementation must have.
    Trait(Vec<String>),
    Type(String),
    /// The type in it, if any.
    Variant(Option<String>),
}

impl Signature {
    pub fn kind(&self) -> Kind {
        match self {
            Signature::Alias(_) => Kind::Alias,
            Signature::Const(_) => Kind::Const,
            Signature::Enum => Kind::Enum,
            Signature::Field(_) => Kind::Field,
            Signature::Fn(_) => Kind::Fn,
            Signature::Struct(_) => Kind::Struct,
            Signature::Trait(_) => Kind::Trait,
            Signature::Type(_) => Kind::Type,
            Signature::Variant(_) => Kind::Variant,
        }
    }

    /// The function, if it is one.
    pub fn function(&self) -> Option<&Function> {
        match self {
            Signature::Fn(function) => Some(function),
            _ => None,
        }
    }

    /// The types in it: of the arguments, then of the return value or the field.
    pub fn types(&self) -> Vec<&str> {
        match self {
            Signature::Enum
            | Signature::Struct(_)
            | Signature::Trait(_)
            | Signature::Variant(None) => Vec::new(),
            Signature::Fn(function) => {
                let arguments = function.arguments.iter();
                let types = arguments.map(|argument| argument.ty.as_str());
                types.chain([function.returns.as_str()]).collect()
            }
            Signature::Alias(ty)
            | Signature::Const(ty)
            | Signature::Field(ty)
            | Signature::Type(ty)
            | Signature::Variant(Some(ty)) => vec![ty],
        }
    }

    /// The signature with each type replaced by the result of `change`.
    pub fn map_types(&self, mut change: impl FnMut(&str) -> String) -> Signature {
        match self {
            Signature::Alias(ty) => Signature::Alias(change(ty)),
            Signature::Const(ty) => Signature::Const(change(ty)),
            Signature::Field(ty) => Signature::Field(change(ty)),
            Signature::Type(ty) => Signature::Type(change(ty)),
            Signature::Variant(ty) => Signature::Variant(ty.as_deref().map(change)),
            Signature::Enum => Signature::Enum,
            Signature::Struct(form) => Signature::Struct(*form),
            Signature::Trait(required) => Signature::Trait(required.clone()),
            Signature::Fn(function) => {
                let arguments = function.arguments.iter().map(|argument| Argument {
                    name: argument.name.clone(),
                    ty: change(&argument.ty),
                });
                Signature::Fn(Function {
                    receiver: function.receiver,
                    arguments: arguments.collect(),
                    returns: change(&function.returns),
                })
            }
        }
    }
}

/// How values of a struct are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StructForm {
    /// `#[non_exhaustive]`: only by functions.
    NonExhaustive,
    /// By naming every field.
    Exhaustive,
    /// Only by the client, which is its type parameter `C`.
    Client,
}

/// A function or method.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Function {
    pub receiver: Receiver,
    pub arguments: Vec<Argument>,
    pub returns: String,
}

/// The `self` of a method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Receiver {
    None,
    /// `&self`
    Borrowed,
    /// `&mut self`
    Mutable,
    /// `self`
    Owned,
}

/// An argument of a function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Argument {
    pub name: String,
    pub ty: String,
}
