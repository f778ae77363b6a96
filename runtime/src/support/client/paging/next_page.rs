//! How a list continues after a page.

use std::fmt::Display;
use std::str::FromStr;

use http::HeaderMap;
use http::header::LINK;

use super::super::super::wire::{Read, Value, Write, with_codec};
use super::link_header;

/// How a list continues after a page: with a token, an offset, a page number or a URL, or not at
/// all.
#[derive(Clone, Debug)]
#[must_use = "it determines the next page"]
pub struct NextPage {
    pub(super) next: Next,
}

#[derive(Clone, Debug)]
pub(super) enum Next {
    /// There is no next page.
    End,
    /// The operation requests the page with this token.
    Token(String),
    /// The token is no value of the parameter's type.
    Unusable,
    /// The operation requests the page that starts at this offset or has this number.
    Count { from: i64, first: i64 },
    /// The next page is at this URL.
    Url(String),
}

impl NextPage {
    /// Continues with a token. If the token is missing or empty, there is no next page.
    pub fn token<T>(param: &mut impl PageToken<T>, token: Option<&T>) -> Self
    where
        T: Clone + Display,
    {
        let text = token.map(T::to_string).unwrap_or_default();
        let next = match token {
            Some(token) if !text.is_empty() => {
                param.set(token.clone());
                Next::Token(text)
            }
            _ => Next::End,
        };
        Self { next }
    }

    /// Continues with a token that has another type than the parameter: the codecs write the token as JSON, and read the
    /// value of the parameter.
    pub fn token_by<R: Read<T>, W: Write<U>, T, U>(
        param: &mut impl PageToken<T>,
        token: Option<&U>,
    ) -> Self {
        let token = token.and_then(to_json::<W, U>);
        let text = token.as_ref().map(text_of).unwrap_or_default();
        let next = match token {
            Some(token) if !text.is_empty() => match R::read(token) {
                Ok(value) => {
                    param.set(value);
                    Next::Token(text)
                }
                Err(_) => Next::Unusable,
            },
            _ => Next::End,
        };
        Self { next }
    }

    /// Continues with the value of a response header. If it is missing or empty, there is no next page.
    pub fn header<T: FromStr + Clone + Display>(
        param: &mut impl PageToken<T>,
        headers: &HeaderMap,
        name: &str,
    ) -> Self {
        let text = headers.get(name).and_then(|value| value.to_str().ok());
        match text.map(str::trim).filter(|text| !text.is_empty()) {
            None => Self { next: Next::End },
            Some(text) => match text.parse::<T>() {
                Ok(token) => Self::token(param, Some(&token)),
                Err(_) => Self {
                    next: Next::Unusable,
                },
            },
        }
    }

    /// Continues at the offset after the items of this page. After a page without items, there is
    /// no next page.
    pub fn offset(param: &mut impl PageNumber, items: usize) -> Self {
        let count = i64::try_from(items).unwrap_or(i64::MAX);
        let from = param.number().unwrap_or(0).saturating_add(count);
        Self::count(param, from, 0, items)
    }

    /// Continues with the next page number; `first` is the number of the first page. After a page
    /// without items, there is no next page.
    pub fn page(param: &mut impl PageNumber, first: i64, items: usize) -> Self {
        let from = param.number().unwrap_or(first).saturating_add(1);
        Self::count(param, from, first, items)
    }

    fn count(param: &mut impl PageNumber, from: i64, first: i64, items: usize) -> Self {
        if items == 0 {
            return Self { next: Next::End };
        }
        param.set_number(from);
        Self {
            next: Next::Count { from, first },
        }
    }

    /// Continues with the URL of a `Link` header (RFC 8288) that has the relation `rel`.
    pub fn link(headers: &HeaderMap, rel: &str) -> Self {
        let lines = headers.get_all(LINK).iter();
        let mut lines = lines.filter_map(|line| line.to_str().ok());
        let found = lines.find_map(|line| link_header::target(line, rel));
        Self {
            next: found.map_or(Next::End, |url| Next::Url(url.to_owned())),
        }
    }

    /// Continues with a URL. If it is missing or empty, there is no next page.
    pub fn url(url: Option<&String>) -> Self {
        let url = url.filter(|url| !url.is_empty());
        Self {
            next: url.map_or(Next::End, |url| Next::Url(url.clone())),
        }
    }

    /// Continues with a URL that a codec writes as a string.
    pub fn url_by<W: Write<U>, U>(url: Option<&U>) -> Self {
        let url = url.and_then(to_json::<W, U>);
        Self::url(url.as_ref().map(text_of).as_ref())
    }

    /// Ends the list after `total` items, or pages.
    pub fn until(mut self, total: Option<&impl PageNumber>) -> Self {
        let total = total.and_then(PageNumber::number);
        if let (Next::Count { from, first }, Some(total)) = (&self.next, total) {
            if from.saturating_sub(*first) >= total {
                self.next = Next::End;
            }
        }
        self
    }

    /// Ends the list if the page reports that it is the last one.
    pub fn until_done(mut self, done: Option<&bool>) -> Self {
        if done == Some(&true) {
            self.next = Next::End;
        }
        self
    }

    /// Ends the list if the page reports that there are no more.
    pub fn while_more(mut self, more: Option<&bool>) -> Self {
        if more == Some(&false) {
            self.next = Next::End;
        }
        self
    }
}

fn to_json<W: Write<U>, U>(value: &U) -> Option<Value> {
    serde_json::to_value(with_codec::<W, U>(value)).ok()
}

/// A string as it is, nothing for null, and other JSON as text.
fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// A parameter that holds a page token.
pub trait PageToken<T> {
    /// Sets the token of the requested page.
    fn set(&mut self, token: T);
}

impl<T> PageToken<T> for T {
    fn set(&mut self, token: T) {
        *self = token;
    }
}

impl<T> PageToken<T> for Option<T> {
    fn set(&mut self, token: T) {
        *self = Some(token);
    }
}

impl<T> PageToken<T> for Option<Option<T>> {
    fn set(&mut self, token: T) {
        *self = Some(Some(token));
    }
}

/// A parameter or property that holds an offset, a page number or a total.
pub trait PageNumber {
    /// The number. Returns `None` if it is missing.
    fn number(&self) -> Option<i64>;

    /// Sets the number of the requested page.
    fn set_number(&mut self, number: i64);
}

macro_rules! numbers {
    ($($name:ty),*) => {
        $(impl PageNumber for $name {
            fn number(&self) -> Option<i64> {
                i64::try_from(*self).ok()
            }

            fn set_number(&mut self, number: i64) {
                *self = <$name>::try_from(number).unwrap_or(<$name>::MAX);
            }
        })*
    };
}

numbers!(i8, i16, i32, i64, u8, u16, u32, u64);

#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)] // no list is that long
impl PageNumber for f64 {
    fn number(&self) -> Option<i64> {
        Some(*self as i64)
    }

    fn set_number(&mut self, number: i64) {
        *self = number as f64;
    }
}

impl<T: PageNumber + Default> PageNumber for Option<T> {
    fn number(&self) -> Option<i64> {
        self.as_ref().and_then(T::number)
    }

    fn set_number(&mut self, number: i64) {
        self.get_or_insert_default().set_number(number);
    }
}
