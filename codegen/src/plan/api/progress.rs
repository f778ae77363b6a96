//! Untyped properties of responses whose types the document declares elsewhere: metadata and result of a long-running
//! operation.

use super::{Output, Planner, Progress};
use crate::diag::{Diagnostic, codes};
use crate::ir::{self, Shape};
use crate::plan::docs::Sentence;
use crate::plan::ident::{Use, ident};
use crate::plan::model::nullable_type;
use crate::plan::scope::{Case, Scope};
use crate::plan::ty::Ty;

impl Planner<'_, '_, '_, '_> {
    /// One function for each property. Properties that the response does not have as untyped ones are reported.
    pub(super) fn progress(&mut self, operation: &ir::Operation, output: &Output) -> Vec<Progress> {
        let mut taken = Scope::new(Case::Sensitive);
        for name in ["clone", "new"] {
            taken.reserve(name, "a function of its own");
        }
        let mut out = Vec::new();
        for progress in &operation.long_running {
            let Some((response, field)) =
                self.untyped_property(operation, output, &progress.property)
            else {
                let message = format!(
                    "the response has no untyped property `{}`",
                    progress.property
                );
                let found = Diagnostic::new(codes::UNUSED_KEYWORD, message).at_key(&progress.at);
                self.diags.push(found.label("ignored"));
                continue;
            };
            out.push(Progress {
                name: taken
                    .claim(&ident(&progress.property, Use::Method), &progress.property)
                    .ident,
                property: progress.property.clone(),
                docs: Sentence::new("Reads ")
                    .code(&progress.property)
                    .words(" of the response. Returns `None` if it is missing.")
                    .into(),
                response,
                field,
                ty: nullable_type(self.api, self.type_names, &progress.ty),
            });
        }
        out
    }

    /// The type of the response, and the field of an untyped property.
    fn untyped_property(
        &self,
        operation: &ir::Operation,
        output: &Output,
        wire: &str,
    ) -> Option<(Ty, String)> {
        let Output::Json(response @ Ty::Model(_), _) = output else {
            return None;
        };
        let successes = operation.successes();
        let edge = successes
            .iter()
            .find_map(|response| match &response.content {
                ir::Content::Json(edge) => Some(edge),
                _ => None,
            })?;
        let Shape::Named(id) = self.api.behind(edge) else {
            return None;
        };
        let ir::Kind::Struct(object) = &self.api.ty(*id).kind else {
            return None;
        };
        let field = object.fields.iter().find(|field| field.wire == wire)?;
        let is_open = match self.api.behind(&field.ty) {
            Shape::Any => true,
            Shape::Map(inner) => matches!(self.api.behind(inner), Shape::Any),
            _ => false,
        };
        let name = self.field_access(edge, wire).filter(|_| is_open)?.name;
        Some((response.clone(), name))
    }
}
