//! Members that are required and declared nowhere.

use super::Choices;
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::ir::{Api, Kind, TypeId};

pub(super) fn run(api: &mut Api, _: &Choices<'_>, diags: &mut Diagnostics) {
    for id in api.ids() {
        report(api, id, diags);
    }
}

fn report(api: &Api, id: TypeId, diags: &mut Diagnostics) {
    let Kind::Struct(object) = &api.ty(id).kind else {
        return;
    };
    for name in &object.required_elsewhere {
        let message = format!("`{name}` is required and declared by no property");
        let at = api.ty(id).at.child("required");
        let found = Diagnostic::new(codes::REQUIRED_UNDECLARED, message).at_key(&at);
        diags.push(found.label("nothing is generated for it"));
    }
}
