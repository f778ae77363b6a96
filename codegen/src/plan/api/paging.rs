//! Pages and polls, by the names of their fields.

use super::{Argument, MemberPath, Output, Paging, Pending, Planner, Turn};
use crate::ir::{self, Presence, Ref};
use crate::plan::model::nullable_type;
use crate::plan::ty::Ty;

impl Planner<'_, '_, '_, '_> {
    pub(super) fn paging(
        &self,
        operation: &ir::Operation,
        arguments: &[Argument],
        output: &Output,
    ) -> Option<Paging> {
        let ir::Paging {
            next: turn,
            items,
            item,
            more,
            total,
        } = operation.paging.as_ref()?;
        let Output::Json(ty, _) = output else {
            return None;
        };
        let successes = operation.successes();
        let page = successes.iter().find_map(|one| one.edges().next())?;
        let path = |names: &Option<Vec<String>>| match names {
            Some(names) => self.path(page, names).map(Some),
            None => Some(None),
        };
        Some(Paging {
            item: nullable_type(self.api, self.typed, item),
            turn: self.turn(turn, operation, arguments, (page, item))?,
            items: self.path(page, items)?,
            more: path(more)?,
            total: path(total)?,
            nullable: matches!(ty, Ty::Option(_)),
        })
    }

    fn turn(
        &self,
        turn: &ir::NextPage,
        operation: &ir::Operation,
        arguments: &[Argument],
        (page, item): (&Ref, &Ref),
    ) -> Option<Turn> {
        Some(match turn {
            ir::NextPage::Token { param, next } => Turn::Token {
                param: self.taker(param, operation, arguments)?,
                next: self.path(page, next)?,
            },
            ir::NextPage::After { param, key } => Turn::After {
                param: self.taker(param, operation, arguments)?,
                key: self.path(item, key)?,
            },
            ir::NextPage::Offset { param } => Turn::Offset {
                param: self.taker(param, operation, arguments)?,
            },
            ir::NextPage::Page { param, first } => Turn::Page {
                param: self.taker(param, operation, arguments)?,
                first: *first,
            },
            ir::NextPage::Link { rel } => Turn::Link { rel: rel.clone() },
            ir::NextPage::Url { next } => Turn::Url {
                next: self.path(page, next)?,
            },
        })
    }

    /// The fields that lead from the operation to what says which page is asked for.
    fn taker(
        &self,
        taker: &ir::PageParameter,
        operation: &ir::Operation,
        arguments: &[Argument],
    ) -> Option<Vec<MemberPath>> {
        let mut arguments = arguments.iter();
        let (argument, members) = match taker {
            ir::PageParameter::Query(wire) => {
                let is = |argument: &&Argument| argument.is_query() && argument.wire == *wire;
                (arguments.find(is)?, Vec::new())
            }
            ir::PageParameter::Body(names) => {
                let argument = arguments.find(|argument| argument.is_body())?;
                (argument, self.path(&operation.payload()?.ty, names)?)
            }
        };
        let first = MemberPath {
            name: argument.name.clone(),
            options: usize::from(argument.presence == Presence::Optional),
        };
        Some(std::iter::once(first).chain(members).collect())
    }

    /// The fields for members that lead from one to the next.
    fn path(&self, object: &Ref, names: &[String]) -> Option<Vec<MemberPath>> {
        let mut edge = object;
        let mut path = Vec::new();
        for name in names {
            path.push(self.member(edge, name)?);
            edge = &self.field(edge, name)?.1.ty;
        }
        Some(path)
    }

    /// A member of an object, with the type that has it.
    fn field(&self, object: &Ref, wire: &str) -> Option<(&ir::Type, &ir::Field)> {
        let ir::Shape::Named(id) = self.api.behind(object) else {
            return None;
        };
        let ty = self.api.ty(*id);
        let ir::Kind::Struct(members) = &ty.kind else {
            return None;
        };
        let field = members.fields.iter().find(|field| field.wire == wire)?;
        Some((ty, field))
    }

    /// The field for a member of an object, by the name that it was given.
    pub(super) fn member(&self, object: &Ref, wire: &str) -> Option<MemberPath> {
        let (ty, field) = self.field(object, wire)?;
        let optional = usize::from(field.presence == Presence::Optional);
        let null = usize::from(field.ty.null == ir::Null::Yes);
        let key = ty.at.child_text(wire);
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
