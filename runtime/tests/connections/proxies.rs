//! HTTP proxies: requests that a proxy forwards, and tunnels to servers with TLS.

use std::io::{self, BufReader, Write};
use std::net::TcpStream;
use std::process::Command;
use std::thread;

use oascribe_runtime::{Client, Error, ReqwestTransport, blocking};

use super::certificates::{Authority, Validity};
use super::operations::Read;
use super::server::{Server, read_request, write_head, write_text};
use super::tls::{Backend, settings, tls_config};

/// A name that only the proxy knows.
const HOST: &str = "internal.invalid";

/// A proxy: forwards nothing but answers plain requests itself, and opens tunnels to this port.
fn proxy(tunnel: Option<u16>) -> Server {
    Server::accept(move |stream, requests| {
        let mut reader = BufReader::new(stream.try_clone()?);
        let mut out = &stream;
        while let Some(request) = read_request(&mut reader)? {
            let is_tunnel = request.starts_with("connect ");
            requests.lock().unwrap().push(request);
            match (is_tunnel, tunnel) {
                (false, _) => write_text(&mut out, "forwarded")?,
                (true, Some(port)) => {
                    out.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n")?;
                    return join(&stream, &TcpStream::connect(("127.0.0.1", port))?);
                }
                (true, None) => write_head(&mut out, "407 Proxy Authentication Required", "")?,
            }
        }
        Ok(())
    })
}

/// Copies in both directions until one side closes.
fn join(one: &TcpStream, other: &TcpStream) -> io::Result<()> {
    let (mut from, mut to) = (one.try_clone()?, other.try_clone()?);
    thread::spawn(move || io::copy(&mut from, &mut to));
    io::copy(&mut &*other, &mut &*one).map(drop)
}

fn client(base: &str, proxy: &Server, authority: &Authority) -> Client {
    let proxy = reqwest::Proxy::all(proxy.url())
        .unwrap()
        .basic_auth("me", "pw");
    let settings = reqwest::Client::builder().proxy(proxy).tls_backend_rustls();
    let root = reqwest::Certificate::from_der(&authority.root()).unwrap();
    let transport = ReqwestTransport::new(settings.tls_certs_merge([root])).unwrap();
    Client::builder()
        .base_url(base)
        .retries(0)
        .transport(transport)
        .build()
        .unwrap()
}

fn blocking_client(base: &str, proxy: &Server, authority: &Authority) -> blocking::Client {
    let url = format!("http://me:pw@127.0.0.1:{}", proxy.port);
    let config = ureq::Agent::config_builder().proxy(Some(ureq::Proxy::new(&url).unwrap()));
    let config = config.tls_config(tls_config(Backend::Rustls, Some(&authority.root())));
    let transport = blocking::UreqTransport::new(config.build().new_agent());
    let builder = blocking::Client::builder().base_url(base).retries(0);
    builder.transport(transport).build().unwrap()
}

/// The same call with both clients.
async fn results(base: &str, proxy: &Server, authority: &Authority) -> [Result<String, Error>; 2] {
    [
        client(base, proxy, authority)
            .send(Read)
            .await
            .map(|text| text.into_inner()),
        blocking_client(base, proxy, authority)
            .send(Read)
            .map(|text| text.into_inner()),
    ]
}

/// ureq opens a tunnel for each request.
#[tokio::test]
async fn plain_requests_are_forwarded_or_go_through_tunnels() {
    let server = Server::of_text("tunneled");
    let proxy = proxy(Some(server.port));
    let results = results(&format!("http://{HOST}"), &proxy, &Authority::new()).await;
    let texts = results.map(|result| result.unwrap());
    assert_eq!(texts, ["forwarded", "tunneled"]);
    let requests = proxy.requests();
    assert!(requests[0].starts_with("get http://internal.invalid/texts/1 "));
    assert!(requests[1].starts_with("connect internal.invalid:80 "));
    for request in requests {
        assert!(
            request.contains("proxy-authorization: basic bwu6chc="),
            "{request}"
        );
    }
    assert!(!server.requests()[0].contains("proxy-authorization"));
}

#[tokio::test]
async fn tls_goes_through_tunnels() {
    let authority = Authority::new();
    let server = Server::with_tls(authority.server(HOST, Validity::Current), "secret");
    let proxy = proxy(Some(server.port));
    for result in results(&format!("https://{HOST}"), &proxy, &authority).await {
        assert_eq!(result.unwrap(), "secret");
    }
    for request in proxy.requests() {
        assert!(
            request.starts_with("connect internal.invalid:443 "),
            "{request}"
        );
        assert!(
            request.contains("proxy-authorization: basic bwu6chc="),
            "{request}"
        );
    }
    for request in server.requests() {
        assert!(!request.contains("proxy-authorization"), "{request}");
    }
    assert_eq!((proxy.requests().len(), server.requests().len()), (2, 2));
}

#[tokio::test]
async fn a_certificate_for_another_host_is_refused_in_tunnels() {
    let authority = Authority::new();
    let server = Server::with_tls(
        authority.server("other.example", Validity::Current),
        "secret",
    );
    let proxy = proxy(Some(server.port));
    for result in results(&format!("https://{HOST}"), &proxy, &authority).await {
        assert!(result.unwrap_err().is_connect());
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_proxy_that_refuses_the_tunnel() {
    let proxy = proxy(None);
    for result in results(&format!("https://{HOST}"), &proxy, &Authority::new()).await {
        let error = result.unwrap_err();
        assert!(error.is_connect(), "{error:?}");
        assert!(!format!("{error:?}").contains("pw"), "{error:?}");
    }
}

#[tokio::test]
async fn a_proxy_that_is_down() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let mut gone = Server::of_text("");
    gone.port = port;
    for base in [format!("http://{HOST}"), format!("https://{HOST}")] {
        for result in results(&base, &gone, &Authority::new()).await {
            let error = result.unwrap_err();
            assert!(error.is_connect(), "{error:?}");
        }
    }
}

/// Runs in a process of its own, since the variables belong to the process.
#[test]
fn default_clients_use_the_proxy_of_the_environment() {
    let server = Server::of_text("tunneled");
    let proxy = proxy(Some(server.port));
    let program = std::env::current_exe().unwrap();
    let child = || {
        let mut command = Command::new(&program);
        command.args([
            "--exact",
            "proxies::with_a_proxy_of_the_environment",
            "--ignored",
        ]);
        command.env_remove("NO_PROXY").env_remove("no_proxy");
        command
            .env("http_proxy", proxy.url())
            .env("HTTP_PROXY", proxy.url());
        command
    };
    let output = child().output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
    assert_eq!(proxy.requests().len(), 2);
    let output = child().env("NO_PROXY", HOST).output().unwrap();
    assert!(!output.status.success(), "the host has no address");
    assert_eq!(proxy.requests().len(), 2);
}

#[tokio::test]
#[ignore = "a part of `default_clients_use_the_proxy_of_the_environment`"]
async fn with_a_proxy_of_the_environment() {
    let base = format!("http://{HOST}");
    let client = Client::builder()
        .base_url(&base)
        .retries(0)
        .build()
        .unwrap();
    assert_eq!(*client.send(Read).await.unwrap(), "forwarded");
    let client = blocking::Client::builder()
        .base_url(&base)
        .retries(0)
        .build()
        .unwrap();
    assert_eq!(*client.send(Read).unwrap(), "tunneled");
}

/// `settings` of other tests use no proxy.
#[tokio::test]
async fn own_settings_can_exclude_proxies() {
    let server = Server::of_text("direct");
    let transport = ReqwestTransport::new(settings(Backend::Rustls, None)).unwrap();
    let client = Client::builder()
        .base_url(server.url())
        .transport(transport);
    assert_eq!(*client.build().unwrap().send(Read).await.unwrap(), "direct");
}
