//! Pages and polls, by the names of their fields.

use super::{Argument, MemberPath, Output, Paging, Pending, Planner};
use crate::ir::{self, Presence};
use crate::plan::model::nullable_type;
use crate::plan::ty::Ty;

impl Planner<'_, '_, '_, '_> {
    pub(super) fn paging(
        &self,
        operation: &ir::Operation,
        arguments: &[Argument],
        output: &Output,
    ) -> Option<Paging> {
        let paging = operation.paging.as_ref()?;
        let Output::Json(..) = output else {
            return None;
        };
        let argument = arguments
            .iter()
            .find(|argument| argument.wire == paging.param)?;
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
        let ir::Shape::Named(id) = self.api.behind(object) else {
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

    pub(super) fn waits(&self, output: &Output) -> bool {
        let Output::Json(Ty::Model(name), _) = output else {
            return false;
        };
        let mut polls = self.api.polls.iter();
        polls.any(|poll| self.typed.name(poll.ty) == name)
    }

    pub(super) fn pending(&self, structs: &[String]) -> Vec<Pending> {
        let polls = self.api.polls.iter();
        let pending = polls.filter_map(|poll| {
            let at = self.api.ty(poll.ty).at.clone();
            let object = ir::Ref::new(ir::Shape::Named(poll.ty), at);
            let group = self.api.operations.get(poll.operation)?.group;
            Some(Pending {
                group: self.api.groups.get(group)?.name.clone(),
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
