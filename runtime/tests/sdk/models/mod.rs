//! Models as the emitter writes them: every slot, every codec, every kind of type.

use std::collections::BTreeMap;

use crate::runtime::{self, wire};

mod choices;
mod wide;

pub use choices::{Filters, Level0};
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
            ..wire::blank()
        }
    }
}

wire::object! { Backup {
    id: "id" => Required<Plain>,
    folder_id: "folderId" => Optional<Plain>,
    created_at: "createdAt" => Optional<Plain>,
    source_shard_names: "sourceShardNames" => Optional<List<Plain>>,
    size: "size" => Optional<IntText>,
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

wire::names! { BackupType {
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

wire::literals! { Speed {
    Slow: Int(1),
    Brisk: Float(1.5),
    Auto: Text("auto"),
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

/// Nothing.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Empty {}

impl Empty {
    pub fn new() -> Self {
        wire::blank()
    }
}

impl Default for Empty {
    fn default() -> Self {
        Self::new()
    }
}

wire::object! { Empty {
} }

/// Members that nobody declared, of one type.
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

/// Members that nobody declared, of any type, and no others.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Open {
    pub additional_properties: BTreeMap<String, serde_json::Value>,
}

wire::object! { Open {
    ..additional_properties => Rest<Plain>,
} }

/// Every slot with every codec that makes a difference.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Slots {
    pub required: i32,
    pub nullable: Option<String>,
    pub tristate: Option<Option<String>>,
    pub or_empty: BTreeMap<String, Vec<u64>>,
    pub boxed: Option<Box<Slots>>,
    pub items: Option<Vec<Option<i64>>>,
    pub odd: Option<bool>,
    pub tristate_list: Option<Option<Vec<u32>>>,
    pub given: Option<serde_json::Value>,
}

wire::object! { Slots {
    required: "required" => Required<Int>,
    nullable: "nullable" => Nullable<Plain>,
    tristate: "tristate" => Tristate<Plain>,
    or_empty: "orEmpty" => OrEmpty<Map<List<IntText>>>,
    boxed: "boxed" => Optional<Boxed<Plain>>,
    items: "items" => Optional<List<Null<Int>>>,
    odd: "odd name" => Optional<Plain>,
    tristate_list: "tristateList" => Tristate<List<Int>>,
    given: "given" => Given<Plain>,
} }

/// A type that the words of the tables must not be taken for.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct List {
    pub plain: Option<Plain>,
}

wire::object! { List {
    plain: "plain" => Optional<Plain>,
} }

/// Another.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Plain {
    Required,
    Unknown(runtime::UnknownValue),
}

wire::names! { Plain {
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

/// A pet that barks, and says what it is.
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
    Text => Plain, Probe::text();
    Count => Int, Probe::integer();
    Anything => Map<Plain>, Probe::object(&[]);
    Cluster => Plain, Probe::object(&["clusterId", "zone"]).with("kind", &["cluster"]);
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
    text: "text" => Optional<IntText>,
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
    Name => Plain, Probe::text();
    Text => Plain, Probe::text();
    Number => Plain, Probe::number();
    Flag => Plain, Probe::boolean();
    Texts => List<Plain>, Probe::list();
    Counts => List<Plain>, Probe::list();
    Null => Plain, Probe::null();
} }

/// The names of shapes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ShapeName {
    Round,
    Square,
    Unknown(runtime::UnknownValue),
}

wire::names! { ShapeName {
    Round: "round",
    Square: "square",
} }

/// Members beside a choice.
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

/// How it is paid.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum PaymentBy {
    Card(Card),
    Cash(Cash),
    Unknown(serde_json::Value),
}

wire::untagged! { PaymentBy {
    Card => Plain, Probe::object(&[]).with("kind", &["card"]);
    Cash => Plain, Probe::object(&[]);
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
    Count => Int, Probe::integer();
    Text => Plain, Probe::text();
} }
