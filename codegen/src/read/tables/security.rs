//! Security schemes and requirements.

use crate::diag::codes;
use crate::read::shape::Shape::{Any, Bool, Enum, MapOf, Object, String};
use crate::read::shape::{ObjectType, Rule, expected, optional, required};
use crate::read::version::Version::V3_2;

/// Scopes have any shape here and are checked by the rule: dropping the scheme would make the operation public.
pub(super) static SECURITY_REQUIREMENT: ObjectType = ObjectType::new("security requirement", &[])
    .with_entries("scheme", Any)
    .with_rule(Rule::SecurityRequirement);

pub(super) static SECURITY_SCHEME: ObjectType = ObjectType::new(
    "security scheme",
    &[
        required(
            "type",
            Enum(&["apiKey", "http", "mutualTLS", "oauth2", "openIdConnect"]),
        ),
        optional("description", String).reported(),
        optional("name", String),
        optional("in", Enum(&["query", "header", "cookie"])),
        optional("scheme", String),
        optional("bearerFormat", String).reported(),
        optional("flows", Object(&OAUTH_FLOWS)),
        optional("openIdConnectUrl", String).reported_as(codes::TOKEN_FLOW),
        optional("oauth2MetadataUrl", String)
            .since(V3_2)
            .reported_as(codes::TOKEN_FLOW),
        optional("deprecated", Bool).since(V3_2).reported(),
    ],
)
.with_rule(Rule::SecurityScheme);

static OAUTH_FLOWS: ObjectType = ObjectType::new(
    "flows object",
    &[
        optional("implicit", Object(&OAUTH_FLOW)).reported_as(codes::TOKEN_FLOW),
        optional("password", Object(&OAUTH_FLOW)),
        optional("clientCredentials", Object(&OAUTH_FLOW)),
        optional("authorizationCode", Object(&OAUTH_FLOW)),
        optional("deviceAuthorization", Object(&OAUTH_FLOW))
            .since(V3_2)
            .reported_as(codes::TOKEN_FLOW),
    ],
);

static OAUTH_FLOW: ObjectType = ObjectType::new(
    "flow",
    &[
        optional("authorizationUrl", String).reported_as(codes::TOKEN_FLOW),
        optional("tokenUrl", String),
        optional("deviceAuthorizationUrl", String)
            .since(V3_2)
            .reported_as(codes::TOKEN_FLOW),
        optional("refreshUrl", String).reported_as(codes::TOKEN_FLOW),
        // The client asks for the scopes of security requirements.
        expected("scopes", MapOf(&String, "scope")).meaningless(),
    ],
);
