//! Runs token providers on their own threads, so that time limits apply to them.

use std::any::Any;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex};
use std::task::{Poll, Waker};
use std::thread;

use super::{BoxFuture, ProviderError, Token, TokenProvider, lock};

type Fetched = Result<Token, ProviderError>;

/// The result of a thread, or who waits for it.
#[derive(Default)]
struct Slot {
    result: Option<Fetched>,
    waiting: Option<Waker>,
}

/// Starts a thread that fetches a token, and waits for its result. A provider that hangs keeps only
/// its thread.
pub(super) fn fetch_on_thread(
    fetch: impl FnOnce() -> Fetched + Send + 'static,
) -> BoxFuture<'static, Fetched> {
    let slot = Arc::new(Mutex::new(Slot::default()));
    let shared = slot.clone();
    let run = move || {
        let result = catch_unwind(AssertUnwindSafe(fetch));
        let result = result.unwrap_or_else(|panic| Err(panicked(&*panic)));
        let mut slot = lock(&shared);
        slot.result = Some(result);
        if let Some(waker) = slot.waiting.take() {
            waker.wake();
        }
    };
    if let Err(error) = thread::Builder::new().name("token".to_owned()).spawn(run) {
        return Box::pin(std::future::ready(Err(error.into())));
    }
    Box::pin(poll_fn(move |context| {
        let mut slot = lock(&slot);
        slot.waiting = Some(context.waker().clone());
        slot.result.take().map_or(Poll::Pending, Poll::Ready)
    }))
}

/// Runs the provider in a runtime of tokio. All providers share it: connections that a client of a
/// provider keeps belong to the runtime that opened them.
#[cfg(feature = "tokio")]
pub(super) fn run(provider: &dyn TokenProvider) -> Fetched {
    use std::sync::OnceLock;
    use tokio::runtime::{Builder, Runtime};

    static RUNTIME: OnceLock<Result<Runtime, String>> = OnceLock::new();
    let new = || Builder::new_current_thread().enable_all().build();
    let runtime = RUNTIME.get_or_init(|| new().map_err(|error| error.to_string()));
    match runtime {
        Ok(runtime) => runtime.block_on(provider.token()),
        Err(error) => Err(error.as_str().into()),
    }
}

#[cfg(not(feature = "tokio"))]
pub(super) fn run(provider: &dyn TokenProvider) -> Fetched {
    super::block_on(provider.token())
}

#[cold]
fn panicked(panic: &(dyn Any + Send)) -> ProviderError {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    let text = text.unwrap_or("no message");
    format!("the token provider panicked: {text}").into()
}
