//! Streams over the pages and items of a list.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::cursor::PageCursor;
use super::{
    BoxFuture, Call, Client, Error, NextPage, Operation, Received, RejectedValue, Response,
};

/// An operation that returns one page of a list.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not paginated",
    label = "the OpenAPI document does not say how its next page is requested",
    note = "if it is a list, add an entry to `[crate.paging]` in oascribe.toml and generate the SDK again; \
            `oascribe check` prints the lines for it"
)]
pub trait Paged: Operation {
    /// The type of the items.
    type Item: Send + 'static;

    /// Changes the operation so that it requests the next page, and returns how the list continues.
    fn next_page(&mut self, page: &Response<Self::Output>) -> NextPage;

    /// Returns the items of a page.
    fn items(page: Self::Output) -> Vec<Self::Item>;
}

/// The pages of a list, as a [`Stream`] that ends after the first error. Each page is fetched when
/// it is needed.
#[must_use = "nothing is fetched until you ask for pages"]
pub struct Pages<Op> {
    client: Client,
    cursor: PageCursor<Op>,
    fetching: Option<BoxFuture<'static, Result<Received, Error>>>,
}

/// The items of a list, as a [`Stream`] that ends after the first error. Each page is fetched when
/// it is needed.
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
        Pages {
            client,
            cursor,
            fetching: None,
        }
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

// No field is pinned structurally: the future is boxed.
impl<Op> Unpin for Pages<Op> {}
impl<Op: Paged> Unpin for Items<Op> {}

impl<Op: Paged> Pages<Op> {
    /// Returns the next page, or `None` after the last one. After an error, the next call requests
    /// the same page again.
    pub async fn try_next(&mut self) -> Result<Option<Response<Op::Output>>, Error> {
        poll_fn(|context| self.poll(context)).await.transpose()
    }

    fn poll(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Response<Op::Output>, Error>>> {
        let fetching = match &mut self.fetching {
            Some(fetching) => fetching,
            None => match self.cursor.next_request(self.client.config()) {
                Some(prepared) => self.fetching.insert(self.client.exchange(prepared)),
                None => return Poll::Ready(None),
            },
        };
        let received = ready!(fetching.as_mut().poll(context));
        self.fetching = None;
        Poll::Ready(Some(
            received.and_then(|received| self.cursor.receive(received)),
        ))
    }
}

impl<Op: Paged> Stream for Pages<Op> {
    type Item = Result<Response<Op::Output>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let page = ready!(self.poll(context));
        if let Some(Err(_)) = page {
            // Otherwise a loop that continues after an error would never end.
            self.cursor.end();
        }
        Poll::Ready(page)
    }
}

impl<Op: Paged> Items<Op> {
    /// Returns the next item, or `None` after the last one. After an error, the next call requests
    /// the same page again.
    pub async fn try_next(&mut self) -> Result<Option<Op::Item>, Error> {
        poll_fn(|context| self.poll(context)).await.transpose()
    }

    /// Collects all remaining items. The rejected values of lenient decoding are lost: read the
    /// items one by one if you need [`rejected`](Self::rejected).
    pub async fn try_collect(mut self) -> Result<Vec<Op::Item>, Error> {
        let mut all = Vec::from(std::mem::take(&mut self.ready));
        while let Some(page) = self.pages.try_next().await? {
            all.extend(Op::items(page.into_inner()));
        }
        Ok(all)
    }

    /// Returns the values that lenient decoding rejected since the last call of this method, with
    /// their paths within the pages. Always empty unless the client or the call is
    /// [`lenient`](super::super::Builder::lenient).
    pub fn rejected(&mut self) -> Vec<RejectedValue> {
        std::mem::take(&mut self.rejected)
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Op::Item, Error>>> {
        loop {
            if let Some(item) = self.ready.pop_front() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.poll(context)) {
                Some(Ok(page)) => {
                    self.rejected.extend_from_slice(page.rejected());
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
            self.pages.cursor.end();
        }
        Poll::Ready(item)
    }
}
