//! Lists that come page by page.

use std::collections::{HashSet, VecDeque};

use super::error::{Error, Kind};
use super::overrides::Checks;
use super::{Call, Client, Meta, Operation, Response};

/// An operation whose response is one page of a list.
pub trait Paged: Operation {
    /// What is listed.
    type Item: Send + 'static;

    /// The token of the page behind this one; `None` or `""` if it is the last.
    fn next(page: &Self::Output) -> Option<&str>;

    /// Turns to the page with this token.
    fn turn(&mut self, token: String);

    /// The items of a page.
    fn items(page: Self::Output) -> Vec<Self::Item>;
}

/// The pages of a list, fetched as they are asked for.
#[must_use = "nothing is fetched until pages are asked for"]
pub struct Pages<Op> {
    call: Call<Client, Op>,
    cursor: Cursor,
}

/// The items of a list, whose pages are fetched as they are needed.
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
    /// The next page; `None` behind the last one. After an error, asks for the same page again.
    pub async fn try_next(&mut self) -> Result<Option<Response<Op::Output>>, Error> {
        if !self.cursor.goes_on(const { &Op::META })? {
            return Ok(None);
        }
        let call = &self.call;
        let prepared = call.client.shared().prepare(&call.op, &call.overrides);
        let received = call.client.exchange(prepared).await?;
        let page = super::sending::read(received, Op::decode, const { &Op::META })?;
        if let Some(token) = self.cursor.advance(Op::next(&page)) {
            self.call.op.turn(token);
            // The token is the server's own, whatever the bounds say.
            self.call.overrides.change().checks = Checks::Skipped;
        }
        Ok(Some(page))
    }
}

impl<Op: Paged> Items<Op> {
    /// The next item; `None` behind the last one. After an error, asks for the same page again.
    pub async fn try_next(&mut self) -> Result<Option<Op::Item>, Error> {
        loop {
            if let Some(item) = self.ready.pop_front() {
                return Ok(Some(item));
            }
            match self.pages.try_next().await? {
                Some(page) => self.ready = Op::items(page.into_inner()).into(),
                None => return Ok(None),
            }
        }
    }

    /// All the items that are left.
    pub async fn try_collect(mut self) -> Result<Vec<Op::Item>, Error> {
        let mut all = Vec::from(std::mem::take(&mut self.ready));
        while let Some(page) = self.pages.try_next().await? {
            all.extend(Op::items(page.into_inner()));
        }
        Ok(all)
    }
}

/// Where one is in a list.
#[derive(Default)]
pub(super) struct Cursor {
    /// The tokens that were seen. A server that gives one again would be asked for ever.
    seen: HashSet<String>,
    place: Place,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Place {
    #[default]
    Before,
    /// The page before was the last one.
    End,
    /// The page before leads back to one that was seen.
    Loop,
}

impl Cursor {
    /// Whether there is another page; an error instead of a page that was there before.
    pub(super) fn goes_on(&mut self, meta: &Meta) -> Result<bool, Error> {
        match std::mem::replace(&mut self.place, Place::End) {
            Place::End => Ok(false),
            Place::Before => {
                self.place = Place::Before;
                Ok(true)
            }
            Place::Loop => {
                let message = "the server gave the same page token twice: paging would never end";
                Err(Error::new(Kind::EndlessPaging, message).of(meta.name))
            }
        }
    }

    /// There is no other page, whatever the last one said.
    #[cfg(feature = "blocking")]
    pub(super) fn end(&mut self) {
        self.place = Place::End;
    }

    /// Takes the token that a page gave for the next one; what is returned is the one to turn to.
    pub(super) fn advance(&mut self, token: Option<&str>) -> Option<String> {
        let token = token.filter(|token| !token.is_empty());
        self.place = match token {
            None => Place::End,
            Some(token) if self.seen.insert(token.to_owned()) => Place::Before,
            Some(_) => Place::Loop,
        };
        token
            .filter(|_| self.place == Place::Before)
            .map(str::to_owned)
    }
}
