//! Types of well-known crates and of the standard library that can stand for schemas (`[crate.types]`).

use crate::rust_syntax::RustType;

/// A known type.
pub(crate) struct Known {
    path: &'static str,
    /// The arguments that it is known with. `None`: any.
    arguments: Option<&'static str>,
    /// Its value before decoding, for types without `Default`.
    pub initial: Option<&'static str>,
    /// The module that represents it as a string, if its own traits don't do so as OpenAPI's formats require.
    pub string: Option<&'static str>,
    /// The same for a number.
    pub number: Option<&'static str>,
    /// The traits that can be derived in a model with it, if all its arguments have them.
    traits: &'static [&'static str],
}

const ALL: &[&str] = &["Copy", "Default", "Eq", "Hash", "Ord", "PartialOrd"];
const NO_COPY: &[&str] = &["Default", "Eq", "Hash", "Ord", "PartialOrd"];
const NO_DEFAULT: &[&str] = &["Copy", "Eq", "Hash", "Ord", "PartialOrd"];
const COMPARED: &[&str] = &["Eq", "Hash", "Ord", "PartialOrd"];
const FLOAT: &[&str] = &["Copy", "Default", "PartialOrd"];
const HASHED: &[&str] = &["Default", "Eq", "Hash"];
const UNORDERED: &[&str] = &["Default", "Eq"];

#[rustfmt::skip] // one type a row
const TYPES: &[Known] = &[
    plain("bool", ALL),
    plain("char", ALL),
    plain("f32", FLOAT),
    plain("f64", FLOAT),
    plain("i8", ALL),
    plain("i16", ALL),
    plain("i32", ALL),
    plain("i64", ALL),
    plain("i128", ALL),
    plain("isize", ALL),
    plain("u8", ALL),
    plain("u16", ALL),
    plain("u32", ALL),
    plain("u64", ALL),
    plain("u128", ALL),
    plain("usize", ALL),
    plain("str", COMPARED),
    plain("std::string::String", NO_COPY),
    plain("std::boxed::Box", NO_COPY),
    plain("std::option::Option", ALL),
    plain("std::vec::Vec", NO_COPY),
    plain("std::collections::BTreeMap", NO_COPY),
    plain("std::collections::BTreeSet", NO_COPY),
    plain("std::collections::HashMap", UNORDERED),
    plain("std::collections::HashSet", UNORDERED),
    plain("std::collections::VecDeque", NO_COPY),
    plain("std::path::PathBuf", NO_COPY),
    plain("std::time::Duration", ALL),
    initial("std::time::SystemTime", "std::time::SystemTime::UNIX_EPOCH", NO_DEFAULT),
    initial("std::net::IpAddr", "std::net::IpAddr::V4(std::net::Ipv4Addr::UNSPECIFIED)", NO_DEFAULT),
    initial("std::net::Ipv4Addr", "std::net::Ipv4Addr::UNSPECIFIED", NO_DEFAULT),
    initial("std::net::Ipv6Addr", "std::net::Ipv6Addr::UNSPECIFIED", NO_DEFAULT),
    initial("std::num::NonZeroU8", "std::num::NonZeroU8::MIN", NO_DEFAULT),
    initial("std::num::NonZeroU16", "std::num::NonZeroU16::MIN", NO_DEFAULT),
    initial("std::num::NonZeroU32", "std::num::NonZeroU32::MIN", NO_DEFAULT),
    initial("std::num::NonZeroU64", "std::num::NonZeroU64::MIN", NO_DEFAULT),
    initial("std::num::NonZeroI32", "std::num::NonZeroI32::MIN", NO_DEFAULT),
    initial("std::num::NonZeroI64", "std::num::NonZeroI64::MIN", NO_DEFAULT),
    plain("serde_json::Map", HASHED),
    plain("serde_json::Number", &["Eq", "Hash"]),
    plain("serde_json::Value", HASHED),
    plain("bigdecimal::BigDecimal", NO_COPY),
    plain("bytes::Bytes", NO_COPY),
    plain("indexmap::IndexMap", UNORDERED),
    plain("indexmap::IndexSet", UNORDERED),
    plain("ordered_float::OrderedFloat", NO_COPY),
    plain("smol_str::SmolStr", NO_COPY),
    plain("ulid::Ulid", ALL),
    plain("uuid::Uuid", ALL),
    initial("url::Url", "url::Url::parse(\"data:,\").unwrap_or_else(|_| unreachable!())", COMPARED),
    initial("semver::Version", "semver::Version::new(0, 0, 0)", COMPARED),
    plain("semver::VersionReq", HASHED),
    initial("time::Date", "time::Date::MIN", NO_DEFAULT),
    initial("time::PrimitiveDateTime", "time::PrimitiveDateTime::MIN", NO_DEFAULT),
    initial("time::Time", "time::Time::MIDNIGHT", NO_DEFAULT),
    Known {
        string: Some("time::serde::rfc3339"),
        number: Some("time::serde::timestamp"),
        ..initial("time::OffsetDateTime", "time::OffsetDateTime::UNIX_EPOCH", NO_DEFAULT)
    },
    plain("chrono::NaiveDate", ALL),
    plain("chrono::NaiveDateTime", ALL),
    plain("chrono::NaiveTime", ALL),
    Known {
        number: Some("chrono::serde::ts_seconds"),
        ..of("chrono::DateTime", "chrono::Utc", ALL)
    },
    of("chrono::DateTime", "chrono::Local", ALL),
    of("chrono::DateTime", "chrono::FixedOffset", ALL),
    plain("jiff::civil::Date", ALL),
    plain("jiff::civil::DateTime", ALL),
    plain("jiff::civil::Time", ALL),
    plain("jiff::Zoned", NO_COPY),
    Known {
        number: Some("jiff::fmt::serde::timestamp::second::required"),
        ..plain("jiff::Timestamp", ALL)
    },
    Known {
        string: Some("rust_decimal::serde::str"),
        number: Some("rust_decimal::serde::float"),
        ..plain("rust_decimal::Decimal", ALL)
    },
];

/// The types for which the support code of SDKs implements all that models need, whatever their arguments.
const PROVIDED: &[&str] = &[
    "serde_json::Map",
    "serde_json::Number",
    "serde_json::Value",
    "std::boxed::Box",
    "std::collections::BTreeMap",
    "std::option::Option",
    "std::string::String",
    "std::vec::Vec",
];

const fn plain(path: &'static str, traits: &'static [&'static str]) -> Known {
    Known {
        path,
        arguments: None,
        initial: None,
        string: None,
        number: None,
        traits,
    }
}

const fn initial(
    path: &'static str,
    initial: &'static str,
    traits: &'static [&'static str],
) -> Known {
    Known {
        initial: Some(initial),
        ..plain(path, traits)
    }
}

const fn of(path: &'static str, arguments: &'static str, traits: &'static [&'static str]) -> Known {
    Known {
        arguments: Some(arguments),
        ..plain(path, traits)
    }
}

/// The known type with this path, if it is known with these arguments.
pub(crate) fn known(ty: &RustType) -> Option<&'static Known> {
    TYPES.iter().find(|known| {
        let is_known = |arguments| ty.arguments.iter().map(RustType::text).eq([arguments]);
        known.path == ty.path && known.arguments.is_none_or(is_known)
    })
}

/// Whether the support code of SDKs implements what models need of a type.
pub(crate) fn is_provided(ty: &RustType) -> bool {
    let is_primitive = || !ty.path.contains("::") && known(ty).is_some();
    PROVIDED.contains(&ty.path.as_str()) || is_primitive()
}

/// Whether a type is known to implement a trait of the standard library. `is_declared` has what the configuration declares.
pub(crate) fn implements(
    ty: &RustType,
    name: &str,
    is_declared: &impl Fn(&RustType) -> bool,
) -> bool {
    if is_declared(ty) {
        return true;
    }
    let Some(known) = known(ty) else { return false };
    let is_empty = ["std::option::Option", "std::vec::Vec"].contains(&known.path)
        || known.path.starts_with("std::collections::")
        || known.path.starts_with("indexmap::");
    // An empty container is the default value, whatever its items.
    let is_default = name == "Default" && is_empty;
    let of_arguments = |argument: &RustType| implements(argument, name, is_declared);
    known.traits.contains(&name)
        && (is_default || known.arguments.is_some() || ty.arguments.iter().all(of_arguments))
}
