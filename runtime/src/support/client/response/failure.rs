//! What the server answers instead of success.

use serde::de::DeserializeOwned;

use super::{Lenient, Misfits, Received, read_without};

/// The body of an unsuccessful response, typed by status.
pub trait Failure: Sized {
    /// Reads the body; `None` if the API declares none for this status, or if it isn't what is
    /// declared.
    fn decode(response: &Received, misfits: Misfits) -> Option<Lenient<Self>>;
}

/// No body is declared for an unsuccessful response: there is no value of this type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undeclared {}

impl Failure for Undeclared {
    fn decode(_: &Received, _: Misfits) -> Option<Lenient<Self>> {
        None
    }
}

/// The statuses that a variant of a failure stands for.
pub trait Statuses {
    /// Whether the status is among them.
    fn cover(&self, status: u16) -> bool;
}

/// One status.
impl Statuses for u16 {
    fn cover(&self, status: u16) -> bool {
        *self == status
    }
}

/// A class of statuses: `Class(4)` is 400 to 499.
#[derive(Clone, Copy, Debug)]
pub struct Class(pub u16);

impl Statuses for Class {
    fn cover(&self, status: u16) -> bool {
        status / 100 == self.0
    }
}

/// Any status.
#[derive(Clone, Copy, Debug)]
pub struct Any;

impl Statuses for Any {
    fn cover(&self, _: u16) -> bool {
        true
    }
}

/// Reads the body if `statuses` has the status: as JSON, else as the text it is (for a body that
/// is declared as text, or open).
pub fn failure_body<T: DeserializeOwned>(
    statuses: impl Statuses,
    response: &Received,
    misfits: Misfits,
) -> Option<Lenient<T>> {
    failure_by(statuses, response, misfits, |text| {
        serde_json::from_slice(text)
    })
}

/// Like [`failure_body`], read by a function: for what is no object of its own, such as a list.
pub fn failure_by<T>(
    statuses: impl Statuses,
    response: &Received,
    misfits: Misfits,
    read: for<'a> fn(&'a [u8]) -> Result<T, serde_json::Error>,
) -> Option<Lenient<T>> {
    if !statuses.cover(response.status()) || response.body().is_empty() {
        return None;
    }
    match misfits {
        Misfits::Refused => failure_as_is(response, read).map(Lenient::whole),
        Misfits::SetAside => read_without(response.json_text(), read),
    }
}

fn failure_as_is<T>(
    response: &Received,
    read: for<'a> fn(&'a [u8]) -> Result<T, serde_json::Error>,
) -> Option<T> {
    read(response.json_text()).ok().or_else(|| {
        let text = serde_json::Value::from(String::from_utf8_lossy(response.body()));
        read(text.to_string().as_bytes()).ok()
    })
}

/// Reads the body as text if `statuses` has the status.
pub fn failure_text(statuses: impl Statuses, response: &Received) -> Option<Lenient<String>> {
    let here = statuses.cover(response.status()) && !response.body().is_empty();
    here.then(|| Lenient::whole(String::from_utf8_lossy(response.body()).into_owned()))
}

/// `runtime::failure! { GetFailure { 404 => NotFound, Class(5) => Server, Any => Other, } }`: the
/// rows are tried in order, each row names a variant with one field; `404 => NotFound(text)` for one
/// that is text, `404 => NotFound by read` for one that a function reads.
#[allow(unused_macros)] // not every API needs it
macro_rules! failure {
    ($name:ident { $($statuses:expr => $variant:ident $(($how:ident))? $(by $read:expr)?),* $(,)? }) => {
        impl runtime::Failure for $name {
            #[allow(unused_variables)] // a text has no misfits
            fn decode(
                response: &runtime::Received,
                misfits: runtime::Misfits,
            ) -> ::core::option::Option<runtime::Lenient<Self>> {
                #[allow(unused_imports)]
                use runtime::{Any, Class};
                $(
                    if let ::core::option::Option::Some(body) =
                        runtime::failure!(@ $statuses, response, misfits $(, $how)? $(, by $read)?)
                    {
                        return ::core::option::Option::Some(body.map(Self::$variant));
                    }
                )*
                ::core::option::Option::None
            }
        }
    };
    (@ $statuses:expr, $response:ident, $misfits:ident) => {
        runtime::failure_body($statuses, $response, $misfits)
    };
    (@ $statuses:expr, $response:ident, $misfits:ident, by $read:expr) => {
        runtime::failure_by($statuses, $response, $misfits, $read)
    };
    (@ $statuses:expr, $response:ident, $misfits:ident, text) => {
        runtime::failure_text($statuses, $response)
    };
}
pub(crate) use failure;
