//! Lists that come page by page.

use std::collections::VecDeque;

use super::super::overrides::Checks;
use super::super::paging::Cursor;
use super::super::sending::read;
use super::{Call, Client, Connected, Error, Paged, Response};

/// The pages of a list, fetched as they are asked for. Ends after an error.
#[must_use = "nothing is fetched until pages are asked for"]
pub struct Pages<Op> {
    call: Call<Client, Op>,
    cursor: Cursor,
}

/// The items of a list, whose pages are fetched as they are needed. Ends after an error.
#[must_use = "nothing is fetched until items are asked for"]
pub struct Items<Op: Paged> {
    pages: Pages<Op>,
    ready: VecDeque<Op::Item>,
}

impl<Op: Paged> Call<Client, Op> {
    /// The pages of the list, from the one that the call asks for on.
    pub fn pages(self) -> Pages<Op> {
        Pages {
            call: self,
            cursor: Cursor::default(),
        }
    }

    /// The items of the list, from the page that the call asks for on.
    pub fn items(self) -> Items<Op> {
        Items {
            pages: self.pages(),
            ready: VecDeque::new(),
        }
    }
}

impl<Op: Paged> Pages<Op> {
    fn try_next(&mut self) -> Result<Option<Response<Op::Output>>, Error> {
        if !self.cursor.goes_on(const { &Op::META })? {
            return Ok(None);
        }
        let call = &self.call;
        let prepared = call.client.shared().prepare(&call.op, &call.overrides);
        let page = read(
            call.client.exchange(prepared)?,
            Op::decode,
            const { &Op::META },
        )?;
        if let Some(token) = self.cursor.advance(Op::next(&page)) {
            self.call.op.turn(token);
            // The token is the server's own, whatever the bounds say.
            self.call.overrides.change().checks = Checks::Skipped;
        }
        Ok(Some(page))
    }
}

impl<Op: Paged> Iterator for Pages<Op> {
    type Item = Result<Response<Op::Output>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let next = self.try_next();
        if next.is_err() {
            // Loops that go on after an error would not come to an end otherwise.
            self.cursor.end();
        }
        next.transpose()
    }
}

impl<Op: Paged> Iterator for Items<Op> {
    type Item = Result<Op::Item, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.ready.pop_front() {
                return Some(Ok(item));
            }
            match self.pages.next()? {
                Ok(page) => self.ready = Op::items(page.into_inner()).into(),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}
