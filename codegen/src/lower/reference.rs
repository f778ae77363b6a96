//! Lowers `$ref`, and reports references that do not resolve.

use super::Lower;
use super::json::to_json;
use crate::diag::{Diagnostic, Severity, codes};
use crate::ir::{Origin, Ref, Shape};
use crate::read::{Node, Schema};
use crate::source::Pointer;

/// The target of a reference, or the node itself if it is not a reference.
pub(super) struct Target<'d> {
    pub node: &'d Node,
    pub at: Pointer,
    /// The name of the component if it is a reference to one.
    pub name: Option<String>,
}

/// The operation that is being lowered, for messages.
pub(super) struct CurrentOperation {
    /// `GET /pets`
    pub name: String,
    /// `200 response`
    pub part: String,
}

/// The longest chain of references to references.
pub(super) const MAX_REFERENCES: usize = 32;

impl<'d> Lower<'d, '_> {
    /// The default of a schema, or that of the schema that it refers to, as compact JSON.
    pub(super) fn default_value(&self, schema: Schema<'d>, at: &Pointer) -> Option<String> {
        let (mut schema, mut at) = (schema, at.clone());
        for _ in 0..MAX_REFERENCES {
            if let Some(default) = schema.default_value() {
                return Some(to_json(default));
            }
            let (_, reference) = schema.references().next()?;
            let (node, target) = self.resolve(reference, &at)?;
            (schema, at) = (Schema::new(node), target);
        }
        None
    }

    /// The type of a schema reference. One that does not resolve becomes an untyped value, so that the schema around it
    /// stays typed.
    pub(super) fn schema_reference(&mut self, reference: &str, at: &Pointer) -> Ref {
        let Some((node, target)) = self.resolve(reference, at) else {
            let mut found = self.unresolved(reference, at);
            (found.code, found.severity) = (codes::OPEN_REF, codes::OPEN_REF.severity);
            let label = "generated as untyped JSON";
            self.diags.push(found.label(label));
            return Ref::new(Shape::Any, at.clone());
        };
        if let Some(&id) = self.named.get(&target) {
            return Ref::new(Shape::Named(id), at.clone());
        }
        let name = self.doc.name_of(&target);
        let id = self.reserve(&target, Origin::Component(name));
        self.lower_later(id, Schema::new(node), target);
        Ref::new(Shape::Named(id), at.clone())
    }

    /// Follows `$ref` to a parameter, response, body or path item. Returns `None` if it does not resolve, which is
    /// reported.
    pub(super) fn follow(&mut self, node: &'d Node, at: &Pointer) -> Option<Target<'d>> {
        let mut current = Target {
            node,
            at: at.clone(),
            name: None,
        };
        for _ in 0..MAX_REFERENCES {
            let Some(reference) = current.node.get("$ref").and_then(Node::as_str) else {
                return Some(current);
            };
            let Some((node, target)) = self.doc.resolve(reference, &current.at) else {
                let found = self.unresolved(reference, &current.at);
                self.drop_item(found);
                return None;
            };
            let name = Some(self.doc.name_of(&target));
            current = Target {
                node,
                at: target,
                name,
            };
        }
        let message = "this reference leads back to itself";
        let found = Diagnostic::new(codes::REF_CYCLE, message).at(at);
        self.drop_item(found);
        None
    }

    /// Reports that an item is dropped: the current operation, or else the entry.
    fn drop_item(&mut self, found: Diagnostic) {
        let found = match &self.current {
            Some(CurrentOperation { name, part }) => {
                self.is_dropped = true;
                let label = match part.as_str() {
                    "" => format!("`{name}` is left out"),
                    part => {
                        format!("in the {part} of `{name}`: the operation is left out")
                    }
                };
                found.label(label)
            }
            None => {
                let found = found.severity(Severity::Warning);
                found.label("the entry is left out")
            }
        };
        self.diags.push(found);
    }

    /// Sets the part of the current operation that messages refer to.
    pub(super) fn enter(&mut self, part: &str) {
        if let Some(current) = &mut self.current {
            part.clone_into(&mut current.part);
        }
    }

    /// The diagnostic for a reference that does not resolve, without a label.
    fn unresolved(&mut self, reference: &str, at: &Pointer) -> Diagnostic {
        if let Some(target) = self.ignored_target(reference, at) {
            let message = format!("`{reference}` was left out because it is invalid");
            let found = Diagnostic::new(codes::DANGLING_REF, message).at(&at.child("$ref"));
            return found.related(&target, "the entry is here");
        }
        let found = self.doc.unresolved(reference, &self.places.written(at));
        match self.similar_reference(reference, at) {
            Some(name) => found.help(format!("did you mean `{name}`?")),
            None => found,
        }
    }

    /// The location that a reference would lead to if the reader had not ignored the target.
    fn ignored_target(&self, reference: &str, at: &Pointer) -> Option<Pointer> {
        let (parent, name) = reference.rsplit_once('/')?;
        let (_, parent) = self.resolve(parent, at)?;
        let target = parent.child(name);
        self.doc.was_left_out(&target).then_some(target)
    }

    fn similar_reference(&mut self, reference: &str, at: &Pointer) -> Option<String> {
        let (parent, name) = reference.rsplit_once('/')?;
        let (siblings, _) = self.resolve(parent, at)?;
        let keys = siblings.as_object()?.keys();
        let near = self.suggestions.similar(name, keys);
        near.map(|key| format!("{parent}/{key}"))
    }
}
