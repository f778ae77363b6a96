//! Lists that come page by page.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::cursor::Walk;
use super::{BoxFuture, Call, Client, Error, Operation, Received, Response, SetAside, Turn};

/// An operation whose response is one page of a list.
pub trait Paged: Operation {
    /// What is listed.
    type Item: Send + 'static;

    /// Turns to the page behind this one, and says what leads there.
    fn turn(&mut self, page: &Response<Self::Output>) -> Turn;

    /// The items of a page.
    fn items(page: Self::Output) -> Vec<Self::Item>;
}

/// The pages of a list, fetched as they are asked for; as a [`Stream`], up to the first error.
#[must_use = "nothing is fetched until pages are asked for"]
pub struct Pages<Op> {
    client: Client,
    walk: Walk<Op>,
    fetching: Option<BoxFuture<'static, Result<Received, Error>>>,
}

/// The items of a list, whose pages are fetched as they are needed; as a [`Stream`], up to the first
/// error.
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
        Pages {
            client,
            walk,
            fetching: None,
        }
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

// Nothing in them is pinned: what is fetched has a box of its own.
impl<Op> Unpin for Pages<Op> {}
impl<Op: Paged> Unpin for Items<Op> {}

impl<Op: Paged> Pages<Op> {
    /// The next page; `None` behind the last one. After an error, asks for the same page again.
    pub async fn try_next(&mut self) -> Result<Option<Response<Op::Output>>, Error> {
        poll_fn(|context| self.poll(context)).await.transpose()
    }

    fn poll(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Response<Op::Output>, Error>>> {
        let fetching = match &mut self.fetching {
            Some(fetching) => fetching,
            None => match self.walk.ask(self.client.shared()) {
                Some(prepared) => self.fetching.insert(self.client.exchange(prepared)),
                None => return Poll::Ready(None),
            },
        };
        let received = ready!(fetching.as_mut().poll(context));
        self.fetching = None;
        Poll::Ready(Some(received.and_then(|received| self.walk.take(received))))
    }
}

impl<Op: Paged> Stream for Pages<Op> {
    type Item = Result<Response<Op::Output>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let page = ready!(self.poll(context));
        if let Some(Err(_)) = page {
            // Loops that go on after an error would not come to an end otherwise.
            self.walk.end();
        }
        Poll::Ready(page)
    }
}

impl<Op: Paged> Items<Op> {
    /// The next item; `None` behind the last one. After an error, asks for the same page again.
    pub async fn try_next(&mut self) -> Result<Option<Op::Item>, Error> {
        poll_fn(|context| self.poll(context)).await.transpose()
    }

    /// All the items that are left. What lenient pages set aside is not told: take the items one by one
    /// for [`set_aside`](Self::set_aside).
    pub async fn try_collect(mut self) -> Result<Vec<Op::Item>, Error> {
        let mut all = Vec::from(std::mem::take(&mut self.ready));
        while let Some(page) = self.pages.try_next().await? {
            all.extend(Op::items(page.into_inner()));
        }
        Ok(all)
    }

    /// What was set aside for the pages to be read, by the paths within them, since this was last
    /// called; nothing unless the client or the call is [`lenient`](super::Builder::lenient).
    pub fn set_aside(&mut self) -> Vec<SetAside> {
        std::mem::take(&mut self.set_aside)
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Op::Item, Error>>> {
        loop {
            if let Some(item) = self.ready.pop_front() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.poll(context)) {
                Some(Ok(page)) => {
                    self.set_aside.extend_from_slice(page.set_aside());
                    self.ready = Op::items(page.into_inner()).into();
                }
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<Op: Paged> Stream for Items<Op> {
    type Item = Result<Op::Item, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let item = ready!(self.poll(context));
        if let Some(Err(_)) = item {
            self.pages.walk.end();
        }
        Poll::Ready(item)
    }
}
