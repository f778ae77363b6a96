//! Operations → items of the module `api`.

use std::collections::BTreeMap;

use super::check::{self, Check};
use super::docs::rustdoc;
use super::model::{Typed, edge_type, member_docs, nullable_type};
use super::names::{Names, Owner, Use, ident, words};
use super::scope::{Case, Scope};
use super::ty::Ty;
use crate::diag::Diagnostics;
use crate::ir::{
    self, Access, Api, Media, Method, Place, Presence, Server, Spread,
};
use crate::lock::OperationNames;
use crate::source::Pointer;

/// An accessor of the client, with its operations: a file of the module `api`.
#[derive(Clone, Debug)]
pub struct Group {
    pub name: String,
    pub module: String,
    /// The method of the client.
    pub accessor: String,
    pub docs: Vec<String>,
    pub operations: Vec<Operation>,
}

#[derive(Clone, Debug)]
pub struct Operation {
    /// The struct.
    pub name: String,
    /// The method of the group.
    pub method_name: String,
    /// The id in the document, for messages and traces.
    pub id: String,
    pub docs: Vec<String>,
    pub deprecated: bool,
    pub method: Method,
    pub path: String,
    pub server: Option<Server>,
    pub security: Vec<Vec<String>>,
    /// In the order of the struct: path, then what is required, then the rest.
    pub arguments: Vec<Argument>,
    pub checks: Vec<Check>,
    pub output: Output,
    pub failure: Option<Failure>,
    pub paging: Option<Paging>,
    /// Whether it returns a type that can be waited for.
    pub waits: bool,
}

impl Operation {
    pub fn required(&self) -> impl Iterator<Item = &Argument> {
        let arguments = self.arguments.iter();
        arguments.filter(|argument| argument.presence == Presence::Required)
    }

    pub fn optional(&self) -> impl Iterator<Item = &Argument> {
        let arguments = self.arguments.iter();
        arguments.filter(|argument| argument.presence == Presence::Optional)
    }
}

/// A parameter or the body.
#[derive(Clone, Debug)]
pub struct Argument {
    /// The field, and the setter where it is optional.
    pub name: String,
    /// The setter: the field's name, unless a method of the call has that.
    pub setter: String,
    pub wire: String,
    /// Without `Option`.
    pub ty: Ty,
    pub presence: Presence,
    pub call: Call,
    pub docs: Vec<String>,
    pub deprecated: bool,
}

/// How an argument is put into the request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Call {
    Path,
    Query,
    QueryJoined(char),
    Header,
    Cookie,
    Json(String),
    Text(String),
    Bytes(String),
}

/// What a successful call returns.
#[derive(Clone, Debug)]
pub enum Output {
    Unit,
    Json(Ty),
    Text,
    Bytes,
    Several(Several),
}

impl Output {
    pub fn ty(&self) -> Ty {
        match self {
            Output::Unit => Ty::Unit,
            Output::Json(ty) => ty.clone(),
            Output::Text => Ty::String,
            Output::Bytes => Ty::Bytes,
            // An enum beside the operation, in its own module.
            Output::Several(several) => Ty::Local(several.name.clone()),
        }
    }
}

/// Answers of different shapes, told apart by the status.
#[derive(Clone, Debug)]
pub struct Several {
    pub name: String,
    /// Status, variant, content.
    pub variants: Vec<(ir::Status, String, Output)>,
}

/// The declared bodies of failures.
#[derive(Clone, Debug)]
pub struct Failure {
    pub name: String,
    pub variants: Vec<FailureVariant>,
}

#[derive(Clone, Debug)]
pub struct FailureVariant {
    pub status: ir::Status,
    pub name: String,
    pub ty: Ty,
    pub docs: Vec<String>,
}

/// Fields, by their Rust names.
#[derive(Clone, Debug)]
pub struct Paging {
    pub item: Ty,
    pub param: String,
    pub param_required: bool,
    pub next: MemberPath,
    pub items: MemberPath,
}

/// A field and whether it may be missing.
#[derive(Clone, Debug)]
pub struct MemberPath {
    pub name: String,
    pub options: usize,
}

/// A type that can be waited for.
#[derive(Clone, Debug)]
pub struct Pending {
    pub model: String,
    pub operation: String,
    pub id: MemberPath,
    pub done: MemberPath,
    pub error: Option<MemberPath>,
}

/// What the files of `api` import from the runtime.
const IMPORTED: &[&str] = &[
    "Call", "Check", "Client", "DecodeError", "Meta", "Method", "Received", "RequestBuilder", "Server", "Variable",
];

/// What the runtime's `Call` has methods for: setters keep clear of them.
const CALL_METHODS: &[&str] = &[
    "clone", "client", "fmt", "into_future", "into_op", "items", "new", "op", "pages", "send", "to_http", "wait",
];

/// What the runtime's clients have methods for: accessors keep clear of them.
const CLIENT_METHODS: &[&str] = &["builder", "clone", "fmt", "new", "send", "service", "wait"];

/// The groups with their operations, and the types that can be waited for.
pub(super) fn plan(
    api: &Api,
    typed: &Typed,
    names: &mut Names<'_>,
    diags: &mut Diagnostics,
) -> (Vec<Group>, Vec<Pending>) {
    let mut planner = Planner {
        api,
        typed,
        limited: check::limited(api),
        scope: Scope::new(Case::Tells),
        names,
        diags,
    };
    for name in super::names::PRELUDE {
        planner.scope.reserve(name, "Rust's prelude");
    }
    for name in IMPORTED {
        planner.scope.reserve(name, "the runtime");
    }
    let mut groups = planner.groups();
    let structs = planner.structs();
    for (index, operation) in api.operations.iter().enumerate() {
        let group = &mut groups[operation.group];
        let planned = planner.operation(operation, &structs[index], group);
        group.operations.push(planned);
    }
    let pending = planner.pending(&structs);
    groups.retain(|group| !group.operations.is_empty());
    (groups, pending)
}

struct Planner<'a, 'c, 'n, 'x> {
    api: &'a Api,
    typed: &'a Typed,
    limited: Vec<bool>,
    scope: Scope,
    names: &'n mut Names<'c>,
    diags: &'x mut Diagnostics,
}

impl Planner<'_, '_, '_, '_> {
    fn groups(&mut self) -> Vec<Group> {
        let mut modules = Scope::new(Case::Ignored);
        for taken in ["mod", "service", "checks"] {
            modules.reserve(taken, "a module of its own");
        }
        let mut accessors = Scope::new(Case::Tells);
        for method in CLIENT_METHODS {
            accessors.reserve(method, "a method of the client");
        }
        let mut groups = Vec::new();
        for group in &self.api.groups {
            let used = |operation: &ir::Operation| {
                self.api.groups.get(operation.group).is_some_and(|own| own.name == group.name)
            };
            if !self.api.operations.iter().any(used) {
                // A tag without operations takes no name.
                groups.push(Group {
                    name: String::new(),
                    module: String::new(),
                    accessor: String::new(),
                    docs: Vec::new(),
                    operations: Vec::new(),
                });
                continue;
            }
            let wish = ident(&group.name, Use::Type);
            let module = ident(&group.name, Use::Module);
            let accessor = ident(&group.name, Use::Method);
            groups.push(Group {
                name: self.scope.claim(&suffixed(&self.scope, &wish, "Api"), &group.name).ident,
                module: modules.claim(&module, &group.name).ident,
                accessor: accessors.claim(&accessor, &group.name).ident,
                docs: rustdoc(&group.description),
                operations: Vec::new(),
            });
        }
        groups
    }

    /// The structs of the operations: those in the lock first.
    fn structs(&mut self) -> Vec<String> {
        let mut structs: Vec<Option<String>> = vec![None; self.api.operations.len()];
        for (name, operation) in structs.iter_mut().zip(&self.api.operations) {
            let chosen = self.names.chosen(&operation.id, &operation.at);
            let locked = self.names.locked_operation(&operation.key());
            if let Some(wish) = chosen.or(locked.map(|names| names.id.as_str()))
                && self.scope.is_free(wish)
            {
                *name = Some(self.scope.claim(wish, &format!("`{}`", operation.id)).ident);
            }
        }
        let operations = self.api.operations.iter();
        let named = structs.into_iter().zip(operations).map(|(name, operation)| {
            name.unwrap_or_else(|| {
                let wish = ident(&operation.id, Use::Type);
                let wish = suffixed(&self.scope, &wish, "Call");
                let owner = Owner {
                    key: &operation.id,
                    at: &operation.at,
                };
                self.names.claim(&mut self.scope, &wish, &owner, self.diags)
            })
        });
        named.collect()
    }

    fn operation(
        &mut self,
        operation: &ir::Operation,
        name: &str,
        group: &Group,
    ) -> Operation {
        let method_name = self.method_name(operation, group);
        self.names.lock_operation(
            operation.key(),
            OperationNames {
                id: name.to_owned(),
                group: self.api.groups[operation.group].name.clone(),
                method: method_name.clone(),
            },
        );
        let (arguments, checks) = self.arguments(operation);
        let output = self.output(operation, name);
        Operation {
            name: name.to_owned(),
            method_name,
            id: operation.id.clone(),
            docs: rustdoc(&operation.docs.text()),
            deprecated: operation.docs.deprecated,
            method: operation.method,
            path: operation.path.clone(),
            server: operation.server.clone(),
            security: operation.security.clone(),
            checks,
            paging: self.paging(operation, &arguments, &output),
            waits: self.waits(&output),
            failure: self.failure(operation, name),
            arguments,
            output,
        }
    }

    /// The operation's id without the words of its group: `ClusterListBackups` on `cluster()` is `list_backups`.
    fn method_name(&mut self, operation: &ir::Operation, group: &Group) -> String {
        let mut taken = Scope::new(Case::Tells);
        taken.reserve("clone", "Rust's prelude");
        for earlier in &group.operations {
            taken.reserve(&earlier.method_name, &format!("`{}`", earlier.id));
        }
        let key = operation.key();
        if let Some(locked) = self.names.locked_operation(&key)
            && taken.is_free(&locked.method)
        {
            return locked.method.clone();
        }
        let own = words(&operation.id);
        let prefix = words(&self.api.groups[operation.group].name);
        let rest = match own.strip_prefix(prefix.as_slice()) {
            Some(rest) if !rest.is_empty() => rest.join(" "),
            _ => operation.id.clone(),
        };
        let owner = Owner {
            key: &operation.id,
            at: &operation.at,
        };
        self.names.claim(&mut taken, &ident(&rest, Use::Method), &owner, self.diags)
    }

    /// The arguments, those required first, and the checks of what they hold.
    fn arguments(&mut self, operation: &ir::Operation) -> (Vec<Argument>, Vec<Check>) {
        let mut scope = Scope::new(Case::Tells);
        let mut arguments: Vec<Argument> = Vec::new();
        let mut checks = Vec::new();
        for parameter in &operation.parameters {
            let key = operation.at.child(parameter.place.as_str()).child(&parameter.wire);
            let name = self.argument_name(&parameter.wire, &key, &parameter.at, &mut scope);
            checks.extend(self.checks(&parameter.wire, &name, &parameter.ty));
            arguments.push(self.parameter(parameter, name));
        }
        if let Some(body) = &operation.body {
            let key = operation.at.child("body");
            let name = self.argument_name("body", &key, &body.at, &mut scope);
            if body.media == Media::Json {
                checks.extend(self.checks("body", &name, &body.ty));
            }
            arguments.push(self.body(body, name));
        }
        arguments.sort_by_key(|argument| argument.presence == Presence::Optional);
        (arguments, checks)
    }

    fn parameter(&self, parameter: &ir::Parameter, name: String) -> Argument {
        let default = parameter.default.as_deref();
        Argument {
            setter: setter(&name),
            name,
            wire: parameter.wire.clone(),
            ty: edge_type(self.api, self.typed, &parameter.ty),
            presence: parameter.presence,
            call: call(parameter.place, parameter.spread),
            docs: member_docs(&parameter.docs, Access::Both, default, &parameter.ty),
            deprecated: parameter.docs.deprecated,
        }
    }

    fn body(&self, body: &ir::Body, name: String) -> Argument {
        let media_type = body.media_type.clone();
        let (ty, call) = match body.media {
            Media::Json => {
                let ty = nullable_type(self.api, self.typed, &body.ty);
                (ty, Call::Json(concrete(&media_type)))
            }
            Media::Text => (Ty::String, Call::Text(media_type)),
            Media::Bytes => (Ty::Bytes, Call::Bytes(media_type)),
        };
        Argument {
            setter: setter(&name),
            name,
            wire: "body".to_owned(),
            ty,
            presence: body.presence,
            call,
            docs: member_docs(&body.docs, Access::Both, None, &body.ty),
            deprecated: false,
        }
    }

    fn argument_name(
        &mut self,
        wire: &str,
        key: &Pointer,
        at: &Pointer,
        scope: &mut Scope,
    ) -> String {
        let key = &key.to_string();
        let chosen = self.names.chosen(key, at);
        let name = match chosen.or(self.names.locked_member(key)) {
            Some(name) if scope.is_free(name) => scope.claim(name, &format!("`{key}`")).ident,
            _ => {
                let wish = ident(wire, Use::Field);
                self.names.claim(scope, &wish, &Owner { key, at }, self.diags)
            }
        };
        self.names.lock_member(key, &name);
        name
    }

    fn checks(&self, wire: &str, field: &str, edge: &ir::Ref) -> Vec<Check> {
        check::of_value(self.api, &self.limited, wire, field, edge)
    }

    fn output(&mut self, operation: &ir::Operation, name: &str) -> Output {
        let responses = operation.responses.iter();
        let mut successes: Vec<_> = responses.filter(|one| one.status.is_success()).collect();
        if successes.is_empty() {
            let default = |one: &&ir::Response| one.status == ir::Status::Default;
            let others = operation.responses.iter().any(|one| one.status != ir::Status::Default);
            successes.extend(operation.responses.iter().filter(default).filter(|_| !others));
        }
        let mut outputs = successes.iter().map(|one| (one.status, self.content(&one.content)));
        let Some((_, first)) = outputs.next() else {
            return Output::Unit;
        };
        let first_ty = first.ty();
        if outputs.clone().all(|(_, other)| other.ty() == first_ty) {
            return first;
        }
        let mut scope = Scope::new(Case::Tells);
        let variants: Vec<_> = successes
            .iter()
            .map(|one| {
                let variant = scope.claim(&status_name(one.status), "another status").ident;
                (one.status, variant, self.content(&one.content))
            })
            .collect();
        let name = self.scope.claim(&format!("{name}Output"), name).ident;
        Output::Several(Several { name, variants })
    }

    fn content(&self, content: &ir::Content) -> Output {
        match content {
            ir::Content::Empty => Output::Unit,
            ir::Content::Json(edge) => Output::Json(nullable_type(self.api, self.typed, edge)),
            ir::Content::Text => Output::Text,
            ir::Content::Bytes => Output::Bytes,
        }
    }

    fn failure(&mut self, operation: &ir::Operation, name: &str) -> Option<Failure> {
        let mut scope = Scope::new(Case::Tells);
        let mut variants = Vec::new();
        for response in &operation.responses {
            let ir::Content::Json(edge) = &response.content else {
                continue;
            };
            if response.status.is_success() {
                continue;
            }
            let wish = status_name(response.status);
            variants.push(FailureVariant {
                status: response.status,
                name: scope.claim(&wish, "another status").ident,
                ty: nullable_type(self.api, self.typed, edge),
                docs: rustdoc(&response.docs.description),
            });
        }
        if variants.is_empty() {
            return None;
        }
        // The most telling status first: a number before its class, a class before the default.
        variants.sort_by_key(|variant| match variant.status {
            ir::Status::Code(_) => 0,
            ir::Status::Class(_) => 1,
            ir::Status::Default => 2,
        });
        let name = self.scope.claim(&format!("{name}Failure"), name).ident;
        Some(Failure { name, variants })
    }

    fn paging(
        &self,
        operation: &ir::Operation,
        arguments: &[Argument],
        output: &Output,
    ) -> Option<Paging> {
        let paging = operation.paging.as_ref()?;
        let Output::Json(_) = output else { return None };
        let argument = arguments.iter().find(|argument| argument.wire == paging.param)?;
        let page = operation.received().next()?;
        Some(Paging {
            item: nullable_type(self.api, self.typed, &paging.item),
            param: argument.name.clone(),
            param_required: argument.presence == Presence::Required,
            next: self.member(page, &paging.next)?,
            items: self.member(page, &paging.items)?,
        })
    }

    /// The field for a member of an object, by the name that it was given.
    fn member(&self, object: &ir::Ref, wire: &str) -> Option<MemberPath> {
        let ir::Shape::Named(id) = super::model::behind(self.api, object) else {
            return None;
        };
        let ty = self.api.ty(*id);
        let ir::Kind::Struct(members) = &ty.kind else {
            return None;
        };
        let field = members.fields.iter().find(|field| field.wire == wire)?;
        let optional = usize::from(field.presence == Presence::Optional);
        let null = usize::from(field.ty.null == ir::Null::Yes);
        let key = ty.at.child(wire).to_string();
        Some(MemberPath {
            name: self.names.given_member(&key)?.to_owned(),
            options: optional + null,
        })
    }

    fn waits(&self, output: &Output) -> bool {
        let Output::Json(Ty::Model(name)) = output else {
            return false;
        };
        let mut polls = self.api.polls.iter();
        polls.any(|poll| self.typed.name(poll.ty) == name)
    }

    fn pending(&self, structs: &[String]) -> Vec<Pending> {
        let polls = self.api.polls.iter();
        let pending = polls.filter_map(|poll| {
            let at = self.api.ty(poll.ty).at.clone();
            let object = ir::Ref::new(ir::Shape::Named(poll.ty), at);
            Some(Pending {
                model: self.typed.name(poll.ty).to_owned(),
                operation: structs.get(poll.operation)?.clone(),
                id: self.member(&object, &poll.id)?,
                done: self.member(&object, &poll.done)?,
                error: match &poll.error {
                    Some(error) => Some(self.member(&object, error)?),
                    None => None,
                },
            })
        });
        pending.collect()
    }
}

/// A name of the runtime gets a word behind it rather than a number.
fn suffixed(scope: &Scope, wish: &str, suffix: &str) -> String {
    if scope.is_free(wish) {
        wish.to_owned()
    } else {
        format!("{wish}{suffix}")
    }
}

fn setter(name: &str) -> String {
    let ours = CALL_METHODS.contains(&name) || name.starts_with("with_") || name.starts_with("without_");
    if ours { format!("{name}_") } else { name.to_owned() }
}

fn call(place: Place, spread: Spread) -> Call {
    match (place, spread) {
        (Place::Path, _) => Call::Path,
        (Place::Query, Spread::Repeated) => Call::Query,
        (Place::Query, Spread::Joined(between)) => Call::QueryJoined(between),
        (Place::Header, _) => Call::Header,
        (Place::Cookie, _) => Call::Cookie,
    }
}

/// A range of media types can't be sent: what is sent is JSON.
fn concrete(media_type: &str) -> String {
    if media_type.contains('*') {
        "application/json".to_owned()
    } else {
        media_type.to_owned()
    }
}

/// A status in words: those of RFC 9110, section 15, and what else is in wide use.
fn status_name(status: ir::Status) -> String {
    let phrases: BTreeMap<u16, &str> = STATUSES.iter().copied().collect();
    match status {
        ir::Status::Code(code) => match phrases.get(&code) {
            Some(phrase) => (*phrase).to_owned(),
            None => format!("Status{code}"),
        },
        ir::Status::Class(2) => "Success".to_owned(),
        ir::Status::Class(4) => "ClientError".to_owned(),
        ir::Status::Class(5) => "ServerError".to_owned(),
        ir::Status::Class(class) => format!("Status{class}xx"),
        ir::Status::Default => "Other".to_owned(),
    }
}

const STATUSES: &[(u16, &str)] = &[
    (200, "Ok"), (201, "Created"), (202, "Accepted"), (203, "NonAuthoritative"), (204, "NoContent"),
    (205, "ResetContent"), (206, "PartialContent"), (207, "MultiStatus"), (301, "MovedPermanently"), (302, "Found"),
    (303, "SeeOther"), (304, "NotModified"), (307, "TemporaryRedirect"), (308, "PermanentRedirect"),
    (400, "BadRequest"), (401, "Unauthorized"), (402, "PaymentRequired"), (403, "Forbidden"), (404, "NotFound"),
    (405, "MethodNotAllowed"), (406, "NotAcceptable"), (408, "RequestTimeout"), (409, "Conflict"), (410, "Gone"),
    (411, "LengthRequired"), (412, "PreconditionFailed"), (413, "ContentTooLarge"), (415, "UnsupportedMediaType"),
    (416, "RangeNotSatisfiable"), (417, "ExpectationFailed"), (418, "Teapot"), (421, "MisdirectedRequest"),
    (422, "UnprocessableContent"), (423, "Locked"), (424, "FailedDependency"), (425, "TooEarly"),
    (426, "UpgradeRequired"), (428, "PreconditionRequired"), (429, "TooManyRequests"),
    (431, "HeaderFieldsTooLarge"), (451, "UnavailableForLegalReasons"), (500, "InternalServerError"),
    (501, "NotImplemented"), (502, "BadGateway"), (503, "ServiceUnavailable"), (504, "GatewayTimeout"),
    (507, "InsufficientStorage"), (508, "LoopDetected"), (511, "NetworkAuthenticationRequired"),
];
