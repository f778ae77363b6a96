//! Objects and their members.

use super::{Discriminator, Docs, Ref, Rule, Shape};
use crate::source::Pointer;

/// An object with named members.
#[derive(Clone, Debug, Default)]
pub struct Struct {
    pub fields: Vec<Field>,
    /// Unions that stand in the same JSON object as the members.
    pub parts: Vec<Part>,
    pub rest: Rest,
    /// What tells the schemas apart that are built on this one by `allOf`.
    pub discriminator: Option<Discriminator>,
    /// Names in `required` that no property of this schema declares: they may be another `allOf` member's. In the end
    /// those that are nobody's, and fields of any JSON.
    pub required_elsewhere: Vec<String>,
    /// Members of which at most one is set, by groups.
    pub exclusive: Vec<Vec<String>>,
}

/// A union beside the members of an object.
#[derive(Clone, Debug)]
pub struct Part {
    pub ty: Ref,
    pub at: Pointer,
}

/// What happens to undeclared members.
#[derive(Clone, Debug, Default)]
pub enum Rest {
    #[default]
    Ignored,
    Kept(Ref),
}

/// A member of an object.
#[derive(Clone, Debug)]
pub struct Field {
    pub wire: String,
    pub ty: Ref,
    pub presence: Presence,
    pub access: Access,
    pub docs: Docs,
    /// The default as compact JSON: documentation, never a type, never sent.
    pub default: Option<String>,
    pub at: Pointer,
}

/// Whether a member or parameter must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    Required,
    Optional,
}

/// In which direction a member travels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Access {
    #[default]
    Both,
    ReadOnly,
    WriteOnly,
}

/// Several schemas that hold at once.
#[derive(Clone, Debug)]
pub struct AllOf {
    pub parts: Vec<Ref>,
    /// What stands beside the keyword: properties, `required`, `additionalProperties`.
    pub own: Struct,
    /// The limits that stand beside it.
    pub rules: Vec<Rule>,
}

impl AllOf {
    /// The only part that says anything: one that is a mere description adds nothing.
    pub fn only_part(&self) -> Option<&Ref> {
        let says_nothing = |part: &&Ref| matches!(part.shape, Shape::Any) && part.rules.is_empty();
        let mut parts = self.parts.iter().filter(|part| !says_nothing(part));
        let first = parts.next()?;
        parts.next().is_none().then_some(first)
    }
}

impl Struct {
    pub(super) fn edges(&self) -> Vec<&Ref> {
        let mut edges: Vec<&Ref> = self.fields.iter().map(|field| &field.ty).collect();
        edges.extend(self.parts.iter().map(|part| &part.ty));
        if let Rest::Kept(rest) = &self.rest {
            edges.push(rest);
        }
        edges
    }

    pub(super) fn edges_mut(&mut self) -> Vec<&mut Ref> {
        let mut edges: Vec<&mut Ref> = self.fields.iter_mut().map(|field| &mut field.ty).collect();
        edges.extend(self.parts.iter_mut().map(|part| &mut part.ty));
        if let Rest::Kept(rest) = &mut self.rest {
            edges.push(rest);
        }
        edges
    }
}
