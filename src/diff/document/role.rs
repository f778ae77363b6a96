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
    /// A parameter that has to be sent: its default is never used.
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
}

impl Role {
    /// Whether the client writes it or reads it.
    pub fn side(&self) -> &'static str {
        match self {
            Role::ResponseBody { .. } | Role::ResponseHeader { .. } => "received",
            _ => "sent",
        }
    }

    /// Where in the operation, for people and for fingerprints.
    pub fn place(&self, path: &str) -> String {
        match self {
            Role::RequestBody { media } => format!("request {media} {path}"),
            Role::Parameter { location, name } | Role::RequiredParameter { location, name } => {
                format!("{location} {name} {path}")
            }
            Role::ResponseBody { status, media } => format!("response {status} {media} {path}"),
            Role::ResponseHeader { status, name } => {
                format!("response {status} header {name} {path}")
            }
        }
    }

    /// The schema at a path below it, in words.
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
                format!("the member `{path}` of the parameter `{name}`")
            }
            (Role::ResponseBody { status, .. }, true) => format!("the response body ({status})"),
            (Role::ResponseBody { status, .. }, false) => {
                format!("the response property `{path}` ({status})")
            }
            (Role::ResponseHeader { status, name }, _) => format!("the header `{name}` ({status})"),
        }
    }
}
