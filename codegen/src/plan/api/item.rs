//! The items of the module `api`.

use super::{FieldAccess, Multipart, Paging};
use crate::ir::{self, Deprecated, Method, ParameterLocation, Presence, Style};
use crate::plan::check::Check;
use crate::plan::docs::Comment;
use crate::plan::model::RequiredStruct;
use crate::plan::old_names::OldName;
use crate::plan::servers::ServerRef;
use crate::plan::ty::{Scope, Ty};

/// A group of operations: an accessor of the client, and a file of the module `api`.
#[derive(Clone, Debug)]
pub struct Group {
    /// The tag, or the replacement for a missing one.
    pub key: String,
    /// The cargo feature that enables it. `None`: it is always there.
    pub feature: Option<String>,
    pub name: String,
    pub module: String,
    /// The method of the client.
    pub accessor: String,
    pub docs: Comment,
    pub operations: Vec<Operation>,
    /// The old names of the accessor.
    pub old_accessors: Vec<String>,
    /// The old names of its types.
    pub old_names: Vec<OldName>,
}

impl Group {
    /// The names of its types and of those of its operations.
    pub fn types(&self) -> impl Iterator<Item = &str> {
        let operations = self.operations.iter().flat_map(Operation::types);
        operations.chain([self.name.as_str()])
    }
}

#[derive(Clone, Debug)]
pub struct Operation {
    /// The struct.
    pub name: String,
    /// The method of the group.
    pub method_name: String,
    /// The old names of the method.
    pub old_methods: Vec<String>,
    /// The `operationId` of the document, for messages and traces.
    pub id: String,
    pub docs: Comment,
    pub deprecated: Deprecated,
    pub method: Method,
    pub path: String,
    pub server: Option<ServerRef>,
    pub security: Vec<Vec<String>>,
    /// In the order of the fields: required ones first.
    pub arguments: Vec<Argument>,
    pub checks: Vec<Check>,
    /// The struct of the required arguments. `None` if they are positional.
    pub holder: Option<RequiredStruct>,
    /// The struct of a multipart body.
    pub multipart: Option<Multipart>,
    pub output: Output,
    /// Statuses other than 2xx that are a success.
    pub success_statuses: Vec<u16>,
    /// The header for an idempotency key.
    pub idempotency_key: Option<String>,
    /// The `Accept` header, if it is not only JSON.
    pub accept: Option<String>,
    pub failure: Option<Failure>,
    /// The struct of the response headers.
    pub headers: Option<Headers>,
    /// The items of a streamed response.
    pub stream: Option<Streamed>,
    pub paging: Option<Paging>,
    /// The functions that read untyped properties of the response.
    pub progress: Vec<Progress>,
}

impl Operation {
    /// The names of its types: the struct and its parts.
    pub fn types(&self) -> impl Iterator<Item = &str> {
        let several = match &self.output {
            Output::ByStatus(several) => Some(&several.name),
            _ => None,
        };
        let failure = self.failure.as_ref().map(|failure| &failure.name);
        let multipart = self.multipart.as_ref().map(|multipart| &multipart.name);
        let headers = self.headers.as_ref().map(|headers| &headers.name);
        let holder = self.holder.as_ref().map(|holder| &holder.name);
        let own = [
            Some(&self.name),
            several,
            failure,
            multipart,
            headers,
            holder,
        ];
        own.into_iter().flatten().map(String::as_str)
    }

    /// The arguments of `new`.
    pub fn required(&self) -> impl Iterator<Item = &Argument> {
        self.arguments.iter().filter(|it| it.is_asked())
    }

    /// The arguments with a setter.
    pub fn optional(&self) -> impl Iterator<Item = &Argument> {
        self.arguments.iter().filter(|it| !it.is_asked())
    }

    /// Whether `new` has no arguments. Then the struct implements `Default`.
    pub fn has_default(&self) -> bool {
        self.required().next().is_none()
    }
}

/// A function of the operation that reads an untyped property of its response.
#[derive(Clone, Debug)]
pub struct Progress {
    pub name: String,
    /// The name of the property.
    pub property: String,
    pub docs: Comment,
    /// The type of the response.
    pub response: Ty,
    pub field: String,
    /// The type of the property.
    pub ty: Ty,
}

/// A parameter or the body.
#[derive(Clone, Debug)]
pub struct Argument {
    /// The name of the field.
    pub name: String,
    /// The name of the setter: that of the field, unless it is a method of the call.
    pub setter: String,
    pub wire: String,
    /// Without `Option`.
    pub ty: Ty,
    pub presence: Presence,
    /// The value that `new` sets, as a Rust expression, if it is required and has a default.
    pub default: Option<String>,
    pub call: Call,
    pub docs: Comment,
    pub deprecated: Deprecated,
}

impl Argument {
    /// Whether the caller has to pass it.
    pub fn is_asked(&self) -> bool {
        self.presence == Presence::Required && self.default.is_none()
    }

    /// Whether it is a body with properties.
    pub fn is_body(&self) -> bool {
        matches!(self.call, Call::Json(_) | Call::Form(..))
    }

    /// Whether it is a query parameter.
    pub fn is_query(&self) -> bool {
        matches!(self.call, Call::Param(ParameterLocation::Query, ..))
    }
}

/// How an argument is put into the request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Call {
    Param(ParameterLocation, Style, Written),
    Json(String),
    /// JSON with a codec that differs from the serialization of the type.
    JsonBy(String, String),
    Form(Vec<(String, Style)>),
    Multipart(String),
    Text(String),
    Body(String),
}

/// How the value of a parameter is serialized.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    /// A string, or a list of strings.
    Strings,
    /// A tree of values, with a codec that differs from the serialization of the type.
    Tree(Option<String>),
}

/// The return type of a successful call.
#[derive(Clone, Debug)]
pub enum Output {
    Unit,
    /// A value, and its codec.
    Json(Ty, String),
    Text,
    Bytes,
    ByStatus(SuccessEnum),
    /// The success that was declared first. The statuses that were added later are errors.
    First(Box<Output>, Vec<ir::Status>),
}

impl Output {
    pub fn ty(&self) -> Ty {
        match self {
            Output::Unit => Ty::Unit,
            Output::Json(ty, _) => ty.clone(),
            Output::Text => Ty::String,
            Output::Bytes => Ty::Bytes,
            Output::First(first, _) => first.ty(),
            Output::ByStatus(several) => Ty::Local(several.name.clone()),
        }
    }
}

/// The enum of successes with different types, one variant for each status.
#[derive(Clone, Debug)]
pub struct SuccessEnum {
    pub name: String,
    pub variants: Vec<SuccessVariant>,
}

impl SuccessEnum {
    /// Whether some statuses have no variant. They get the variant `Undeclared`.
    pub fn is_open(&self) -> bool {
        let mut variants = self.variants.iter();
        variants.all(|variant| variant.status != ir::Status::Default)
    }
}

/// The response of one success status.
#[derive(Clone, Debug)]
pub struct SuccessVariant {
    pub status: ir::Status,
    pub name: String,
    pub content: Output,
    pub docs: Comment,
}

/// The enum of the declared error responses.
#[derive(Clone, Debug)]
pub struct Failure {
    pub name: String,
    pub variants: Vec<FailureVariant>,
}

#[derive(Clone, Debug)]
pub struct FailureVariant {
    pub status: ir::Status,
    pub name: String,
    pub body: FailureBody,
    pub docs: Comment,
}

/// The body of an error response.
#[derive(Clone, Debug)]
pub enum FailureBody {
    /// A value, and its codec.
    Json(Ty, String),
    Text,
}

impl FailureBody {
    pub fn ty(&self) -> Ty {
        match self {
            FailureBody::Json(ty, _) => ty.clone(),
            FailureBody::Text => Ty::String,
        }
    }
}

/// The struct of the response headers.
#[derive(Clone, Debug)]
pub struct Headers {
    pub name: String,
    pub fields: Vec<HeaderField>,
}

#[derive(Clone, Debug)]
pub struct HeaderField {
    pub name: String,
    pub wire: String,
    /// With its `Option`.
    pub ty: Ty,
    pub form: HeaderForm,
    pub docs: Comment,
    pub deprecated: Deprecated,
}

/// How the value of a header is parsed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderForm {
    /// As the type requires.
    Plain,
    /// By the form of the text, if the type allows several kinds of values.
    Literal,
    /// An exploded object.
    Exploded,
    Json,
}

/// A streamed response.
#[derive(Clone, Debug)]
pub struct Streamed {
    pub media_type: String,
    pub item: StreamItem,
    /// The path to the boolean that requests the stream.
    pub switch: Option<Vec<FieldAccess>>,
}

/// An item of the stream.
#[derive(Clone, Debug)]
pub enum StreamItem {
    /// A server-sent event with data of this type, and its codec.
    Event(Ty, String),
    /// A server-sent event whose schema describes the whole event.
    Object(Ty),
    /// A server-sent event with text.
    Text,
    /// A line of JSON, and its codec.
    Json(Ty, String),
}

impl StreamItem {
    /// The type of the item.
    pub fn text(&self, scope: Scope) -> String {
        match self {
            StreamItem::Event(ty, _) => format!("runtime::Event<{}>", ty.text(scope)),
            StreamItem::Text => "runtime::Event<String>".to_owned(),
            StreamItem::Object(ty) | StreamItem::Json(ty, _) => ty.text(scope),
        }
    }
}
