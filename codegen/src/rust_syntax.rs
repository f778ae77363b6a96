//! The syntax of Rust in oascribe.toml.
//!
//! Guaranteed: what is accepted here can be printed as tokens.

/// A type: the path without arguments, and the arguments of its last segment.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct RustType {
    /// With the module of the standard library also for names of its prelude, and without a leading `::`.
    pub path: String,
    pub arguments: Vec<RustType>,
}

/// Names that are known everywhere, and their paths.
const PRELUDE: &[(&str, &str)] = &[
    ("Box", "std::boxed::Box"),
    ("Option", "std::option::Option"),
    ("String", "std::string::String"),
    ("Vec", "std::vec::Vec"),
];

impl RustType {
    /// Reads the path of a type. Returns `None` for other types, and for text that is none.
    pub fn parse(text: &str) -> Option<Self> {
        Self::of_path(&syn::parse_str::<syn::TypePath>(text).ok()?)
    }

    fn of_path(ty: &syn::TypePath) -> Option<Self> {
        if ty.qself.is_some() {
            return None;
        }
        let segments = || ty.path.segments.iter();
        let names: Vec<String> = segments().map(|part| part.ident.to_string()).collect();
        let path = names.join("::");
        let path = match path.split_once("::") {
            Some(("alloc" | "core", rest)) => format!("std::{rest}"),
            _ => path,
        };
        let path = path.strip_prefix("std::primitive::").unwrap_or(&path);
        let known = PRELUDE.iter().find(|(name, _)| *name == path);
        let arguments = match segments().map(|part| &part.arguments).next_back() {
            Some(syn::PathArguments::AngleBracketed(arguments)) => {
                arguments.args.iter().filter_map(Self::argument).collect()
            }
            _ => Vec::new(),
        };
        Some(RustType {
            path: known.map_or(path, |(_, path)| path).to_owned(),
            arguments,
        })
    }

    /// A type among generic arguments. Types other than paths have no known traits.
    fn argument(argument: &syn::GenericArgument) -> Option<Self> {
        match argument {
            syn::GenericArgument::Type(syn::Type::Path(path)) => Self::of_path(path),
            syn::GenericArgument::Type(_) => Some(RustType {
                path: "std::".to_owned(),
                arguments: Vec::new(),
            }),
            _ => None,
        }
    }

    /// The type as text, without spaces.
    pub fn text(&self) -> String {
        if self.arguments.is_empty() {
            return self.path.clone();
        }
        let arguments: Vec<String> = self.arguments.iter().map(RustType::text).collect();
        format!("{}<{}>", self.path, arguments.join(","))
    }

    /// Calls `visit` for this type and all its arguments.
    pub fn each<'t>(&'t self, visit: &mut impl FnMut(&'t RustType)) {
        visit(self);
        self.arguments.iter().for_each(|inner| inner.each(visit));
    }
}

/// Whether a text is an expression.
pub(crate) fn is_expression(text: &str) -> bool {
    syn::parse_str::<syn::Expr>(text).is_ok()
}

/// Whether a text is the path of a module or function, without arguments.
pub(crate) fn is_module_path(text: &str) -> bool {
    let mut parts = text.split("::");
    parts.all(|part| syn::parse_str::<syn::Ident>(part).is_ok())
}

/// The path of an attribute without `#[…]`. Returns `None` if the text is none.
pub(crate) fn attribute_path(text: &str) -> Option<String> {
    let attribute: syn::Meta = syn::parse_str(text).ok()?;
    let segments = attribute.path().segments.iter();
    let segments: Vec<String> = segments.map(|part| part.ident.to_string()).collect();
    Some(segments.join("::"))
}
