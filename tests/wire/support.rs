//! Shared by the tests of this folder.

use std::time::Duration;

use generated::{Client, ClientBuilder, RetryPolicy};

use crate::server::Server;

/// The token of [`client`]. It occurs in no other string of the tests.
pub const TOKEN: &str = "t1.9euelZ-s3cret";

/// A client of the server, for all servers of the API. Retries wait only briefly.
pub fn client(server: &Server) -> Client {
    builder(server).build().unwrap()
}

/// The configuration of [`client`].
pub fn builder(server: &Server) -> ClientBuilder {
    at(&server.url()).base_url_for(OPERATIONS, server.url())
}

/// A client of the API at this URL.
pub fn at(url: &str) -> ClientBuilder {
    Client::builder()
        .bearer_token(TOKEN)
        .base_url(url)
        .retries(RetryPolicy::new(2).base_delay(Duration::from_millis(1)))
}

/// The server of long-running operations, as the document declares it.
pub const OPERATIONS: &str = "https://operation.api.cloud.yandex.net";

/// A backup with all properties.
pub const BACKUP: &str = r#"{
    "id": "b1",
    "folderId": "f1",
    "createdAt": "2019-05-28T10:08:47.123456789Z",
    "sourceClusterId": "c1",
    "startedAt": "2019-05-28T13:05:02+03:00",
    "sourceShardNames": ["rs01", "rs02"],
    "size": "9223372036854775807",
    "type": "AUTOMATED"
}"#;

/// A status object.
pub const NOT_FOUND: &str =
    r#"{"code": 5, "message": "Backup b1 not found", "details": [{"requestId": "r1"}]}"#;

/// A page with backups of these IDs, and a token.
pub fn page(ids: &[&str], token: &str) -> String {
    let backups: Vec<String> = ids.iter().map(|id| format!(r#"{{"id":"{id}"}}"#)).collect();
    format!(
        r#"{{"backups":[{}],"nextPageToken":"{token}"}}"#,
        backups.join(",")
    )
}
