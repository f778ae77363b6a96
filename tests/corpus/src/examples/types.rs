//! Finds the Rust type that an example is decoded into.
//!
//! The plan is the source; nothing is guessed from names.

use oascribe_codegen::ir::Status;
use oascribe_codegen::plan::{Call, Crate, FailureBody, Operation, Output, Ty, TyScope};

/// The usage of a value in the document.
#[derive(Clone, Copy, Debug)]
pub enum Usage<'a> {
    Component(&'a str),
    Body {
        method: &'a str,
        path: &'a str,
        media: &'a str,
    },
    Response {
        method: &'a str,
        path: &'a str,
        status: &'a str,
    },
}

impl<'a> Usage<'a> {
    /// Parses `#Pet`, `POST /pets body#small` or `GET /pets 200#one`. The media type is that of the body.
    pub fn parse(at: &'a str, media: &'a str) -> Option<Self> {
        if let Some(name) = at.strip_prefix('#') {
            return Some(Usage::Component(name));
        }
        let mut words = at.split(' ');
        let (method, path) = (words.next()?, words.next()?);
        let part = words.next()?;
        Some(match part.split('#').next().unwrap_or(part) {
            "body" => Usage::Body {
                method,
                path,
                media,
            },
            status => Usage::Response {
                method,
                path,
                status,
            },
        })
    }
}

/// Returns the type as users of the crate write it, or the reason why there is none.
pub fn find(krate: &Crate, usage: Usage<'_>, schema: Option<&str>) -> Result<String, &'static str> {
    let ty = match usage {
        Usage::Component(name) => named(krate, name).ok_or("unreachable")?,
        Usage::Body { method, path, .. } | Usage::Response { method, path, .. } => {
            let mut operations = operations(krate, method, path);
            let Some(operation) = operations.next() else {
                // A webhook, or a component that operations reference.
                let name = schema.and_then(|schema| schema.rsplit('/').next());
                let ty = name.and_then(|name| named(krate, name));
                return ty.map(|ty| ty.text(TyScope::Surface)).ok_or("no-operation");
            };
            match usage {
                Usage::Response { status, .. } => response(operation, status)?,
                Usage::Body { media, .. } => {
                    let operations: Vec<_> = [operation].into_iter().chain(operations).collect();
                    body(&operations, media).ok_or("no-json-body")?
                }
                Usage::Component(_) => return Err("unknown-usage"),
            }
        }
    };
    Ok(ty.text(TyScope::Surface))
}

fn named(krate: &Crate, name: &str) -> Option<Ty> {
    let name = name.replace("~1", "/").replace("~0", "~");
    let types = &krate.lock.types;
    let found = ["components/schemas", "definitions"]
        .iter()
        .find_map(|section| {
            let pointer = name.replace('~', "~0").replace('/', "~1");
            types.get(&format!("#/{section}/{pointer}"))
        });
    Some(Ty::Model(found?.clone()))
}

/// Returns the methods of an operation: one per media type of its request body.
fn operations<'k>(
    krate: &'k Crate,
    method: &'k str,
    path: &'k str,
) -> impl Iterator<Item = &'k Operation> {
    let operations = krate.groups.iter().flat_map(|group| &group.operations);
    operations
        .filter(move |one| one.method.as_str().eq_ignore_ascii_case(method) && one.path == path)
}

/// Returns the body of a media type, or else the first body.
fn body(operations: &[&Operation], media: &str) -> Option<Ty> {
    let arguments = operations.iter().flat_map(|operation| &operation.arguments);
    let bodies = arguments.filter_map(|argument| match &argument.call {
        Call::Json(declared) | Call::JsonBy(declared, _) => Some((declared, &argument.ty)),
        _ => None,
    });
    let same = bodies.clone().find(|(declared, _)| *declared == media);
    same.or(bodies.clone().next()).map(|(_, ty)| ty.clone())
}

fn response(operation: &Operation, status: &str) -> Result<Ty, &'static str> {
    let status = status.to_ascii_lowercase();
    let wanted = match (status.parse::<u16>(), status.strip_suffix("xx")) {
        (Ok(code), _) => Status::Code(code),
        (_, Some(class)) => class.parse().map_or(Status::Default, Status::Class),
        _ => Status::Default,
    };
    let failures = operation
        .failure
        .iter()
        .flat_map(|failure| &failure.variants);
    if let Some(failure) = failures.clone().find(|one| covers(one.status, wanted)) {
        return match &failure.body {
            FailureBody::Json(ty, _) => Ok(ty.clone()),
            FailureBody::Text => Err("not-json"),
        };
    }
    match &operation.output {
        Output::ByStatus(several) => {
            let mut variants = several.variants.iter();
            let found = variants.find(|variant| covers(variant.status, wanted));
            found.map_or(Err("undeclared-status"), |variant| json(&variant.content))
        }
        output if wanted.is_success() || wanted == Status::Default => json(output),
        _ => Err("undeclared-status"),
    }
}

fn json(output: &Output) -> Result<Ty, &'static str> {
    match output {
        Output::Json(ty, _) => Ok(ty.clone()),
        Output::First(first, _) => json(first),
        _ => Err("not-json"),
    }
}

/// Whether a declared status covers a status.
fn covers(declared: Status, status: Status) -> bool {
    match (declared, status) {
        (Status::Class(class), Status::Code(code)) => class == code / 100,
        // `default` describes errors, unless it is the only response.
        (Status::Default, Status::Code(code)) => code >= 400,
        (declared, status) => declared == status,
    }
}
