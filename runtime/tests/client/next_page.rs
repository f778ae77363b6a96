//! Paging by offset, page number, link header and URL.

use crate::runtime::{
    DecodeError, Meta, Method, NextPage, Operation, Paged, Received, RequestBuilder, Response,
    Undeclared,
};
use serde_json::Value;

use crate::support::{response, scripted, targets};

#[derive(Clone, Copy, PartialEq)]
enum Paging {
    Offset,
    Page,
    Link,
    Url,
    After,
}

#[derive(Clone)]
struct List {
    paging: Paging,
    offset: Option<i32>,
    page: Option<u64>,
    after: String,
}

struct Answer {
    items: Vec<i64>,
    total: Option<i64>,
    more: Option<bool>,
    next: Option<String>,
}

impl Operation for List {
    type Output = Answer;
    type Failure = Undeclared;
    const META: Meta = Meta::new("List", Method::Get, "/list/{id}");

    fn request(&self, request: &mut RequestBuilder) {
        request.path("id", &"a/b");
        request.query("offset", &self.offset);
        request.query("page", &self.page);
        if !self.after.is_empty() {
            request.query("after", &self.after);
        }
    }

    fn decode(response: &Received) -> Result<Self::Output, DecodeError> {
        let body: Value = response.json()?;
        let items = body["items"].as_array().into_iter().flatten();
        Ok(Answer {
            items: items.filter_map(Value::as_i64).collect(),
            total: body["total"].as_i64(),
            more: body["more"].as_bool(),
            next: body["next"].as_str().map(str::to_owned),
        })
    }
}

impl Paged for List {
    type Item = i64;

    fn next_page(&mut self, page: &Response<Answer>) -> NextPage {
        let next_page = match self.paging {
            Paging::Offset => NextPage::offset(&mut self.offset, page.items.len()),
            Paging::Page => NextPage::page(&mut self.page, 0, page.items.len()),
            Paging::Link => NextPage::link(page.headers(), "next"),
            Paging::Url => NextPage::url(page.next.as_ref()),
            Paging::After => {
                let last = page.items.last().map(i64::to_string);
                NextPage::token(&mut self.after, last.as_ref())
            }
        };
        next_page
            .until(page.total.as_ref())
            .while_more(page.more.as_ref())
    }

    fn items(page: Answer) -> Vec<i64> {
        page.items
    }
}

fn list(paging: Paging) -> List {
    List {
        paging,
        offset: None,
        page: None,
        after: String::new(),
    }
}

/// Collects all items, or the error, and the requests.
async fn all(
    paging: Paging,
    answers: &[(u16, &'static str)],
) -> (Result<Vec<i64>, String>, Vec<String>) {
    let (client, transport) = scripted(answers);
    let call = crate::runtime::Call::new(&client, list(paging));
    let items = call.items().try_collect().await;
    let asked = targets(&transport).into_iter();
    let asked = asked.map(|target| target.replace("/mdb/list/a%2Fb", ""));
    (items.map_err(|error| error.to_string()), asked.collect())
}

#[tokio::test]
async fn offsets_add_the_number_of_items() {
    let pages = [
        (200, r#"{"items":[1,2]}"#),
        (200, r#"{"items":[3]}"#),
        (200, "{}"),
    ];
    let (items, asked) = all(Paging::Offset, &pages).await;
    assert_eq!(items, Ok(vec![1, 2, 3]));
    assert_eq!(asked, ["", "?offset=2", "?offset=3"]);
    let pages = [
        (200, r#"{"items":[1,2],"total":3}"#),
        (200, r#"{"items":[3],"total":3}"#),
    ];
    let (items, asked) = all(Paging::Offset, &pages).await;
    assert_eq!(items, Ok(vec![1, 2, 3]));
    assert_eq!(asked, ["", "?offset=2"]);
}

#[tokio::test]
async fn page_numbers_start_at_the_first() {
    let pages = [
        (200, r#"{"items":[1],"total":2}"#),
        (200, r#"{"items":[2],"total":2}"#),
    ];
    let (items, asked) = all(Paging::Page, &pages).await;
    assert_eq!(items, Ok(vec![1, 2]));
    assert_eq!(asked, ["", "?page=1"]);
}

#[tokio::test]
async fn repeated_pages_are_an_error() {
    let page = (200, r#"{"items":[1]}"#);
    let (items, asked) = all(Paging::Page, &[page, page, page]).await;
    let message = "List: the server returned the same page twice: paging would never end";
    assert_eq!(items, Err(message.to_owned()));
    assert_eq!(asked, ["", "?page=1"]);
}

#[tokio::test]
async fn total_and_has_more_end_the_list() {
    let pages = [
        (200, r#"{"items":[1,2],"more":true}"#),
        (200, r#"{"items":[3],"more":false}"#),
    ];
    let (items, asked) = all(Paging::After, &pages).await;
    assert_eq!(items, Ok(vec![1, 2, 3]));
    assert_eq!(asked, ["", "?after=2"]);
}

#[tokio::test]
async fn link_headers() {
    let (client, transport) = scripted(&[]);
    let links = r#"<https://eu.example.com/?a=1>; rel="prev", <http://eu.example.com/p?cursor=x,y>; title="a, b"; rel="last NEXT""#;
    transport.push_response(response(200, &[("link", links)], r#"{"items":[1]}"#));
    let first = r#"</p?cursor=x>; rel="first""#;
    transport.push_response(response(200, &[("link", first)], r#"{"items":[2]}"#));
    let call = crate::runtime::Call::new(&client, list(Paging::Link));
    assert_eq!(call.items().try_collect().await.unwrap(), [1, 2]);
    assert_eq!(targets(&transport), ["/mdb/list/a%2Fb", "/p?cursor=x,y"]);
    let scheme = transport.requests()[1].uri().scheme_str() == Some("https");
    assert!(scheme, "the scheme of the call is kept");
}

#[tokio::test]
async fn urls_in_bodies() {
    let pages = [
        (200, r#"{"items":[1],"next":"?cursor=b"}"#),
        (200, r#"{"items":[2],"next":"?cursor=c"}"#),
        (200, r#"{"items":[3],"next":""}"#),
    ];
    let (items, asked) = all(Paging::Url, &pages).await;
    assert_eq!(items, Ok(vec![1, 2, 3]));
    assert_eq!(asked, ["", "?cursor=b", "?cursor=c"]);
    let page = (200, r#"{"items":[1],"next":"?cursor=b"}"#);
    let (items, asked) = all(Paging::Url, &[page, page, page]).await;
    assert!(items.unwrap_err().contains("the same page URL twice"));
    assert_eq!(asked, ["", "?cursor=b"]);
}

#[tokio::test]
async fn urls_of_other_hosts_are_rejected() {
    for url in [
        "https://evil.example/",
        "https://eu.example.com:8443/p",
        "//x/",
    ] {
        let body = String::leak(format!(r#"{{"items":[1],"next":"{url}"}}"#));
        let (items, asked) = all(Paging::Url, &[(200, body)]).await;
        let message = items.unwrap_err();
        assert!(message.contains("is on another server"), "{message}");
        assert_eq!(asked, [""]);
    }
}
