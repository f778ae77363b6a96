//! Looks up the addresses of hosts for ureq.

use std::collections::HashMap;
use std::fmt;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use ureq::Error;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

use super::lock;

/// Remembers addresses for some seconds. With a time limit, ureq's own resolver starts a thread for
/// each request, even for one that reuses a connection, and for a host that is a number.
#[derive(Debug, Default)]
pub(super) struct CachingResolver {
    inner: DefaultResolver,
    known: Mutex<HashMap<String, Known>>,
}

#[derive(Debug)]
struct Known {
    addresses: Vec<SocketAddr>,
    since: Instant,
}

/// How long addresses are used. Services change them to move requests to other servers.
const LIFETIME: Duration = Duration::from_secs(5);

/// The number of hosts, so that memory is bounded.
const MAX_HOSTS: usize = 256;

impl Resolver for CachingResolver {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let Some(key) = key(uri) else {
            return self.inner.resolve(uri, config, timeout);
        };
        if let Some(addresses) = number(uri).or_else(|| self.remembered(&key)) {
            let mut found = self.empty();
            let family = config.ip_family();
            let wanted = family.keep_wanted(addresses.into_iter());
            wanted.for_each(|address| found.push(address));
            return match found.is_empty() {
                true => Err(Error::HostNotFound),
                false => Ok(found),
            };
        }
        let found = self.inner.resolve(uri, config, timeout);
        let found = found.map_err(|error| match error {
            Error::Io(error) => Error::Other(Box::new(NotResolved(error))),
            other => other,
        })?;
        let known = Known {
            addresses: found.to_vec(),
            since: Instant::now(),
        };
        let mut all = lock(&self.known);
        if all.len() >= MAX_HOSTS {
            all.clear();
        }
        all.insert(key, known);
        Ok(found)
    }
}

/// The host has no address, or no name server can be asked. Nothing was sent.
#[derive(Debug)]
pub(super) struct NotResolved(io::Error);

impl fmt::Display for NotResolved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for NotResolved {}

impl CachingResolver {
    fn remembered(&self, key: &str) -> Option<Vec<SocketAddr>> {
        let all = lock(&self.known);
        let known = all.get(key)?;
        (known.since.elapsed() < LIFETIME).then(|| known.addresses.clone())
    }
}

/// Host and port.
fn key(uri: &Uri) -> Option<String> {
    DefaultResolver::host_and_port(uri.scheme()?, uri.authority()?)
}

/// The address of a host that is a number.
fn number(uri: &Uri) -> Option<Vec<SocketAddr>> {
    let host = uri.host()?;
    let host = host
        .strip_prefix('[')
        .map_or(host, |host| host.trim_end_matches(']'));
    let address: IpAddr = host.parse().ok()?;
    let key = key(uri)?;
    let (_, port) = key.rsplit_once(':')?;
    Some(vec![SocketAddr::new(address, port.parse().ok()?)])
}
