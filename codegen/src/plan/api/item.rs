//! The items of the module `api`, as they will be printed.

use super::Multipart;
use crate::ir::{self, Deprecated, Method, ParameterLocation, Presence, Style};
use crate::plan::check::Check;
use crate::plan::docs::Comment;
use crate::plan::former::FormerName;
use crate::plan::servers::ServerRef;
use crate::plan::ty::{Scope, Ty};

/// An accessor of the client, with its operations: a file of the module `api`.
#[derive(Clone, Debug)]
pub struct Group {
    /// The tag, or what stands for it.
    pub key: String,
    /// The cargo feature that it is there with; none: always.
    pub feature: Option<String>,
    pub name: String,
    pub module: String,
    /// The method of the client.
    pub accessor: String,
    pub docs: Comment,
    /// The docs in one sentence, for the accessors.
    pub summary: String,
    pub operations: Vec<Operation>,
    /// The accessors that it had before.
    pub former_accessors: Vec<String>,
    /// The names that its types had before.
    pub former: Vec<FormerName>,
}

impl Group {
    /// The names of its types: its own, and those of its operations.
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
    /// The methods that it had before.
    pub former_methods: Vec<String>,
    /// The id in the document, for messages and traces.
    pub id: String,
    pub docs: Comment,
    pub deprecated: Deprecated,
    pub method: Method,
    pub path: String,
    pub server: Option<ServerRef>,
    pub security: Vec<Vec<String>>,
    /// In the order of the struct: path, then what is required, then the rest.
    pub arguments: Vec<Argument>,
    pub checks: Vec<Check>,
    /// The struct of its body, where that is made of parts.
    pub multipart: Option<Multipart>,
    pub output: Output,
    /// Statuses beside 2xx that are an answer.
    pub answers: Vec<u16>,
    /// What the request says it accepts, where that is not just JSON.
    pub accept: Option<String>,
    pub failure: Option<Failure>,
    /// The struct of the headers that its responses declare.
    pub headers: Option<Headers>,
    /// What comes where a stream is asked for.
    pub stream: Option<Streamed>,
    pub paging: Option<Paging>,
    /// What open members of the answer hold.
    pub progress: Vec<Progress>,
    /// Whether it returns a type that can be waited for.
    pub waits: bool,
}

impl Operation {
    /// The names of its types: the struct, and those that belong to it.
    pub fn types(&self) -> impl Iterator<Item = &str> {
        let several = match &self.output {
            Output::Several(several) => Some(&several.name),
            _ => None,
        };
        let failure = self.failure.as_ref().map(|failure| &failure.name);
        let multipart = self.multipart.as_ref().map(|multipart| &multipart.name);
        let headers = self.headers.as_ref().map(|headers| &headers.name);
        let own = [Some(&self.name), several, failure, multipart, headers];
        own.into_iter().flatten().map(String::as_str)
    }

    pub fn required(&self) -> impl Iterator<Item = &Argument> {
        let arguments = self.arguments.iter();
        arguments.filter(|argument| argument.presence == Presence::Required)
    }

    pub fn optional(&self) -> impl Iterator<Item = &Argument> {
        let arguments = self.arguments.iter();
        arguments.filter(|argument| argument.presence == Presence::Optional)
    }

    /// Whether `new` takes no arguments: then the struct implements `Default`.
    pub fn has_default(&self) -> bool {
        self.required().next().is_none()
    }
}

/// A function of the operation that reads an open member of its answer.
#[derive(Clone, Debug)]
pub struct Progress {
    pub name: String,
    /// The name of the member in JSON.
    pub member: String,
    pub docs: Comment,
    /// What the operation answers with.
    pub answer: Ty,
    pub field: String,
    /// What the member holds.
    pub ty: Ty,
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
    pub docs: Comment,
    pub deprecated: Deprecated,
}

impl Argument {
    /// Whether it is a body of a type of its own.
    pub fn is_body(&self) -> bool {
        matches!(self.call, Call::Json(_) | Call::Form(..))
    }

    /// Whether it stands in the query.
    pub fn is_query(&self) -> bool {
        matches!(self.call, Call::Param(ParameterLocation::Query, ..))
    }
}

/// How an argument is put into the request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Call {
    Param(ParameterLocation, Style, Written),
    Json(String),
    /// JSON by a codec, where the type's own way is another one.
    JsonBy(String, String),
    Form(Vec<(String, Style)>),
    Multipart(String),
    Text(String),
    Body(String),
}

/// What is written of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// A text, or a list of texts.
    Texts,
    /// A value that has to be looked into when it is sent.
    Tree,
}

/// What a successful call returns.
#[derive(Clone, Debug)]
pub enum Output {
    Unit,
    /// A value, and how it travels.
    Json(Ty, String),
    Text,
    Bytes,
    Several(Several),
    /// Of several declared successes the one that was there first; the others are failures.
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
            // An enum beside the operation, in its own module.
            Output::Several(several) => Ty::Local(several.name.clone()),
        }
    }
}

/// Answers of different shapes, told apart by the status.
#[derive(Clone, Debug)]
pub struct Several {
    pub name: String,
    pub variants: Vec<SuccessVariant>,
}

impl Several {
    /// Whether there are statuses that no variant stands for: then there is a variant `Undeclared`.
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
    pub docs: String,
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
    pub body: FailureBody,
    pub docs: Comment,
}

/// The body of a failure.
#[derive(Clone, Debug)]
pub enum FailureBody {
    /// And by which codec.
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

/// The headers of the responses: a struct beside the operation.
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

/// How the text of a header is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderForm {
    /// As what the type asks for.
    Plain,
    /// As what it looks like, where the type leaves it open.
    Literal,
    /// An exploded object.
    Exploded,
    Json,
}

/// Values that come one after the other.
#[derive(Clone, Debug)]
pub struct Streamed {
    pub media_type: String,
    pub item: StreamItem,
}

/// One of these values.
#[derive(Clone, Debug)]
pub enum StreamItem {
    /// An event with data of this type, and its codec.
    Event(Ty, String),
    /// An event that is described as an object.
    Object(Ty),
    /// An event with text.
    Text,
    /// A line of JSON, and its codec.
    Json(Ty, String),
}

impl StreamItem {
    /// As the operation's module spells it.
    pub fn text(&self, scope: Scope) -> String {
        match self {
            StreamItem::Event(ty, _) => format!("runtime::Event<{}>", ty.text(scope)),
            StreamItem::Text => "runtime::Event<String>".to_owned(),
            StreamItem::Object(ty) | StreamItem::Json(ty, _) => ty.text(scope),
        }
    }
}

/// Fields, by their Rust names.
#[derive(Clone, Debug)]
pub struct Paging {
    pub item: Ty,
    pub turn: Turn,
    /// None: the body is the list.
    pub items: Vec<MemberPath>,
    pub more: Option<Vec<MemberPath>>,
    pub total: Option<Vec<MemberPath>>,
    /// Whether the body may be `null`.
    pub nullable: bool,
}

/// What leads from a page to the next one: fields of the operation, of the page, of an item.
#[derive(Clone, Debug)]
pub enum Turn {
    Token {
        param: Vec<MemberPath>,
        next: Vec<MemberPath>,
    },
    After {
        param: Vec<MemberPath>,
        key: Vec<MemberPath>,
    },
    Offset {
        param: Vec<MemberPath>,
    },
    Page {
        param: Vec<MemberPath>,
        first: i64,
    },
    Link {
        rel: String,
    },
    Url {
        next: Vec<MemberPath>,
    },
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
    /// The operation's group.
    pub group: String,
    pub model: String,
    pub operation: String,
    pub id: MemberPath,
    pub done: MemberPath,
    pub error: Option<MemberPath>,
}
