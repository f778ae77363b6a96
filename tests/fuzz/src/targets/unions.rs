//! Decoding of emitted models: what is encoded is decoded to the same value, and lenient decoding agrees with strict
//! decoding.

use std::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;

use emitted::{Lenient, models};

/// The models of `unions.yaml`.
#[allow(dead_code, missing_docs, unused_imports, clippy::all, clippy::pedantic)]
mod emitted {
    include!(concat!(env!("OUT_DIR"), "/unions.rs"));
}

pub fn run(data: &[u8]) {
    check::<models::All>(data);
    check::<models::Pet>(data);
    check::<models::Form>(data);
    check::<models::Contact>(data);
    check::<models::Scalar>(data);
    check::<models::Deep>(data);
    check::<models::Extended>(data);
}

fn check<T: Serialize + DeserializeOwned + PartialEq + Debug>(json: &[u8]) {
    let strict: Result<T, _> = serde_json::from_slice(json);
    let lenient = Lenient::<T>::from_slice(json);
    match (strict, lenient) {
        (Ok(value), Ok(lenient)) => {
            assert_eq!(value, lenient.value);
            // Strict decoding ignores undeclared properties.
            let mut rejected = lenient.rejected.iter();
            let rejected = rejected.find(|rejected| !rejected.is_undeclared());
            assert!(rejected.is_none(), "{rejected:?}");
            is_kept(&value);
        }
        (Ok(_), Err(error)) => panic!("only lenient decoding fails: {error}"),
        (Err(_), Ok(lenient)) => {
            let mut rejected = lenient.rejected.iter();
            let is_rejected = rejected.any(|rejected| !rejected.is_undeclared());
            assert!(is_rejected, "nothing is rejected");
            is_kept(&lenient.value);
        }
        // What is no JSON is described differently by readers of bytes, texts and values.
        (Err(_), Err(_)) if serde_json::from_slice::<serde_json::Value>(json).is_err() => {}
        (Err(strict), Err(lenient)) => assert_eq!(strict.to_string(), lenient.to_string()),
    }
}

/// Panics if a value is not equal after encoding and decoding.
fn is_kept<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
    let text = serde_json::to_string(value);
    let text = text.unwrap_or_else(|error| panic!("{value:?} is not encoded: {error}"));
    let again: T = serde_json::from_str(&text)
        .unwrap_or_else(|error| panic!("{text} is not decoded again: {error}"));
    assert_eq!(*value, again, "{text}");
    assert_eq!(serde_json::to_string(&again).ok(), Some(text));
}
