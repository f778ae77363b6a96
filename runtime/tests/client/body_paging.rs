//! Paged lists whose page token is an optional and nullable property of the request body.

use crate::api::{BackupSearch, Search, SearchPage};
use crate::runtime::{Call, ScriptedTransport};

use crate::support::scripted;

const PAGES: [(u16, &str); 3] = [
    (200, r#"{"found":[{"id":"a"}],"cursor":"t1"}"#),
    (200, r#"{"found":[{"id":"b"}],"cursor":"t2"}"#),
    (200, r#"{"found":[{"id":"c"}],"cursor":null}"#),
];

fn search(words: &str, page: Option<SearchPage>) -> BackupSearch {
    let mut body = Search::default();
    body.words = Some(words.to_owned());
    body.page = page;
    let mut search = BackupSearch::new();
    search.body = Some(body);
    search
}

fn bodies(transport: &ScriptedTransport) -> Vec<String> {
    let requests = transport.requests().into_iter();
    let bytes = requests.map(|request| request.body().to_vec());
    bytes.map(|body| String::from_utf8(body).unwrap()).collect()
}

async fn sent(search: BackupSearch) -> Vec<String> {
    let (client, transport) = scripted(&PAGES);
    let found = Call::new(&client, search).items().try_collect().await;
    let ids: Vec<String> = found.unwrap().into_iter().map(|it| it.id).collect();
    assert_eq!(ids, ["a", "b", "c"]);
    bodies(&transport)
}

#[tokio::test]
async fn missing_body_is_created_for_the_second_page() {
    assert_eq!(
        sent(BackupSearch::new()).await,
        [
            "",
            r#"{"page":{"cursor":"t1"}}"#,
            r#"{"page":{"cursor":"t2"}}"#
        ]
    );
}

#[tokio::test]
async fn other_properties_are_preserved() {
    let mut page = SearchPage::default();
    page.size = Some(1);
    assert_eq!(
        sent(search("old", Some(page))).await,
        [
            r#"{"words":"old","page":{"size":1}}"#,
            r#"{"words":"old","page":{"cursor":"t1","size":1}}"#,
            r#"{"words":"old","page":{"cursor":"t2","size":1}}"#,
        ]
    );
}

#[tokio::test]
async fn null_token_requests_the_first_page() {
    let mut page = SearchPage::default();
    page.cursor = Some(None);
    assert_eq!(
        sent(search("new", Some(page))).await,
        [
            r#"{"words":"new","page":{"cursor":null}}"#,
            r#"{"words":"new","page":{"cursor":"t1"}}"#,
            r#"{"words":"new","page":{"cursor":"t2"}}"#,
        ]
    );
}

#[cfg(feature = "blocking")]
#[test]
fn blocking_client() {
    use crate::runtime::blocking::Client;
    let transport = crate::support::transport(&PAGES);
    let client = Client::builder().transport(transport.clone()).build();
    let mut items = Call::new(&client.unwrap(), search("old", None)).items();
    assert!(items.by_ref().all(|item| item.is_ok()));
    assert_eq!(
        bodies(&transport)[2],
        r#"{"words":"old","page":{"cursor":"t2"}}"#
    );
}
