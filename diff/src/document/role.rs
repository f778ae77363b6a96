//! What a schema is used for.

/// What a schema is used for.
#[derive(Clone, Debug, PartialEq, Eq)]
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

    /// The element in the operation, for reports and fingerprints.
    pub fn element(&self, path: &str) -> String {
        match self {
            Role::RequestBody { media } => format!("request {media} {path}"),
            Role::Parameter { location, name } | Role::RequiredParameter { location, name } => {
                format!("{location} {name} {path}")
            }
            Role::ResponseBody { status, media } => format!("response {status} {media} {path}"),
            Role::ResponseHeader { status, name } => {
                format!("response {status} header {name} {path}")
            }
            Role::Payload { of, media } => format!("payload {of} {media} {path}"),
            Role::Reply { of, status, media } => format!("reply {of} {status} {media} {path}"),
        }
    }

    /// A phrase for the schema at a path.
    pub fn subject(&self, path: &str) -> String {
        match (self, path.is_empty()) {
            (Role::RequestBody { .. }, true) => "the request body".to_owned(),
            (Role::RequestBody { .. }, false) => format!("the request property `{path}`"),
            (
                Role::Parameter { location, name } | Role::RequiredParameter { location, name },
                true,
            ) => {
                format!("the {location} parameter `{name}`")
            }
            (Role::Parameter { name, .. } | Role::RequiredParameter { name, .. }, false) => {
                format!("the property `{path}` of the parameter `{name}`")
            }
            (Role::ResponseBody { status, .. }, true) => format!("the response body ({status})"),
            (Role::ResponseBody { status, .. }, false) => {
                format!("the response property `{path}` ({status})")
            }
            (Role::ResponseHeader { status, name }, _) => format!("the header `{name}` ({status})"),
            (Role::Payload { of, .. }, true) => format!("the payload of `{of}`"),
            (Role::Payload { of, .. }, false) => format!("the payload property `{path}` of `{of}`"),
            (Role::Reply { of, status, .. }, true) => format!("the reply to `{of}` ({status})"),
            (Role::Reply { of, .. }, false) => format!("the reply property `{path}` to `{of}`"),
        }
    }

    /// Adapts an id or title, which is written for calls by the client, to this role.
    pub fn adapt(&self, text: &str) -> String {
        match self {
            Role::Payload { .. } => text.replacen("response", "payload", 1),
            Role::Reply { .. } => text.replacen("request", "reply", 1),
            _ => text.to_owned(),
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

/// The part of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InCall {
    Request,
    Parameter,
    Response,
    Header,
}
