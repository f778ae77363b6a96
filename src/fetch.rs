//! Gets files from the network, for `--allow-remote` and `oascribe fetch`.
//!
//! A document that others wrote decides which URLs are fetched. Therefore, only public addresses are contacted, unless
//! the user names the host, and size, time and redirects are limited.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::time::{Duration, Instant};

use oascribe_codegen::source::Fetch;
use ureq::config::Config;
use ureq::http::{Response, Uri};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Body, Error, Proxy};

/// The largest file, in bytes.
const MAX_BYTES: u64 = 64 << 20;

/// The time limit for one file.
const TIMEOUT: Duration = Duration::from_secs(30);

/// The time limit for all files.
const TOTAL_TIMEOUT: Duration = Duration::from_secs(300);

/// How many redirects are followed for one file.
const MAX_REDIRECTS: u32 = 5;

/// Downloads a file from a URL that the user chose, which may have any address.
pub fn download(url: &str, headers: &[(String, String)]) -> io::Result<String> {
    let uri: Uri = url.parse().map_err(io::Error::other)?;
    let agent = agent(&[uri.host().unwrap_or_default().to_owned()]);
    let is_encrypted = uri.scheme_str() == Some("https");
    let mut request = agent.get(uri);
    for (name, value) in headers {
        request = request.header(name, value);
    }
    let mut request = request.config().timeout_global(Some(TIMEOUT));
    if !headers.is_empty() {
        // Another host must not get the token.
        request = request.max_redirects(0);
    }
    read(request.https_only(is_encrypted).build().call())
}

/// Gets files from public hosts and from these hosts.
pub fn fetch(hosts: &[String]) -> Fetch {
    let named = hosts.to_vec();
    let agent = agent(hosts);
    let start = Instant::now();
    Fetch::new(move |url| {
        let uri: Uri = url.parse().map_err(io::Error::other)?;
        check_literal(&uri, &named)?;
        let left = TOTAL_TIMEOUT.saturating_sub(start.elapsed()).min(TIMEOUT);
        let is_encrypted = uri.scheme_str() == Some("https");
        let request = agent.get(uri).config();
        let request = request.timeout_global(Some(left)).https_only(is_encrypted);
        read(request.build().call())
    })
}

fn read(response: Result<Response<Body>, Error>) -> io::Result<String> {
    let mut response = response.map_err(io::Error::other)?;
    if response.status().is_redirection() {
        let target = response.headers().get("location");
        let target = target.and_then(|target| target.to_str().ok());
        return Err(io::Error::other(format!(
            "it redirects to {}, and redirects are not followed with a header or a proxy",
            target.unwrap_or("an unknown URL")
        )));
    }
    let body = response.body_mut().with_config().limit(MAX_BYTES);
    body.read_to_string().map_err(io::Error::other)
}

/// A client for public hosts and these hosts.
fn agent(hosts: &[String]) -> Agent {
    let mut hosts = hosts.to_vec();
    let proxy = Proxy::try_from_env();
    // A proxy resolves the names of hosts itself, so addresses after a redirect can't be checked.
    let redirects = match &proxy {
        Some(_) => 0,
        None => MAX_REDIRECTS,
    };
    let config = Agent::config_builder()
        .max_redirects(redirects)
        .proxy(proxy.clone())
        .build();
    hosts.extend(proxy.map(|proxy| proxy.host().to_owned()));
    Agent::with_parts(config, DefaultConnector::default(), PublicHosts { hosts })
}

/// Checks a URL whose host is an address, because a proxy does not resolve it here.
fn check_literal(uri: &Uri, named: &[String]) -> io::Result<()> {
    let host = uri.host().unwrap_or_default();
    let address = host.trim_start_matches('[').trim_end_matches(']').parse();
    let is_private = host.eq_ignore_ascii_case("localhost")
        || address.is_ok_and(|address: IpAddr| !is_public(address));
    match is_private && !is_named(host, named) {
        true => Err(refused(host)),
        false => Ok(()),
    }
}

fn is_named(host: &str, named: &[String]) -> bool {
    named.iter().any(|named| named.eq_ignore_ascii_case(host))
}

fn refused(host: &str) -> io::Error {
    let message =
        format!("`{host}` has a private address; to allow it, pass `--allow-remote={host}`");
    io::Error::new(io::ErrorKind::PermissionDenied, message)
}

/// Resolves names to public addresses only. It is asked again after each redirect.
#[derive(Debug)]
struct PublicHosts {
    /// Hosts that may have any address.
    hosts: Vec<String>,
}

impl Resolver for PublicHosts {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let host = uri.host().unwrap_or_default();
        let addresses = DefaultResolver::default().resolve(uri, config, timeout)?;
        let is_fine = addresses.iter().all(|address| is_public(address.ip()));
        match is_fine || is_named(host, &self.hosts) {
            true => Ok(addresses),
            false => Err(Error::Io(refused(host))),
        }
    }
}

/// Whether an address belongs to the public internet (the registries of special addresses of IANA).
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => match embedded(address) {
            Some(inner) => is_public_v4(inner),
            None => is_public_v6(address),
        },
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let is_special = match address.octets() {
        [0 | 10 | 127, ..] | [169, 254, ..] | [192, 168, ..] | [192, 0, 0 | 2, _] => true,
        [172, second, ..] => (16..32).contains(&second),
        [100, second, ..] => (64..128).contains(&second),
        [198, 18 | 19, ..] | [198, 51, 100, _] | [203, 0, 113, _] => true,
        [first, ..] => first >= 224,
    };
    !is_special
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    // 2000::/3 is the only range with public addresses; 2001:db8::/32 is for documentation.
    let [first, second, ..] = address.segments();
    (first & 0xe000) == 0x2000 && (first, second) != (0x2001, 0xdb8)
}

/// The IPv4 address inside an IPv6 address: mapped (RFC 4291), translated (RFC 6052) or tunnelled (RFC 3056).
fn embedded(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let inner = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        Ipv4Addr::new(a, b, c, d)
    };
    match address.segments() {
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
            Some(inner(high, low))
        }
        [0x2002, high, low, ..] => Some(inner(high, low)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::is_public;

    #[test]
    fn private_addresses_are_recognized() {
        let private = [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "fe80::1",
            "fd00::1",
            "::ffff:127.0.0.1",
            "64:ff9b::a00:1",
            "2002:7f00:1::",
            "2001:db8::1",
            "ff02::1",
        ];
        for address in private {
            assert!(!is_public(address.parse().expect(address)), "{address}");
        }
        let public = [
            "1.1.1.1",
            "172.32.0.1",
            "100.128.0.1",
            "2606:4700::1111",
            "::ffff:8.8.8.8",
        ];
        for address in public {
            assert!(is_public(address.parse().expect(address)), "{address}");
        }
    }
}
