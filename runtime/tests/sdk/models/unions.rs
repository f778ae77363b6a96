//! Unions whose variants differ only in nested properties, and nested unions.

use crate::runtime::wire;

/// One filter, or filters of filters.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::enum_variant_names)] // named as in emitted code
#[non_exhaustive]
pub enum Filters {
    Groups(Vec<FilterGroup>),
    Filters(Vec<Filter>),
    Unknown(serde_json::Value),
}

wire::untagged! { Filters {
    Groups => List<Plain>, Matcher::array();
    Filters => List<Plain>, Matcher::array();
} }

#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct FilterGroup {
    pub operator: Option<String>,
    pub value: Option<Box<Filters>>,
}

wire::object! { FilterGroup {
    operator: "operator" => Optional<Plain>,
    value: "value" => Optional<Boxed<Plain>>,
} }

#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Filter {
    pub field: Option<String>,
    pub operator: Option<String>,
    pub value: Option<serde_json::Value>,
}

wire::object! { Filter {
    field: "field" => Optional<Plain>,
    operator: "operator" => Optional<Plain>,
    value: "value" => OptionalAny<Plain>,
} }

/// A score alone, or a hit, whose score is an integer and whose title can be null.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Ranked {
    Score(Score),
    Hit(Hit),
    Unknown(serde_json::Value),
}

wire::untagged! { Ranked {
    Score => Plain, Matcher::object(&[]);
    Hit => Plain, Matcher::object(&[]);
} }

#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Score {
    pub score: Option<f64>,
    pub title: Option<String>,
    pub tags: Vec<String>,
    pub size: Option<i64>,
}

wire::object! { Score {
    score: "score" => Optional<Plain>,
    title: "title" => Optional<Plain>,
    tags: "tags" => OrEmpty<List<Plain>>,
    size: "size" => Optional<IntString>,
} }

#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Hit {
    pub score: Option<i64>,
    pub title: Option<Option<String>>,
    pub text: Option<String>,
    pub tags: Option<Option<Vec<String>>>,
    pub size: Option<i64>,
}

wire::object! { Hit {
    score: "score" => Optional<Int>,
    title: "title" => Tristate<Plain>,
    text: "text" => Optional<Plain>,
    tags: "tags" => Tristate<List<Plain>>,
    size: "size" => Optional<Int>,
} }

/// Declares unions with two variants that both contain the next union.
macro_rules! levels {
    ($name:ident $next:ident $($more:ident)*) => {
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum $name {
            One(Box<$next>),
            Other(Box<$next>),
            Unknown(serde_json::Value),
        }

        wire::untagged! { $name {
            One => Boxed<Plain>, Matcher::any();
            Other => Boxed<Plain>, Matcher::any();
        } }

        levels! { $next $($more)* }
    };
    ($name:ident) => {
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum $name {
            Number(i64),
            Unknown(serde_json::Value),
        }

        wire::untagged! { $name {
            Number => Int, Matcher::integer();
        } }
    };
}

levels! {
    Level0 Level1 Level2 Level3 Level4 Level5 Level6 Level7 Level8 Level9
    Level10 Level11 Level12 Level13 Level14 Level15 Level16 Level17 Level18 Level19
    Level20 Level21 Level22 Level23 Level24 Level25 Level26 Level27 Level28 Level29
    Level30 Level31 Level32 Level33 Level34 Level35 Level36 Level37 Level38 Level39
}

/// Strings beside an object, one of which is `unknown`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Rule {
    Words,
    Unknown,
    Cluster(super::ClusterRef),
    Undeclared(serde_json::Value),
}

wire::untagged! { Rule or Undeclared [
    Words: "words",
    Unknown: "unknown",
] {
    Cluster => Plain, Matcher::object(&["clusterId"]);
} }
