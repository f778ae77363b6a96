//! What a JSON value must look like to be worth a try as a variant.

use serde_json::Value;

/// How many members a probe can look into.
const MAX_MEMBERS: usize = 4;

/// A member and the constants it may hold.
#[derive(Clone, Copy, Debug)]
enum Member {
    Text(&'static str, &'static [&'static str]),
    Int(&'static str, &'static [i64]),
    Flag(&'static str, bool),
}

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

/// A quick look at a value: its JSON type, the members it must have, the constants in some of them.
#[derive(Clone, Copy, Debug)]
pub struct Probe {
    kind: Kind,
    required: &'static [&'static str],
    members: [Option<Member>; MAX_MEMBERS],
}

impl Probe {
    const fn new(kind: Kind, required: &'static [&'static str]) -> Self {
        Self {
            kind,
            required,
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

    /// The member holds one of these texts: if it is there and there is only one, no other will do.
    /// Beyond four members the rest is not looked at: the variant's own decoding decides.
    pub const fn with(self, member: &'static str, texts: &'static [&'static str]) -> Self {
        self.and(Member::Text(member, texts))
    }

    /// The member holds one of these integers.
    pub const fn with_int(self, member: &'static str, integers: &'static [i64]) -> Self {
        self.and(Member::Int(member, integers))
    }

    /// The member is this boolean.
    pub const fn with_flag(self, member: &'static str, flag: bool) -> Self {
        self.and(Member::Flag(member, flag))
    }

    const fn and(mut self, member: Member) -> Self {
        let mut at = 0;
        while at < MAX_MEMBERS {
            if self.members[at].is_none() {
                self.members[at] = Some(member);
                return self;
            }
            at += 1;
        }
        self
    }

    /// How much the probe asks for.
    pub fn weight(&self) -> usize {
        self.required.len()
    }

    /// How many of its constants the value holds.
    pub fn constants(&self, value: &Value) -> usize {
        let members = self.members.iter().flatten();
        members
            .filter(|member| member.of(value).is_some_and(|value| member.allows(value)))
            .count()
    }

    /// Whether the value looks like it.
    pub fn fits(&self, value: &Value) -> bool {
        let mut members = self.members.iter().flatten();
        self.fits_kind(value)
            && self
                .required
                .iter()
                .all(|member| value.get(member).is_some())
            && members.all(|member| {
                let found = member.of(value);
                !member.is_constant() || found.is_none_or(|value| member.allows(value))
            })
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
}

impl Member {
    /// The member's value, where it is there and not null.
    fn of(self, value: &Value) -> Option<&Value> {
        let (Self::Text(name, _) | Self::Int(name, _) | Self::Flag(name, _)) = self;
        value.get(name).filter(|value| !value.is_null())
    }

    /// Whether only one value is right. Where there are several, one more may be new, and is no
    /// reason to leave the variant out.
    fn is_constant(self) -> bool {
        match self {
            Self::Text(_, texts) => texts.len() == 1,
            Self::Int(_, integers) => integers.len() == 1,
            Self::Flag(..) => true,
        }
    }

    fn allows(self, value: &Value) -> bool {
        match self {
            Self::Text(_, texts) => value.as_str().is_some_and(|text| texts.contains(&text)),
            Self::Int(_, integers) => value.as_i64().is_some_and(|int| integers.contains(&int)),
            Self::Flag(_, flag) => value.as_bool() == Some(flag),
        }
    }
}

/// What an `i64` holds exactly: a larger one is better kept as it came.
fn is_integer(value: &Value) -> bool {
    let whole = |number: f64| number.fract() == 0.0 && number.abs() < 9_007_199_254_740_992.0;
    value.is_i64() || value.as_f64().is_some_and(whole)
}
