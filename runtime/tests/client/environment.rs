//! Settings from environment variables.

use std::env::VarError;

use crate::runtime::{Client, ClientBuilder};

use crate::support::{header, transport};

fn builder(variables: &'static [(&'static str, &'static str)]) -> ClientBuilder {
    ClientBuilder::from_variables("PETS", |name| {
        let found = variables.iter().find(|(known, _)| *known == name);
        found
            .map(|(_, value)| (*value).to_owned())
            .ok_or(VarError::NotPresent)
    })
}

#[tokio::test]
async fn variables_are_settings() {
    let transport = transport(&[(503, ""), (200, "{}")]);
    let builder = builder(&[
        ("PETS_BASE_URL", "https://pets.example.com/v2"),
        ("PETS_TOKEN", "t0ken"),
        ("PETS_USER_AGENT", "shop/1"),
        ("PETS_TIMEOUT", "2.5"),
        ("PETS_RETRIES", "1"),
        ("PETS_MAX_CONCURRENT_CALLS", "3"),
        ("PETS_API_KEY", ""),
        ("OTHER_TOKEN", "no"),
    ]);
    let client = builder.transport(transport.clone()).build().unwrap();
    client.cluster().list_backups("c").await.unwrap();
    let requests = transport.requests();
    assert_eq!(requests.len(), 2);
    assert_eq!(
        requests[0].uri(),
        "https://pets.example.com/v2/v1/clusters/c/backups"
    );
    assert_eq!(header(&requests[0], "authorization"), "Bearer t0ken");
    assert_eq!(header(&requests[0], "user-agent"), "shop/1");
}

#[tokio::test]
async fn methods_take_precedence() {
    let transport = transport(&[(200, "{}")]);
    let builder = builder(&[("PETS_TOKEN", "t0ken")]).bearer_token("other");
    let client = builder.transport(transport.clone()).build().unwrap();
    client.cluster().list_backups("c").await.unwrap();
    assert_eq!(
        header(&transport.requests()[0], "authorization"),
        "Bearer other"
    );
}

#[test]
fn invalid_values_are_errors_without_the_value() {
    let problem = |variables| {
        builder(variables)
            .transport(transport(&[]))
            .build()
            .unwrap_err()
    };
    let error = problem(&[("PETS_TIMEOUT", "s3cret"), ("PETS_RETRIES", "many")]);
    assert!(error.is_configuration());
    assert_eq!(
        error.to_string(),
        "the environment variable `PETS_TIMEOUT` is no number"
    );
    let error = problem(&[("PETS_TIMEOUT", "-1")]);
    assert_eq!(
        error.to_string(),
        "the environment variable `PETS_TIMEOUT` is no number of seconds"
    );
    let error = problem(&[("PETS_CLIENT_ID", "id")]);
    assert_eq!(
        error.to_string(),
        "the environment variable `PETS_CLIENT_SECRET` is missing, but `PETS_CLIENT_ID` is set"
    );
}

#[test]
fn nothing_is_read_unless_asked_for() {
    let debug = |builder: ClientBuilder| {
        format!(
            "{:?}",
            builder
                .anonymous()
                .transport(transport(&[]))
                .build()
                .unwrap()
        )
    };
    assert_eq!(debug(Client::builder()), debug(builder(&[])));
}
