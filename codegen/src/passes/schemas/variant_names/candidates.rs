//! The names that a variant could have.

use super::constants::{self, Constant};
use super::word::word;
use crate::ir::{
    Api, EnumValue, Kind, Origin, Presence, Ref, Scalar, Shape, Struct, Tagging, Type, TypeId,
    Union, Variant,
};

/// Words for a variant.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub words: String,
    /// Whether these are the words of its type.
    pub is_type_name: bool,
}

/// The candidates of one variant by rank, the best first.
pub(super) struct Candidates {
    pub ranks: Vec<Vec<Candidate>>,
}

/// How deep the alternatives of unions in unions are named.
const MAX_DEPTH: usize = 2;

/// A union with more alternatives is not named after them.
const MAX_ALTERNATIVES: usize = 3;

impl Candidates {
    /// The candidates of each variant.
    pub fn of(api: &Api, id: TypeId, union: &Union) -> Vec<Self> {
        let constants = constants::of_variants(api, union);
        let telling = constants::telling(&constants);
        let untagged = match union.tagging {
            Tagging::Tagged { untagged, .. } => untagged,
            Tagging::Undecided | Tagging::Probed => None,
        };
        let variants = union.variants.iter().zip(&constants).enumerate();
        let all = variants.map(|(index, (variant, constants))| {
            let one = One {
                api,
                union: id,
                variant,
                constants,
            };
            let base = variant.ty.named().filter(|_| untagged == Some(index));
            let ranks = match (&variant.unit, base) {
                (Some(value), _) => vec![vec![Some(unit(value))]],
                (None, Some(base)) => vec![vec![Some(step(api.ty(base)).to_owned())]],
                (None, None) => one.ranks(&telling),
            };
            let ranks = ranks.into_iter().map(|words| {
                let words = words.into_iter().flatten();
                words.map(|words| one.candidate(words)).collect()
            });
            Candidates {
                ranks: ranks.collect(),
            }
        });
        let mut all: Vec<Candidates> = all.collect();
        let most = all.iter().map(|one| one.ranks.len()).max();
        for one in &mut all {
            one.ranks.resize_with(most.unwrap_or_default(), Vec::new);
        }
        all
    }
}

/// One variant.
struct One<'a> {
    api: &'a Api,
    union: TypeId,
    variant: &'a Variant,
    constants: &'a [Constant],
}

/// Words that the document may not have.
type Words = Vec<Option<String>>;

impl One<'_> {
    fn ranks(&self, telling: &[String]) -> Vec<Words> {
        let ty = self.variant.ty.named().map(|id| self.api.ty(id));
        let inline = ty.filter(|_| self.is_inline(&self.variant.ty));
        let object = self.api.object(&self.variant.ty);
        let telling = telling.iter().map(|property| {
            let constant = constants::find(self.constants, property);
            constant.and_then(Constant::words)
        });
        let own = self.constants.iter().filter(|_| inline.is_some());
        vec![
            vec![self.tag()],
            telling.collect(),
            own.map(Constant::words).collect(),
            vec![inline.and_then(|ty| word(&ty.title)).map(str::to_owned)],
            vec![inline.and(object).and_then(only_property)],
            vec![self.type_name(), inline.and_then(|ty| self.parent(ty))],
            vec![self.kind(&self.variant.ty, MAX_DEPTH)],
            match inline.and(object) {
                Some(object) => properties(object, Presence::Required),
                None => Vec::new(),
            },
            vec![self.item_kind()],
            vec![inline.and(object).map(|_| "object".to_owned())],
            match inline.and(object) {
                Some(object) => properties(object, Presence::Optional),
                None => Vec::new(),
            },
        ]
    }

    fn candidate(&self, words: String) -> Candidate {
        let is_type_name = self.type_name().as_ref() == Some(&words);
        Candidate {
            words,
            is_type_name,
        }
    }

    /// The only value of the discriminator that selects it, unless that is the name of its schema.
    fn tag(&self) -> Option<String> {
        let [tag] = self.variant.tags.as_slice() else {
            return None;
        };
        let is_name = self.type_name().as_ref() == Some(tag);
        word(tag).filter(|_| !is_name).map(str::to_owned)
    }

    /// The name of its schema, if that is declared under a name or elsewhere.
    fn type_name(&self) -> Option<String> {
        let edge = &self.variant.ty;
        let id = edge.named().filter(|_| !self.is_inline(edge))?;
        let words = crate::passes::schemas::inline_types::words(self.api, id);
        Some(words.join(" "))
    }

    /// The name of the only schema that it extends.
    fn parent(&self, ty: &Type) -> Option<String> {
        let [parent] = ty.parents.as_slice() else {
            return None;
        };
        let name = self.api.ty(*parent).component_name();
        word(name).map(str::to_owned)
    }

    /// What values of a type are: `string`, `integer`, `list`.
    fn kind(&self, edge: &Ref, depth: usize) -> Option<String> {
        let of = |inner: &Ref, container: &str| {
            let is_plain = matches!(inner.shape, Shape::Any) || self.is_inline(inner);
            match self.kind(inner, depth).filter(|_| !is_plain) {
                Some(inner) => Some(format!("{inner} {container}")),
                None => Some(container.to_owned()),
            }
        };
        let words = match &edge.shape {
            Shape::Scalar(scalar) => scalar_kind(*scalar),
            Shape::Any => "json",
            Shape::Tuple(_) => "tuple",
            Shape::List(item) => return of(item, "list"),
            Shape::Map(value) => match value.shape {
                Shape::Any => "object",
                _ => return of(value, "map"),
            },
            Shape::Named(id) => {
                let ty = self.api.ty(*id);
                return match &ty.kind {
                    _ if !self.is_inline(edge) => Some(type_words(self.api, *id)),
                    Kind::Enum(_) => Some("name".to_owned()),
                    Kind::Union(union) if depth > 0 => self.kinds(union, depth - 1),
                    _ => None,
                };
            }
        };
        Some(words.to_owned())
    }

    /// The alternatives of a union in the union: `string or integer`.
    fn kinds(&self, union: &Union, depth: usize) -> Option<String> {
        let kinds = union.variants.iter();
        let kinds = kinds.map(|variant| self.kind(&variant.ty, depth));
        let mut kinds = kinds.collect::<Option<Vec<String>>>()?;
        kinds.sort();
        let words = kinds.join(" or ");
        (kinds.len() <= MAX_ALTERNATIVES && word(&words).is_some()).then_some(words)
    }

    /// Which items or values it contains, if their type is inline.
    fn item_kind(&self) -> Option<String> {
        let (item, container) = match &self.variant.ty.shape {
            Shape::List(item) => (item, "list"),
            Shape::Map(value) => (value, "map"),
            _ => return None,
        };
        let title = item.named().map(|id| self.api.ty(id).title.as_str());
        let title = title.and_then(word).map(str::to_owned);
        let inner = title.or_else(|| self.kind(item, MAX_DEPTH)).or_else(|| {
            let object = self.api.object(item)?;
            properties(object, Presence::Required)
                .into_iter()
                .flatten()
                .next()
        })?;
        Some(format!("{inner} {container}"))
    }

    /// Whether a type is declared inside the union.
    fn is_inline(&self, edge: &Ref) -> bool {
        let Some(mut id) = edge.named() else {
            return false;
        };
        // An owner was the only alternative of a union, which was replaced by it.
        while let Origin::Nested { owner, .. } = &self.api.ty(id).origin {
            if *owner == self.union {
                return true;
            }
            if !matches!(self.api.ty(*owner).kind, Kind::Dropped) {
                return false;
            }
            id = *owner;
        }
        false
    }
}

/// The name of a string.
pub(super) fn unit(value: &EnumValue) -> String {
    let name = value.name.clone();
    name.unwrap_or_else(|| value.literal.to_string())
}

fn scalar_kind(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::Bool => "boolean",
        Scalar::Int(_) => "integer",
        Scalar::Float => "number",
        Scalar::Date => "date",
        Scalar::DateTime => "date time",
        Scalar::Duration => "duration",
        Scalar::String | Scalar::Binary | Scalar::IntString(_) | Scalar::Base64 => "string",
        // Set later; a name does not depend on it.
        Scalar::Foreign(_) => "value",
    }
}

fn type_words(api: &Api, id: TypeId) -> String {
    crate::passes::schemas::inline_types::words(api, id).join(" ")
}

fn step(ty: &Type) -> &str {
    match &ty.origin {
        Origin::Nested { step, .. } | Origin::Operation { step, .. } => step,
        Origin::Component(name) => name,
    }
}

/// The property of an object with one: servers name a variant by the key of its content.
fn only_property(object: &Struct) -> Option<String> {
    match object.fields.as_slice() {
        [only] if only.presence == Presence::Required => word(&only.wire).map(str::to_owned),
        _ => None,
    }
}

/// The names of properties, in alphabetical order.
fn properties(object: &Struct, presence: Presence) -> Words {
    let fields = object.fields.iter().filter(|it| it.presence == presence);
    let mut names: Vec<&str> = fields.filter_map(|field| word(&field.wire)).collect();
    names.sort_unstable();
    names
        .into_iter()
        .map(|name| Some(name.to_owned()))
        .collect()
}
