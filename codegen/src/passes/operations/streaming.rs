//! Detects the parameter that switches streaming: a boolean `stream` of the query or of the request body, where a
//! success can be a stream.

use super::lookup::{is_bool, request_part};
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::ir::Api;
use crate::passes::Context;

const NAME: &str = "stream";

pub fn run(api: &mut Api, _: &Context<'_>, diags: &mut Diagnostics) {
    for index in 0..api.operations.len() {
        let operation = &api.operations[index];
        let mut successes = operation.responses.iter();
        if !successes.any(|one| one.status.is_success() && one.stream.is_some()) {
            continue;
        }
        let Some((part, _)) = request_part(api, operation, NAME, is_bool) else {
            continue;
        };
        let message = format!("`{NAME}` of `{}` switches streaming", operation.id);
        let found = Diagnostic::new(codes::INFERRED_STREAM, message).at_key(&operation.at);
        diags.push(found.label(format!("`events()` sets `{NAME}` to true")));
        api.operations[index].stream_switch = Some(part);
    }
}
