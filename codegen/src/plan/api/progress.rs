//! Open members of answers, and what they hold: what a long-running operation tells of itself, what comes of it.

use super::{Output, Planner, Progress};
use crate::diag::{Diagnostic, codes};
use crate::ir::{self, Shape};
use crate::plan::check::code;
use crate::plan::docs::Comment;
use crate::plan::ident::{Use, ident};
use crate::plan::model::nullable_type;
use crate::plan::scope::{Case, Scope};
use crate::plan::ty::Ty;

impl Planner<'_, '_, '_, '_> {
    /// One function for each member; what fits no open member of the answer is said.
    pub(super) fn progress(&mut self, operation: &ir::Operation, output: &Output) -> Vec<Progress> {
        let mut taken = Scope::new(Case::Tells);
        for name in ["clone", "new"] {
            taken.reserve(name, "a function of its own");
        }
        let mut out = Vec::new();
        for progress in &operation.long_running {
            let Some((answer, field)) = self.open_member(operation, output, &progress.property)
            else {
                let message = format!("the answer has no open member `{}`", progress.property);
                let found = Diagnostic::new(codes::UNUSED_KEYWORD, message).at_key(&progress.at);
                self.diags.push(found.label("nothing comes of it"));
                continue;
            };
            let member = code(&progress.property);
            out.push(Progress {
                name: taken
                    .claim(&ident(&progress.property, Use::Method), &member)
                    .ident,
                member: progress.property.clone(),
                docs: Comment::default().with(format!(
                    "What {member} of the answer holds, where it is there."
                )),
                answer,
                field,
                ty: nullable_type(self.api, self.typed, &progress.ty),
            });
        }
        out
    }

    /// The type of the answer, and the field of a member that can hold anything.
    fn open_member(
        &self,
        operation: &ir::Operation,
        output: &Output,
        wire: &str,
    ) -> Option<(Ty, String)> {
        let Output::Json(answer @ Ty::Model(_), _) = output else {
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
        let ir::Kind::Struct(members) = &self.api.ty(*id).kind else {
            return None;
        };
        let field = members.fields.iter().find(|field| field.wire == wire)?;
        let is_open = match self.api.behind(&field.ty) {
            Shape::Any => true,
            Shape::Map(inner) => matches!(self.api.behind(inner), Shape::Any),
            _ => false,
        };
        let name = self.member(edge, wire).filter(|_| is_open)?.name;
        Some((answer.clone(), name))
    }
}
