//! The cursor of a paged list, without I/O: shared by the async client and the blocking client.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::next_page::Next;
use super::{
    Call, Checks, Config, Error, ErrorKind, Meta, Overrides, Paged, PreparedRequest, Received,
    Response, read,
};

/// The cursor of a paged list.
pub(crate) struct PageCursor<Op> {
    op: Op,
    overrides: Overrides,
    position: Position,
}

impl<Op: Paged> PageCursor<Op> {
    /// Starts with the page that a call requests.
    pub(crate) fn new<C>(call: Call<C, Op>) -> (C, Self) {
        let Call {
            client,
            op,
            overrides,
        } = call;
        let position = Position::default();
        let cursor = Self {
            op,
            overrides,
            position,
        };
        (client, cursor)
    }

    /// The request of the next page. Returns `None` after the last page.
    pub(crate) fn next_request(
        &mut self,
        config: &Config,
    ) -> Option<Result<PreparedRequest, Error>> {
        let max_pages = self.overrides.get().and_then(|changes| changes.max_pages);
        let max_pages = max_pages.or(config.max_pages);
        match self.position.has_next(const { &Op::META }, max_pages) {
            Ok(true) => Some(config.prepare(&self.op, &self.overrides)),
            Ok(false) => None,
            Err(error) => Some(Err(error)),
        }
    }

    /// Decodes a page and advances to the next one.
    pub(crate) fn receive(&mut self, received: Received) -> Result<Response<Op::Output>, Error> {
        let body = received.body().clone();
        let page = read(received, Op::decode, const { &Op::META })?;
        let next = self.op.next_page(&page).next;
        if let Next::Url(url) = &next {
            self.overrides.change().page = Some(url.clone());
        }
        if self.position.advance(next, &body) {
            // The token comes from the server, so the constraints of the parameter don't apply to
            // it.
            self.overrides.change().checks = Checks::Skipped;
        }
        Ok(page)
    }

    /// Ends the list.
    pub(crate) fn end(&mut self) {
        self.position.state = State::End;
    }
}

/// Tracks the pages of a list, to detect loops.
#[derive(Default)]
struct Position {
    /// The hashes of the tokens and URLs of earlier pages. A server that repeats one would be asked
    /// forever.
    visited: HashSet<u64>,
    /// The hash of the last page, if pages are counted: a server that ignores the page number
    /// returns the same page again and again.
    last: Option<u64>,
    /// The number of pages so far.
    pages: usize,
    state: State,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum State {
    #[default]
    Before,
    /// The last page was returned.
    End,
    /// The next page is one that was returned before.
    Loop(&'static str),
    /// The token of the next page is no value of the parameter's type.
    Unusable,
}

impl Position {
    /// Whether there is another page. A repeated page is an error, and so is one over the limit.
    fn has_next(&mut self, meta: &Meta, max_pages: Option<usize>) -> Result<bool, Error> {
        let (kind, message) = match (self.state, max_pages) {
            (State::End, _) => return Ok(false),
            (State::Before, Some(most)) if self.pages >= most => {
                let message =
                    format!("the list has more than {most} pages, the limit of `max_pages`");
                (ErrorKind::EndlessPaging, message)
            }
            (State::Before, _) => return Ok(true),
            (State::Loop(what), _) => {
                let message =
                    format!("the server returned the same {what} twice: paging would never end");
                (ErrorKind::EndlessPaging, message)
            }
            (State::Unusable, _) => {
                let message = "the page token is not a value of the parameter that requests a page";
                (ErrorKind::Decode, message.to_owned())
            }
        };
        self.state = State::End;
        Err(Error::new(kind, message).of(meta))
    }

    /// Records the link to the next page. Returns whether there is one.
    fn advance(&mut self, next: Next, body: &[u8]) -> bool {
        self.pages += 1;
        let (is_new, what) = match next {
            Next::End => {
                self.state = State::End;
                return false;
            }
            Next::Unusable => {
                self.state = State::Unusable;
                return false;
            }
            Next::Token(token) => (self.visited.insert(hash(&token)), "page token"),
            Next::Url(url) => (self.visited.insert(hash(&url)), "page URL"),
            Next::Count { .. } => {
                let page = hash(body);
                (self.last.replace(page) != Some(page), "page")
            }
        };
        self.state = match is_new {
            true => State::Before,
            false => State::Loop(what),
        };
        true
    }
}

fn hash(value: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
