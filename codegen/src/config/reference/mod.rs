//! Every key of an `oascribe.toml`, described.
//!
//! Out: [`tables`], from which the reference in the book and the JSON Schema ([`json_schema`]) are made. A test compares
//! the list with the keys that the parser accepts.

mod keys;
mod schema;

pub use keys::tables;
pub use schema::json_schema;

/// A table of the file.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Table {
    /// Its header in the file, for example `[crate.poll.SCHEMA]`. Words in capitals are names that you choose.
    pub header: &'static str,
    /// What it is for.
    pub text: &'static str,
    /// Its keys. Empty if you choose the names of all keys.
    pub keys: &'static [Key],
}

/// A key of a table.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Key {
    pub name: &'static str,
    pub kind: Kind,
    /// What it does, in Markdown.
    pub text: &'static str,
    /// What happens without it. Empty if nothing does.
    pub default: &'static str,
    /// A value, as it is written in the file.
    pub example: &'static str,
}

/// The kind of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    Bool,
    Integer,
    String,
    /// A path, relative to the file.
    Path,
    /// A path, or a table that is described under this header.
    PathOr(&'static str),
    /// A list of paths.
    Paths,
    /// A list of strings.
    Strings,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// A list of these words.
    ListOf(&'static [&'static str]),
    /// One of these words for all schemas, or a table with a word for some schemas.
    ForSchemas(&'static [&'static str]),
    /// A boolean for all schemas, or a table with one for some schemas.
    BoolForSchemas,
    /// A table whose keys you choose, with strings.
    Map,
    /// A table whose keys you choose, with lists of strings.
    MapOfLists,
    /// A table whose keys you choose, with what Cargo accepts for a dependency.
    Dependencies,
    /// A table whose keys you choose, with paths of types, or tables that are described under this header.
    OwnTypes(&'static str),
    /// A table that is described under this header.
    Table(&'static str),
    /// A table whose keys you choose, with tables that are described under this header.
    MapOfTables(&'static str),
}

impl Kind {
    /// The kind in words, for the reference.
    pub fn describe(self) -> String {
        let quoted = |words: &[&str]| {
            let words: Vec<String> = words.iter().map(|word| format!("`\"{word}\"`")).collect();
            words.join(", ")
        };
        match self {
            Kind::Bool => "boolean".to_owned(),
            Kind::Integer => "number".to_owned(),
            Kind::String => "string".to_owned(),
            Kind::Path => "path".to_owned(),
            Kind::PathOr(header) => format!("path, or table `{header}`"),
            Kind::Paths => "list of paths".to_owned(),
            Kind::Strings => "list of strings".to_owned(),
            Kind::OneOf(words) => quoted(words),
            Kind::ListOf(words) => format!("list of {}", quoted(words)),
            Kind::ForSchemas(words) => format!("{}; or a table by schema", quoted(words)),
            Kind::BoolForSchemas => "boolean; or a table by schema".to_owned(),
            Kind::Map => "table of strings".to_owned(),
            Kind::MapOfLists => "table of lists of strings".to_owned(),
            Kind::Dependencies => "table of dependencies".to_owned(),
            Kind::OwnTypes(header) => format!("table of paths of types, or of tables `{header}`"),
            Kind::Table(header) | Kind::MapOfTables(header) => format!("table `{header}`"),
        }
    }
}
