//! Credentials: which scheme a request uses, and which values must not get into a document.

use crate::span::Span;

/// A security scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scheme {
    pub name: String,
    pub kind: SchemeKind,
    pub why: String,
    pub at: Span,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemeKind {
    /// An `Authorization` header with this scheme: `bearer`.
    Http(String),
    /// A parameter: `in` and the name.
    Key(&'static str, String),
}

/// What replaces a secret value.
pub fn redacted() -> String {
    "REDACTED".to_owned()
}

/// Words in names whose values are secrets.
const WORDS: &[&str] = &[
    "accesskey",
    "apikey",
    "assertion",
    "authorization",
    "bearer",
    "clientsecret",
    "cookie",
    "credential",
    "csrf",
    "jwt",
    "passphrase",
    "passwd",
    "password",
    "privatekey",
    "pwd",
    "secret",
    "session",
    "sessionid",
    "signature",
    "token",
    "xsrf",
];

/// Names that are secrets only as a whole: `key` is, `keyboard` and `sort_key` are not.
const WHOLE: &[&str] = &["auth", "code", "key", "otp", "pin", "sid", "sig"];

/// Whether the values of a header, parameter or property are secrets.
pub fn is_secret_name(name: &str) -> bool {
    let plain: String = name
        .chars()
        .filter(|char| char.is_ascii_alphanumeric())
        .collect();
    let plain = plain.to_ascii_lowercase();
    // `page_token` and its relatives only continue a list; they may still contain data of an account.
    WHOLE.contains(&plain.as_str()) || WORDS.iter().any(|word| plain.contains(word))
}

impl Scheme {
    /// The scheme of an `Authorization` header, by the first word of its value.
    pub fn of_authorization(value: &str, why: &str, at: Span) -> Scheme {
        let word = value.split_whitespace().next().unwrap_or_default();
        let word = word.to_ascii_lowercase();
        let (name, kind) = match word.as_str() {
            "bearer" => ("bearer", SchemeKind::Http("bearer".to_owned())),
            "basic" => ("basic", SchemeKind::Http("basic".to_owned())),
            // Any other value is sent as it is.
            _ => (
                "authorization",
                SchemeKind::Key("header", "Authorization".to_owned()),
            ),
        };
        let why = why.to_owned();
        Scheme {
            name: name.to_owned(),
            kind,
            why,
            at,
        }
    }

    pub fn basic(why: &str, at: Span) -> Scheme {
        Scheme::of_authorization("basic", why, at)
    }

    /// A key in a header or in the query.
    pub fn key(place: &'static str, name: &str, why: &str, at: Span) -> Scheme {
        Scheme {
            name: super::camel_case(name),
            kind: SchemeKind::Key(place, name.to_owned()),
            why: why.to_owned(),
            at,
        }
    }
}
