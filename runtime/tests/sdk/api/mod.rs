//! An API with operations, in the form of emitted code.

mod search;
mod task;

use std::collections::BTreeMap;

pub use search::{BackupSearch, Found, Search, SearchPage};
pub use task::{Task, TaskGet, TaskGetFailure};

use crate::models::Backup;
use crate::runtime::{
    self, ApiKeyLocation, Call, Check, Checked, Client, DecodeError, Meta, Method, NextPage,
    Operation, Paged, Received, RequestBuilder, Response, Scheme, SchemeKind, Server, Service,
    Variable, wire,
};

/// The server of long-running operations.
pub const TASKS: Server = Server {
    url: "https://tasks.example.com",
    variables: &[],
};

/// The server of archives.
pub const ARCHIVE: Server = Server {
    url: "https://{vault}.example.com",
    variables: &[Variable {
        name: "vault",
        default: "v1",
        allowed: &["v1", "v2"],
    }],
};

/// The API as a whole.
pub const SERVICE: Service = Service {
    name: "runtime-tests",
    version: "1.2.3",
    servers: &[Server {
        url: "https://{region}.example.com/mdb/",
        variables: &[Variable {
            name: "region",
            default: "eu",
            allowed: &["eu", "us"],
        }],
    }],
    operation_servers: &[TASKS, ARCHIVE],
    schemes: &[
        Scheme {
            name: "iamToken",
            kind: SchemeKind::Bearer,
        },
        Scheme {
            name: "login",
            kind: SchemeKind::Basic,
        },
        Scheme {
            name: "key",
            kind: SchemeKind::ApiKey {
                location: ApiKeyLocation::Header,
                name: "X-Api-Key",
            },
        },
        Scheme {
            name: "queryKey",
            kind: SchemeKind::ApiKey {
                location: ApiKeyLocation::Query,
                name: "api_key",
            },
        },
        Scheme {
            name: "session",
            kind: SchemeKind::ApiKey {
                location: ApiKeyLocation::Cookie,
                name: "sid",
            },
        },
        Scheme {
            name: "grant",
            kind: SchemeKind::OAuth2 {
                token_url: "login/token",
                scopes: &["read", "write"],
            },
        },
    ],
};

/// One page of backups.
#[derive(Clone, Debug, PartialEq, Default)]
#[non_exhaustive]
pub struct BackupList {
    pub backups: Option<Vec<Backup>>,
    pub next_page_token: Option<String>,
}

wire::object! { BackupList {
    backups: "backups" => Optional<List<Plain>>,
    next_page_token: "nextPageToken" => Optional<Plain>,
} }

/// The body of an error response.
#[derive(Clone, Debug, PartialEq, Default)]
#[non_exhaustive]
pub struct Problem {
    pub code: Option<i64>,
    pub message: Option<String>,
}

wire::object! { Problem {
    code: "code" => Optional<Plain>,
    message: "message" => Optional<Plain>,
} }

/// Lists the backups of a cluster.
#[derive(Clone)]
#[non_exhaustive]
pub struct ClusterListBackups {
    pub cluster_id: String,
    pub page_size: Option<i64>,
    pub page_token: Option<String>,
    pub labels: Option<Vec<String>>,
    pub x_request_id: Option<String>,
}

impl ClusterListBackups {
    #[inline]
    pub fn new(cluster_id: impl Into<String>) -> Self {
        Self {
            cluster_id: cluster_id.into(),
            page_size: None,
            page_token: None,
            labels: None,
            x_request_id: None,
        }
    }
}

impl Operation for ClusterListBackups {
    type Output = BackupList;
    type Failure = ClusterListBackupsFailure;
    const META: Meta = Meta {
        name: "ClusterListBackups",
        method: Method::Get,
        path: "/v1/clusters/{clusterId}/backups",
        server: None,
        security: &[&["iamToken"]],
    };
    #[inline]
    fn check(&self, check: &mut Check) {
        check.value("clusterId", &self.cluster_id).max_length(50);
        check
            .value("pageSize", &self.page_size)
            .minimum(0)
            .maximum(1000);
        check.value("pageToken", &self.page_token).max_length(100);
        check
            .value("labels", &self.labels)
            .max_items(3)
            .unique_items();
        check
            .each("labels", &self.labels)
            .min_length(2)
            .pattern_as("^[a-z]+$", "^(?:[a-z])+$");
    }
    #[inline]
    fn request(&self, request: &mut RequestBuilder) {
        request.path("clusterId", &self.cluster_id);
        request.query("pageSize", &self.page_size);
        request.query("pageToken", &self.page_token);
        request.query("labels", &self.labels);
        request.header("X-Request-Id", &self.x_request_id);
    }
    #[inline]
    fn decode(response: &Received) -> Result<Self::Output, DecodeError> {
        response.json()
    }
}

impl Paged for ClusterListBackups {
    type Item = Backup;
    fn next_page(&mut self, page: &Response<Self::Output>) -> NextPage {
        NextPage::token(&mut self.page_token, page.next_page_token.as_ref())
    }
    fn items(page: Self::Output) -> Vec<Self::Item> {
        page.backups.unwrap_or_default()
    }
}

runtime::failures! { {
    NotFound(Problem) = 404,
    Server(String) = Class(5),
    Other(serde_json::Value) = Any,
} for
    ClusterListBackupsFailure,
}

impl<C> Call<C, ClusterListBackups> {
    pub fn page_size(mut self, page_size: i64) -> Self {
        self.op.page_size = Some(page_size);
        self
    }
    pub fn page_token(mut self, page_token: impl Into<String>) -> Self {
        self.op.page_token = Some(page_token.into());
        self
    }
    pub fn labels(mut self, labels: Vec<String>) -> Self {
        self.op.labels = Some(labels);
        self
    }
    pub fn x_request_id(mut self, x_request_id: impl Into<String>) -> Self {
        self.op.x_request_id = Some(x_request_id.into());
        self
    }
}

/// Operations on clusters.
#[derive(Clone)]
pub struct Cluster<C> {
    client: C,
}

impl<C: Clone> Cluster<C> {
    pub fn list_backups(&self, cluster_id: impl Into<String>) -> Call<C, ClusterListBackups> {
        Call::new(&self.client, ClusterListBackups::new(cluster_id))
    }
}

/// The properties of a new backup.
#[derive(Clone, Debug, PartialEq, Default)]
#[non_exhaustive]
pub struct BackupSpec {
    pub name: Option<String>,
    pub parts: Option<Vec<BackupSpec>>,
    pub by_name: Option<BTreeMap<String, BackupSpec>>,
    pub ratio: Option<f64>,
}

wire::object! { BackupSpec {
    name: "name" => Optional<Plain>,
    parts: "parts" => Optional<List<Plain>>,
    by_name: "byName" => Optional<Map<Plain>>,
    ratio: "ratio" => Optional<Plain>,
} }

impl Checked for BackupSpec {
    fn check(&self, check: &mut Check) {
        check.value("name", &self.name).min_length(1).max_length(10);
        check
            .value("ratio", &self.ratio)
            .exclusive_minimum(0)
            .exclusive_maximum(1.5)
            .multiple_of(0.1);
        check.nested("parts", &self.parts);
        check.nested("byName", &self.by_name);
        check.value("byName", &self.by_name).max_properties(2);
        check.keys("byName", &self.by_name).max_length(5);
        check
            .at_most_one()
            .of("name", &self.name)
            .of("ratio", &self.ratio);
    }
}

/// Creates a backup.
#[derive(Clone)]
#[non_exhaustive]
pub struct BackupCreate {
    pub body: BackupSpec,
}

impl BackupCreate {
    /// Reads the `response` of the task. Returns `None` if it is missing.
    pub fn response(answer: &Task) -> Result<Option<BackupSpec>, DecodeError> {
        runtime::read_as(&answer.response)
    }
}

impl BackupCreate {
    #[inline]
    pub fn new(body: BackupSpec) -> Self {
        Self { body }
    }
}

impl Operation for BackupCreate {
    type Output = Task;
    type Failure = runtime::Undeclared;
    const META: Meta = Meta {
        name: "BackupCreate",
        method: Method::Post,
        path: "/v1/backups",
        server: None,
        security: &[&["iamToken"]],
    };
    #[inline]
    fn check(&self, check: &mut Check) {
        check.nested("body", &self.body);
    }
    #[inline]
    fn request(&self, request: &mut RequestBuilder) {
        request.json(&self.body);
    }
    #[inline]
    fn decode(response: &Received) -> Result<Self::Output, DecodeError> {
        response.json()
    }
}

/// Operations on backups.
#[derive(Clone)]
pub struct Backups<C> {
    client: C,
}

impl<C: Clone> Backups<C> {
    pub fn create(&self, body: BackupSpec) -> Call<C, BackupCreate> {
        Call::new(&self.client, BackupCreate::new(body))
    }
    pub fn task(&self, id: impl Into<String>) -> Call<C, TaskGet> {
        Call::new(&self.client, TaskGet::new(id))
    }
}

impl Client {
    pub fn cluster(&self) -> Cluster<Client> {
        Cluster {
            client: self.clone(),
        }
    }
    pub fn backup(&self) -> Backups<Client> {
        Backups {
            client: self.clone(),
        }
    }
}

#[cfg(feature = "blocking")]
impl runtime::blocking::Client {
    pub fn cluster(&self) -> Cluster<Self> {
        Cluster {
            client: self.clone(),
        }
    }
    pub fn backup(&self) -> Backups<Self> {
        Backups {
            client: self.clone(),
        }
    }
}
