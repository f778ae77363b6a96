//! A cheap check whether a JSON value can be a variant of a union.

use super::form::Form;
use super::supplied;
use super::tape::{Kind, Node, View};

/// The number of properties whose constants a matcher can check.
const MAX_CONSTANTS: usize = 8;

/// The possible constants of a property.
#[derive(Clone, Copy, Debug)]
enum Allowed {
    Strings(&'static [&'static str]),
    Ints(&'static [i64]),
    Bool(bool),
}

/// A property with constants: its name, and the properties around it.
#[derive(Clone, Copy, Debug)]
pub struct Constants {
    outer: &'static [&'static str],
    name: &'static str,
    allowed: Allowed,
}

#[derive(Clone, Copy, Debug)]
enum JsonType {
    Any,
    Null,
    Boolean,
    Integer,
    Number,
    String,
    /// One string.
    Text(&'static str),
    Array,
    Object,
}

/// The JSON type of a value, the properties it must have, and the constants of some of them.
#[derive(Clone, Copy, Debug)]
pub struct Matcher {
    json_type: JsonType,
    required: &'static [&'static str],
    constants: [Option<Constants>; MAX_CONSTANTS],
    /// The form of the string, or those of properties.
    form: Option<Form>,
    forms: &'static [(&'static str, Form)],
}

impl Matcher {
    const fn new(json_type: JsonType, required: &'static [&'static str]) -> Self {
        Self {
            json_type,
            required,
            constants: [None; MAX_CONSTANTS],
            form: None,
            forms: &[],
        }
    }

    /// Matches any value.
    pub const fn any() -> Self {
        Self::new(JsonType::Any, &[])
    }

    /// Matches null.
    pub const fn null() -> Self {
        Self::new(JsonType::Null, &[])
    }

    /// Matches a boolean.
    pub const fn boolean() -> Self {
        Self::new(JsonType::Boolean, &[])
    }

    /// Matches a number without a fraction.
    pub const fn integer() -> Self {
        Self::new(JsonType::Integer, &[])
    }

    /// Matches a number, except an integer that a float can't hold exactly.
    pub const fn number() -> Self {
        Self::new(JsonType::Number, &[])
    }

    /// Matches a string.
    pub const fn string() -> Self {
        Self::new(JsonType::String, &[])
    }

    /// Matches this string.
    pub const fn text(text: &'static str) -> Self {
        Self::new(JsonType::Text(text), &[])
    }

    /// Matches an array.
    pub const fn array() -> Self {
        Self::new(JsonType::Array, &[])
    }

    /// Matches an object that has at least these properties.
    pub const fn object(required: &'static [&'static str]) -> Self {
        Self::new(JsonType::Object, required)
    }

    /// Expects one of these strings in a property. A value with another string only counts as a mismatch if there is
    /// one string. After eight properties, further ones are ignored, and decoding the variant decides.
    pub const fn with(self, property: &'static str, strings: &'static [&'static str]) -> Self {
        self.and(property, Allowed::Strings(strings))
    }

    /// Expects one of these integers in a property.
    pub const fn with_int(self, property: &'static str, integers: &'static [i64]) -> Self {
        self.and(property, Allowed::Ints(integers))
    }

    /// Expects this boolean in a property.
    pub const fn with_bool(self, property: &'static str, flag: bool) -> Self {
        self.and(property, Allowed::Bool(flag))
    }

    /// Prefers strings of this form. Others can be the variant, too.
    pub const fn like(self, form: Form) -> Self {
        Self {
            form: Some(form),
            ..self
        }
    }

    /// Prefers objects in which these properties have these forms.
    pub const fn with_forms(self, forms: &'static [(&'static str, Form)]) -> Self {
        Self { forms, ..self }
    }

    /// States that the last property with constants is in the object at this path.
    pub const fn within(mut self, outer: &'static [&'static str]) -> Self {
        let mut at = MAX_CONSTANTS;
        while at > 0 {
            at -= 1;
            if let Some(constants) = &mut self.constants[at] {
                constants.outer = outer;
                return self;
            }
        }
        self
    }

    const fn and(mut self, name: &'static str, allowed: Allowed) -> Self {
        let mut at = 0;
        while at < MAX_CONSTANTS {
            if self.constants[at].is_none() {
                self.constants[at] = Some(Constants {
                    outer: &[],
                    name,
                    allowed,
                });
                return self;
            }
            at += 1;
        }
        self
    }

    /// Returns the number of required properties.
    pub fn required(&self) -> usize {
        self.required.len()
    }

    /// Returns the properties with constants.
    pub fn constants(&self) -> impl Iterator<Item = &Constants> {
        self.constants.iter().flatten()
    }

    /// Returns the weight of the forms that the strings of the value have, and the number of those that they don't have.
    pub fn forms(&self, value: &View<'_>) -> (usize, usize) {
        let own = self.form.map(|form| (form, value.node().as_str()));
        let properties = self.forms.iter();
        let properties =
            properties.map(|(name, form)| (*form, value.get(name).and_then(Node::as_str)));
        let mut forms = (0, 0);
        for (form, text) in own.into_iter().chain(properties) {
            match text.map(|text| form.has(text)) {
                Some(true) => forms.0 += form.weight(),
                Some(false) => forms.1 += 1,
                None => {}
            }
        }
        forms
    }

    /// Whether the value has all required properties.
    pub fn is_complete(&self, value: &View<'_>) -> bool {
        let has = |name: &str| value.get(name).is_some() || supplied::has(value.node(), name);
        self.required.iter().all(|name| has(name))
    }

    /// Whether the value has the JSON type, and no property with another value than its only constant.
    pub fn is_possible(&self, value: &View<'_>) -> bool {
        self.matches_type(value.node())
            && self.constants().all(|constants| {
                let found = constants.of(value);
                !constants.is_single() || found.is_none_or(|value| constants.allows(value))
            })
    }

    fn matches_type(&self, value: Node<'_>) -> bool {
        let kind = value.kind();
        match self.json_type {
            JsonType::Any => true,
            JsonType::Null => matches!(kind, Kind::Null),
            JsonType::Boolean => matches!(kind, Kind::Bool(_)),
            JsonType::Integer => Number::of(kind).is_some_and(Number::is_integer),
            JsonType::Number => Number::of(kind).is_some_and(Number::is_exact_float),
            JsonType::String => matches!(kind, Kind::String(_)),
            JsonType::Text(text) => value.as_str() == Some(text),
            JsonType::Array => matches!(kind, Kind::Array(_)),
            JsonType::Object => matches!(kind, Kind::Object(_)),
        }
    }
}

impl Constants {
    /// Returns the value of the property. Returns `None` if it is missing or null.
    pub fn of<'v>(&self, value: &View<'v>) -> Option<Node<'v>> {
        let found = match self.outer {
            [] => value.get(self.name),
            [first, outer @ ..] => {
                let mut outer = outer.iter();
                let object = outer.try_fold(value.get(first)?, |value, name| value.get(name));
                object?.get(self.name)
            }
        };
        found.filter(|value| !value.is_null())
    }

    /// Whether both are about the same property.
    pub fn is_same_property(&self, other: &Constants) -> bool {
        self.name == other.name && self.outer == other.outer
    }

    /// Whether only one value is expected. If there are several, an unexpected one may have been added to the API
    /// later and doesn't exclude the variant.
    pub fn is_single(&self) -> bool {
        match self.allowed {
            Allowed::Strings(strings) => strings.len() == 1,
            Allowed::Ints(integers) => integers.len() == 1,
            Allowed::Bool(_) => true,
        }
    }

    /// Whether the value is one of the constants.
    pub fn allows(&self, value: Node<'_>) -> bool {
        match (self.allowed, value.kind()) {
            (Allowed::Strings(strings), Kind::String(text)) => strings.contains(&text),
            (Allowed::Ints(integers), kind) => match Number::of(kind) {
                Some(Number::Integer(found)) => {
                    integers.iter().any(|int| i128::from(*int) == found)
                }
                _ => false,
            },
            (Allowed::Bool(flag), Kind::Bool(found)) => flag == found,
            _ => false,
        }
    }
}

#[derive(Clone, Copy)]
enum Number {
    Integer(i128),
    Float(f64),
}

impl Number {
    fn of(kind: Kind<'_>) -> Option<Self> {
        Some(match kind {
            Kind::Unsigned(number) => Self::Integer(number.into()),
            Kind::Signed(number) => Self::Integer(number.into()),
            Kind::Float(number) => Self::Float(number),
            Kind::Number(text) => match (text.parse::<i64>(), text.parse::<u64>()) {
                (Ok(number), _) => Self::Integer(number.into()),
                (_, Ok(number)) => Self::Integer(number.into()),
                _ => Self::Float(text.parse().ok()?),
            },
            _ => return None,
        })
    }

    /// Whether the number has no fraction. A float beyond 2⁵³ is better decoded as another variant.
    fn is_integer(self) -> bool {
        match self {
            Self::Integer(_) => true,
            Self::Float(float) => float.fract() == 0.0 && float.abs() < 9_007_199_254_740_992.0,
        }
    }

    /// Whether an `f64` can hold the number exactly.
    #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)] // checked by converting back
    fn is_exact_float(self) -> bool {
        match self {
            Self::Integer(wide) => (wide as f64) as i128 == wide,
            Self::Float(_) => true,
        }
    }
}
