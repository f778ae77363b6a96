//! The rules about everything except schemas.

use crate::Level;

/// A rule with one id and one level.
#[derive(Debug)]
pub struct Rule {
    pub id: &'static str,
    pub level: Level,
    /// What happened. `{a}` and `{b}` are the old and the new value, or the element. For the other variables, see
    /// `Terms`.
    pub title: &'static str,
    /// What it means for clients.
    pub why: &'static str,
    pub identity: Identity,
    /// Whether it is about operations as a whole.
    pub is_about_operations: bool,
}

/// Which findings of a rule are about the same change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Identity {
    /// Findings about elements of the same name, in any location.
    ByName,
    /// Findings in the same location.
    ByLocation,
}

/// Finds a rule.
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id)
}

const fn row(id: &'static str, level: Level, title: &'static str, why: &'static str) -> Rule {
    let identity = Identity::ByName;
    Rule {
        id,
        level,
        title,
        why,
        identity,
        is_about_operations: false,
    }
}

/// A rule about an element without a name.
const fn own(id: &'static str, level: Level, title: &'static str, why: &'static str) -> Rule {
    let identity = Identity::ByLocation;
    Rule {
        identity,
        ..row(id, level, title, why)
    }
}

/// A rule about operations as a whole.
const fn whole(rule: Rule) -> Rule {
    Rule {
        is_about_operations: true,
        ..rule
    }
}

use Level::{Error as E, Info as I, Warning as W};

const NEW: &str = "existing clients are not affected";
const GONE: &str = "clients that use it will get an error";
const MISSING: &str = "clients that rely on it will break";
const REQUIRED: &str = "clients must now send it";
const IGNORED: &str = "the server may ignore or reject what clients send";
const NOTICE: &str = "announce the change to clients";
const USABLE: &str = "clients can continue to use it";
const SUNSET: &str = "clients rely on the sunset date";
const NAME: &str = "requests and responses do not change; generated names may";
const ACCESS: &str = "clients may need different credentials";
const OLD_HOST: &str = "existing clients continue to call the old server, which may be gone";
const SAFE: &str = "existing clients are not affected";

#[rustfmt::skip]
pub(super) static RULES: &[Rule] = &[
    // Operations.
    whole(own("endpoint-added", I, "the operation was added", NEW)),
    whole(own("api-path-removed-without-deprecation", E, "the path was removed without deprecation", GONE)),
    whole(own("api-path-removed-with-deprecation", I, "the path was removed after its deprecation", NOTICE)),
    whole(own("api-path-removed-before-sunset", E, "the path was removed before its sunset date {a}", SUNSET)),
    own("api-path-sunset-parse", E, "the sunset date `{a}` of the operation is not a date", SUNSET),
    whole(own("api-removed-without-deprecation", E, "the operation was removed without deprecation", GONE)),
    whole(own("api-removed-with-deprecation", I, "the operation was removed after its deprecation", NOTICE)),
    whole(own("api-removed-before-sunset", E, "the operation was removed before its sunset date {a}", SUNSET)),
    whole(own("api-operation-moved", E, "the operation `{a}` moved here from {b}", GONE)),
    own("api-operation-id-removed", I, "the operationId changed from `{a}` to `{b}`", NAME),
    own("api-operation-id-added", I, "the operation got the operationId `{b}`", NAME),
    row("api-tag-added", I, "the operation got the tag `{b}`", NAME),
    row("api-tag-removed", I, "the operation no longer has the tag `{a}`", NAME),
    // Lifecycle.
    own("endpoint-deprecated", I, "the operation was deprecated", NOTICE),
    own("endpoint-deprecated-with-sunset", I, "the operation was deprecated with the sunset date {b}", NOTICE),
    own("endpoint-reactivated", I, "the operation is no longer deprecated", USABLE),
    own("api-deprecated-sunset-parse", E, "the operation was deprecated with the invalid sunset date `{b}`", SUNSET),
    own("api-deprecated-sunset-missing", E, "the operation was deprecated without a sunset date", SUNSET),
    own("api-sunset-date-too-small", E, "the operation has the sunset date {b}, but the deprecation period is {a} days", SUNSET),
    own("api-sunset-date-changed-too-small", E, "the sunset date of the operation changed from {a} to {b}, which is too early", SUNSET),
    own("sunset-deleted", E, "the sunset date of the operation was removed; it was {a}", SUNSET),
    own("api-invalid-stability-level", E, "`{b}` is not a stability level", "use draft, alpha, beta or stable"),
    own("api-stability-decreased", E, "the operation changed its stability level from {a} to {b}", "the operation may now change without notice"),
    own("api-stability-increased", I, "the operation changed its stability level from {a} to {b}", SAFE),
    // Parameters.
    row("new-required-request-parameter", E, "the required {a} parameter `{b}` was added", REQUIRED),
    row("new-optional-request-parameter", I, "the optional {a} parameter `{b}` was added", NEW),
    row("new-request-path-parameter", E, "the path parameter `{b}` was added", GONE),
    row("new-required-request-default-parameter-to-existing-path", E, "the required {a} parameter `{b}` was added to all operations of the path", REQUIRED),
    row("new-optional-request-default-parameter-to-existing-path", I, "the optional {a} parameter `{b}` was added to all operations of the path", NEW),
    row("request-parameter-removed", W, "the {a} parameter `{b}` was removed", IGNORED),
    row("request-parameter-removed-with-deprecation", I, "the {a} parameter `{b}` was removed after its deprecation", NOTICE),
    row("request-parameter-removed-before-sunset", E, "the parameter `{b}` was removed before its sunset date {a}", SUNSET),
    row("request-parameter-sunset-parse", E, "the sunset date `{b}` of the parameter `{a}` is not a date", SUNSET),
    row("request-parameter-sunset-deleted", E, "the sunset date of the parameter `{b}` was removed; it was {a}", SUNSET),
    row("request-parameter-sunset-date-changed-too-small", E, "the sunset date of the parameter changed from {a} to {b}, which is too early", SUNSET),
    row("request-parameter-became-required", E, "the {a} parameter `{b}` became required", REQUIRED),
    row("request-parameter-became-optional", I, "the {a} parameter `{b}` became optional", SAFE),
    row("request-parameter-style-changed", E, "the parameter changed its serialization from {a} to {b}", "clients must serialize it differently"),
    row("new-required-request-header-property", E, "the required property `{p}` of the header `{e}` was added", REQUIRED),
    row("request-header-property-became-required", E, "the property `{p}` of the header `{e}` became required", REQUIRED),
    row("new-required-request-parameter-property", E, "the required property `{p}` of the parameter `{e}` was added", REQUIRED),
    row("request-parameter-property-removed", W, "the property `{p}` of the parameter `{e}` was removed", IGNORED),
    // Request bodies.
    own("request-body-added-required", E, "a required request body was added", REQUIRED),
    own("request-body-added-optional", I, "an optional request body was added", NEW),
    own("request-body-removed", E, "the request body was removed", IGNORED),
    own("request-body-became-required", E, "the request body became required", REQUIRED),
    own("request-body-became-optional", I, "the request body became optional", SAFE),
    row("request-body-media-type-added", I, "the request body can now be {b}", NEW),
    row("request-body-media-type-removed", E, "the request body can no longer be {a}", "the server rejects clients that send it"),
    row("request-body-encoding-changed", E, "the part `{a}` of the request body changed its encoding to {b}", "clients must encode it differently"),
    row("request-body-encoding-widened", I, "the part `{a}` of the request body can now also be encoded as {b}", SAFE),
    row("request-body-media-type-schema-added", E, "the request body ({b}) got a schema", IGNORED),
    row("request-body-media-type-schema-removed", I, "the request body ({b}) no longer has a schema", SAFE),
    row("new-required-request-property", E, "the required {w} property `{p}` was added", REQUIRED),
    row("new-required-request-property-with-default", E, "the required {w} property `{p}` was added and has a default", REQUIRED),
    row("new-optional-request-property", I, "the optional {w} property `{p}` was added", NEW),
    row("request-property-removed", W, "the {w} property `{p}` was removed", IGNORED),
    row("request-optional-property-became-not-write-only", I, "the optional {w} property `{p}` is no longer write-only", SAFE),
    row("request-optional-property-became-write-only", I, "the optional {w} property `{p}` became write-only", SAFE),
    row("request-optional-property-became-read-only", I, "the optional {w} property `{p}` became read-only", SAFE),
    row("request-optional-property-became-not-read-only", I, "the optional {w} property `{p}` is no longer read-only", SAFE),
    row("request-required-property-became-not-write-only", I, "the required {w} property `{p}` is no longer write-only", SAFE),
    row("request-required-property-became-write-only", I, "the required {w} property `{p}` became write-only", SAFE),
    row("request-required-property-became-read-only", I, "the required {w} property `{p}` became read-only", SAFE),
    row("request-required-property-became-not-read-only", I, "the required {w} property `{p}` is no longer read-only", SAFE),
    // Responses.
    row("response-success-status-removed", E, "the success status {a} was removed", "clients that rely on it will break"),
    row("response-success-status-added", I, "the success status {b} was added", "clients may treat it as an error"),
    row("response-non-success-status-removed", I, "the error status {a} was removed", SAFE),
    row("response-non-success-status-added", I, "the error status {b} was added", SAFE),
    row("response-media-type-removed", E, "the response ({a}) is no longer sent as {b}", MISSING),
    row("response-media-type-added", I, "the response ({a}) can now also be sent as {b}", SAFE),
    row("response-media-type-name-changed", I, "the media type of the response changed from {a} to {b}", SAFE),
    row("response-media-type-name-generalized", E, "the media type of the response changed from {a} to the more general {b}", MISSING),
    row("response-media-type-name-specialized", I, "the media type of the response changed from {a} to the more specific {b}", SAFE),
    row("response-body-media-type-schema-added", I, "the response ({b}) got a schema", SAFE),
    row("response-body-media-type-schema-removed", W, "the response ({b}) no longer has a schema", MISSING),
    row("response-link-added", I, "the link `{b}` was added to the response ({a})", NEW),
    row("response-link-removed", W, "the link `{b}` was removed from the response ({a})", MISSING),
    row("response-header-added", I, "the header `{b}` was added to the response ({a})", NEW),
    row("required-response-header-removed", E, "the required header `{b}` was removed from the response ({a})", MISSING),
    row("optional-response-header-removed", W, "the optional header `{b}` was removed from the response ({a})", MISSING),
    row("response-header-became-optional", E, "the header `{b}` of the response ({a}) became optional", MISSING),
    row("response-required-property-removed", E, "the required {w} property `{p}` was removed", MISSING),
    row("response-required-write-only-property-removed", I, "the required write-only property `{p}` was removed", SAFE),
    row("response-optional-property-removed", W, "the optional {w} property `{p}` was removed", MISSING),
    row("response-optional-write-only-property-removed", I, "the optional write-only property `{p}` was removed", SAFE),
    row("response-required-property-added", I, "the required {w} property `{p}` was added", NEW),
    row("response-required-write-only-property-added", I, "the required write-only property `{p}` was added", NEW),
    row("response-optional-property-added", I, "the optional {w} property `{p}` was added", NEW),
    row("response-optional-write-only-property-added", I, "the optional write-only property `{p}` was added", NEW),
    row("response-optional-property-became-not-write-only", I, "the optional {w} property `{p}` is no longer write-only", SAFE),
    row("response-optional-property-became-write-only", I, "the optional {w} property `{p}` became write-only", SAFE),
    row("response-optional-property-became-read-only", I, "the optional {w} property `{p}` became read-only", SAFE),
    row("response-optional-property-became-not-read-only", I, "the optional {w} property `{p}` is no longer read-only", SAFE),
    row("response-required-property-became-not-write-only", W, "the required {w} property `{p}` is no longer write-only", "clients may not expect it in the response"),
    row("response-required-property-became-write-only", E, "the required {w} property `{p}` became write-only", MISSING),
    row("response-required-property-became-read-only", I, "the required {w} property `{p}` became read-only", SAFE),
    row("response-required-property-became-not-read-only", I, "the required {w} property `{p}` is no longer read-only", SAFE),
    // Security.
    row("api-security-added", I, "the operation can now be called with {b}", ACCESS),
    row("api-security-removed", I, "the operation can no longer be called with {a}", ACCESS),
    whole(row("api-security-replaced", E, "the operation must now be called {b} instead of {a}", "clients must now use different credentials")),
    row("api-security-scope-added", W, "the operation now needs the scope `{b}` of {a}", ACCESS),
    row("api-security-scope-removed", I, "the operation no longer needs the scope `{b}` of {a}", SAFE),
    row("api-global-security-added", I, "the API can now be called with {b}", ACCESS),
    row("api-global-security-removed", I, "the API can no longer be called with {a}", ACCESS),
    row("api-global-security-scope-added", W, "the API now needs the scope `{b}` of {a}", ACCESS),
    row("api-global-security-scope-removed", I, "the API no longer needs the scope `{b}` of {a}", SAFE),
    row("api-security-component-added", I, "the security scheme `{b}` was added", NEW),
    row("api-security-component-removed", I, "the security scheme `{a}` was removed", ACCESS),
    row("api-security-component-type-changed", I, "a security scheme changed its type from {a} to {b}", ACCESS),
    row("api-security-component-oauth-url-changed", W, "the authorization URL changed from {a} to {b}", ACCESS),
    row("api-security-component-oauth-token-url-changed", W, "the token URL changed from {a} to {b}", ACCESS),
    row("api-security-component-openid-url-changed", W, "the OpenID Connect URL changed from {a} to {b}", ACCESS),
    row("api-security-component-oauth-flow-added", I, "the OAuth flow `{b}` was added", NEW),
    row("api-security-component-oauth-flow-removed", E, "the OAuth flow `{a}` was removed", "clients that use it can't get a token"),
    row("api-security-component-oauth-scope-added", I, "the scope `{b}` of `{a}` was added", NEW),
    row("api-security-component-oauth-scope-removed", W, "the scope `{b}` of `{a}` was removed", ACCESS),
    row("api-security-component-oauth-scope-changed", I, "the description of the scope `{b}` of `{a}` changed", SAFE),
    // Servers.
    own("api-default-server-changed", W, "the default server changed from {a} to {b}", OLD_HOST),
    own("api-server-added", I, "the server {b} was added", NEW),
    own("api-server-removed", W, "the server {a} was removed", OLD_HOST),
    own("api-server-variable-value-removed", W, "the server variable `{a}` can no longer be `{b}`", "clients that use the value have no server"),
    own("api-server-variable-restricted", W, "the server variable `{a}` can now only be {b}", "clients that use other values have no server"),
    own("api-server-variable-default-changed", W, "the default of the server variable {a} to `{b}`", OLD_HOST),
    row("endpoint-default-server-changed", W, "the default server of the operation changed from {a} to {b}", OLD_HOST),
    row("endpoint-server-added", I, "the server {b} was added to the operation", NEW),
    row("endpoint-server-removed", W, "the server {a} was removed from the operation", OLD_HOST),
    row("endpoint-server-variable-value-removed", W, "the server variable `{a}` can no longer be `{b}`, for the operation", "clients that use the value have no server"),
    row("endpoint-server-variable-restricted", W, "the server variable `{a}` can now only be {b}, for the operation", "clients that use other values have no server"),
    row("endpoint-server-variable-default-changed", W, "the default of the server variable {a} to `{b}`, for the operation", OLD_HOST),
    // Others.
    own("api-schema-removed", I, "the {schema|schemas} {l} {was|were} removed", NAME),
    own("callback-added", I, "the callback `{b}` was added", NEW),
    own("callback-removed", E, "the callback `{a}` was removed", "clients that rely on it will break"),
    own("callback-url-changed", E, "the URL of a callback changed from `{a}` to `{b}`", "clients must listen at the new URL"),
    own("payload-added", I, "`{b}` got a payload", NEW),
    own("payload-removed", E, "`{a}` no longer has a payload", MISSING),
    row("payload-media-type-added", W, "the payload of `{a}` can now also be sent as {b}", "clients may not support it"),
    row("payload-media-type-removed", I, "the payload of `{a}` is no longer sent as {b}", SAFE),
    row("reply-status-added", I, "clients can now respond to `{a}` with {b}", SAFE),
    row("reply-status-removed", W, "clients can no longer respond to `{a}` with {b}", "the server may treat the response as an error"),
    whole(own("webhook-added", I, "the webhook `{b}` was added", NEW)),
    whole(own("webhook-removed", E, "the webhook `{a}` was removed", "clients that rely on it will break")),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_and_messages_are_not_empty() {
        for (index, rule) in RULES.iter().enumerate() {
            assert!(
                RULES[..index].iter().all(|other| other.id != rule.id),
                "{}",
                rule.id
            );
            assert!(
                !rule.title.is_empty() && !rule.why.is_empty(),
                "{}",
                rule.id
            );
        }
    }
}
