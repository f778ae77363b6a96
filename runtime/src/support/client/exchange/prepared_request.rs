//! Requests that are complete except for their credentials.

#[cfg(feature = "transfers")]
use std::sync::Arc;
use std::time::Duration;

#[cfg(feature = "idempotency")]
use http::HeaderName;
use http::header::{ACCEPT, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue, Uri};

#[cfg(feature = "auth")]
use super::CallCredentials;
#[cfg(feature = "idempotency")]
use super::idempotency_key::new_key;
#[cfg(feature = "paging")]
use super::redirect;
use super::{
    BaseUrl, Body, BuiltRequest, Config, Decoding, Error, ErrorKind, Meta, OperationInfo,
    Overrides, RetryPolicy,
};
#[cfg(feature = "transfers")]
use super::{Resumption, Transfer};

/// A request that is complete except for its credentials, together with the options for sending it.
#[derive(Clone)]
pub(crate) struct PreparedRequest {
    pub(crate) meta: &'static Meta,
    /// Statuses outside 2xx that count as success.
    pub(crate) success_statuses: &'static [u16],
    /// Whether the call sets `Accept` itself.
    #[cfg(feature = "events")]
    pub(crate) accept_set_by_call: bool,
    pub(super) uri: Uri,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Body,
    pub(crate) retry: RetryPolicy,
    /// Whether the request may be sent again if the server may have received it.
    pub(super) is_repeatable: bool,
    pub(crate) timeout: Option<Duration>,
    pub(crate) decoding: Decoding,
    pub(super) cross_origin_redirects: bool,
    #[cfg(feature = "auth")]
    pub(crate) credentials: CallCredentials,
    #[cfg(feature = "transfers")]
    pub(crate) transfer: Option<Arc<Transfer>>,
}

impl PreparedRequest {
    pub(crate) fn new(
        config: &Config,
        meta: &'static Meta,
        base: &BaseUrl,
        built: BuiltRequest,
        overrides: &Overrides,
    ) -> Result<Self, Error> {
        let changes = overrides.get();
        if let Some(message) = changes.and_then(|changes| changes.error.clone()) {
            return Err(Error::new(ErrorKind::InvalidRequest, message));
        }
        let invalid = |message| Error::new(ErrorKind::InvalidRequest, message);
        let uri = base.join(&built.target).map_err(invalid)?;
        #[cfg(feature = "paging")]
        let uri = match changes.and_then(|changes| changes.page.as_deref()) {
            Some(page) => redirect::page_url(&uri, page).map_err(invalid)?,
            None => uri,
        };
        // Headers of the call override those of the operation, which override those of the client.
        let mut headers = config.headers.clone();
        put_all(&mut headers, &built.headers);
        if let Some(changes) = changes {
            put_all(&mut headers, &changes.headers);
        }
        check_media_type(built.media_range.as_deref(), &headers)?;
        headers
            .entry(ACCEPT)
            .or_insert(HeaderValue::from_static("application/json, */*;q=0.5"));
        let policy = changes.and_then(|changes| changes.retry_policy);
        let retries = changes.and_then(|changes| changes.retries);
        let mut retry = policy.unwrap_or(config.retry);
        retry.retries = retries.unwrap_or(retry.retries);
        let is_chosen = policy.is_some() || retries.is_some();
        let timeout = overrides.timeout().or(config.timeout);
        let decoding = changes.and_then(|changes| changes.decoding);
        let cross_origin = changes.and_then(|changes| changes.cross_origin_redirects);
        let prepared = Self {
            meta,
            success_statuses: &[],
            #[cfg(feature = "events")]
            accept_set_by_call: changes.is_some_and(|changes| changes.headers.contains_key(ACCEPT)),
            uri,
            headers,
            body: built.body,
            retry,
            is_repeatable: is_chosen || meta.method.is_idempotent(),
            timeout,
            decoding: decoding.unwrap_or(config.decoding),
            cross_origin_redirects: cross_origin.unwrap_or(config.cross_origin_redirects),
            #[cfg(feature = "auth")]
            credentials: changes
                .map(|changes| changes.credentials.clone())
                .unwrap_or_default(),
            #[cfg(feature = "transfers")]
            transfer: changes.and_then(|changes| changes.transfer.clone()),
        };
        #[cfg(feature = "transfers")]
        let prepared = Resumption::prepare(prepared);
        Ok(prepared)
    }

    /// Adds an idempotency key, unless the request has one. With it, any method may be retried.
    #[cfg(feature = "idempotency")]
    pub(crate) fn set_idempotency_key(&mut self, header: Option<&'static str>) {
        if let Some(Ok(name)) = header.map(HeaderName::try_from) {
            let new = || HeaderValue::from_str(&new_key()).ok();
            if let (false, Some(key)) = (self.headers.contains_key(&name), new()) {
                self.headers.insert(name, key);
            }
            self.is_repeatable = true;
        }
    }

    /// The HTTP request of an attempt (the first one is 0).
    pub(crate) fn to_http(
        &self,
        uri: Uri,
        headers: HeaderMap,
        attempt: u32,
    ) -> http::Request<Body> {
        let mut request = http::Request::new(self.body.clone());
        #[cfg(feature = "transfers")]
        if let Some(transfer) = &self.transfer {
            request = request.map(|body| transfer.upload(body));
            request.extensions_mut().insert(transfer.clone());
        }
        request.extensions_mut().insert(self.info(attempt));
        *request.method_mut() = self.meta.method.to_http();
        *request.uri_mut() = uri;
        *request.headers_mut() = headers;
        request
    }

    /// The operation, and the number of an attempt.
    pub(super) fn info(&self, attempt: u32) -> OperationInfo {
        OperationInfo {
            name: self.meta.name,
            method: self.meta.method,
            template: self.meta.path,
            attempt,
        }
    }

    pub(crate) fn into_http(self) -> http::Request<Body> {
        self.to_http(self.uri.clone(), self.headers.clone(), 0)
    }
}

/// A body with a range of media types needs a header of the call.
fn check_media_type(range: Option<&str>, headers: &HeaderMap) -> Result<(), Error> {
    match range {
        Some(range) if !headers.contains_key(CONTENT_TYPE) => {
            let message = format!(
                "the body can have any media type of `{range}`: set it with \
                 `with_header(\"content-type\", …)`"
            );
            Err(Error::new(ErrorKind::InvalidRequest, message))
        }
        _ => Ok(()),
    }
}

fn put_all(headers: &mut HeaderMap, more: &HeaderMap) {
    for (name, value) in more {
        headers.insert(name, value.clone());
    }
}
