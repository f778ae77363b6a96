//! Responses → what a call returns, and what it may fail with.

use super::{Failure, FailureVariant, Output, Planner, Several};
use crate::ir;
use crate::plan::docs::rustdoc;
use crate::plan::model::nullable_type;
use crate::plan::scope::{Case, Scope};

impl Planner<'_, '_, '_, '_> {
    pub(super) fn output(&mut self, operation: &ir::Operation, name: &str) -> Output {
        let responses = operation.responses.iter();
        let mut successes: Vec<_> = responses.filter(|one| one.status.is_success()).collect();
        if successes.is_empty() {
            let default = |one: &&ir::Response| one.status == ir::Status::Default;
            let others = operation
                .responses
                .iter()
                .any(|one| one.status != ir::Status::Default);
            successes.extend(
                operation
                    .responses
                    .iter()
                    .filter(default)
                    .filter(|_| !others),
            );
        }
        let mut outputs = successes
            .iter()
            .map(|one| (one.status, self.content(&one.content)));
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
                let variant = scope
                    .claim(&status_name(one.status), "another status")
                    .ident;
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

    pub(super) fn failure(&mut self, operation: &ir::Operation, name: &str) -> Option<Failure> {
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
}

/// A status in words: those of RFC 9110, section 15, and what else is in wide use.
fn status_name(status: ir::Status) -> String {
    match status {
        ir::Status::Code(code) => match STATUSES.iter().find(|(known, _)| *known == code) {
            Some((_, phrase)) => (*phrase).to_owned(),
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
