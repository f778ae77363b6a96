//! Styles: how parameters and form fields are serialized (RFC 6570, extended by OpenAPI).
//!
//! Input: a name, a [`Node`] and a [`Style`]. Output: the string for the path, query, header or
//! cookie.

use super::percent_encoding::{Reserved, decoded, encode_into, encode_with, pair_into};
use super::structured::Node;

/// How a parameter is serialized: `style`, `explode` and `allowReserved` of the OpenAPI document.
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

/// Whether each item or property is written separately (`explode`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Explode {
    No,
    Yes,
}

impl Style {
    /// `simple`: `blue,black`. For paths and headers.
    pub const SIMPLE: Self = Self::new(Shape::Simple);
    /// `label`: `.blue,black`. For paths.
    pub const LABEL: Self = Self::new(Shape::Label);
    /// `matrix`: `;color=blue,black`. For paths.
    pub const MATRIX: Self = Self::new(Shape::Matrix);
    /// `form`: `color=blue,black`. For queries, cookies and forms.
    pub const FORM: Self = Self::new(Shape::Form);
    /// `spaceDelimited`: `color=blue%20black`. For queries and forms.
    pub const SPACES: Self = Self::new(Shape::Spaces);
    /// `pipeDelimited`: `color=blue%7Cblack`. For queries and forms.
    pub const PIPES: Self = Self::new(Shape::Pipes);
    /// `deepObject`: `color[R]=100`, also for nested values. For queries and forms.
    pub const DEEP: Self = Self::new(Shape::Deep);
    /// The value as JSON (`content` instead of `schema`).
    pub const JSON: Self = Self::new(Shape::Json);

    const fn new(shape: Shape) -> Self {
        Self {
            shape,
            explode: Explode::No,
            reserved: Reserved::Encoded,
        }
    }

    /// Writes each item or property separately (`explode`): `color=blue&color=black`,
    /// `R=100&G=200`.
    pub const fn exploded(mut self) -> Self {
        self.explode = Explode::Yes;
        self
    }

    /// Leaves reserved characters unencoded (`allowReserved`), except those that would end the
    /// value.
    pub const fn reserved(mut self) -> Self {
        self.reserved = Reserved::Kept;
        self
    }

    /// Whether the style starts a value with a dot.
    pub(super) const fn is_label(self) -> bool {
        matches!(self.shape, Shape::Label)
    }

    /// The string for a path. Empty if the value is absent.
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

    /// The value of a header, which is not percent-encoded. Returns `None` if the value is absent.
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

    /// Names and encoded values of cookies.
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

    /// Names and values of the parts of a multipart body: the pairs of a form, decoded, because
    /// parts need no encoding.
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

    /// Appends a property of an exploded object: a list repeats its name, an object uses brackets.
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

/// The strings of a value, encoded but not yet joined.
enum Texts {
    Items(Vec<String>),
    Members(Vec<(String, String)>),
}

impl Texts {
    /// Returns `None` for an absent value, an empty list and an empty object.
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

    /// `a,b` or `key,value,key,value`
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

    /// The items, or `key=value` for each property.
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

/// `;name=value`, or `;name` for an empty value (RFC 6570, section 3.2.7).
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

/// Appends a value: properties of objects as `name[key]`, items of lists as `name[]`, or as
/// `name[0]` if the item is a list or an object.
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
