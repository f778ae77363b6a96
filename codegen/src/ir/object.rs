//! Objects and their properties.

use super::{Discriminator, Docs, Ref, Rule, Shape};
use crate::source::Pointer;

/// An object with declared properties.
#[derive(Clone, Debug, Default)]
pub struct Struct {
    pub fields: Vec<Field>,
    /// Unions whose properties are in the same JSON object as the fields (`#[serde(flatten)]`).
    pub flattened: Vec<FlattenedUnion>,
    pub additional_properties: AdditionalProperties,
    /// Whether the schema itself allows no other properties.
    pub is_closed: bool,
    /// Distinguishes the schemas that extend this one with `allOf`.
    pub discriminator: Option<Discriminator>,
    /// Names in `required` that are not declared in this schema; another member of the `allOf` may declare them. After
    /// the pass `required`: those that no schema declares, which are fields of any type.
    pub required_elsewhere: Vec<String>,
    /// Groups of properties of which at most one is set, from `x-oneof`.
    pub exclusive: Vec<Vec<String>>,
}

/// A union that is flattened into an object.
#[derive(Clone, Debug)]
pub struct FlattenedUnion {
    pub ty: Ref,
    pub at: Pointer,
}

/// Whether undeclared properties are collected in a map.
#[derive(Clone, Debug, Default)]
pub enum AdditionalProperties {
    #[default]
    Ignored,
    Collected(Ref),
}

/// A property of an object.
#[derive(Clone, Debug)]
pub struct Field {
    pub wire: String,
    pub ty: Ref,
    pub presence: Presence,
    /// Whether `null` is read as missing and never sent, although the document has it as a value: `merge-null`.
    pub merges_null: bool,
    pub access: Access,
    pub docs: Docs,
    /// The default as compact JSON. It is documented, and sent if the property is required.
    pub default: Option<String>,
    pub at: Pointer,
}

/// Whether a property or parameter is required.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    Required,
    Optional,
}

/// Whether a property is sent, received, or both: `readOnly` and `writeOnly`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Access {
    #[default]
    Both,
    ReadOnly,
    WriteOnly,
}

/// A schema with `allOf`, or with keywords beside a reference or union.
#[derive(Clone, Debug)]
pub struct AllOf {
    pub members: Vec<Ref>,
    /// The type that the keywords beside `allOf` describe, if it is not only `own`.
    pub beside: Option<Ref>,
    /// The keywords beside `allOf`: `properties`, `required`, `additionalProperties`.
    pub own: Struct,
    /// The constraints beside `allOf`.
    pub rules: Vec<Rule>,
}

impl AllOf {
    /// The only member that constrains the value; members with only a description do not count. Returns `None`
    /// if there are several or none.
    pub fn only_member(&self) -> Option<&Ref> {
        let is_empty =
            |member: &&Ref| matches!(member.shape, Shape::Any) && member.rules.is_empty();
        let mut members = self.members.iter().filter(|member| !is_empty(member));
        let first = members.next()?;
        members.next().is_none().then_some(first)
    }
}

impl Struct {
    pub(super) fn edges(&self) -> Vec<&Ref> {
        let mut edges: Vec<&Ref> = self.fields.iter().map(|field| &field.ty).collect();
        edges.extend(self.flattened.iter().map(|union| &union.ty));
        if let AdditionalProperties::Collected(value) = &self.additional_properties {
            edges.push(value);
        }
        edges
    }

    pub(super) fn edges_mut(&mut self) -> Vec<&mut Ref> {
        let mut edges: Vec<&mut Ref> = self.fields.iter_mut().map(|field| &mut field.ty).collect();
        edges.extend(self.flattened.iter_mut().map(|union| &mut union.ty));
        if let AdditionalProperties::Collected(value) = &mut self.additional_properties {
            edges.push(value);
        }
        edges
    }
}
