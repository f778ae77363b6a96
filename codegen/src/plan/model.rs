//! Types → items of the module `models`.

use std::collections::HashMap;

use super::docs::rustdoc;
use super::names::{Names, Owner, PRELUDE, Use, ident};
use super::scope::{Case, Scope};
use super::ty::Ty;
use crate::config::CrateConfig;
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::ir::{
    self, Access, Api, Boxed, Docs, Json, Kind, Null, Origin, Presence, Probe, Ref, Scalar, Shape,
    Tagging, TypeId,
};

/// A file of the module `models`: a component and the inline types in it.
#[derive(Clone, Debug)]
pub struct ModelFile {
    pub module: String,
    pub items: Vec<Model>,
}

/// An item of the module `models`.
#[derive(Clone, Debug)]
pub enum Model {
    Struct(Struct),
    Enum(Enum),
    Union(Union),
    Alias(Alias),
}

impl Model {
    pub fn name(&self) -> &str {
        match self {
            Model::Struct(item) => &item.name,
            Model::Enum(item) => &item.name,
            Model::Union(item) => &item.name,
            Model::Alias(item) => &item.name,
        }
    }
}

#[derive(Clone, Debug)]
pub struct Struct {
    pub name: String,
    pub docs: Vec<String>,
    pub deprecated: bool,
    pub derives: Vec<String>,
    pub fields: Vec<Field>,
    pub rest: Option<Rest>,
}

impl Struct {
    /// The members that a value can't be made without.
    pub fn required(&self) -> impl Iterator<Item = &Field> {
        let fields = self.fields.iter();
        fields.filter(|field| field.presence == Presence::Required)
    }
}

#[derive(Clone, Debug)]
pub struct Field {
    pub name: String,
    pub wire: String,
    pub ty: Ty,
    pub presence: Presence,
    /// How the member is read and written: `Optional<List<Plain>>`.
    pub slot: String,
    pub docs: Vec<String>,
    pub deprecated: bool,
}

/// The field that keeps undeclared members.
#[derive(Clone, Debug)]
pub struct Rest {
    pub name: String,
    pub ty: Ty,
    pub slot: String,
}

#[derive(Clone, Debug)]
pub struct Enum {
    pub name: String,
    pub docs: Vec<String>,
    pub deprecated: bool,
    pub derives: Vec<String>,
    pub variants: Vec<Variant>,
}

#[derive(Clone, Debug)]
pub struct Variant {
    pub name: String,
    pub wire: String,
    pub docs: Vec<String>,
}

#[derive(Clone, Debug)]
pub struct Union {
    pub name: String,
    pub docs: Vec<String>,
    pub deprecated: bool,
    pub derives: Vec<String>,
    /// The member that tells the variants apart, where there is one.
    pub tag: Option<String>,
    pub variants: Vec<UnionVariant>,
}

#[derive(Clone, Debug)]
pub struct UnionVariant {
    pub name: String,
    pub ty: Ty,
    pub codec: String,
    pub tags: Vec<String>,
    pub probe: ProbeExpr,
}

/// A probe as the runtime spells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProbeExpr {
    Any,
    Text,
    Integer,
    Number,
    Bool,
    List,
    Object {
        required: Vec<String>,
        constants: Vec<(String, Vec<String>)>,
    },
}

#[derive(Clone, Debug)]
pub struct Alias {
    pub name: String,
    pub docs: Vec<String>,
    pub deprecated: bool,
    pub ty: Ty,
}

/// The names of the types, by their ids.
pub(super) struct Typed {
    names: HashMap<TypeId, String>,
}

impl Typed {
    pub fn name(&self, id: TypeId) -> &str {
        self.names.get(&id).map_or("", String::as_str)
    }
}

/// Names all types: those in the lock keep theirs, then the others in the order of the document.
pub(super) fn name_types(api: &Api, names: &mut Names<'_>, diags: &mut Diagnostics) -> Typed {
    let mut scope = Scope::new(Case::Tells);
    for name in PRELUDE {
        scope.reserve(name, "Rust's prelude");
    }
    let kept = || {
        let kept = |id: &TypeId| !matches!(api.ty(*id).kind, Kind::Dropped);
        api.ids().filter(kept)
    };
    let mut typed = Typed {
        names: HashMap::new(),
    };
    for id in kept() {
        let key = api.ty(id).at.to_string();
        if let Some(name) = names.chosen(&key, &api.ty(id).at).or(names.locked_type(&key))
            && scope.is_free(name)
        {
            let name = scope.claim(name, &format!("`{key}`")).ident;
            typed.names.insert(id, name);
        }
    }
    for id in kept() {
        let ty = api.ty(id);
        let key = ty.at.to_string();
        if !typed.names.contains_key(&id) {
            let wish = ident(&ty.name.join(" "), Use::Type);
            let owner = Owner {
                key: &key,
                at: &ty.at,
            };
            let name = names.claim(&mut scope, &wish, &owner, diags);
            typed.names.insert(id, name);
        }
        names.lock_type(&key, typed.name(id));
    }
    typed
}

/// The items of all kept types, by file.
pub(super) fn plan(
    api: &Api,
    typed: &Typed,
    names: &mut Names<'_>,
    diags: &mut Diagnostics,
) -> Vec<ModelFile> {
    let mut files: Vec<ModelFile> = Vec::new();
    let mut places: HashMap<Home, usize> = HashMap::new();
    let mut modules = Scope::new(Case::Ignored);
    modules.reserve("mod", "mod.rs");
    for id in api.ids() {
        let planner = Planner { api, typed, id };
        let Some(item) = planner.item(names, diags) else {
            continue;
        };
        let home = home(api, id);
        let place = *places.entry(home).or_insert_with(|| {
            let wish = match home {
                Home::Type(root) if !typed.name(root).is_empty() => typed.name(root).to_owned(),
                Home::Type(root) => api.ty(root).name.join(" "),
                // The first word is the operation's id: see the pass `hoist`.
                Home::Operation(_) => api.ty(id).name.first().cloned().unwrap_or_default(),
            };
            let wish = ident(&wish, Use::Module);
            files.push(ModelFile {
                module: modules.claim(&wish, &wish).ident,
                items: Vec::new(),
            });
            files.len() - 1
        });
        files[place].items.push(item);
    }
    files
}

/// What a file is for: a component, or an operation.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Home {
    Type(TypeId),
    Operation(usize),
}

fn home(api: &Api, id: TypeId) -> Home {
    let mut at = id;
    loop {
        match &api.ty(at).origin {
            Origin::Component(_) => return Home::Type(at),
            Origin::Operation { index, .. } => return Home::Operation(*index),
            Origin::Member { owner, .. } => at = *owner,
        }
    }
}

/// Extra derives by type name, as the configuration asks for them.
pub(super) fn with_derives(
    mut files: Vec<ModelFile>,
    config: &CrateConfig,
    diags: &mut Diagnostics,
) -> Vec<ModelFile> {
    for (name, extra) in &config.derives {
        let mut items = files.iter_mut().flat_map(|file| &mut file.items);
        let derives = items.find(|item| item.name() == name).and_then(derives);
        match derives {
            Some(derives) => derives.extend(extra.iter().cloned()),
            None => {
                let message = format!("there is no struct, enum or union `{name}`");
                let mut found = Diagnostic::new(codes::UNMATCHED_CONFIG, message);
                found.place = config.place("derives", name);
                diags.push(found.label("matches nothing"));
            }
        }
    }
    files
}

fn derives(item: &mut Model) -> Option<&mut Vec<String>> {
    match item {
        Model::Struct(item) => Some(&mut item.derives),
        Model::Enum(item) => Some(&mut item.derives),
        Model::Union(item) => Some(&mut item.derives),
        Model::Alias(_) => None,
    }
}

/// Records which edges are boxed, so that they stay boxed.
pub(super) fn lock_boxes(api: &Api, names: &mut Names<'_>) {
    for ty in &api.types {
        for edge in ty.kind.edges() {
            edge.each(&mut |edge| {
                if edge.boxed == Boxed::Yes {
                    names.lock_box(edge.at.to_string());
                }
            });
        }
    }
}

/// One type on its way to an item.
struct Planner<'a> {
    api: &'a Api,
    typed: &'a Typed,
    id: TypeId,
}

impl Planner<'_> {
    fn item(&self, names: &mut Names<'_>, diags: &mut Diagnostics) -> Option<Model> {
        let ty = self.api.ty(self.id);
        Some(match &ty.kind {
            Kind::Struct(object) => Model::Struct(self.structure(object, names, diags)),
            Kind::Enum(values) => Model::Enum(self.enumeration(values, names, diags)),
            Kind::Union(union) => Model::Union(self.union(union, names, diags)),
            Kind::Alias(target) => Model::Alias(Alias {
                name: self.name(),
                docs: self.docs(),
                deprecated: ty.docs.deprecated,
                ty: edge_type(self.api, self.typed, target),
            }),
            Kind::AllOf(_) | Kind::Dropped => return None,
        })
    }

    fn name(&self) -> String {
        self.typed.name(self.id).to_owned()
    }

    fn docs(&self) -> Vec<String> {
        rustdoc(&self.api.ty(self.id).docs.text())
    }

    fn structure(
        &self,
        object: &ir::Struct,
        names: &mut Names<'_>,
        diags: &mut Diagnostics,
    ) -> Struct {
        let members: Vec<_> = object.fields.iter().map(|field| (&*field.wire, &field.at)).collect();
        let mut scope = Scope::new(Case::Tells);
        let idents = self.members(&members, Use::Field, &mut scope, names, diags);
        let fields: Vec<_> = object
            .fields
            .iter()
            .zip(idents)
            .map(|(field, name)| self.field(field, name))
            .collect();
        let rest = match &object.rest {
            ir::Rest::Ignored => None,
            ir::Rest::Kept(value) => Some(Rest {
                name: scope.claim("additional_properties", "additionalProperties").ident,
                ty: Ty::Map(Box::new(nullable_type(self.api, self.typed, value))),
                slot: format!("Rest<{}>", codec(self.api, value)),
            }),
        };
        let mut derives = strings(&["Clone", "Debug", "PartialEq"]);
        // By rule, never by what the members happen to be: see the promise on growth.
        if fields.iter().all(|field| field.presence == Presence::Optional) {
            derives.insert(2, "Default".to_owned());
        }
        Struct {
            name: self.name(),
            docs: self.docs(),
            deprecated: self.api.ty(self.id).docs.deprecated,
            derives,
            fields,
            rest,
        }
    }

    fn field(&self, field: &ir::Field, name: String) -> Field {
        let inner = edge_type(self.api, self.typed, &field.ty);
        let (slot, ty) = slot(self.api, field, inner);
        Field {
            name,
            wire: field.wire.clone(),
            ty,
            presence: field.presence,
            slot,
            docs: member_docs(&field.docs, field.access, field.default.as_deref(), &field.ty),
            deprecated: field.docs.deprecated,
        }
    }

    /// Identifiers of members: those in the lock first, then the others in the order of the document.
    fn members(
        &self,
        members: &[(&str, &crate::source::Pointer)],
        use_: Use,
        scope: &mut Scope,
        names: &mut Names<'_>,
        diags: &mut Diagnostics,
    ) -> Vec<String> {
        let ty = self.api.ty(self.id);
        let keys: Vec<String> = members
            .iter()
            .map(|(wire, _)| ty.at.child(wire).to_string())
            .collect();
        let mut idents: Vec<Option<String>> = vec![None; members.len()];
        for ((ident, key), (_, at)) in idents.iter_mut().zip(&keys).zip(members) {
            let chosen = names.chosen(key, at);
            if let Some(name) = chosen.or(names.locked_member(key))
                && scope.is_free(name)
            {
                *ident = Some(scope.claim(name, &format!("`{key}`")).ident);
            }
        }
        let mut given = Vec::with_capacity(members.len());
        for ((found, key), (wire, at)) in idents.into_iter().zip(&keys).zip(members) {
            let name = found.unwrap_or_else(|| {
                let owner = Owner { key, at };
                names.claim(scope, &ident(wire, use_), &owner, diags)
            });
            names.lock_member(key, &name);
            given.push(name);
        }
        given
    }

    fn enumeration(
        &self,
        values: &ir::Enum,
        names: &mut Names<'_>,
        diags: &mut Diagnostics,
    ) -> Enum {
        let members: Vec<_> = values.values.iter().map(|value| (&*value.wire, &value.at)).collect();
        let mut scope = Scope::new(Case::Tells);
        scope.reserve("Unknown", "the variant for values that are not declared");
        let idents = self.members(&members, Use::Variant, &mut scope, names, diags);
        let variants = values.values.iter().zip(idents).map(|(value, name)| Variant {
            name,
            wire: value.wire.clone(),
            docs: rustdoc(&value.docs),
        });
        Enum {
            name: self.name(),
            docs: self.docs(),
            deprecated: self.api.ty(self.id).docs.deprecated,
            derives: strings(&["Clone", "Debug", "PartialEq", "Eq", "Hash"]),
            variants: variants.collect(),
        }
    }

    fn union(&self, union: &ir::Union, names: &mut Names<'_>, diags: &mut Diagnostics) -> Union {
        let wishes: Vec<_> = union
            .variants
            .iter()
            .map(|variant| (self.variant_wish(&variant.ty), &variant.at))
            .collect();
        let mut scope = Scope::new(Case::Tells);
        scope.reserve("Unknown", "the variant for values of no declared alternative");
        let members: Vec<_> = wishes.iter().map(|(wish, at)| (wish.as_str(), *at)).collect();
        let idents = self.members(&members, Use::Variant, &mut scope, names, diags);
        let variants = union.variants.iter().zip(idents).map(|(variant, name)| {
            UnionVariant {
                name,
                ty: nullable_type(self.api, self.typed, &variant.ty),
                codec: codec(self.api, &variant.ty),
                tags: variant.tags.clone(),
                probe: probe(&variant.probe),
            }
        });
        Union {
            name: self.name(),
            docs: self.docs(),
            deprecated: self.api.ty(self.id).docs.deprecated,
            derives: strings(&["Clone", "Debug", "PartialEq"]),
            tag: match &union.tagging {
                Tagging::Tagged(property) => Some(property.clone()),
                Tagging::Probed | Tagging::Undecided => None,
            },
            variants: variants.collect(),
        }
    }

    /// A variant is called like its type; an inline one by the words it has beyond the union's own.
    fn variant_wish(&self, edge: &Ref) -> String {
        match &edge.shape {
            Shape::Named(id) => {
                let ty = self.api.ty(*id);
                match &ty.origin {
                    Origin::Member { owner, step } if *owner == self.id => step.clone(),
                    _ => self.typed.name(*id).to_owned(),
                }
            }
            Shape::Scalar(Scalar::Bool) => "Boolean".to_owned(),
            Shape::Scalar(Scalar::Int32 | Scalar::Int64) => "Integer".to_owned(),
            Shape::Scalar(Scalar::Float) => "Number".to_owned(),
            Shape::Scalar(Scalar::Date) => "Date".to_owned(),
            Shape::Scalar(Scalar::DateTime) => "DateTime".to_owned(),
            Shape::Scalar(Scalar::Duration) => "Duration".to_owned(),
            Shape::Scalar(Scalar::Text | Scalar::IntText | Scalar::Base64) => "Text".to_owned(),
            Shape::List(_) => "List".to_owned(),
            Shape::Map(_) => "Object".to_owned(),
            Shape::Any => "Json".to_owned(),
        }
    }
}

fn strings(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn probe(probe: &Probe) -> ProbeExpr {
    match probe {
        Probe::Any => ProbeExpr::Any,
        Probe::Of(Json::Text) => ProbeExpr::Text,
        Probe::Of(Json::Integer) => ProbeExpr::Integer,
        Probe::Of(Json::Number) => ProbeExpr::Number,
        Probe::Of(Json::Bool) => ProbeExpr::Bool,
        Probe::Of(Json::List) => ProbeExpr::List,
        Probe::Of(Json::Object) => ProbeExpr::Object {
            required: Vec::new(),
            constants: Vec::new(),
        },
        Probe::Object {
            required,
            constants,
        } => ProbeExpr::Object {
            required: required.clone(),
            constants: constants.clone(),
        },
    }
}

/// The Rust type of an edge; whether it may be `null` is the business of who holds it.
pub(super) fn edge_type(api: &Api, typed: &Typed, edge: &Ref) -> Ty {
    let plain = match &edge.shape {
        Shape::Named(id) => Ty::Model(typed.name(*id).to_owned()),
        Shape::Scalar(scalar) => scalar_type(*scalar),
        Shape::List(item) => Ty::Vec(Box::new(nullable_type(api, typed, item))),
        Shape::Map(value) => Ty::Map(Box::new(nullable_type(api, typed, value))),
        Shape::Any => Ty::Json,
    };
    match edge.boxed {
        Boxed::Yes => Ty::Box(Box::new(plain)),
        Boxed::No => plain,
    }
}

/// The type of an item or value, with `null` in it.
pub(super) fn nullable_type(api: &Api, typed: &Typed, edge: &Ref) -> Ty {
    let plain = edge_type(api, typed, edge);
    if is_null(api, edge) { plain.option() } else { plain }
}

/// Whether `null` needs a place of its own: a JSON value has one already.
fn is_null(api: &Api, edge: &Ref) -> bool {
    edge.null == Null::Yes && !matches!(behind(api, edge), Shape::Any)
}

fn scalar_type(scalar: Scalar) -> Ty {
    match scalar {
        Scalar::Text => Ty::String,
        Scalar::Bool => Ty::Bool,
        Scalar::Int32 => Ty::I32,
        Scalar::Int64 | Scalar::IntText => Ty::I64,
        Scalar::Float => Ty::F64,
        Scalar::Date => Ty::Runtime("Date"),
        Scalar::DateTime => Ty::Runtime("DateTime"),
        Scalar::Duration => Ty::Runtime("Duration"),
        Scalar::Base64 => Ty::Runtime("Base64"),
    }
}

/// How a member is read and written, and the type that this gives it.
fn slot(api: &Api, field: &ir::Field, inner: Ty) -> (String, Ty) {
    let codec = plain_codec(api, &field.ty);
    match (field.presence, is_null(api, &field.ty)) {
        (Presence::Required, true) => (format!("Nullable<{codec}>"), inner.option()),
        (Presence::Required, false) => match behind(api, &field.ty) {
            Shape::List(_) | Shape::Map(_) => (format!("OrEmpty<{codec}>"), inner),
            _ => (format!("Required<{codec}>"), inner),
        },
        (Presence::Optional, true) => (format!("Tristate<{codec}>"), inner.option().option()),
        (Presence::Optional, false) => (format!("Optional<{codec}>"), inner.option()),
    }
}

/// The codec of an item or value.
pub(super) fn codec(api: &Api, edge: &Ref) -> String {
    let codec = plain_codec(api, edge);
    if is_null(api, edge) {
        format!("Null<{codec}>")
    } else {
        codec
    }
}

fn plain_codec(api: &Api, edge: &Ref) -> String {
    let codec = match behind(api, edge) {
        Shape::Scalar(Scalar::Int32 | Scalar::Int64) => "Int".to_owned(),
        Shape::Scalar(Scalar::IntText) => "IntText".to_owned(),
        Shape::Scalar(_) | Shape::Named(_) | Shape::Any => "Plain".to_owned(),
        Shape::List(item) => format!("List<{}>", codec(api, item)),
        Shape::Map(value) => format!("Map<{}>", codec(api, value)),
    };
    match edge.boxed {
        Boxed::Yes => format!("Boxed<{codec}>"),
        Boxed::No => codec,
    }
}

/// The shape behind aliases.
pub(super) fn behind<'a>(api: &'a Api, edge: &'a Ref) -> &'a Shape {
    let mut shape = &edge.shape;
    for _ in 0..api.types.len() {
        let Shape::Named(id) = shape else { break };
        let Kind::Alias(target) = &api.ty(*id).kind else {
            break;
        };
        shape = &target.shape;
    }
    shape
}

/// Docs of a member or parameter, with what its type does not say.
pub(super) fn member_docs(
    docs: &Docs,
    access: Access,
    default: Option<&str>,
    edge: &Ref,
) -> Vec<String> {
    let mut lines = rustdoc(&docs.text());
    let mut facts = Vec::new();
    match access {
        Access::ReadOnly => facts.push("Set by the server.".to_owned()),
        Access::WriteOnly => facts.push("Never returned by the server.".to_owned()),
        Access::Both => {}
    }
    facts.extend(default.map(|default| format!("Default: {}.", super::check::code(default))));
    facts.extend(edge.rules.iter().map(super::check::sentence));
    if !facts.is_empty() {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.push(facts.join(" "));
    }
    lines
}
