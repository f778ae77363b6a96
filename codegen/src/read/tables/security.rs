//! Security schemes and requirements.

use crate::read::shape::Shape::{Any, Bool, MapOf, Object as Is, OneOf, Text};
use crate::read::shape::{Object, Rule, expected, optional, required};
use crate::read::version::Version::V3_2;

/// A mistake in the scopes must not lose the scheme, which would open the operation: they are left to the rule.
pub(super) static SECURITY_REQUIREMENT: Object = Object::new("security requirement", &[])
    .with_entries("scheme", Any)
    .with_rule(Rule::SecurityRequirement);

pub(super) static SECURITY_SCHEME: Object = Object::new(
    "security scheme",
    &[
        required(
            "type",
            OneOf(&["apiKey", "http", "mutualTLS", "oauth2", "openIdConnect"]),
        ),
        optional("description", Text),
        optional("name", Text),
        optional("in", OneOf(&["query", "header", "cookie"])),
        optional("scheme", Text),
        optional("bearerFormat", Text),
        optional("flows", Is(&OAUTH_FLOWS)),
        optional("openIdConnectUrl", Text),
        optional("oauth2MetadataUrl", Text).since(V3_2),
        optional("deprecated", Bool).since(V3_2),
    ],
)
.with_rule(Rule::SecurityScheme);

static OAUTH_FLOWS: Object = Object::new(
    "flows object",
    &[
        optional("implicit", Is(&OAUTH_FLOW)),
        optional("password", Is(&OAUTH_FLOW)),
        optional("clientCredentials", Is(&OAUTH_FLOW)),
        optional("authorizationCode", Is(&OAUTH_FLOW)),
        optional("deviceAuthorization", Is(&OAUTH_FLOW)).since(V3_2),
    ],
);

static OAUTH_FLOW: Object = Object::new(
    "flow",
    &[
        optional("authorizationUrl", Text),
        optional("tokenUrl", Text),
        optional("deviceAuthorizationUrl", Text).since(V3_2),
        optional("refreshUrl", Text),
        expected("scopes", MapOf(&Text, "scope")),
    ],
);
