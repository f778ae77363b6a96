//! Styles: how the values of parameters and of forms are written (RFC 6570, and what OpenAPI adds).
//!
//! In: a name, a [`Node`] and a [`Style`]. Out: the text that stands in the path, query, header or cookie.

use super::percent_encoding::{Reserved, decoded, encode_into, encode_with, pair_into};
use super::structured::Node;

/// How a value is written: what OpenAPI calls `style`, `explode` and `allowReserved`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    shape: Shape,
    explode: Explode,
    reserved: Reserved,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Simple,
    Label,
    Matrix,
    Form,
    Spaces,
    Pipes,
    Deep,
    Json,
}

/// Whether the members of a list or an object stand in one value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Explode {
    No,
    Yes,
}

impl Style {
    /// `blue,black`; in paths and headers.
    pub const SIMPLE: Self = Self::new(Shape::Simple);
    /// `.blue,black`; in paths.
    pub const LABEL: Self = Self::new(Shape::Label);
    /// `;color=blue,black`; in paths.
    pub const MATRIX: Self = Self::new(Shape::Matrix);
    /// `color=blue,black`; in queries, cookies and forms.
    pub const FORM: Self = Self::new(Shape::Form);
    /// `color=blue%20black`; in queries and forms.
    pub const SPACES: Self = Self::new(Shape::Spaces);
    /// `color=blue%7Cblack`; in queries and forms.
    pub const PIPES: Self = Self::new(Shape::Pipes);
    /// `color[R]=100`, and so on down; in queries and forms.
    pub const DEEP: Self = Self::new(Shape::Deep);
    /// The value as JSON text; anywhere.
    pub const JSON: Self = Self::new(Shape::Json);

    const fn new(shape: Shape) -> Self {
        Self {
            shape,
            explode: Explode::No,
            reserved: Reserved::Encoded,
        }
    }

    /// Each member for itself: `color=blue&color=black`, `R=100&G=200`.
    pub const fn exploded(mut self) -> Self {
        self.explode = Explode::Yes;
        self
    }

    /// Characters that have a meaning in URLs stay as they are, but for those that would end the value.
    pub const fn reserved(mut self) -> Self {
        self.reserved = Reserved::Kept;
        self
    }

    /// Whether a dot is the style's and not the value's.
    pub(super) const fn is_label(self) -> bool {
        matches!(self.shape, Shape::Label)
    }

    /// What stands in a path; empty if the value is absent.
    pub(super) fn in_path(self, name: &str, node: &Node) -> String {
        let encode = |text: &str| {
            let mut out = String::new();
            match self.reserved {
                Reserved::Encoded => encode_into(&mut out, text),
                Reserved::Kept => encode_with(&mut out, text, b"/?#"),
            }
            out
        };
        if self.shape == Shape::Json {
            return encode(&node.json());
        }
        let Some(texts) = Texts::of(node, encode) else {
            return String::new();
        };
        let exploded = self.explode == Explode::Yes;
        match (self.shape, &texts) {
            (Shape::Label, _) if exploded => format!(".{}", texts.exploded(".")),
            (Shape::Label, _) => format!(".{}", texts.joined()),
            (Shape::Matrix, Texts::Items(items)) if exploded => {
                items.iter().map(|item| matrix(name, item)).collect()
            }
            (Shape::Matrix, Texts::Members(members)) if exploded => {
                let members = members.iter();
                members.map(|(key, member)| matrix(key, member)).collect()
            }
            (Shape::Matrix, _) => matrix(name, &texts.joined()),
            _ if exploded => texts.exploded(","),
            _ => texts.joined(),
        }
    }

    /// The value of a header; none if the value is absent. Headers have no percent-encoding.
    pub(super) fn in_header(self, node: &Node) -> Option<String> {
        if self.shape == Shape::Json {
            return (*node != Node::Null).then(|| node.json());
        }
        let texts = Texts::of(node, str::to_owned)?;
        Some(match self.explode {
            Explode::Yes => texts.exploded(","),
            Explode::No => texts.joined(),
        })
    }

    /// Pairs of names and encoded values, for a cookie.
    pub(super) fn in_cookie(self, name: &str, node: &Node) -> Vec<(String, String)> {
        let one = |text: String| vec![(name.to_owned(), text)];
        if self.shape == Shape::Json && *node != Node::Null {
            return one(encoded(&node.json()));
        }
        match (Texts::of(node, encoded), self.explode) {
            (None, _) => Vec::new(),
            (Some(Texts::Items(items)), Explode::Yes) => {
                let items = items.into_iter();
                items.map(|item| (name.to_owned(), item)).collect()
            }
            (Some(Texts::Members(members)), Explode::Yes) => members,
            (Some(texts), Explode::No) => one(texts.joined()),
        }
    }

    /// Names and values of the parts of a multipart body: the pairs of a form, which nothing has to encode there.
    pub(super) fn in_parts(self, name: &str, node: &Node) -> Vec<(String, String)> {
        let mut form = String::new();
        let style = Self {
            reserved: Reserved::Encoded,
            ..self
        };
        style.in_query(&mut form, name, node);
        let pairs = form.split('&').filter_map(|pair| pair.split_once('='));
        pairs
            .map(|(name, value)| (decoded(name), decoded(value)))
            .collect()
    }

    /// Appends the pairs of a query or a form.
    pub(super) fn in_query(self, out: &mut String, name: &str, node: &Node) {
        match (self.shape, node) {
            (_, Node::Null) => {}
            (Shape::Json, _) => self.pair(out, name, &node.json()),
            (Shape::Deep, _) => deep_into(out, name, node),
            (_, Node::Object(members)) if self.explode == Explode::Yes => {
                for (key, member) in members {
                    self.member(out, key, member);
                }
            }
            (_, Node::List(items)) if self.explode == Explode::Yes => {
                for text in items.iter().filter_map(Node::text) {
                    self.pair(out, name, &text);
                }
            }
            _ => self.joined_pair(out, name, node),
        }
    }

    /// A member of an exploded object: a list repeats its name, an object puts its keys in brackets.
    fn member(self, out: &mut String, key: &str, member: &Node) {
        match member {
            Node::List(_) => self.in_query(out, key, member),
            Node::Object(_) => deep_into(out, key, member),
            _ => {
                if let Some(text) = member.text() {
                    self.pair(out, key, &text);
                }
            }
        }
    }

    fn joined_pair(self, out: &mut String, name: &str, node: &Node) {
        let between = match self.shape {
            Shape::Spaces => "%20",
            Shape::Pipes => "%7C",
            _ => ",",
        };
        let encode = |text: &str| self.encoded(text);
        if let Some(texts) = Texts::of(node, encode) {
            pair_into(out, name, "");
            out.push_str(&texts.joined_by(between));
        }
    }

    fn pair(self, out: &mut String, name: &str, value: &str) {
        pair_into(out, name, "");
        out.push_str(&self.encoded(value));
    }

    fn encoded(self, text: &str) -> String {
        let mut out = String::new();
        match self.reserved {
            Reserved::Encoded => encode_into(&mut out, text),
            Reserved::Kept => encode_with(&mut out, text, b"&#"),
        }
        out
    }
}

/// The texts of a value, encoded and not yet joined.
enum Texts {
    Items(Vec<String>),
    Members(Vec<(String, String)>),
}

impl Texts {
    /// None for an absent value, an empty list and an empty object.
    fn of(node: &Node, encode: impl Fn(&str) -> String) -> Option<Self> {
        let text = |node: &Node| node.text().map(|text| encode(&text));
        match node {
            Node::List(items) => {
                let items: Vec<String> = items.iter().filter_map(text).collect();
                (!items.is_empty()).then_some(Self::Items(items))
            }
            Node::Object(members) => {
                let members = members.iter();
                let members =
                    members.filter_map(|(key, member)| Some((encode(key), text(member)?)));
                let members: Vec<(String, String)> = members.collect();
                (!members.is_empty()).then_some(Self::Members(members))
            }
            scalar => text(scalar).map(|text| Self::Items(vec![text])),
        }
    }

    /// `a,b` or `key,member,key,member`
    fn joined(&self) -> String {
        self.joined_by(",")
    }

    fn joined_by(&self, between: &str) -> String {
        match self {
            Self::Items(items) => items.join(between),
            Self::Members(members) => {
                let flat = members.iter().flat_map(|(key, member)| [&**key, &**member]);
                flat.collect::<Vec<_>>().join(between)
            }
        }
    }

    /// The items, or `key=member` each.
    fn exploded(&self, between: &str) -> String {
        match self {
            Self::Items(items) => items.join(between),
            Self::Members(members) => {
                let pairs = members
                    .iter()
                    .map(|(key, member)| format!("{key}={member}"));
                pairs.collect::<Vec<_>>().join(between)
            }
        }
    }
}

/// `;name=value`, and `;name` for an empty one (RFC 6570, section 3.2.7).
fn matrix(name: &str, value: &str) -> String {
    match value {
        "" => format!(";{name}"),
        value => format!(";{name}={value}"),
    }
}

fn encoded(text: &str) -> String {
    let mut out = String::new();
    encode_into(&mut out, text);
    out
}

/// Appends a value under `name`, members of objects under `name[key]`, items of lists under `name[]`,
/// or under `name[0]` where they have members of their own.
fn deep_into(out: &mut String, name: &str, node: &Node) {
    match node {
        Node::Object(members) => {
            for (key, member) in members {
                deep_into(out, &format!("{name}[{key}]"), member);
            }
        }
        Node::List(items) => {
            for (index, item) in items.iter().enumerate() {
                match item.is_composite() {
                    true => deep_into(out, &format!("{name}[{index}]"), item),
                    false => deep_into(out, &format!("{name}[]"), item),
                }
            }
        }
        scalar => {
            if let Some(text) = scalar.text() {
                pair_into(out, name, &text);
            }
        }
    }
}
