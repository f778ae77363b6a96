//! Styles: how parameters and form fields are serialized (RFC 6570, extended by OpenAPI).
//!
//! Input: a name, a [`Node`] and a [`Style`]. Output: the string for the path, query, header or
//! cookie.

#[cfg(feature = "multipart")]
use super::percent_encoding::decoded;
use super::percent_encoding::{Reserved, encode_into, encode_with, pair_into};
use super::tree::Node;

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
    SpaceDelimited,
    PipeDelimited,
    DeepObject,
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
    /// `spaceDelimited`: `color=blue%20black`. For queries and forms; in Swagger 2.0 (`ssv`) also for
    /// paths and headers.
    pub const SPACE_DELIMITED: Self = Self::new(Shape::SpaceDelimited);
    /// `pipeDelimited`: `color=blue%7Cblack`. For queries and forms; in Swagger 2.0 (`pipes`) also for
    /// paths and headers.
    pub const PIPE_DELIMITED: Self = Self::new(Shape::PipeDelimited);
    /// `deepObject`: `color[R]=100`, also for nested values. For queries and forms.
    pub const DEEP_OBJECT: Self = Self::new(Shape::DeepObject);
    /// The value as JSON (`content` instead of `schema`).
    pub const JSON: Self = Self::new(Shape::Json);

    const fn new(shape: Shape) -> Self {
        Self {
            shape,
            explode: Explode::No,
            reserved: Reserved::Encode,
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
    pub const fn allow_reserved(mut self) -> Self {
        self.reserved = Reserved::Allow;
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
                Reserved::Encode => encode_into(&mut out, text),
                Reserved::Allow => encode_with(&mut out, text, b"/?#"),
            }
            out
        };
        if self.shape == Shape::Json {
            return encode(&node.json());
        }
        let Some(strings) = Strings::of(node, encode) else {
            return String::new();
        };
        let exploded = self.explode == Explode::Yes;
        match (self.shape, &strings) {
            (Shape::Label, _) if exploded => format!(".{}", strings.exploded(".")),
            (Shape::Label, _) => format!(".{}", strings.joined()),
            (Shape::Matrix, Strings::Items(items)) if exploded => {
                items.iter().map(|item| matrix(name, item)).collect()
            }
            (Shape::Matrix, Strings::Properties(properties)) if exploded => {
                let properties = properties.iter();
                properties
                    .map(|(key, property)| matrix(key, property))
                    .collect()
            }
            (Shape::Matrix, _) => matrix(name, &strings.joined()),
            (Shape::SpaceDelimited | Shape::PipeDelimited, _) => {
                strings.joined_by(self.separator_in_url())
            }
            _ if exploded => strings.exploded(","),
            _ => strings.joined(),
        }
    }

    /// The value of a header, which is not percent-encoded. Returns `None` if the value is absent.
    pub(super) fn in_header(self, node: &Node) -> Option<String> {
        if self.shape == Shape::Json {
            return (*node != Node::Null).then(|| node.json());
        }
        let strings = Strings::of(node, str::to_owned)?;
        Some(match (self.shape, self.explode) {
            (Shape::SpaceDelimited, _) => strings.joined_by(" "),
            (Shape::PipeDelimited, _) => strings.joined_by("|"),
            (_, Explode::Yes) => strings.exploded(","),
            (_, Explode::No) => strings.joined(),
        })
    }

    /// Names and encoded values of cookies.
    pub(super) fn in_cookie(self, name: &str, node: &Node) -> Vec<(String, String)> {
        let one = |text: String| vec![(name.to_owned(), text)];
        if self.shape == Shape::Json && *node != Node::Null {
            return one(encoded(&node.json()));
        }
        match (Strings::of(node, encoded), self.explode) {
            (None, _) => Vec::new(),
            (Some(Strings::Items(items)), Explode::Yes) => {
                let items = items.into_iter();
                items.map(|item| (name.to_owned(), item)).collect()
            }
            (Some(Strings::Properties(properties)), Explode::Yes) => properties,
            (Some(strings), Explode::No) => one(strings.joined()),
        }
    }

    /// Names and values of the parts of a multipart body: the pairs of a form, decoded, because
    /// parts need no encoding.
    #[cfg(feature = "multipart")]
    pub(super) fn in_parts(self, name: &str, node: &Node) -> Vec<(String, String)> {
        let mut form = String::new();
        let style = Self {
            reserved: Reserved::Encode,
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
            (Shape::DeepObject, _) => deep_object_into(out, name, node),
            (_, Node::Object(properties)) if self.explode == Explode::Yes => {
                for (key, property) in properties {
                    self.property(out, key, property);
                }
            }
            (_, Node::Array(items)) if self.explode == Explode::Yes => {
                for text in items.iter().filter_map(Node::text) {
                    self.pair(out, name, &text);
                }
            }
            (_, Node::String(text)) => self.pair(out, name, text),
            _ => self.joined_pair(out, name, node),
        }
    }

    /// Appends a property of an exploded object: a list repeats its name, an object uses brackets.
    fn property(self, out: &mut String, key: &str, property: &Node) {
        match property {
            Node::Array(_) => self.in_query(out, key, property),
            Node::Object(_) => deep_object_into(out, key, property),
            _ => {
                if let Some(text) = property.text() {
                    self.pair(out, key, &text);
                }
            }
        }
    }

    fn joined_pair(self, out: &mut String, name: &str, node: &Node) {
        let encode = |text: &str| self.encoded(text);
        if let Some(strings) = Strings::of(node, encode) {
            pair_into(out, name, "");
            out.push_str(&strings.joined_by(self.separator_in_url()));
        }
    }

    /// The percent-encoded separator of items.
    fn separator_in_url(self) -> &'static str {
        match self.shape {
            Shape::SpaceDelimited => "%20",
            Shape::PipeDelimited => "%7C",
            _ => ",",
        }
    }

    fn pair(self, out: &mut String, name: &str, value: &str) {
        pair_into(out, name, "");
        self.encode_into(out, value);
    }

    fn encoded(self, text: &str) -> String {
        let mut out = String::new();
        self.encode_into(&mut out, text);
        out
    }

    fn encode_into(self, out: &mut String, text: &str) {
        match self.reserved {
            Reserved::Encode => encode_into(out, text),
            Reserved::Allow => encode_with(out, text, b"&#"),
        }
    }
}

/// The strings of a value, encoded but not yet joined.
enum Strings {
    Items(Vec<String>),
    Properties(Vec<(String, String)>),
}

impl Strings {
    /// Returns `None` for an absent value, an empty list and an empty object.
    fn of(node: &Node, encode: impl Fn(&str) -> String) -> Option<Self> {
        let text = |node: &Node| node.text().map(|text| encode(&text));
        match node {
            Node::Array(items) => {
                let items: Vec<String> = items.iter().filter_map(text).collect();
                (!items.is_empty()).then_some(Self::Items(items))
            }
            Node::Object(properties) => {
                let properties = properties.iter();
                let properties =
                    properties.filter_map(|(key, property)| Some((encode(key), text(property)?)));
                let properties: Vec<(String, String)> = properties.collect();
                (!properties.is_empty()).then_some(Self::Properties(properties))
            }
            scalar => text(scalar).map(|text| Self::Items(vec![text])),
        }
    }

    /// `a,b` or `key,value,key,value`
    fn joined(&self) -> String {
        self.joined_by(",")
    }

    fn joined_by(&self, separator: &str) -> String {
        match self {
            Self::Items(items) => items.join(separator),
            Self::Properties(properties) => {
                let flat = properties
                    .iter()
                    .flat_map(|(key, property)| [&**key, &**property]);
                flat.collect::<Vec<_>>().join(separator)
            }
        }
    }

    /// The items, or `key=value` for each property.
    fn exploded(&self, separator: &str) -> String {
        match self {
            Self::Items(items) => items.join(separator),
            Self::Properties(properties) => {
                let pairs = properties
                    .iter()
                    .map(|(key, property)| format!("{key}={property}"));
                pairs.collect::<Vec<_>>().join(separator)
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
fn deep_object_into(out: &mut String, name: &str, node: &Node) {
    match node {
        Node::Object(properties) => {
            for (key, property) in properties {
                deep_object_into(out, &format!("{name}[{key}]"), property);
            }
        }
        Node::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                match item.is_composite() {
                    true => deep_object_into(out, &format!("{name}[{index}]"), item),
                    false => deep_object_into(out, &format!("{name}[]"), item),
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
