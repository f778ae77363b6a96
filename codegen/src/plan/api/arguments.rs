//! Parameters and bodies → arguments.

use std::borrow::Cow;

use super::{Argument, Call, Multipart, Planner, Written};
use crate::ir::{self, Access, BodyFormat, Kind, Presence, Shape, StyleKind};
use crate::plan::check::{self, Check, CheckTarget};
use crate::plan::docs::Sentence;
use crate::plan::ident::{Use, ident};
use crate::plan::model::{
    FOREIGN, MAX_POSITIONAL, RequiredStruct, argument_type, codec, property_docs,
};
use crate::plan::names::Owner;
use crate::plan::scope::{Case, Scope};
use crate::plan::ty::{Scope as TyScope, Ty};
use crate::source::Pointer;

/// The methods of the runtime's `Call`. Setters must not have these names.
const CALL_METHODS: &[&str] = &[
    "clone",
    "client",
    "events",
    "fmt",
    "into_future",
    "into_op",
    "items",
    "new",
    "op",
    "pages",
    "send",
    "send_bytes",
    "send_if_changed",
    "send_text",
    "states",
    "stream",
    "to_http",
    "wait",
];

/// The usual names of headers for idempotency keys.
const IDEMPOTENCY_KEYS: [&str; 2] = ["Idempotency-Key", "X-Idempotency-Key"];

impl Planner<'_, '_, '_, '_> {
    /// The arguments, required ones first, and the checks of their values.
    pub(super) fn arguments(
        &mut self,
        operation: &ir::Operation,
        multipart: Option<&Multipart>,
    ) -> (Vec<Argument>, Vec<Check>) {
        let mut scope = Scope::new(Case::Sensitive);
        let mut arguments: Vec<Argument> = Vec::new();
        let mut checks = Vec::new();
        for parameter in &operation.parameters {
            let key = operation
                .at
                .child(parameter.location.as_str())
                .child(&parameter.wire);
            let name = self.argument_name(&parameter.wire, &key, &parameter.at, &mut scope);
            checks.extend(self.checks(&parameter.wire, &name, &parameter.ty));
            arguments.push(self.parameter(parameter, name, &key.to_string()));
        }
        if let (Some(body), Some(payload)) = (&operation.body, operation.payload()) {
            let key = operation.at.child("body");
            let name = self.argument_name("body", &key, &body.at, &mut scope);
            if matches!(payload.format, BodyFormat::Json | BodyFormat::Form) {
                checks.extend(self.checks("body", &name, &payload.ty));
            }
            if multipart.is_some_and(|multipart| !multipart.checks.is_empty()) {
                checks.push(Check {
                    wire: "body".to_owned(),
                    field: name.clone(),
                    target: CheckTarget::Nested,
                });
            }
            arguments.push(self.body(body, payload, multipart, name));
        }
        arguments.sort_by_key(|argument| !argument.is_asked());
        let required = arguments.partition_point(Argument::is_asked);
        let (required, _) = arguments.split_at_mut(required);
        let key = operation.at.to_string();
        self.names
            .order_arguments(&key, required, |argument: &Argument| &argument.name);
        (arguments, checks)
    }

    /// The header for an idempotency key: a parameter with a usual name or the configured one, or the configured header
    /// where a request is not idempotent without a key.
    pub(super) fn idempotency_key(&self, operation: &ir::Operation) -> Option<String> {
        let chosen = self.names.config().idempotency_header.as_deref();
        let is_key = |name: &str| {
            let mut names = chosen.into_iter().chain(IDEMPOTENCY_KEYS);
            names.any(|known| known.eq_ignore_ascii_case(name))
        };
        let headers = operation.parameters.iter();
        let mut headers = headers.filter(|it| it.location == ir::ParameterLocation::Header);
        let declared = headers.find(|parameter| is_key(&parameter.wire));
        let needs_key = matches!(operation.method, ir::Method::Post | ir::Method::Patch);
        let chosen = chosen.filter(|_| needs_key);
        declared
            .map(|it| it.wire.as_str())
            .or(chosen)
            .map(str::to_owned)
    }

    fn parameter(&mut self, parameter: &ir::Parameter, name: String, key: &str) -> Argument {
        let default = parameter.default.as_deref();
        let ty = argument_type(self.api, self.type_names, &parameter.ty);
        let set = self.default_to_set(parameter, &ty, key);
        Argument {
            setter: setter(&name),
            name,
            wire: parameter.wire.clone(),
            ty,
            presence: parameter.presence,
            default: set,
            call: Call::Param(parameter.location, parameter.style, self.written(parameter)),
            docs: property_docs(&parameter.docs, Access::Both, default, &parameter.ty),
            deprecated: parameter.docs.deprecated.clone(),
        }
    }

    /// The value that `new` sets for a required parameter with a default. A value in the path is always passed.
    fn default_to_set(&mut self, parameter: &ir::Parameter, ty: &Ty, key: &str) -> Option<String> {
        let is_path = parameter.location == ir::ParameterLocation::Path;
        if parameter.presence == Presence::Optional || is_path {
            return None;
        }
        let default = self
            .names
            .default_to_set(key, parameter.default.as_deref())?;
        let expression = self.values.expression(ty, &default, TyScope::Api)?;
        self.names.lock_constant(key, &default);
        Some(expression)
    }

    /// The struct of the required arguments, if there are too many to be positional.
    pub(super) fn holder(&mut self, arguments: &[Argument], name: &str) -> Option<RequiredStruct> {
        let required = arguments.iter().filter(|argument| argument.is_asked());
        if required.count() <= MAX_POSITIONAL {
            return None;
        }
        let docs = Sentence::new("The required arguments of ")
            .link(name)
            .words(".");
        Some(RequiredStruct {
            name: self.scope.claim(&format!("{name}Required"), name).ident,
            docs: docs.into(),
        })
    }

    pub(super) fn argument_name(
        &mut self,
        wire: &str,
        key: &Pointer,
        at: &Pointer,
        scope: &mut Scope,
    ) -> String {
        let key = &key.to_string();
        let chosen = self.names.chosen(key, at, Use::Field);
        let locked = self.names.locked_property(key).map(Cow::Borrowed);
        let name = match chosen.or(locked) {
            Some(name) if scope.is_free(&name) => scope.claim(&name, &format!("`{key}`")).ident,
            _ => {
                let wanted = ident(wire, Use::Field);
                self.names
                    .claim(scope, &wanted, &Owner { key, at }, self.diags)
            }
        };
        self.names.lock_property(key, &name);
        name
    }

    /// How the value is serialized. Strings are cheaper; objects and nested values need a tree.
    pub(super) fn written(&self, parameter: &ir::Parameter) -> Written {
        let needs_tree = matches!(
            parameter.style.kind,
            StyleKind::Json | StyleKind::DeepObject
        );
        let is_text = |edge: &ir::Ref| match self.api.behind(edge) {
            Shape::Scalar(scalar) => !matches!(scalar, ir::Scalar::Foreign(_)),
            Shape::Named(id) => matches!(self.api.ty(*id).kind, Kind::Enum(_)),
            Shape::List(_) | Shape::Tuple(_) | Shape::Map(_) | Shape::Any => false,
        };
        let texts = match self.api.behind(&parameter.ty) {
            Shape::List(item) => is_text(item),
            _ => is_text(&parameter.ty),
        };
        if texts && !needs_tree {
            Written::Strings
        } else {
            Written::Tree(self.tree_codec(&parameter.ty, parameter.presence))
        }
    }

    /// The codec of a tree, if the type would be serialized differently.
    pub(super) fn tree_codec(&self, edge: &ir::Ref, presence: Presence) -> Option<String> {
        let codec = codec(self.api, edge);
        if !codec.contains(FOREIGN) {
            return None;
        }
        Some(match presence {
            Presence::Optional if !codec.starts_with("Null<") => format!("Null<{codec}>"),
            _ => codec,
        })
    }

    pub(super) fn checks(&self, wire: &str, field: &str, edge: &ir::Ref) -> Vec<Check> {
        check::value_checks(self.api, &self.constrained, wire, field, edge)
    }
}

pub(super) fn setter(name: &str) -> String {
    let ours =
        CALL_METHODS.contains(&name) || name.starts_with("with_") || name.starts_with("without_");
    if ours {
        format!("{name}_")
    } else {
        name.to_owned()
    }
}
