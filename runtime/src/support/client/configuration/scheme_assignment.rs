//! Assigns the credentials of a client to the security schemes of the API.

use super::settings::SchemeSelector;
use super::{
    Credential, CredentialKind, Scheme, SchemeKind, SecretKind, Service, required_credential,
};

/// Assigns credentials to schemes. A credential that names its scheme takes precedence.
pub(super) fn assign_credentials(
    given: Vec<(SchemeSelector, Credential)>,
    service: &'static Service,
) -> Result<Vec<(&'static Scheme, Credential)>, String> {
    let mut all: Vec<(&'static Scheme, Credential)> = Vec::new();
    let (named, matching): (Vec<_>, Vec<_>) = given
        .into_iter()
        .partition(|(selector, _)| matches!(selector, SchemeSelector::Named(_)));
    // The last credential takes precedence, hence `rev`.
    for (selector, credential) in named.into_iter().rev().chain(matching.into_iter().rev()) {
        let schemes = match selector {
            SchemeSelector::Named(name) => vec![named_scheme(&name, &credential, service)?],
            SchemeSelector::Matching => matching_schemes(&credential, service)?,
        };
        for scheme in schemes {
            if !all.iter().any(|(other, _)| other.name == scheme.name) {
                all.push((scheme, credential.clone()));
            }
        }
    }
    Ok(all)
}

fn named_scheme(
    name: &str,
    credential: &Credential,
    service: &'static Service,
) -> Result<&'static Scheme, String> {
    let Some(scheme) = service.schemes.iter().find(|scheme| scheme.name == name) else {
        return Err(format!(
            "no security scheme `{name}`: {}",
            declared(service)
        ));
    };
    match credential.mismatch(scheme) {
        Some(why) => Err(why),
        None => Ok(scheme),
    }
}

fn matching_schemes(
    credential: &Credential,
    service: &'static Service,
) -> Result<Vec<&'static Scheme>, String> {
    let of = |wanted: fn(SchemeKind) -> bool| -> Vec<&'static Scheme> {
        service
            .schemes
            .iter()
            .filter(|scheme| wanted(scheme.kind))
            .collect()
    };
    let bearer = of(SchemeKind::is_bearer);
    let keys = of(|kind| matches!(kind, SchemeKind::ApiKey { .. }));
    let (what, found) = match &credential.0 {
        CredentialKind::Provided(_) if bearer.is_empty() => ("a token", keys),
        CredentialKind::Provided(_) => ("a token", bearer),
        #[cfg(feature = "oauth")]
        CredentialKind::OAuth(oauth) if oauth.own_token_url().is_some() => ("a token", bearer),
        #[cfg(feature = "oauth")]
        CredentialKind::OAuth(_) => (
            "tokens of a declared token endpoint",
            of(|kind| matches!(kind, SchemeKind::OAuth2 { .. })),
        ),
        CredentialKind::Fixed { kind, .. } => match kind {
            SecretKind::Bearer => ("a bearer token", bearer),
            #[cfg(feature = "basic")]
            SecretKind::Basic => (
                "user name and password",
                of(|kind| kind == SchemeKind::Basic),
            ),
            SecretKind::Authorization => (
                "a value for `Authorization`",
                of(|kind| kind == SchemeKind::Authorization),
            ),
            SecretKind::ApiKey => ("an API key", keys),
        },
    };
    let is_key = |scheme: &&Scheme| matches!(scheme.kind, SchemeKind::ApiKey { .. });
    if found.is_empty() {
        return Err(format!(
            "no security scheme accepts {what}: {}",
            declared(service)
        ));
    }
    // The key could be for either scheme, and must not be sent to the wrong one.
    if found.len() > 1 && found.iter().all(is_key) {
        let names: Vec<&str> = found.iter().map(|scheme| scheme.name).collect();
        let names = names.join("`, `");
        return Err(format!(
            "several security schemes accept {what}: `{names}`; select one with `credential`"
        ));
    }
    Ok(found)
}

fn declared(service: &Service) -> String {
    if service.schemes.is_empty() {
        return "the API declares none; use `header` to set a header for all requests".to_owned();
    }
    let schemes: Vec<String> = service
        .schemes
        .iter()
        .map(|scheme| format!("`{}` ({})", scheme.name, required_credential(scheme.kind)))
        .collect();
    format!("the API declares {}", schemes.join(", "))
}
