//! Headers of responses → a struct of the operation.

use super::{HeaderField, HeaderForm, Headers, Planner};
use crate::ir::{self, Access, Explode, Header, Kind, Shape, StyleKind};
use crate::plan::model::{edge_type, property_docs};
use crate::plan::scope::{Case, Scope};

impl Planner<'_, '_, '_, '_> {
    pub(super) fn headers(&mut self, operation: &ir::Operation, name: &str) -> Option<Headers> {
        if operation.headers.is_empty() {
            return None;
        }
        let mut scope = Scope::new(Case::Sensitive);
        scope.reserve("malformed", "those that can't be read");
        let key = operation.at.child("responses").child("headers");
        let fields = operation.headers.iter().map(|header| {
            let key = key.child(&header.wire.to_ascii_lowercase());
            HeaderField {
                name: self.argument_name(&header.wire, &key, &header.at, &mut scope),
                wire: header.wire.clone(),
                ty: edge_type(self.api, self.type_names, &header.ty).option(),
                form: self.header_form(header),
                docs: property_docs(&header.docs, Access::Both, None, &header.ty),
                deprecated: header.docs.deprecated.clone(),
            }
        });
        let fields = fields.collect();
        let name = self.scope.claim(&format!("{name}Headers"), name).ident;
        Some(Headers { name, fields })
    }

    /// How the value is parsed. An enum of strings accepts any text; other enums depend on the form of the text.
    fn header_form(&self, header: &Header) -> HeaderForm {
        if header.style.kind == StyleKind::Json {
            return HeaderForm::Json;
        }
        let item = match self.api.behind(&header.ty) {
            Shape::List(item) => item,
            _ => &header.ty,
        };
        match self.api.behind(item) {
            Shape::Scalar(_) | Shape::List(_) | Shape::Tuple(_) | Shape::Any => HeaderForm::Plain,
            Shape::Named(id) => match &self.api.ty(*id).kind {
                Kind::Enum(values) if values.is_string() => HeaderForm::Plain,
                Kind::Enum(_) => HeaderForm::Literal,
                _ => object(header),
            },
            Shape::Map(_) => object(header),
        }
    }
}

fn object(header: &Header) -> HeaderForm {
    match header.style.explode {
        Explode::Yes => HeaderForm::Exploded,
        Explode::No => HeaderForm::Literal,
    }
}
