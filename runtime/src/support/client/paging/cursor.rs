//! A list from one page to the next, without I/O: what the async client and the blocking one share.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::next_page::Next;
use super::{
    Call, Checks, Error, ErrorKind, Meta, Overrides, Paged, Prepared, Received, Response, Shared,
    read,
};

/// A list from one page to the next.
pub(crate) struct Walk<Op> {
    op: Op,
    overrides: Overrides,
    cursor: Cursor,
}

impl<Op: Paged> Walk<Op> {
    /// From the page that a call asks for on.
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

    /// What to ask for; nothing behind the last page.
    pub(crate) fn ask(&mut self, shared: &Shared) -> Option<Result<Prepared, Error>> {
        match self.cursor.goes_on(const { &Op::META }) {
            Ok(true) => Some(shared.prepare(&self.op, &self.overrides)),
            Ok(false) => None,
            Err(error) => Some(Err(error)),
        }
    }

    /// The page that came, and the turn to the next one.
    pub(crate) fn take(&mut self, received: Received) -> Result<Response<Op::Output>, Error> {
        let body = received.body().clone();
        let page = read(received, Op::decode, const { &Op::META })?;
        let next = self.op.turn(&page).next;
        if let Next::Url(url) = &next {
            self.overrides.change().page = Some(url.clone());
        }
        if self.cursor.advance(next, &body) {
            // What leads on is the server's own, whatever the bounds say.
            self.overrides.change().checks = Checks::Skipped;
        }
        Ok(page)
    }

    /// There is no other page, whatever the last one said.
    pub(crate) fn end(&mut self) {
        self.cursor.place = Place::End;
    }
}

/// Where one is in a list.
#[derive(Default)]
struct Cursor {
    /// The tokens and URLs that were seen. A server that gives one again would be asked for ever.
    seen: HashSet<String>,
    /// What the page before was, where pages are counted: one that counts no page gives the same again and again.
    last: Option<u64>,
    place: Place,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Place {
    #[default]
    Before,
    /// The page before was the last one.
    End,
    /// The page before leads back to one that was seen.
    Loop(&'static str),
}

impl Cursor {
    /// Whether there is another page; an error instead of a page that was there before.
    fn goes_on(&mut self, meta: &Meta) -> Result<bool, Error> {
        match self.place {
            Place::End => Ok(false),
            Place::Before => Ok(true),
            Place::Loop(what) => {
                self.place = Place::End;
                let message =
                    format!("the server gave the same {what} twice: paging would never end");
                Err(Error::new(ErrorKind::EndlessPaging, message).of(meta.name))
            }
        }
    }

    /// Takes what leads on from a page with this body; whether anything does.
    fn advance(&mut self, next: Next, body: &[u8]) -> bool {
        let (is_new, what) = match next {
            Next::End => {
                self.place = Place::End;
                return false;
            }
            Next::Token(token) => (self.seen.insert(token), "page token"),
            Next::Url(url) => (self.seen.insert(url), "URL of a page"),
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
