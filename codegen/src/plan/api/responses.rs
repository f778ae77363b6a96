//! Responses → the types of success and failure.

use super::docs::status_docs;
use super::{Failure, FailureBody, FailureVariant, Output, Planner, SuccessEnum, SuccessVariant};
use crate::diag::{Diagnostic, codes};
use crate::ir::{self, Status};
use crate::lock::Returned;
use crate::plan::docs::Comment;
use crate::plan::model::{codec, nullable_type};
use crate::plan::scope::{Case, Scope};

/// The redirects of the class 3xx.
const REDIRECTS: [u16; 5] = [301, 302, 303, 307, 308];

impl Planner<'_, '_, '_, '_> {
    /// The type that a call returns, and how it is locked.
    ///
    /// It is the type of all success responses, or an enum if they have several. This is decided when the operation is
    /// first generated: a type that is added later becomes an error, or a variant of the enum.
    pub(super) fn output(&mut self, operation: &ir::Operation, name: &str) -> (Output, Returned) {
        let successes = operation.successes();
        let shapes: Vec<_> = successes
            .iter()
            .map(|one| (one.status, self.content(&one.content)))
            .collect();
        let usual = |(status, _): &&(Status, Output)| *status == Status::Code(200);
        let Some((first, _)) = shapes.iter().find(usual).or(shapes.first()) else {
            return (Output::Unit, Returned::default());
        };
        let locked = self.names.locked_operation(&operation.key());
        let returned = match locked.map(|names| &names.output) {
            Some(Returned::Each) => Returned::Each,
            Some(Returned::Status(text)) => {
                let returned = shapes
                    .iter()
                    .find(|(status, _)| status.to_string() == *text);
                Returned::Status(returned.map_or(first, |(status, _)| status).to_string())
            }
            None if same(&shapes) => Returned::Status(first.to_string()),
            None => Returned::Each,
        };
        let output = match &returned {
            Returned::Each => self.success_enum(shapes, name),
            Returned::Status(text) => self.first(operation, shapes, text),
        };
        (output, returned)
    }

    fn success_enum(&mut self, shapes: Vec<(Status, Output)>, name: &str) -> Output {
        let mut scope = Scope::new(Case::Sensitive);
        scope.reserve("Undeclared", "any other status");
        let variants = shapes.into_iter().map(|(status, shape)| {
            let claim = scope.claim(&status_name(status), "another status");
            SuccessVariant {
                status,
                name: claim.ident,
                content: shape,
                docs: status_docs(status),
            }
        });
        let variants = variants.collect();
        let name = self.scope.claim(&format!("{name}Output"), name).ident;
        Output::ByStatus(SuccessEnum { name, variants })
    }

    fn first(
        &mut self,
        operation: &ir::Operation,
        shapes: Vec<(Status, Output)>,
        text: &str,
    ) -> Output {
        let (mut returned, others): (Vec<_>, Vec<_>) = shapes
            .into_iter()
            .partition(|(status, _)| status.to_string() == text);
        let Some((status, shape)) = returned.pop() else {
            return Output::Unit;
        };
        let ty = shape.ty();
        let others: Vec<_> = others
            .into_iter()
            .filter(|(_, other)| other.ty() != ty)
            .map(|(other, _)| other)
            .collect();
        for other in &others {
            let message = format!(
                "`{}` has a new success response with status {other}",
                operation.id
            );
            let at = operation.at.child("responses").child(&other.to_string());
            let found = Diagnostic::new(codes::GROWN_RESPONSE, message).at_key(&at);
            let label = format!(
                "a call still returns the response for {status}; this one is an error, with its body in `failure`"
            );
            self.diags.push(found.label(label));
        }
        match others.is_empty() {
            true => shape,
            false => Output::First(Box::new(shape), others),
        }
    }

    /// Statuses other than 2xx that are a success.
    pub(super) fn success_statuses(&self, operation: &ir::Operation) -> Vec<u16> {
        let redirects = operation
            .successes()
            .into_iter()
            .map(|one| match one.status {
                Status::Code(code) if code / 100 == 3 => vec![code],
                Status::Class(3) => REDIRECTS.to_vec(),
                Status::Code(_) | Status::Class(_) | Status::Default => Vec::new(),
            });
        let mut success_statuses: Vec<u16> = redirects.flatten().collect();
        success_statuses.sort_unstable();
        success_statuses.dedup();
        success_statuses
    }

    /// The `Accept` header. Returns `None` for only JSON, which is the default of the runtime.
    pub(super) fn accept(&self, operation: &ir::Operation) -> Option<String> {
        let mut all: Vec<&str> = Vec::new();
        for response in operation.successes() {
            for media_type in &response.media_types {
                if !all.contains(&media_type.as_str()) {
                    all.push(media_type);
                }
            }
        }
        if all.iter().all(|one| is_plain(one)) {
            return None;
        }
        all.retain(|one| *one != "*/*");
        Some(format!("{}, */*;q=0.5", all.join(", ")))
    }

    fn content(&self, content: &ir::Content) -> Output {
        match content {
            ir::Content::Empty => Output::Unit,
            ir::Content::Json(edge) => Output::Json(
                nullable_type(self.api, self.type_names, edge),
                codec(self.api, edge),
            ),
            ir::Content::Text => Output::Text,
            ir::Content::Bytes => Output::Bytes,
        }
    }

    pub(super) fn failure(
        &mut self,
        operation: &ir::Operation,
        name: &str,
        output: &Output,
    ) -> Option<Failure> {
        let grown: &[Status] = match output {
            Output::First(_, others) => others,
            _ => &[],
        };
        let successes: Vec<_> = operation.successes().iter().map(|one| one.status).collect();
        let fails = |status: Status| {
            status == Status::Default || !successes.contains(&status) || grown.contains(&status)
        };
        let mut scope = Scope::new(Case::Sensitive);
        let mut variants = Vec::new();
        for response in &operation.responses {
            let body = match &response.content {
                ir::Content::Json(edge) => FailureBody::Json(
                    nullable_type(self.api, self.type_names, edge),
                    codec(self.api, edge),
                ),
                ir::Content::Text => FailureBody::Text,
                // The error has the raw body anyway.
                ir::Content::Empty | ir::Content::Bytes => continue,
            };
            if !fails(response.status) {
                continue;
            }
            variants.push(FailureVariant {
                status: response.status,
                name: scope
                    .claim(&status_name(response.status), "another status")
                    .ident,
                body,
                docs: Comment::of(&response.docs.description),
            });
        }
        if variants.is_empty() {
            return None;
        }
        // The most specific status first.
        variants.sort_by_key(|variant| rank(variant.status));
        let name = self.scope.claim(&format!("{name}Failure"), name).ident;
        Some(Failure { name, variants })
    }
}

/// Whether the `Accept` header of the runtime covers it.
fn is_plain(media_type: &str) -> bool {
    let (essence, parameters) = media_type.split_once(';').unwrap_or((media_type, ""));
    let parameters = parameters.trim().to_ascii_lowercase();
    matches!(essence.trim(), "application/json" | "*/*" | "application/*")
        && matches!(&*parameters, "" | "charset=utf-8")
}

fn same(shapes: &[(Status, Output)]) -> bool {
    let mut types = shapes.iter().map(|(_, shape)| shape.ty());
    let first = types.next();
    types.all(|other| Some(other) == first)
}

fn rank(status: Status) -> u8 {
    match status {
        Status::Code(_) => 0,
        Status::Class(_) => 1,
        Status::Default => 2,
    }
}

/// The name of a status: from RFC 9110, section 15, and others in wide use.
fn status_name(status: Status) -> String {
    match status {
        Status::Code(code) => match STATUSES.iter().find(|(known, _)| *known == code) {
            Some((_, phrase)) => (*phrase).to_owned(),
            None => format!("Status{code}"),
        },
        Status::Class(2) => "Success".to_owned(),
        Status::Class(4) => "ClientError".to_owned(),
        Status::Class(5) => "ServerError".to_owned(),
        Status::Class(class) => format!("Status{class}xx"),
        Status::Default => "Other".to_owned(),
    }
}

const STATUSES: &[(u16, &str)] = &[
    (200, "Ok"),
    (201, "Created"),
    (202, "Accepted"),
    (203, "NonAuthoritative"),
    (204, "NoContent"),
    (205, "ResetContent"),
    (206, "PartialContent"),
    (207, "MultiStatus"),
    (301, "MovedPermanently"),
    (302, "Found"),
    (303, "SeeOther"),
    (304, "NotModified"),
    (307, "TemporaryRedirect"),
    (308, "PermanentRedirect"),
    (400, "BadRequest"),
    (401, "Unauthorized"),
    (402, "PaymentRequired"),
    (403, "Forbidden"),
    (404, "NotFound"),
    (405, "MethodNotAllowed"),
    (406, "NotAcceptable"),
    (408, "RequestTimeout"),
    (409, "Conflict"),
    (410, "Gone"),
    (411, "LengthRequired"),
    (412, "PreconditionFailed"),
    (413, "ContentTooLarge"),
    (415, "UnsupportedMediaType"),
    (416, "RangeNotSatisfiable"),
    (417, "ExpectationFailed"),
    (418, "Teapot"),
    (421, "MisdirectedRequest"),
    (422, "UnprocessableContent"),
    (423, "Locked"),
    (424, "FailedDependency"),
    (425, "TooEarly"),
    (426, "UpgradeRequired"),
    (428, "PreconditionRequired"),
    (429, "TooManyRequests"),
    (431, "HeaderFieldsTooLarge"),
    (451, "UnavailableForLegalReasons"),
    (500, "InternalServerError"),
    (501, "NotImplemented"),
    (502, "BadGateway"),
    (503, "ServiceUnavailable"),
    (504, "GatewayTimeout"),
    (507, "InsufficientStorage"),
    (508, "LoopDetected"),
    (511, "NetworkAuthenticationRequired"),
];
