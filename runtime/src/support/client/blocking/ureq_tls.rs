//! The TLS settings of the ureq transport. Those of reqwest are the same.

use ureq::config::ConfigBuilder;
#[cfg(any(feature = "rustls-no-provider", feature = "native-tls"))]
use ureq::tls::{RootCerts, TlsConfig};
use ureq::typestate::AgentScope;

/// Without TLS, only `http://` works.
#[cfg(not(any(feature = "rustls-no-provider", feature = "native-tls")))]
pub(super) fn with_tls(builder: ConfigBuilder<AgentScope>) -> ConfigBuilder<AgentScope> {
    builder
}

/// TLS of the platform.
#[cfg(feature = "native-tls")]
pub(super) fn with_tls(builder: ConfigBuilder<AgentScope>) -> ConfigBuilder<AgentScope> {
    let tls = TlsConfig::builder().root_certs(roots());
    let tls = tls.provider(ureq::tls::TlsProvider::NativeTls);
    builder.tls_config(tls.build())
}

/// rustls.
#[cfg(all(feature = "rustls-no-provider", not(feature = "native-tls")))]
pub(super) fn with_tls(builder: ConfigBuilder<AgentScope>) -> ConfigBuilder<AgentScope> {
    let tls = TlsConfig::builder().root_certs(roots());
    builder.tls_config(with_provider(tls).build())
}

/// The cryptography that the program installed, or else aws-lc-rs.
#[cfg(all(feature = "rustls", not(feature = "native-tls")))]
fn with_provider(tls: ureq::tls::TlsConfigBuilder) -> ureq::tls::TlsConfigBuilder {
    match rustls::crypto::CryptoProvider::get_default() {
        Some(_) => tls,
        None => {
            let provider = rustls::crypto::aws_lc_rs::default_provider();
            tls.unversioned_rustls_crypto_provider(std::sync::Arc::new(provider))
        }
    }
}

/// The cryptography that the program installed.
#[cfg(all(
    feature = "rustls-no-provider",
    not(any(feature = "rustls", feature = "native-tls"))
))]
fn with_provider(tls: ureq::tls::TlsConfigBuilder) -> ureq::tls::TlsConfigBuilder {
    tls
}

/// The root certificates of Mozilla.
#[cfg(all(
    feature = "webpki-roots",
    any(feature = "rustls-no-provider", feature = "native-tls")
))]
fn roots() -> RootCerts {
    let all = webpki_root_certs::TLS_SERVER_ROOT_CERTS.iter();
    let all: Vec<_> = all
        .map(|der| ureq::tls::Certificate::from_der(der))
        .collect();
    RootCerts::new_with_certs(&all)
}

/// The root certificates of the platform.
#[cfg(all(
    not(feature = "webpki-roots"),
    any(feature = "rustls-no-provider", feature = "native-tls")
))]
fn roots() -> RootCerts {
    RootCerts::PlatformVerifier
}
