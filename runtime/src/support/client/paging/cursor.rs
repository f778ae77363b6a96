//! The cursor of a paged list, without I/O: shared by the async client and the blocking client.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::next_page::Next;
use super::{
    Call, Checks, Error, ErrorKind, Meta, Overrides, Paged, Prepared, Received, Response, Shared,
    read,
};

/// The cursor of a paged list.
pub(crate) struct Walk<Op> {
    op: Op,
    overrides: Overrides,
    cursor: Cursor,
}

impl<Op: Paged> Walk<Op> {
    /// Starts with the page that a call requests.
    pub(crate) fn new<C>(call: Call<C, Op>) -> (C, Self) {
        let Call {
            client,
            op,
            overrides,
        } = call;
        let cursor = Cursor::default();
        let walk = Self {
            op,
            overrides,
            cursor,
        };
        (client, walk)
    }

    /// The request of the next page. Returns `None` after the last page.
    pub(crate) fn ask(&mut self, shared: &Shared) -> Option<Result<Prepared, Error>> {
        match self.cursor.goes_on(const { &Op::META }) {
            Ok(true) => Some(shared.prepare(&self.op, &self.overrides)),
            Ok(false) => None,
            Err(error) => Some(Err(error)),
        }
    }

    /// Decodes a page and advances to the next one.
    pub(crate) fn take(&mut self, received: Received) -> Result<Response<Op::Output>, Error> {
        let body = received.body().clone();
        let page = read(received, Op::decode, const { &Op::META })?;
        let next = self.op.turn(&page).next;
        if let Next::Url(url) = &next {
            self.overrides.change().page = Some(url.clone());
        }
        if self.cursor.advance(next, &body) {
            // The token comes from the server, so the constraints of the parameter don't apply to
            // it.
            self.overrides.change().checks = Checks::Skipped;
        }
        Ok(page)
    }

    /// Ends the list.
    pub(crate) fn end(&mut self) {
        self.cursor.place = Place::End;
    }
}

/// Tracks the pages of a list, to detect loops.
#[derive(Default)]
struct Cursor {
    /// Tokens and URLs of earlier pages. A server that repeats one would be asked forever.
    seen: HashSet<String>,
    /// The hash of the last page, if pages are counted: a server that ignores the page number
    /// returns the same page again and again.
    last: Option<u64>,
    place: Place,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Place {
    #[default]
    Before,
    /// The last page was returned.
    End,
    /// The next page is one that was returned before.
    Loop(&'static str),
}

impl Cursor {
    /// Whether there is another page. A repeated page is an error.
    fn goes_on(&mut self, meta: &Meta) -> Result<bool, Error> {
        match self.place {
            Place::End => Ok(false),
            Place::Before => Ok(true),
            Place::Loop(what) => {
                self.place = Place::End;
                let message =
                    format!("the server returned the same {what} twice: paging would never end");
                Err(Error::new(ErrorKind::EndlessPaging, message).of(meta.name))
            }
        }
    }

    /// Records the link to the next page. Returns whether there is one.
    fn advance(&mut self, next: Next, body: &[u8]) -> bool {
        let (is_new, what) = match next {
            Next::End => {
                self.place = Place::End;
                return false;
            }
            Next::Token(token) => (self.seen.insert(token), "page token"),
            Next::Url(url) => (self.seen.insert(url), "page URL"),
            Next::Count { .. } => {
                let mut hasher = DefaultHasher::new();
                body.hash(&mut hasher);
                let page = hasher.finish();
                (self.last.replace(page) != Some(page), "page")
            }
        };
        self.place = match is_new {
            true => Place::Before,
            false => Place::Loop(what),
        };
        true
    }
}
