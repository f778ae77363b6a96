//! What a JSON value must look like to be worth a try as a variant.

use serde_json::Value;

/// How many members a probe can look into.
const MAX_MEMBERS: usize = 4;

/// A member and the texts it may hold.
type Member = (&'static str, &'static [&'static str]);

#[derive(Clone, Copy, Debug)]
enum Kind {
    Any,
    Null,
    Boolean,
    Integer,
    Number,
    Text,
    List,
    Object,
}

/// A quick look at a value: its JSON type, the members it must have, the texts in some of them.
#[derive(Clone, Copy, Debug)]
pub struct Probe {
    kind: Kind,
    required: &'static [&'static str],
    texts: Option<&'static [&'static str]>,
    members: [Option<Member>; MAX_MEMBERS],
}

impl Probe {
    const fn new(kind: Kind, required: &'static [&'static str]) -> Self {
        Self {
            kind,
            required,
            texts: None,
            members: [None; MAX_MEMBERS],
        }
    }

    /// Any value.
    pub const fn any() -> Self {
        Self::new(Kind::Any, &[])
    }

    /// Null.
    pub const fn null() -> Self {
        Self::new(Kind::Null, &[])
    }

    /// True or false.
    pub const fn boolean() -> Self {
        Self::new(Kind::Boolean, &[])
    }

    /// A number without a fraction.
    pub const fn integer() -> Self {
        Self::new(Kind::Integer, &[])
    }

    /// A number.
    pub const fn number() -> Self {
        Self::new(Kind::Number, &[])
    }

    /// A string.
    pub const fn text() -> Self {
        Self::new(Kind::Text, &[])
    }

    /// A list.
    pub const fn list() -> Self {
        Self::new(Kind::List, &[])
    }

    /// An object with at least these members.
    pub const fn object(required: &'static [&'static str]) -> Self {
        Self::new(Kind::Object, required)
    }

    /// The string is one of these.
    pub const fn one_of(mut self, texts: &'static [&'static str]) -> Self {
        self.texts = Some(texts);
        self
    }

    /// The member is there and holds one of these texts. Beyond four members the rest is not looked
    /// at: the variant's own decoding decides.
    pub const fn with(mut self, member: &'static str, texts: &'static [&'static str]) -> Self {
        let mut at = 0;
        while at < MAX_MEMBERS {
            if self.members[at].is_none() {
                self.members[at] = Some((member, texts));
                return self;
            }
            at += 1;
        }
        self
    }

    /// How much the probe asks for: who asks for more is tried first.
    pub fn weight(&self) -> usize {
        let extra = self
            .members()
            .filter(|(member, _)| !self.required.contains(member));
        self.required.len() + extra.count()
    }

    /// Whether the value looks like it.
    pub fn fits(&self, value: &Value) -> bool {
        self.fits_kind(value)
            && self
                .required
                .iter()
                .all(|member| value.get(member).is_some())
            && self.texts.is_none_or(|texts| is_one_of(Some(value), texts))
            && self
                .members()
                .all(|(member, texts)| is_one_of(value.get(member), texts))
    }

    fn fits_kind(&self, value: &Value) -> bool {
        match self.kind {
            Kind::Any => true,
            Kind::Null => value.is_null(),
            Kind::Boolean => value.is_boolean(),
            Kind::Integer => is_integer(value),
            Kind::Number => value.is_number(),
            Kind::Text => value.is_string(),
            Kind::List => value.is_array(),
            Kind::Object => value.is_object(),
        }
    }

    fn members(&self) -> impl Iterator<Item = Member> {
        self.members.into_iter().flatten()
    }
}

fn is_one_of(value: Option<&Value>, texts: &[&str]) -> bool {
    value
        .and_then(Value::as_str)
        .is_some_and(|text| texts.contains(&text))
}

/// What an `i64` holds exactly: a larger one is better kept as it came.
fn is_integer(value: &Value) -> bool {
    let whole = |number: f64| number.fract() == 0.0 && number.abs() < 9_007_199_254_740_992.0;
    value.is_i64() || value.as_f64().is_some_and(whole)
}
