//! A cheap check whether a JSON value can be a variant of a union.

use serde_json::Value;

/// The number of properties whose constants a matcher can check.
const MAX_CONSTANTS: usize = 4;

/// A property and its possible constants.
#[derive(Clone, Copy, Debug)]
enum Constants {
    String(&'static str, &'static [&'static str]),
    Int(&'static str, &'static [i64]),
    Bool(&'static str, bool),
}

#[derive(Clone, Copy, Debug)]
enum JsonType {
    Any,
    Null,
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
}

/// The JSON type of a value, the properties it must have, and the constants of some of them.
#[derive(Clone, Copy, Debug)]
pub struct Matcher {
    json_type: JsonType,
    required: &'static [&'static str],
    constants: [Option<Constants>; MAX_CONSTANTS],
}

impl Matcher {
    const fn new(json_type: JsonType, required: &'static [&'static str]) -> Self {
        Self {
            json_type,
            required,
            constants: [None; MAX_CONSTANTS],
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

    /// Matches a number.
    pub const fn number() -> Self {
        Self::new(JsonType::Number, &[])
    }

    /// Matches a string.
    pub const fn string() -> Self {
        Self::new(JsonType::String, &[])
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
    /// one string. After four properties, further ones are ignored, and decoding the variant decides.
    pub const fn with(self, property: &'static str, strings: &'static [&'static str]) -> Self {
        self.and(Constants::String(property, strings))
    }

    /// Expects one of these integers in a property.
    pub const fn with_int(self, property: &'static str, integers: &'static [i64]) -> Self {
        self.and(Constants::Int(property, integers))
    }

    /// Expects this boolean in a property.
    pub const fn with_bool(self, property: &'static str, flag: bool) -> Self {
        self.and(Constants::Bool(property, flag))
    }

    const fn and(mut self, constants: Constants) -> Self {
        let mut at = 0;
        while at < MAX_CONSTANTS {
            if self.constants[at].is_none() {
                self.constants[at] = Some(constants);
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

    /// Counts the properties of the value that have an expected constant.
    pub fn constants(&self, value: &Value) -> usize {
        let constants = self.constants.iter().flatten();
        constants
            .filter(|constants| {
                constants
                    .of(value)
                    .is_some_and(|value| constants.allows(value))
            })
            .count()
    }

    /// Whether the value matches.
    pub fn matches(&self, value: &Value) -> bool {
        let mut constants = self.constants.iter().flatten();
        self.matches_type(value)
            && self.required.iter().all(|name| value.get(name).is_some())
            && constants.all(|constants| {
                let found = constants.of(value);
                !constants.is_constant() || found.is_none_or(|value| constants.allows(value))
            })
    }

    fn matches_type(&self, value: &Value) -> bool {
        match self.json_type {
            JsonType::Any => true,
            JsonType::Null => value.is_null(),
            JsonType::Boolean => value.is_boolean(),
            JsonType::Integer => is_integer(value),
            JsonType::Number => value.is_number(),
            JsonType::String => value.is_string(),
            JsonType::Array => value.is_array(),
            JsonType::Object => value.is_object(),
        }
    }
}

impl Constants {
    /// Returns the value of the property. Returns `None` if it is missing or null.
    fn of(self, value: &Value) -> Option<&Value> {
        let (Self::String(name, _) | Self::Int(name, _) | Self::Bool(name, _)) = self;
        value.get(name).filter(|value| !value.is_null())
    }

    /// Whether only one value is expected. If there are several, an unexpected one may have been added to the API
    /// later and doesn't exclude the variant.
    fn is_constant(self) -> bool {
        match self {
            Self::String(_, strings) => strings.len() == 1,
            Self::Int(_, integers) => integers.len() == 1,
            Self::Bool(..) => true,
        }
    }

    fn allows(self, value: &Value) -> bool {
        match self {
            Self::String(_, strings) => value.as_str().is_some_and(|text| strings.contains(&text)),
            Self::Int(_, integers) => value.as_i64().is_some_and(|int| integers.contains(&int)),
            Self::Bool(_, flag) => value.as_bool() == Some(flag),
        }
    }
}

/// Whether an `i64` can hold the number exactly. A larger one is better decoded as another variant.
fn is_integer(value: &Value) -> bool {
    let has_no_fraction =
        |number: f64| number.fract() == 0.0 && number.abs() < 9_007_199_254_740_992.0;
    value.is_i64() || value.as_f64().is_some_and(has_no_fraction)
}
