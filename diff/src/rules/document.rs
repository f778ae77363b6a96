//! Rules about all that is no schema.
//!
//! In: an id. Out: the rule.

use crate::Level;

/// A rule with one id and one level.
#[derive(Debug)]
pub struct Rule {
    pub id: &'static str,
    pub level: Level,
    /// What happened; `{a}` and `{b}` are what it happened to, or what was and what is.
    pub title: &'static str,
    /// Why it matters to a client.
    pub why: &'static str,
    pub fact: Fact,
}

/// What makes two findings of a rule one fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact {
    /// The same happened to what is called the same, wherever that stands.
    Named,
    /// It happened in the same place.
    Placed,
}

/// The rule with an id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id)
}

const fn row(id: &'static str, level: Level, title: &'static str, why: &'static str) -> Rule {
    let fact = Fact::Named;
    Rule {
        id,
        level,
        title,
        why,
        fact,
    }
}

/// A rule about something that has no name beside its place.
const fn own(id: &'static str, level: Level, title: &'static str, why: &'static str) -> Rule {
    let fact = Fact::Placed;
    Rule {
        fact,
        ..row(id, level, title, why)
    }
}

use Level::{Error as E, Info as I, Warning as W};

const NEW: &str = "clients that do not know it go on as before";
const GONE: &str = "clients that use it get an error";
const LESS: &str = "clients that need it miss it";
const REFUSED: &str = "clients that do not send it are refused";
const IGNORED: &str = "what clients send may be ignored or refused";
const NOTICE: &str = "clients have to be told in time";
const KEPT: &str = "clients may go on using it";
const PLAN: &str = "the day when it goes is what clients plan by";
const NAME: &str = "nothing on the wire; generated names may change";
const ACCESS: &str = "clients may need other credentials";
const OLD_HOST: &str = "clients go on calling the old one, which may no longer answer";
const SAFE: &str = "clients go on as before";

#[rustfmt::skip]
pub(super) static RULES: &[Rule] = &[
    // Operations.
    own("endpoint-added", I, "the operation is new", NEW),
    own("api-path-removed-without-deprecation", E, "the path is gone", GONE),
    own("api-path-removed-with-deprecation", I, "the path is gone, as announced", NOTICE),
    own("api-path-removed-before-sunset", E, "the path is gone before {a}, the day that was announced", PLAN),
    own("api-path-sunset-parse", E, "the day when the operation goes is `{a}`, which is no date", PLAN),
    own("api-removed-without-deprecation", E, "the operation is gone", GONE),
    own("api-removed-with-deprecation", I, "the operation is gone, as announced", NOTICE),
    own("api-removed-before-sunset", E, "the operation is gone before {a}, the day that was announced", PLAN),
    own("api-operation-moved", E, "the operation `{a}` moved here from {b}", GONE),
    own("api-operation-id-removed", I, "the operation was called `{a}` and is called `{b}`", NAME),
    own("api-operation-id-added", I, "the operation is called `{b}` and had no name", NAME),
    row("api-tag-added", I, "the operation has the tag `{b}`", NAME),
    row("api-tag-removed", I, "the operation no longer has the tag `{a}`", NAME),
    // The end of life.
    own("endpoint-deprecated", I, "the operation is deprecated", NOTICE),
    own("endpoint-deprecated-with-sunset", I, "the operation is deprecated and goes on {b}", NOTICE),
    own("endpoint-reactivated", I, "the operation is no longer deprecated", KEPT),
    own("api-deprecated-sunset-parse", E, "the operation is deprecated, and goes on `{b}`, which is no date", PLAN),
    own("api-deprecated-sunset-missing", E, "the operation is deprecated, and the day when it goes is missing", PLAN),
    own("api-sunset-date-too-small", E, "the operation goes on {b}, before the notice of {a} days is over", PLAN),
    own("api-sunset-date-changed-too-small", E, "the operation goes on {b}, earlier than {a}", PLAN),
    own("sunset-deleted", E, "the day when the operation goes is no longer said; it was {a}", PLAN),
    own("api-invalid-stability-level", E, "`{b}` is no level of stability", "the levels are draft, alpha, beta and stable"),
    own("api-stability-decreased", E, "the operation went from {a} to {b}", "what clients rely on may change without notice"),
    own("api-stability-increased", I, "the operation went from {a} to {b}", SAFE),
    // Parameters.
    row("new-required-request-parameter", E, "the {a} parameter `{b}` is new and required", REFUSED),
    row("new-optional-request-parameter", I, "the {a} parameter `{b}` is new", NEW),
    row("new-request-path-parameter", E, "the path parameter `{b}` is new", GONE),
    row("new-required-request-default-parameter-to-existing-path", E, "the {a} parameter `{b}` is new and required, for all operations of the path", REFUSED),
    row("new-optional-request-default-parameter-to-existing-path", I, "the {a} parameter `{b}` is new, for all operations of the path", NEW),
    row("request-parameter-removed", W, "the {a} parameter `{b}` is gone", IGNORED),
    row("request-parameter-removed-with-deprecation", I, "the {a} parameter `{b}` is gone, as announced", NOTICE),
    row("request-parameter-removed-before-sunset", E, "the parameter `{b}` is gone before {a}, the day that was announced", PLAN),
    row("request-parameter-sunset-parse", E, "the day when the parameter `{a}` goes is `{b}`, which is no date", PLAN),
    row("request-parameter-sunset-deleted", E, "the day when the parameter `{b}` goes is no longer said; it was {a}", PLAN),
    row("request-parameter-sunset-date-changed-too-small", E, "the day when the parameter goes is {b}, earlier than {a}", PLAN),
    row("request-parameter-became-required", E, "the {a} parameter `{b}` is required", REFUSED),
    row("request-parameter-became-optional", I, "the {a} parameter `{b}` is optional", SAFE),
    row("request-parameter-style-changed", E, "the parameter is written as {b}, before it was {a}", "the server reads it otherwise than clients write it"),
    row("new-required-request-header-property", E, "the member `{b}` of the header `{a}` is new and required", REFUSED),
    row("request-header-property-became-required", E, "the member `{b}` of the header `{a}` is required", REFUSED),
    row("new-required-request-parameter-property", E, "the member `{b}` of the parameter `{a}` is new and required", REFUSED),
    row("request-parameter-property-removed", W, "the member `{b}` of the parameter `{a}` is gone", IGNORED),
    // Request bodies.
    own("request-body-added-required", E, "a request body is new and required", REFUSED),
    own("request-body-added-optional", I, "a request body is new", NEW),
    own("request-body-removed", E, "the request body is gone", IGNORED),
    own("request-body-became-required", E, "the request body is required", REFUSED),
    own("request-body-became-optional", I, "the request body is optional", SAFE),
    row("request-body-media-type-added", I, "the request body may be {b}", NEW),
    row("request-body-media-type-removed", E, "the request body may no longer be {a}", "clients that send it are refused"),
    row("request-body-media-type-schema-added", E, "the request body ({b}) has a schema and had none", IGNORED),
    row("request-body-media-type-schema-removed", I, "the request body ({b}) no longer has a schema", SAFE),
    row("new-required-request-property", E, "the request property `{b}` is new and required", REFUSED),
    row("new-required-request-property-with-default", E, "the request property `{b}` is new and required, and has a default", REFUSED),
    row("new-optional-request-property", I, "the request property `{b}` is new", NEW),
    row("request-property-removed", W, "the request property `{b}` is gone", IGNORED),
    row("request-optional-property-became-not-write-only", I, "the request property `{b}` comes back in responses too", SAFE),
    row("request-optional-property-became-write-only", I, "the request property `{b}` no longer comes back in responses", SAFE),
    row("request-optional-property-became-read-only", I, "the request property `{b}` is no longer to be sent", SAFE),
    row("request-optional-property-became-not-read-only", I, "the request property `{b}` may be sent", SAFE),
    row("request-required-property-became-not-write-only", I, "the required request property `{b}` comes back in responses too", SAFE),
    row("request-required-property-became-write-only", I, "the required request property `{b}` no longer comes back in responses", SAFE),
    row("request-required-property-became-read-only", I, "the required request property `{b}` is no longer to be sent", SAFE),
    row("request-required-property-became-not-read-only", I, "the required request property `{b}` may be sent", SAFE),
    // Responses.
    row("response-success-status-removed", E, "the status {a} is gone", "clients wait for it"),
    row("response-success-status-added", I, "the status {b} is new", "clients may take it for a failure"),
    row("response-non-success-status-removed", I, "the status {a} is gone", SAFE),
    row("response-non-success-status-added", I, "the status {b} is new", SAFE),
    row("response-media-type-removed", E, "the response ({a}) no longer comes as {b}", LESS),
    row("response-media-type-added", I, "the response ({a}) may come as {b}", SAFE),
    row("response-media-type-name-changed", I, "the response came as {a} and comes as {b}", SAFE),
    row("response-media-type-name-generalized", E, "the response came as {a} and comes as {b}, which may be more", LESS),
    row("response-media-type-name-specialized", I, "the response came as {a} and comes as {b}, which is a kind of it", SAFE),
    row("response-body-media-type-schema-added", I, "the response ({b}) has a schema and had none", SAFE),
    row("response-body-media-type-schema-removed", W, "the response ({b}) no longer has a schema", LESS),
    row("response-header-added", I, "the response ({a}) has the header `{b}`", NEW),
    row("required-response-header-removed", E, "the response ({a}) no longer has the header `{b}`, which always came", LESS),
    row("optional-response-header-removed", W, "the response ({a}) no longer has the header `{b}`", LESS),
    row("response-header-became-optional", E, "the header `{b}` of the response ({a}) may be missing", LESS),
    row("response-required-property-removed", E, "the response property `{b}`, which always came, is gone", LESS),
    row("response-required-write-only-property-removed", I, "the write-only property `{b}` is gone", SAFE),
    row("response-optional-property-removed", W, "the response property `{b}` is gone", LESS),
    row("response-optional-write-only-property-removed", I, "the write-only property `{b}` is gone", SAFE),
    row("response-required-property-added", I, "the response property `{b}` is new and always comes", NEW),
    row("response-required-write-only-property-added", I, "the write-only property `{b}` is new", NEW),
    row("response-optional-property-added", I, "the response property `{b}` is new", NEW),
    row("response-optional-write-only-property-added", I, "the write-only property `{b}` is new", NEW),
    row("response-optional-property-became-not-write-only", I, "the response property `{b}` may come", SAFE),
    row("response-optional-property-became-write-only", I, "the response property `{b}` no longer comes", SAFE),
    row("response-optional-property-became-read-only", I, "the response property `{b}` can't be sent any more", SAFE),
    row("response-optional-property-became-not-read-only", I, "the response property `{b}` can be sent too", SAFE),
    row("response-required-property-became-not-write-only", W, "the response property `{b}` comes, and is required", "clients that share a type for both may not expect it"),
    row("response-required-property-became-write-only", I, "the required response property `{b}` no longer comes", SAFE),
    row("response-required-property-became-read-only", I, "the required response property `{b}` can't be sent any more", SAFE),
    row("response-required-property-became-not-read-only", I, "the required response property `{b}` can be sent too", SAFE),
    // Security.
    row("api-security-added", I, "the operation may be called with {b}", ACCESS),
    row("api-security-removed", I, "the operation may no longer be called with {a}", ACCESS),
    row("api-security-replaced", E, "the operation is called {b}, and no longer {a}", "clients that do not have other credentials are refused"),
    row("api-security-scope-added", I, "the operation needs the scope `{b}` of {a}", ACCESS),
    row("api-security-scope-removed", I, "the operation no longer needs the scope `{b}` of {a}", SAFE),
    row("api-global-security-added", I, "the API may be called with {b}", ACCESS),
    row("api-global-security-removed", I, "the API may no longer be called with {a}", ACCESS),
    row("api-global-security-scope-added", I, "the API needs the scope `{b}` of {a}", ACCESS),
    row("api-global-security-scope-removed", I, "the API no longer needs the scope `{b}` of {a}", SAFE),
    row("api-security-component-added", I, "the security scheme `{b}` is new", NEW),
    row("api-security-component-removed", I, "the security scheme `{a}` is gone", ACCESS),
    row("api-security-component-type-changed", I, "a security scheme was {a} and is {b}", ACCESS),
    row("api-security-component-oauth-url-changed", I, "users log in at {b} instead of {a}", ACCESS),
    row("api-security-component-oauth-token-url-changed", I, "tokens come from {b} instead of {a}", ACCESS),
    row("api-security-component-oauth-scope-added", I, "the scope `{b}` of `{a}` is new", NEW),
    row("api-security-component-oauth-scope-removed", I, "the scope `{b}` of `{a}` is gone", ACCESS),
    row("api-security-component-oauth-scope-changed", I, "the scope `{b}` of `{a}` is described otherwise", SAFE),
    // Where the API is.
    own("api-default-server-changed", W, "the API is at {b}, before it was at {a}", OLD_HOST),
    own("api-server-added", I, "the API is also at {b}", NEW),
    own("api-server-removed", W, "the API is no longer at {a}", OLD_HOST),
    own("api-server-variable-default-changed", W, "the server variable {b}, before it was `{a}`", OLD_HOST),
    row("endpoint-default-server-changed", W, "the operation is at {b}, before it was at {a}", OLD_HOST),
    row("endpoint-server-added", I, "the operation is also at {b}", NEW),
    row("endpoint-server-removed", W, "the operation is no longer at {a}", OLD_HOST),
    row("endpoint-server-variable-default-changed", W, "the server variable {b} for the operation, before it was `{a}`", OLD_HOST),
    // The rest.
    own("api-schema-removed", I, "the schema `{a}` is gone", NAME),
    own("callback-added", I, "the callback `{b}` is new", NEW),
    own("callback-removed", E, "the callback `{a}` is gone", "clients wait for it"),
    own("callback-url-changed", E, "a callback goes to `{b}`, before it was `{a}`", "clients say elsewhere where it goes"),
    own("payload-added", I, "`{b}` brings a payload", NEW),
    own("payload-removed", E, "`{a}` no longer brings a payload", LESS),
    row("payload-media-type-added", W, "the payload of `{a}` may come as {b}", "clients may not read it"),
    row("payload-media-type-removed", I, "the payload of `{a}` no longer comes as {b}", SAFE),
    row("reply-status-added", I, "`{a}` may be answered with {b}", SAFE),
    row("reply-status-removed", W, "`{a}` may no longer be answered with {b}", "what clients answer may be taken for a failure"),
    own("webhook-added", I, "the webhook `{b}` is new", NEW),
    own("webhook-removed", E, "the webhook `{a}` is gone", "clients wait for it"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_and_words_are_there() {
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
