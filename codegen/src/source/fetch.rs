//! The function that gets files from the network.

use std::fmt;
use std::io;
use std::sync::Arc;

/// Gets a text from the network, by its URL.
#[derive(Clone)]
pub struct Fetch(Arc<Function>);

type Function = dyn Fn(&str) -> io::Result<String> + Send + Sync;

impl Fetch {
    /// Wraps a function.
    pub fn new(fetch: impl Fn(&str) -> io::Result<String> + Send + Sync + 'static) -> Self {
        Self(Arc::new(fetch))
    }

    pub(super) fn call(&self, url: &str) -> io::Result<String> {
        (self.0)(url)
    }
}

impl fmt::Debug for Fetch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Fetch")
    }
}
