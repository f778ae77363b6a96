//! Conditional requests (RFC 9110, section 13): the response only if it changed, a change only if nobody else made one.

use http::header::{ETAG, LAST_MODIFIED};

#[cfg(feature = "blocking")]
use super::blocking;
use super::{Call, Client, Error, Operation, Response};

impl<C, Op> Call<C, Op> {
    /// Asks for the response only if its [`etag`](Response::etag) is not this one (`If-None-Match`); `"*"` means that
    /// nothing exists yet. Send the call with `send_if_changed`.
    pub fn with_if_none_match(self, etag: &str) -> Self {
        self.with_header("if-none-match", etag)
    }

    /// Changes something only if its [`etag`](Response::etag) is still this one (`If-Match`). Otherwise the call is an
    /// error: see [`Error::is_precondition_failed`].
    pub fn with_if_match(self, etag: &str) -> Self {
        self.with_header("if-match", etag)
    }

    /// Asks for the response only if it changed after this date (`If-Modified-Since`), the
    /// [`last_modified`](Response::last_modified) of an earlier response. Send the call with `send_if_changed`.
    pub fn with_if_modified_since(self, date: &str) -> Self {
        self.with_header("if-modified-since", date)
    }
}

impl<Op: Operation> Call<Client, Op> {
    /// Sends the operation. Returns `None` if the response did not change (status 304): see
    /// [`with_if_none_match`](Self::with_if_none_match).
    pub async fn send_if_changed(self) -> Result<Option<Response<Op::Output>>, Error> {
        if_changed(self.send().await)
    }
}

#[cfg(feature = "blocking")]
impl<Op: Operation> Call<blocking::Client, Op> {
    /// Sends the operation. Returns `None` if the response did not change (status 304): see
    /// [`with_if_none_match`](Self::with_if_none_match).
    pub fn send_if_changed(self) -> Result<Option<Response<Op::Output>>, Error> {
        if_changed(self.send())
    }
}

fn if_changed<T>(result: Result<Response<T>, Error>) -> Result<Option<Response<T>>, Error> {
    match result {
        Ok(response) => Ok(Some(response)),
        Err(error) if error.is_not_modified() => Ok(None),
        Err(error) => Err(error),
    }
}

impl<T> Response<T> {
    /// The version of the value (`ETag`), for `with_if_none_match` and `with_if_match`. Returns `None` if the server sent
    /// none.
    pub fn etag(&self) -> Option<&str> {
        self.headers().get(ETAG)?.to_str().ok()
    }

    /// The date of the last change (`Last-Modified`), for `with_if_modified_since`. Returns `None` if the server sent none.
    pub fn last_modified(&self) -> Option<&str> {
        self.headers().get(LAST_MODIFIED)?.to_str().ok()
    }
}

impl Error {
    /// Whether the response did not change (status 304), so that the server did not send it again.
    pub fn is_not_modified(&self) -> bool {
        self.is_status() && self.status() == Some(304)
    }

    /// Whether nothing was changed, because the value is not the one that `with_if_match` names (status 412).
    pub fn is_precondition_failed(&self) -> bool {
        self.is_status() && self.status() == Some(412)
    }
}
