//! Iterators over the pages and items of a list.

use std::collections::VecDeque;

use super::{
    AnyClient, Call, Client, Error, Operation, PageCursor, Paged, RejectedValue, Response,
};

/// The pages of a list, as an [`Iterator`]. Each page is fetched when it is needed. Ends after an
/// error.
#[must_use = "nothing is fetched until you ask for pages"]
pub struct Pages<Op> {
    client: Client,
    cursor: PageCursor<Op>,
}

/// The items of a list, as an [`Iterator`]. Each page is fetched when it is needed. Ends after an
/// error.
#[must_use = "nothing is fetched until you ask for items"]
pub struct Items<Op: Paged> {
    pages: Pages<Op>,
    ready: VecDeque<Op::Item>,
    rejected: Vec<RejectedValue>,
}

// The bounds are on the methods, so that the compiler prints the note of `Paged` where one is missing.
impl<Op: Operation> Call<Client, Op> {
    /// Returns the pages of the list, starting with the page that the call requests.
    pub fn pages(self) -> Pages<Op>
    where
        Op: Paged,
    {
        let (client, cursor) = PageCursor::new(self);
        Pages { client, cursor }
    }

    /// Returns the items of the list, starting with the page that the call requests.
    pub fn items(self) -> Items<Op>
    where
        Op: Paged,
    {
        Items {
            pages: self.pages(),
            ready: VecDeque::new(),
            rejected: Vec::new(),
        }
    }
}

impl<Op: Paged> Items<Op> {
    /// Returns the values that lenient decoding rejected since the last call of this method, with
    /// their paths within the pages. Always empty unless the client or the call is
    /// [`lenient`](super::Builder::lenient).
    pub fn rejected(&mut self) -> Vec<RejectedValue> {
        std::mem::take(&mut self.rejected)
    }
}

impl<Op: Paged> Iterator for Pages<Op> {
    type Item = Result<Response<Op::Output>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let prepared = self.cursor.next_request(self.client.config())?;
        let received = self.client.exchange(prepared);
        let page = received.and_then(|received| self.cursor.receive(received));
        if page.is_err() {
            // Otherwise a loop that continues after an error would never end.
            self.cursor.end();
        }
        Some(page)
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
                Ok(page) => {
                    self.rejected.extend_from_slice(page.rejected());
                    self.ready = Op::items(page.into_inner()).into();
                }
                Err(error) => return Some(Err(error)),
            }
        }
    }
}
