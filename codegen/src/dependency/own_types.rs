//! Types of well-known crates that can stand for schemas (`[crate.types]`).

/// A known type.
pub(crate) struct Known {
    path: &'static str,
    /// Its value before decoding, for types without `Default`.
    pub initial: Option<&'static str>,
    /// The module that represents it as a string, if its own traits don't do so as OpenAPI's formats require.
    pub string: Option<&'static str>,
    /// The same for a number.
    pub number: Option<&'static str>,
}

#[rustfmt::skip] // one type a row
const TYPES: &[Known] = &[
    initial("std::net::IpAddr", "std::net::IpAddr::V4(std::net::Ipv4Addr::UNSPECIFIED)"),
    initial("std::net::Ipv4Addr", "std::net::Ipv4Addr::UNSPECIFIED"),
    initial("std::net::Ipv6Addr", "std::net::Ipv6Addr::UNSPECIFIED"),
    initial("url::Url", "url::Url::parse(\"data:,\").unwrap_or_else(|_| unreachable!())"),
    initial("semver::Version", "semver::Version::new(0, 0, 0)"),
    initial("time::Date", "time::Date::MIN"),
    Known {
        string: Some("time::serde::rfc3339"),
        number: Some("time::serde::timestamp"),
        ..initial("time::OffsetDateTime", "time::OffsetDateTime::UNIX_EPOCH")
    },
    Known {
        number: Some("chrono::serde::ts_seconds"),
        ..plain("chrono::DateTime<chrono::Utc>")
    },
    Known {
        number: Some("jiff::fmt::serde::timestamp::second::required"),
        ..plain("jiff::Timestamp")
    },
    Known {
        string: Some("rust_decimal::serde::str"),
        number: Some("rust_decimal::serde::float"),
        ..plain("rust_decimal::Decimal")
    },
];

const fn plain(path: &'static str) -> Known {
    Known {
        path,
        initial: None,
        string: None,
        number: None,
    }
}

const fn initial(path: &'static str, initial: &'static str) -> Known {
    Known {
        initial: Some(initial),
        ..plain(path)
    }
}

/// The known type with this path, whatever its spaces.
pub(crate) fn known(path: &str) -> Option<&'static Known> {
    let path: String = path.split_whitespace().collect();
    TYPES.iter().find(|known| known.path == path)
}
