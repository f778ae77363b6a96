//! Lists that come page by page.

use std::collections::VecDeque;

use super::{Call, Client, Connected, Error, Paged, Response, SetAside, Walk};

/// The pages of a list, fetched as they are asked for. Ends after an error.
#[must_use = "nothing is fetched until pages are asked for"]
pub struct Pages<Op> {
    client: Client,
    walk: Walk<Op>,
}

/// The items of a list, whose pages are fetched as they are needed. Ends after an error.
#[must_use = "nothing is fetched until items are asked for"]
pub struct Items<Op: Paged> {
    pages: Pages<Op>,
    ready: VecDeque<Op::Item>,
    set_aside: Vec<SetAside>,
}

impl<Op: Paged> Call<Client, Op> {
    /// The pages of the list, from the one that the call asks for on.
    pub fn pages(self) -> Pages<Op> {
        let (client, walk) = Walk::new(self);
        Pages { client, walk }
    }

    /// The items of the list, from the page that the call asks for on.
    pub fn items(self) -> Items<Op> {
        Items {
            pages: self.pages(),
            ready: VecDeque::new(),
            set_aside: Vec::new(),
        }
    }
}

impl<Op: Paged> Items<Op> {
    /// What was set aside for the pages to be read, by the paths within them, since this was last
    /// called; nothing unless the client or the call is [`lenient`](super::Builder::lenient).
    pub fn set_aside(&mut self) -> Vec<SetAside> {
        std::mem::take(&mut self.set_aside)
    }
}

impl<Op: Paged> Iterator for Pages<Op> {
    type Item = Result<Response<Op::Output>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let prepared = self.walk.ask(self.client.shared())?;
        let received = self.client.exchange(prepared);
        let page = received.and_then(|received| self.walk.take(received));
        if page.is_err() {
            // Loops that go on after an error would not come to an end otherwise.
            self.walk.end();
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
                    self.set_aside.extend_from_slice(page.set_aside());
                    self.ready = Op::items(page.into_inner()).into();
                }
                Err(error) => return Some(Err(error)),
            }
        }
    }
}
