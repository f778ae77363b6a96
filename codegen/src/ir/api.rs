//! The whole of an API.

use super::{Kind, Operation, Polling, Ref, Shape, Type, TypeId};
use crate::source::Pointer;

/// The whole of an API.
#[derive(Clone, Debug)]
pub struct Api {
    pub info: Info,
    pub servers: Vec<Server>,
    pub schemes: Vec<Scheme>,
    pub types: Vec<Type>,
    pub operations: Vec<Operation>,
    /// In the order of the document's tags, then of first use; filled by the pass `group`.
    pub groups: Vec<Group>,
    /// The long-running operations that are watched; filled by the pass `polling`.
    pub polls: Vec<Polling>,
    /// What the server sends by itself: the payloads of webhooks and callbacks.
    pub events: Vec<TypeId>,
}

impl Api {
    pub fn ty(&self, id: TypeId) -> &Type {
        &self.types[id.index()]
    }

    pub fn ty_mut(&mut self, id: TypeId) -> &mut Type {
        &mut self.types[id.index()]
    }

    /// The shape behind aliases: what a value of this edge really is.
    pub fn behind<'a>(&'a self, edge: &'a Ref) -> &'a Shape {
        let mut shape = &edge.shape;
        // An alias that leads back to itself is cut by the pass `resolve`; until then the count ends the walk.
        for _ in 0..self.types.len() {
            let Shape::Named(id) = shape else { break };
            let Kind::Alias(target) = &self.ty(*id).kind else {
                break;
            };
            shape = &target.shape;
        }
        shape
    }

    /// All types that these lead to, themselves among them.
    pub fn reach(&self, mut open: Vec<TypeId>) -> Vec<TypeId> {
        let mut seen = vec![false; self.types.len()];
        let mut reached = Vec::new();
        while let Some(id) = open.pop() {
            if std::mem::replace(&mut seen[id.index()], true) {
                continue;
            }
            reached.push(id);
            for edge in self.ty(id).kind.edges() {
                edge.all_named(&mut open);
            }
        }
        reached
    }

    /// Where each type comes when all are sorted by a key and their places, whatever the order of the document.
    pub fn ranks<K: Ord>(&self, key: impl Fn(&Type) -> K) -> Vec<usize> {
        let mut order: Vec<TypeId> = self.ids().collect();
        order.sort_by_cached_key(|id| {
            let ty = self.ty(*id);
            (key(ty), ty.at.to_string())
        });
        let mut ranks = vec![0; order.len()];
        for (rank, id) in order.into_iter().enumerate() {
            ranks[id.index()] = rank;
        }
        ranks
    }

    pub fn ids(&self) -> impl Iterator<Item = TypeId> + use<> {
        (0..self.types.len()).map(TypeId::new)
    }
}

/// The `info` object (OpenAPI 3.0.4, section 4.8.2).
#[derive(Clone, Debug, Default)]
pub struct Info {
    pub title: String,
    pub version: String,
    pub description: String,
}

/// What is said about a thing in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Docs {
    pub summary: String,
    pub description: String,
    pub deprecated: Deprecated,
}

/// Whether callers should look for something else.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Deprecated {
    #[default]
    No,
    /// The document says so.
    Yes,
    /// The document no longer has it; it goes with this version of the crate.
    Until(String),
}

impl Deprecated {
    /// Whether something is said against it.
    pub fn is(&self) -> bool {
        *self != Deprecated::No
    }
}

impl Docs {
    /// Summary and description as one text: a summary that only repeats how the description begins is left out.
    pub fn text(&self) -> String {
        let (summary, description) = (self.summary.trim(), self.description.trim());
        if summary.is_empty() || description.starts_with(summary.trim_end_matches('.')) {
            description.to_owned()
        } else if description.is_empty() {
            summary.to_owned()
        } else {
            format!("{summary}\n\n{description}")
        }
    }
}

/// A server object: a URL template and its variables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    pub url: String,
    /// Only since OpenAPI 3.2.
    pub name: String,
    pub description: String,
    pub variables: Vec<Variable>,
}

impl Server {
    /// The URL with the defaults of its variables.
    pub fn filled(&self) -> String {
        let variables = self.variables.iter();
        variables.fold(self.url.clone(), |url, variable| {
            url.replace(&format!("{{{}}}", variable.name), &variable.default)
        })
    }

    /// Whether it is the same one, whatever is said of it.
    pub fn is_same(&self, other: &Self) -> bool {
        self.url == other.url && self.filled() == other.filled()
    }
}

/// A variable of a server's URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    pub name: String,
    pub default: String,
    pub allowed: Vec<String>,
}

/// A security scheme that the runtime can apply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scheme {
    pub name: String,
    pub kind: SchemeKind,
    pub docs: Docs,
}

/// How a credential travels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemeKind {
    Bearer,
    Basic,
    /// Another HTTP scheme: the caller makes the whole value of `Authorization`.
    Authorization,
    /// A client certificate, which is the transport's matter.
    MutualTls,
    ApiKey {
        place: Place,
        name: String,
    },
}

/// Where a parameter or key stands in a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    Path,
    Query,
    Header,
    Cookie,
}

impl Place {
    pub fn as_str(self) -> &'static str {
        match self {
            Place::Path => "path",
            Place::Query => "query",
            Place::Header => "header",
            Place::Cookie => "cookie",
        }
    }
}

/// Operations that share an accessor on the client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The tag, or the path segment that stands for it.
    pub name: String,
    pub description: String,
    pub at: Option<Pointer>,
}
