//! Pagination and polling, with the names of fields.

use super::{Argument, FieldAccess, NextPage, Output, Paging, Pending, Planner, TokenConversion};
use crate::ir::{self, Presence, Ref};
use crate::plan::model::{codec, edge_type, nullable_type};
use crate::plan::ty::Ty;

impl Planner<'_, '_, '_, '_> {
    pub(super) fn paging(
        &self,
        operation: &ir::Operation,
        arguments: &[Argument],
        output: &Output,
    ) -> Option<Paging> {
        let ir::Paging {
            next: next_page,
            items,
            item,
            more,
            done,
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
            item: nullable_type(self.api, self.type_names, item),
            next_page: self.next_page(next_page, operation, arguments, (page, item))?,
            items: self.path(page, items)?,
            more: path(more)?,
            done: path(done)?,
            total: path(total)?,
            nullable: matches!(ty, Ty::Option(_)),
        })
    }

    fn next_page(
        &self,
        next_page: &ir::NextPage,
        operation: &ir::Operation,
        arguments: &[Argument],
        (page, item): (&Ref, &Ref),
    ) -> Option<NextPage> {
        Some(match next_page {
            ir::NextPage::Token { param, next } => NextPage::Token {
                param: self.request_field(param, operation, arguments)?,
                next: self.path(page, next)?,
                conversion: self.conversion(param, operation, (page, next)),
            },
            ir::NextPage::After { param, key } => NextPage::After {
                param: self.request_field(param, operation, arguments)?,
                key: self.path(item, key)?,
                conversion: self.conversion(param, operation, (item, key)),
            },
            ir::NextPage::Offset { param } => NextPage::Offset {
                param: self.request_field(param, operation, arguments)?,
            },
            ir::NextPage::Page { param, first } => NextPage::Page {
                param: self.request_field(param, operation, arguments)?,
                first: *first,
            },
            ir::NextPage::Header { param, header } => NextPage::Header {
                param: self.request_field(param, operation, arguments)?,
                ty: edge_type(
                    self.api,
                    self.type_names,
                    &self.param_edge(param, operation)?,
                ),
                header: header.clone(),
            },
            ir::NextPage::Link { rel } => NextPage::Link { rel: rel.clone() },
            ir::NextPage::Url { next } => NextPage::Url {
                next: self.path(page, next)?,
                codec: self
                    .edge(page, next)
                    .filter(|edge| self.is_own_type(edge))
                    .map(|edge| codec(self.api, &without_null(edge))),
            },
        })
    }

    /// How a token becomes the value of a parameter, if the types differ from those of the document.
    fn conversion(
        &self,
        param: &ir::RequestPart,
        operation: &ir::Operation,
        (object, token): (&Ref, &[String]),
    ) -> Option<TokenConversion> {
        let param = self.param_edge(param, operation)?;
        let token = without_null(self.edge(object, token)?);
        let is_converted = self.is_own_type(&param) || self.is_own_type(&token);
        is_converted.then(|| TokenConversion {
            read: codec(self.api, &param),
            write: codec(self.api, &token),
            param: edge_type(self.api, self.type_names, &param),
        })
    }

    /// The edge of a part of the request, for a value that is not null.
    fn param_edge(&self, param: &ir::RequestPart, operation: &ir::Operation) -> Option<Ref> {
        Some(without_null(match param {
            ir::RequestPart::Query(wire) => {
                let is = |it: &&ir::Parameter| {
                    it.location == ir::ParameterLocation::Query && it.wire == *wire
                };
                &operation.parameters.iter().find(is)?.ty
            }
            ir::RequestPart::Body(names) => self.edge(&operation.payload()?.ty, names)?,
        }))
    }

    /// Whether an edge leads to a type of the user.
    fn is_own_type(&self, edge: &Ref) -> bool {
        match self.api.behind(edge) {
            ir::Shape::Scalar(ir::Scalar::Foreign(_)) => true,
            ir::Shape::Named(id) => matches!(self.api.ty(*id).kind, ir::Kind::Foreign(_)),
            _ => false,
        }
    }

    /// The edge at the end of a path of properties.
    fn edge<'e>(&'e self, object: &'e Ref, names: &[String]) -> Option<&'e Ref> {
        let mut names = names.iter();
        names.try_fold(object, |edge, name| Some(&self.field(edge, name)?.1.ty))
    }

    /// The path from the operation to the field for a part of the request.
    pub(super) fn request_field(
        &self,
        part: &ir::RequestPart,
        operation: &ir::Operation,
        arguments: &[Argument],
    ) -> Option<Vec<FieldAccess>> {
        let mut arguments = arguments.iter();
        let (argument, path) = match part {
            ir::RequestPart::Query(wire) => {
                let is = |argument: &&Argument| argument.is_query() && argument.wire == *wire;
                (arguments.find(is)?, Vec::new())
            }
            ir::RequestPart::Body(names) => {
                let argument = arguments.find(|argument| argument.is_body())?;
                (argument, self.path(&operation.payload()?.ty, names)?)
            }
        };
        let first = FieldAccess {
            name: argument.name.clone(),
            options: usize::from(argument.presence == Presence::Optional),
        };
        Some(std::iter::once(first).chain(path).collect())
    }

    /// The fields for a path of properties.
    fn path(&self, object: &Ref, names: &[String]) -> Option<Vec<FieldAccess>> {
        let mut edge = object;
        let mut path = Vec::new();
        for name in names {
            path.push(self.field_access(edge, name)?);
            edge = &self.field(edge, name)?.1.ty;
        }
        Some(path)
    }

    /// A property of an object, with the type that declares it.
    fn field<'e>(&'e self, object: &'e Ref, wire: &str) -> Option<(&'e ir::Type, &'e ir::Field)> {
        let ir::Shape::Named(id) = self.api.behind(object) else {
            return None;
        };
        let ty = self.api.ty(*id);
        let ir::Kind::Struct(object) = &ty.kind else {
            return None;
        };
        let field = object.fields.iter().find(|field| field.wire == wire)?;
        Some((ty, field))
    }

    /// The field for a property of an object.
    pub(super) fn field_access(&self, object: &Ref, wire: &str) -> Option<FieldAccess> {
        let (ty, field) = self.field(object, wire)?;
        let optional = usize::from(field.presence == Presence::Optional);
        let null = usize::from(field.ty.null == ir::Null::Yes);
        let key = ty.at.child_text(wire);
        Some(FieldAccess {
            name: self.names.current_property(&key)?.to_owned(),
            options: optional + null,
        })
    }

    pub(super) fn pending(&self, structs: &[String]) -> Vec<Pending> {
        let polls = self.api.polls.iter();
        let pending = polls.filter_map(|poll| {
            let at = self.api.ty(poll.ty).at.clone();
            let object = ir::Ref::new(ir::Shape::Named(poll.ty), at);
            let group = self.api.operations.get(poll.operation)?.group;
            Some(Pending {
                group: self.api.groups.get(group)?.name.clone(),
                model: self.type_names.name(poll.ty).to_owned(),
                operation: structs.get(poll.operation)?.clone(),
                id: self.field_access(&object, &poll.id)?,
                done: self.field_access(&object, &poll.done)?,
                error: match &poll.error {
                    Some(error) => Some(self.field_access(&object, error)?),
                    None => None,
                },
            })
        });
        pending.collect()
    }
}

/// The edge of a value that is not null.
fn without_null(edge: &Ref) -> Ref {
    Ref {
        null: ir::Null::No,
        ..edge.clone()
    }
}
