//! Pages and states: how an operation is repeated.

use crate::plan::ty::Ty;

/// The pagination of an operation, with the names of fields.
#[derive(Clone, Debug)]
pub struct Paging {
    pub item: Ty,
    pub next_page: NextPage,
    /// The path to the items. Empty: the body is the list.
    pub items: Vec<FieldAccess>,
    pub more: Option<Vec<FieldAccess>>,
    pub done: Option<Vec<FieldAccess>>,
    pub total: Option<Vec<FieldAccess>>,
    /// Whether the body may be `null`.
    pub nullable: bool,
}

/// How to request the next page: fields of the operation, of the page, of an item.
#[derive(Clone, Debug)]
pub enum NextPage {
    Token {
        param: Vec<FieldAccess>,
        next: Vec<FieldAccess>,
        conversion: Option<TokenConversion>,
    },
    After {
        param: Vec<FieldAccess>,
        key: Vec<FieldAccess>,
        conversion: Option<TokenConversion>,
    },
    Offset {
        param: Vec<FieldAccess>,
    },
    Page {
        param: Vec<FieldAccess>,
        first: i64,
    },
    Header {
        param: Vec<FieldAccess>,
        /// The type of the parameter.
        ty: Ty,
        header: String,
    },
    Link {
        rel: String,
    },
    Url {
        next: Vec<FieldAccess>,
        /// The codec that writes the URL as a string, if it has a type of the user.
        codec: Option<String>,
    },
}

/// How a page token becomes the value of a parameter, if one of them has a type of the user: by way of JSON.
#[derive(Clone, Debug)]
pub struct TokenConversion {
    /// The codec that reads the parameter.
    pub read: String,
    /// The codec that writes the token.
    pub write: String,
    /// The type of the parameter.
    pub param: Ty,
}

/// A field, and how many `Option`s it is in.
#[derive(Clone, Debug)]
pub struct FieldAccess {
    pub name: String,
    pub options: usize,
}

/// A type that is polled until it is done.
#[derive(Clone, Debug)]
pub struct Pending {
    /// The group of the operation.
    pub group: String,
    pub model: String,
    pub operation: String,
    pub id: FieldAccess,
    pub done: FieldAccess,
    pub error: Option<FieldAccess>,
}
