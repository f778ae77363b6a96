//! The bodies of declared error responses.

use serde::de::DeserializeOwned;

use super::super::super::wire::lenient;
use super::{Decoding, Lenient, Received};

/// The statuses that a declared response applies to.
pub trait Statuses {
    /// Whether the status is one of them.
    fn contains(&self, status: u16) -> bool;
}

/// A single status.
impl Statuses for u16 {
    fn contains(&self, status: u16) -> bool {
        *self == status
    }
}

/// A range of statuses: `Class(4)` is `4XX`, 400 to 499.
#[derive(Clone, Copy, Debug)]
pub struct Class(pub u16);

impl Statuses for Class {
    fn contains(&self, status: u16) -> bool {
        status / 100 == self.0
    }
}

/// Any status (`default`).
#[derive(Clone, Copy, Debug)]
pub struct Any;

impl Statuses for Any {
    fn contains(&self, _: u16) -> bool {
        true
    }
}

/// Decodes the body if `statuses` covers the status: as JSON, or as a string if it is not JSON but
/// the declared type accepts strings.
pub fn failure_body<T: DeserializeOwned>(
    statuses: impl Statuses,
    response: &Received,
    decoding: Decoding,
) -> Option<Lenient<T>> {
    failure_by(statuses, response, decoding, |text| {
        serde_json::from_slice(text)
    })
}

/// Like [`failure_body`], with a decoding function: for types without their own `Deserialize`, such
/// as lists.
pub fn failure_by<T>(
    statuses: impl Statuses,
    response: &Received,
    decoding: Decoding,
    read: for<'a> fn(&'a [u8]) -> Result<T, serde_json::Error>,
) -> Option<Lenient<T>> {
    if !statuses.contains(response.status()) || response.body().is_empty() {
        return None;
    }
    match decoding {
        Decoding::Strict => failure_as_is(response, read).map(Lenient::complete),
        Decoding::Lenient => lenient::decode(&response.json_text(), read).ok(),
    }
}

fn failure_as_is<T>(
    response: &Received,
    read: for<'a> fn(&'a [u8]) -> Result<T, serde_json::Error>,
) -> Option<T> {
    read(&response.json_text()).ok().or_else(|| {
        let text = serde_json::Value::from(response.text().ok()?);
        read(text.to_string().as_bytes()).ok()
    })
}

/// Reads the body as a string if `statuses` covers the status.
pub fn failure_text(statuses: impl Statuses, response: &Received) -> Option<Lenient<String>> {
    let here = statuses.contains(response.status()) && !response.body().is_empty();
    let text = here.then(|| response.text());
    text?.ok().map(Lenient::complete)
}

/// Declares the error enums of operations with the same error responses, and implements `Failure` for them:
/// `runtime::failures! { { NotFound(Problem) = 404, Server(Problem) = Class(5), Other(Problem) = Any, } for GetFailure, }`.
/// The rows are tried in order. Write `NotFound(String) as text = 404` for a plain string, and
/// `NotFound(Vec<Problem>) by (read) = 404` for a decoding function.
#[allow(unused_macros)] // its error responses may not be used
macro_rules! failures {
    (@enum $name:ident {
        $(
            $(#[$attribute:meta])*
            $variant:ident($ty:ty) $(as $how:ident)? $(by ($read:expr))? = $statuses:expr,
        )*
    }) => {
        /// The error responses of this operation.
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$attribute])* $variant($ty),)*
        }

        impl runtime::Failure for $name {
            #[allow(unused_variables)] // plain strings are always decoded
            fn decode(
                response: &runtime::Received,
                decoding: runtime::Decoding,
            ) -> ::core::option::Option<runtime::Lenient<Self>> {
                #[allow(unused_imports)]
                use runtime::{Any, Class};
                $(
                    if let ::core::option::Option::Some(body) =
                        runtime::failures!(@read $statuses, response, decoding $(, $how)? $(, by $read)?)
                    {
                        return ::core::option::Option::Some(body.map(Self::$variant));
                    }
                )*
                ::core::option::Option::None
            }
        }
    };
    (@read $statuses:expr, $response:ident, $decoding:ident) => {
        runtime::failure_body($statuses, $response, $decoding)
    };
    (@read $statuses:expr, $response:ident, $decoding:ident, by $read:expr) => {
        runtime::failure_by($statuses, $response, $decoding, $read)
    };
    (@read $statuses:expr, $response:ident, $decoding:ident, text) => {
        runtime::failure_text($statuses, $response)
    };
    ($rows:tt for $($name:ident,)+) => {
        $(runtime::failures! { @enum $name $rows })+
    };
}
pub(crate) use failures;
