//! What a schema is used for.

use super::super::admits::Direction;

/// What a schema is used for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    RequestBody {
        media: String,
    },
    Parameter {
        location: String,
        name: String,
    },
    /// A required parameter: its default is never used.
    RequiredParameter {
        location: String,
        name: String,
    },
    ResponseBody {
        status: String,
        media: String,
    },
    ResponseHeader {
        status: String,
        name: String,
    },
    /// The request body of a webhook or callback.
    Payload {
        of: String,
        media: String,
    },
    /// The response to a webhook or callback.
    Reply {
        of: String,
        status: String,
        media: String,
    },
}

impl Role {
    /// The name of the element. Bodies have none.
    pub fn name(&self) -> Option<&str> {
        match self {
            Role::RequestBody { .. } | Role::ResponseBody { .. } => None,
            Role::Payload { .. } | Role::Reply { .. } => None,
            Role::Parameter { name, .. }
            | Role::RequiredParameter { name, .. }
            | Role::ResponseHeader { name, .. } => Some(name),
        }
    }

    /// The body, parameter or header in the operation, for reports and fingerprints.
    pub fn element(&self) -> String {
        match self {
            Role::RequestBody { media } => format!("request {media}"),
            Role::Parameter { location, name } | Role::RequiredParameter { location, name } => {
                format!("{location} {name}")
            }
            Role::ResponseBody { status, media } => format!("response {status} {media}"),
            Role::ResponseHeader { status, name } => format!("response {status} header {name}"),
            Role::Payload { of, media } => format!("payload {of} {media}"),
            Role::Reply { of, status, media } => format!("reply {of} {status} {media}"),
        }
    }

    /// Who sends the values.
    pub fn direction(&self) -> Direction {
        match self.in_a_call() {
            InCall::Request | InCall::Parameter => Direction::Request,
            InCall::Response | InCall::Header => Direction::Response,
        }
    }

    /// The id of a rule, which is written for calls by the client, for this role.
    pub fn rule_id(&self, id: &str) -> String {
        match self {
            Role::Payload { .. } => id.replacen("response", "payload", 1),
            Role::Reply { .. } => id.replacen("request", "reply", 1),
            _ => id.to_owned(),
        }
    }

    /// The role with the same direction in a call by the client.
    pub fn in_a_call(&self) -> InCall {
        match self {
            Role::RequestBody { .. } | Role::Reply { .. } => InCall::Request,
            Role::Parameter { .. } | Role::RequiredParameter { .. } => InCall::Parameter,
            Role::ResponseBody { .. } | Role::Payload { .. } => InCall::Response,
            Role::ResponseHeader { .. } => InCall::Header,
        }
    }
}

/// The part of a call. A change is reported once for each part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum InCall {
    Request,
    Parameter,
    Response,
    Header,
}

impl InCall {
    /// The part in fingerprints.
    pub fn as_str(self) -> &'static str {
        match self {
            InCall::Request => "request",
            InCall::Parameter => "parameter",
            InCall::Response => "response",
            InCall::Header => "header",
        }
    }
}
