//! TLS: certificates that both clients accept and refuse, with rustls and with the TLS of the platform.

use oascribe_runtime::{Client, Error, ReqwestTransport, blocking};
use rustls::pki_types::CertificateDer;
use ureq::tls::{Certificate, RootCerts, TlsConfig, TlsProvider};

use super::certificates::{Authority, Validity};
use super::operations::Read;
use super::server::Server;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    Rustls,
    Platform,
}

const BACKENDS: [Backend; 2] = [Backend::Rustls, Backend::Platform];

/// The settings of reqwest that trust this root.
pub fn settings(backend: Backend, root: Option<&CertificateDer<'_>>) -> reqwest::ClientBuilder {
    let builder = reqwest::Client::builder().no_proxy();
    let builder = match backend {
        Backend::Rustls => builder.tls_backend_rustls(),
        Backend::Platform => builder.tls_backend_native(),
    };
    match root {
        Some(root) => builder.tls_certs_merge([reqwest::Certificate::from_der(root).unwrap()]),
        None => builder,
    }
}

/// The TLS settings of ureq that trust this root only.
pub fn tls_config(backend: Backend, root: Option<&CertificateDer<'_>>) -> TlsConfig {
    let provider = match backend {
        Backend::Rustls => TlsProvider::Rustls,
        Backend::Platform => TlsProvider::NativeTls,
    };
    let roots = match root {
        Some(root) => RootCerts::new_with_certs(&[Certificate::from_der(root).to_owned()]),
        None => RootCerts::PlatformVerifier,
    };
    let crypto = rustls::crypto::aws_lc_rs::default_provider();
    let builder = TlsConfig::builder().provider(provider).root_certs(roots);
    builder
        .unversioned_rustls_crypto_provider(crypto.into())
        .build()
}

async fn call(
    url: &str,
    backend: Backend,
    root: Option<&CertificateDer<'_>>,
) -> Result<String, Error> {
    let transport = ReqwestTransport::new(settings(backend, root))?;
    let client = Client::builder()
        .base_url(url)
        .transport(transport)
        .build()?;
    client.send(Read).await.map(|text| text.into_inner())
}

fn call_blocking(
    url: &str,
    backend: Backend,
    root: Option<&CertificateDer<'_>>,
) -> Result<String, Error> {
    let config = ureq::Agent::config_builder().proxy(None);
    let agent = config
        .tls_config(tls_config(backend, root))
        .build()
        .new_agent();
    let transport = blocking::UreqTransport::new(agent);
    let client = blocking::Client::builder()
        .base_url(url)
        .transport(transport);
    client.build()?.send(Read).map(|text| text.into_inner())
}

/// Both clients with both kinds of TLS, each as often as the server is asked.
async fn results(
    url: &str,
    root: Option<&CertificateDer<'_>>,
) -> Vec<(String, Result<String, Error>)> {
    let mut all = Vec::new();
    for backend in BACKENDS {
        let name = |client: &str| format!("{client}, {backend:?}");
        all.push((name("reqwest"), call(url, backend, root).await));
        all.push((name("ureq"), call_blocking(url, backend, root)));
    }
    all
}

#[tokio::test]
async fn a_certificate_of_an_added_root_is_accepted() {
    let authority = Authority::new();
    let server = Server::with_tls(authority.server("localhost", Validity::Current), "secret");
    let url = format!("https://localhost:{}", server.port);
    for (client, result) in results(&url, Some(&authority.root())).await {
        assert_eq!(
            result.unwrap_or_else(|error| panic!("{client}: {error:?}")),
            "secret"
        );
    }
    assert_eq!(server.requests().len(), 4);
}

/// The error says why, it is not a timeout, and no request was sent. Another attempt would end the same.
#[tokio::test]
async fn invalid_certificates_are_errors_that_are_not_retried() {
    let authority = Authority::new();
    let cases = [
        (
            "other.example",
            Validity::Current,
            Some(authority.root()),
            &["not valid for name", "NotValidForName", "hostname mismatch"][..],
        ),
        (
            "localhost",
            Validity::Expired,
            Some(authority.root()),
            &["expired"],
        ),
        (
            "localhost",
            Validity::Current,
            None,
            &[
                "UnknownIssuer",
                "self-signed",
                "self signed",
                "unable to get local issuer",
            ],
        ),
    ];
    for (host, validity, root, texts) in cases {
        let config = std::sync::Arc::new(authority.server(host, validity));
        let connections = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
        let count = connections.clone();
        let server = Server::accept(move |mut stream, _| {
            count.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
            let mut session = rustls::ServerConnection::new(config.clone()).unwrap();
            session.complete_io(&mut stream).map(drop)
        });
        let url = format!("https://localhost:{}", server.port);
        for (client, result) in results(&url, root.as_ref()).await {
            let error = result.unwrap_err();
            let text = error.to_string();
            // OpenSSL does not say why.
            let texts = [texts, &["certificate verify failed"]].concat();
            assert!(
                texts.iter().any(|part| text.contains(part)),
                "{client}: {text}"
            );
            assert!(
                error.is_certificate() && error.is_connect() && !error.is_timeout(),
                "{client}: {error:?}"
            );
        }
        let connections = connections.load(std::sync::atomic::Ordering::SeqCst);
        assert_eq!(connections, 4, "{texts:?}");
    }
}

/// The clients without settings of their own trust the platform only.
#[tokio::test]
async fn default_clients_refuse_unknown_authorities() {
    let authority = Authority::new();
    let server = Server::with_tls(authority.server("localhost", Validity::Current), "secret");
    let url = format!("https://localhost:{}", server.port);
    let client = Client::builder().base_url(&url).build().unwrap();
    assert!(client.send(Read).await.unwrap_err().is_certificate());
    let client = blocking::Client::builder().base_url(&url).build().unwrap();
    assert!(client.send(Read).unwrap_err().is_certificate());
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_server_without_tls_is_an_error() {
    let server = Server::of_text("plain");
    let url = format!("https://localhost:{}", server.port);
    for (client, result) in results(&url, None).await {
        let error = result.unwrap_err();
        assert!(
            error.is_transport() && !error.is_certificate(),
            "{client}: {error:?}"
        );
    }
    let client = Client::builder().base_url(&url).retries(0).build().unwrap();
    let error = client.send(Read).await.unwrap_err();
    assert!(error.is_connect(), "{error:?}");
    let client = blocking::Client::builder().base_url(&url).retries(0);
    let error = client.build().unwrap().send(Read).unwrap_err();
    assert!(error.is_connect(), "{error:?}");
}
