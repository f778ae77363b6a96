//! A request that is complete but for its credentials.

use std::time::Duration;

use http::header::ACCEPT;
use http::{HeaderMap, HeaderValue, Uri};

use super::base_url::BaseUrl;
use super::error::{Error, Kind};
use super::overrides::Overrides;
use super::request::Built;
use super::shared::Shared;
use super::{Body, Meta, Misfits, RetryPolicy, redirect};

/// A request that is complete but for its credentials, and how to send it.
#[derive(Clone)]
pub(super) struct Prepared {
    pub(super) meta: &'static Meta,
    /// Statuses beside 2xx that are an answer.
    pub(super) answers: &'static [u16],
    /// Whether the call says what it accepts, beside the operation.
    pub(super) accepts_by_call: bool,
    pub(super) uri: Uri,
    pub(super) headers: HeaderMap,
    pub(super) body: Body,
    pub(super) retry: RetryPolicy,
    pub(super) timeout: Option<Duration>,
    pub(super) misfits: Misfits,
}

impl Prepared {
    pub(super) fn new(
        shared: &Shared,
        meta: &'static Meta,
        base: &BaseUrl,
        built: Built,
        overrides: &Overrides,
    ) -> Result<Self, Error> {
        let changes = overrides.get();
        if let Some(message) = changes.and_then(|changes| changes.error.clone()) {
            return Err(Error::new(Kind::InvalidRequest, message));
        }
        let uri = base
            .join(&built.target)
            .map_err(|message| Error::new(Kind::InvalidRequest, message))?;
        let uri = match changes.and_then(|changes| changes.page.as_deref()) {
            Some(page) => redirect::page(&uri, page)
                .map_err(|message| Error::new(Kind::InvalidRequest, message))?,
            None => uri,
        };
        // Those of the client, then those of the operation, then those of the call.
        let mut headers = shared.headers.clone();
        put_all(&mut headers, &built.headers);
        if let Some(changes) = changes {
            put_all(&mut headers, &changes.headers);
        }
        headers
            .entry(ACCEPT)
            .or_insert(HeaderValue::from_static("application/json, */*;q=0.5"));
        let retry = match changes.and_then(|changes| changes.retries) {
            Some(retries) => RetryPolicy {
                retries,
                ..shared.retry
            },
            None if meta.method.is_idempotent() => shared.retry,
            None => RetryPolicy {
                retries: 0,
                ..shared.retry
            },
        };
        let timeout = overrides.timeout().or(shared.timeout);
        let misfits = changes.and_then(|changes| changes.misfits);
        Ok(Self {
            meta,
            answers: &[],
            accepts_by_call: changes.is_some_and(|changes| changes.headers.contains_key(ACCEPT)),
            uri,
            headers,
            body: built.body,
            retry,
            timeout,
            misfits: misfits.unwrap_or(shared.misfits),
        })
    }

    /// The request itself.
    pub(super) fn to_http(&self, uri: Uri, headers: HeaderMap) -> http::Request<Body> {
        let mut request = http::Request::new(self.body.clone());
        *request.method_mut() = self.meta.method.to_http();
        *request.uri_mut() = uri;
        *request.headers_mut() = headers;
        request
    }

    pub(super) fn into_http(self) -> http::Request<Body> {
        self.to_http(self.uri.clone(), self.headers.clone())
    }
}

fn put_all(headers: &mut HeaderMap, more: &HeaderMap) {
    for (name, value) in more {
        headers.insert(name, value.clone());
    }
}
