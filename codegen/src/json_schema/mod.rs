//! Writes the schemas of a document as standalone JSON Schema 2020-12.
//!
//! Input: a checked [`Document`]. Output: for each schema one document that states its dialect and has everything that it
//! refers to in `$defs`. Guaranteed: every reference in it resolves, the work is linear in the size of the schemas that
//! are reached, and everything that could not be written is in [`Written::omitted`].
//!
//! `discriminator`, `xml`, `externalDocs` and extensions are annotations in 2020-12: they are written, and don't
//! constrain anything. So is `format`.

mod access;
mod convert;
mod dynamic;
mod index;
mod keyword;
mod messages;
mod names;
mod nullable;
mod reference;
mod value;

use serde_json::{Map, Value, json};

use crate::read::{Document, Node, Version};
use crate::source::Pointer;
use convert::Convert;
use index::Index;

pub use access::Direction;
pub(crate) use keyword::entries;
pub use messages::Message;
pub(crate) use messages::all_operations;
pub use value::value;

/// The dialect of written schemas.
pub const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// A schema of a document.
#[derive(Clone, Debug)]
pub struct Schema<'d> {
    /// The schema: an object or a boolean.
    pub node: &'d Node,
    /// Where it is.
    pub at: Pointer,
}

/// A schema that was written.
#[derive(Clone, Debug)]
pub struct Written {
    /// The standalone schema.
    pub schema: Value,
    /// What could not be written.
    pub omitted: Vec<Omitted>,
}

/// Several schemas that were written into one document.
#[derive(Clone, Debug)]
pub struct Bundle {
    /// A schema that allows every value, with the schemas in `$defs`.
    pub schema: Value,
    /// The reference to each schema in `schema`, in the order in which they were passed.
    pub references: Vec<String>,
    /// What could not be written.
    pub omitted: Vec<Omitted>,
}

/// A keyword or a value that could not be written. Values that it would reject are accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Omitted {
    /// The keyword or the value.
    pub at: Pointer,
    /// Why.
    pub reason: String,
}

/// Writes the schemas of one document.
///
/// ```
/// use oascribe_codegen::diag::Diagnostics;
/// use oascribe_codegen::json_schema::{Direction, Writer};
/// use oascribe_codegen::{read, source::Sources};
///
/// let spec = r#"
/// openapi: 3.0.3
/// info: { title: Pets, version: "1" }
/// paths: {}
/// components:
///   schemas:
///     Pet: { type: object, properties: { id: { type: integer, readOnly: true }, tag: { $ref: '#/components/schemas/Tag' } } }
///     Tag: { type: string, nullable: true }
/// "#;
/// let (mut sources, mut diags) = (Sources::new(), Diagnostics::new());
/// let file = sources.add("pets.yaml", spec.to_owned());
/// let doc = read::read(&mut sources, file, &mut diags).ok_or("not an OpenAPI document")?;
///
/// let written = Writer::new(&doc).component("Pet", Direction::Request).ok_or("no such component")?;
/// assert_eq!(written.schema["$ref"], "#/$defs/Pet");
/// assert_eq!(written.schema["$defs"]["Pet"]["properties"]["tag"]["$ref"], "#/$defs/Tag");
/// assert_eq!(written.schema["$defs"]["Tag"]["type"], serde_json::json!(["string", "null"]));
/// // Requests have no read-only properties.
/// assert!(written.schema["$defs"]["Pet"]["properties"].get("id").is_none());
/// # Ok::<(), &str>(())
/// ```
pub struct Writer<'d> {
    doc: &'d Document,
    index: Index<'d>,
    /// Whether the document is of a version before OpenAPI 3.1, which has its own schema dialect.
    pub(crate) is_legacy: bool,
}

impl<'d> Writer<'d> {
    /// Creates a writer. All schemas of the document that can be referred to get their names here, so that a schema has
    /// the same name in every document that is written.
    pub fn new(doc: &'d Document) -> Self {
        Self {
            doc,
            index: Index::new(doc),
            is_legacy: doc.version <= Version::V3_0,
        }
    }

    /// The component schemas with their names, in the order of the document.
    pub fn components(&self) -> impl Iterator<Item = (&'d str, Schema<'d>)> {
        messages::components(self.doc)
    }

    /// The request bodies of all operations, in the order of the document. Each media type is one message.
    pub fn requests(&self) -> impl Iterator<Item = Message<'d>> {
        let all = messages::all(self.doc).into_iter();
        all.filter(|message| message.status.is_none())
    }

    /// The responses of all operations, in the order of the document. Each media type is one message.
    pub fn responses(&self) -> impl Iterator<Item = Message<'d>> {
        let all = messages::all(self.doc).into_iter();
        all.filter(|message| message.status.is_some())
    }

    /// Writes a component schema. Returns `None` if the document does not have it.
    pub fn component(&self, name: &str, direction: Direction) -> Option<Written> {
        let (_, schema) = self.components().find(|(known, _)| *known == name)?;
        Some(self.schema(&schema, direction))
    }

    /// Writes the schema of a request or response.
    pub fn message(&self, message: &Message<'d>) -> Written {
        self.schema(&message.schema, message.direction())
    }

    /// Writes any schema of the document.
    pub fn schema(&self, schema: &Schema<'d>, direction: Direction) -> Written {
        let mut convert = Convert::new(self, direction);
        let root = match self.index.shared(&schema.at) {
            Some(target) => json!({ "$ref": convert.reference_to(target) }),
            None => convert.schema(schema.node, &schema.at),
        };
        let root = match root {
            Value::Object(root) => root,
            Value::Bool(false) => Map::from_iter([("not".to_owned(), json!({}))]),
            _ => Map::new(),
        };
        let (schema, omitted) = convert.finish(root);
        Written { schema, omitted }
    }

    /// Writes several schemas into one document.
    pub fn bundle(&self, schemas: &[Schema<'d>], direction: Direction) -> Bundle {
        let mut convert = Convert::new(self, direction);
        let reference = |schema: &Schema<'d>| match self.index.get(&schema.at) {
            Some(target) => convert.reference_to(target),
            None => convert.define(schema),
        };
        let references = schemas.iter().map(reference).collect();
        let (schema, omitted) = convert.finish(Map::new());
        Bundle {
            schema,
            references,
            omitted,
        }
    }
}
