//! Models in the form of emitted code, with every presence type, every codec and every kind of type.

use std::collections::BTreeMap;

use crate::runtime::{self, wire};

mod unions;
mod wide;

pub use unions::{FilterGroup, Filters, Level0, Ranked, Rule};
pub use wide::Wide;

/// A copy of a cluster's data.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Backup {
    /// ID of the backup.
    pub id: String,
    pub folder_id: Option<String>,
    pub created_at: Option<runtime::DateTime>,
    pub source_shard_names: Option<Vec<String>>,
    pub size: Option<i64>,
    pub type_: Option<BackupType>,
}

impl Backup {
    pub fn new(id: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            ..wire::default_value()
        }
    }
}

wire::object! { Backup @ "$.components.schemas.Backup" {
    id: "id" => Required<Plain>,
    folder_id: "folderId" => Optional<Plain>,
    created_at: "createdAt" => Optional<Plain>,
    source_shard_names: "sourceShardNames" => Optional<List<Plain>>,
    size: "size" => Optional<IntString>,
    type_: "type" => Optional<Plain>,
} }

/// How a backup was made.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BackupType {
    Automated,
    Manual,
    Unknown(runtime::UnknownValue),
}

wire::string_enum! { BackupType {
    Automated: "AUTOMATED",
    Manual: "MANUAL",
} }

/// Values of several types.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Speed {
    Slow,
    Brisk,
    Auto,
    Off,
    Unknown(runtime::UnknownValue),
}

wire::scalar_enum! { Speed {
    Slow: Int(1),
    Brisk: Float(1.5),
    Auto: String("auto"),
    Off: Bool(false),
} }

/// A page of backups.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct BackupPage {
    pub backups: Vec<Backup>,
    pub next_page_token: Option<String>,
}

wire::object! { BackupPage {
    backups: "backups" => OrEmpty<List<Plain>>,
    next_page_token: "nextPageToken" => Optional<Plain>,
} }

/// An object without properties.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Empty {}

impl Empty {
    pub fn new() -> Self {
        wire::default_value()
    }
}

impl Default for Empty {
    fn default() -> Self {
        Self::new()
    }
}

wire::object! { Empty {
} }

/// Additional properties of one type.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Labels {
    pub owner: Option<String>,
    pub additional_properties: runtime::Extra<i64>,
}

wire::object! { Labels {
    owner: "owner" => Optional<Plain>,
    ..additional_properties => Rest<Int>,
} }

/// Additional properties of any type, and no declared ones.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Open {
    pub additional_properties: BTreeMap<String, serde_json::Value>,
}

wire::object! { Open {
    ..additional_properties => Rest<Plain>,
} }

/// Every presence type, with the codecs that make a difference.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct EveryPresence {
    pub required: i32,
    pub nullable: Option<String>,
    pub tristate: Option<Option<String>>,
    pub or_empty: BTreeMap<String, Vec<u64>>,
    pub boxed: Option<Box<EveryPresence>>,
    pub items: Option<Vec<Option<i64>>>,
    pub odd: Option<bool>,
    pub tristate_list: Option<Option<Vec<u32>>>,
    pub optional_any: Option<serde_json::Value>,
}

wire::object! { EveryPresence {
    required: "required" => Required<Int>,
    nullable: "nullable" => Nullable<Plain>,
    tristate: "tristate" => Tristate<Plain>,
    or_empty: "orEmpty" => OrEmpty<Map<List<IntString>>>,
    boxed: "boxed" => Optional<Boxed<Plain>>,
    items: "items" => Optional<List<Null<Int>>>,
    odd: "odd name" => Optional<Plain>,
    tristate_list: "tristateList" => Tristate<List<Int>>,
    optional_any: "optionalAny" => OptionalAny<Plain>,
} }

/// A model with the name of a codec.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct List {
    pub plain: Option<Plain>,
}

wire::object! { List {
    plain: "plain" => Optional<Plain>,
} }

/// Another model with the name of a codec.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Plain {
    Required,
    Unknown(runtime::UnknownValue),
}

wire::string_enum! { Plain {
    Required: "required",
} }

/// A pet that purrs.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Cat {
    pub lives: i64,
}

impl Cat {
    pub fn new(lives: i64) -> Self {
        Self { lives }
    }
}

wire::object! { Cat {
    lives: "lives" => Required<Int>,
} }

/// A pet that barks and has a tag.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Dog {
    pub pet_type: Option<String>,
    pub puppies: Option<Vec<Pet>>,
}

wire::object! { Dog {
    pet_type: "petType" => Optional<Plain>,
    puppies: "puppies" => Optional<List<Plain>>,
} }

/// A union with a tag.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Pet {
    Cat(Cat),
    Dog(Box<Dog>),
    Unknown(serde_json::Value),
}

wire::tagged! { Pet by "petType" {
    Cat: "cat" => Plain,
    Dog: "dog" | "hound" => Boxed<Plain>,
} }

/// A cluster.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ClusterRef {
    pub cluster_id: String,
    pub zone: String,
    pub kind: Option<String>,
}

wire::object! { ClusterRef {
    cluster_id: "clusterId" => Required<Plain>,
    zone: "zone" => Required<Plain>,
    kind: "kind" => Optional<Plain>,
} }

/// A union without a tag.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Target {
    Text(String),
    Count(i64),
    Anything(BTreeMap<String, serde_json::Value>),
    Cluster(ClusterRef),
    Unknown(serde_json::Value),
}

wire::untagged! { Target {
    Text => Plain, Matcher::string();
    Count => Int, Matcher::integer();
    Anything => Map<Plain>, Matcher::object(&[]);
    Cluster => Plain, Matcher::object(&["clusterId", "zone"]).with("kind", &["cluster"]);
} }

/// Integers of every kind.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Numbers {
    pub long: Option<i64>,
    pub int: Option<i32>,
    pub ulong: Option<u64>,
    pub text: Option<i64>,
}

wire::object! { Numbers {
    long: "long" => Optional<Int>,
    int: "int" => Optional<Int>,
    ulong: "ulong" => Optional<Int>,
    text: "text" => Optional<IntString>,
} }

/// A union without objects.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Shape {
    Text(String),
    Name(ShapeName),
    Number(f64),
    Flag(bool),
    Texts(Vec<String>),
    Counts(Vec<Mixed>),
    Null(()),
    Unknown(serde_json::Value),
}

wire::untagged! { Shape {
    Name => Plain, Matcher::string();
    Text => Plain, Matcher::string();
    Number => Plain, Matcher::number();
    Flag => Plain, Matcher::boolean();
    Texts => List<Plain>, Matcher::array();
    Counts => List<Plain>, Matcher::array();
    Null => Plain, Matcher::null();
} }

/// The names of shapes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ShapeName {
    Round,
    Square,
    Unknown(runtime::UnknownValue),
}

wire::string_enum! { ShapeName {
    Round: "round",
    Square: "square",
} }

/// Properties and a union in one object.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Payment {
    pub amount: i64,
    pub note: Option<String>,
    pub by: PaymentBy,
}

wire::composed! { Payment {
    amount: "amount" => Required<Int>,
    note: "note" => Optional<Plain>,
    &by => Plain,
} }

/// Properties, a union, and the properties that neither of them declares.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Booking {
    pub room: String,
    pub by: PaymentBy,
    pub additional_properties: runtime::Extra<i64>,
}

wire::composed! { Booking {
    room: "room" => Required<Plain>,
    &by => Plain,
    ..additional_properties => Rest<Int>,
} }

/// How it is paid.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum PaymentBy {
    Card(Card),
    Cash(Cash),
    Unknown(serde_json::Value),
}

wire::untagged! { PaymentBy {
    Card => Plain, Matcher::object(&[]).with("kind", &["card"]);
    Cash => Plain, Matcher::object(&[]);
} }

/// By card.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Card {
    pub kind: Option<String>,
    pub number: Option<String>,
    pub note: Option<String>,
}

wire::object! { Card {
    kind: "kind" => Optional<Plain>,
    number: "number" => Optional<Plain>,
    note: "note" => Optional<Plain>,
} }

/// By hand.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Cash {
    pub coins: Option<i64>,
}

wire::object! { Cash {
    coins: "coins" => Optional<Int>,
} }

/// An item of a mixed list.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Mixed {
    Count(i64),
    Text(String),
    Unknown(serde_json::Value),
}

wire::untagged! { Mixed {
    Count => Int, Matcher::integer();
    Text => Plain, Matcher::string();
} }
