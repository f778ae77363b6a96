//! Multipart bodies, byte by byte.

use std::collections::BTreeMap;

use crate::runtime::{
    Body, Call, Client, DecodeError, File, Meta, Method, Multipart, Operation, Parts, Received,
    RequestBuilder, Style, Tree, Undeclared,
};
use serde_json::json;

use crate::streams::{End, script};
use crate::support::{header, scripted};

/// Sends the parts that a test adds.
#[derive(Clone)]
struct Send<M>(M);

impl<M: Multipart + Clone + std::marker::Send + Sync + 'static> Operation for Send<M> {
    type Output = ();
    type Failure = Undeclared;
    const META: Meta = Meta::new("Send", Method::Put, "/send");

    fn request(&self, request: &mut RequestBuilder) {
        request.multipart("multipart/form-data", &self.0);
    }

    fn decode(response: &Received) -> Result<(), DecodeError> {
        response.empty()
    }
}

#[derive(Clone)]
struct Form(fn(&mut Parts));

impl Multipart for Form {
    fn parts(&self, parts: &mut Parts) {
        (self.0)(parts);
    }
}

/// Returns the boundary in a content type.
fn boundary(content_type: &str) -> &str {
    content_type
        .strip_prefix("multipart/form-data; boundary=")
        .unwrap()
}

/// Returns the body with `B` for the boundary and `|` for line breaks.
fn boundary_replaced(content_type: &str, body: &[u8]) -> String {
    let text = String::from_utf8(body.to_vec()).unwrap();
    text.replace(boundary(content_type), "B")
        .replace("\r\n", "|")
}

fn sent<M: Multipart + Clone + std::marker::Send + Sync + 'static>(form: M) -> String {
    let (client, _) = scripted(&[]);
    let request = Call::new(&client, Send(form)).to_http().unwrap();
    let body = request.body().as_bytes().unwrap();
    boundary_replaced(header(&request, "content-type"), body)
}

#[test]
fn headers_of_parts() {
    let form = Form(|parts| {
        parts.header("photo", "X-Checksum", &"ab12");
        parts.header("photo", "X-Size", &Some(7));
        parts.header("photo", "X-Absent", &None::<String>);
        parts.header("origin", "X-Marks", &vec![1, 2]);
        let area = Tree::of(&json!({"left": 1, "top": 2}));
        parts.header_as(Style::SIMPLE.exploded(), "tags", "X-Area", &area);
        let own = File::from("b").with_header("x-checksum", "cd34");
        parts.file("photo", &vec![File::from("a"), own]);
        let origin = json!({"town": "Ulm", "year": 1876});
        parts.styled(Style::DEEP_OBJECT, "origin", &Tree::of(&origin));
        parts.json("tags", &Tree::of(&json!(["c"])));
        parts.text("title", &"x");
    });
    assert_eq!(
        sent(form),
        "--B|Content-Disposition: form-data; name=\"photo\"; filename=\"photo\"|\
         Content-Type: application/octet-stream|X-Checksum: ab12|X-Size: 7||a|\
         --B|Content-Disposition: form-data; name=\"photo\"; filename=\"photo\"|\
         Content-Type: application/octet-stream|X-Size: 7|x-checksum: cd34||b|\
         --B|Content-Disposition: form-data; name=\"origin[town]\"|X-Marks: 1,2||Ulm|\
         --B|Content-Disposition: form-data; name=\"origin[year]\"|X-Marks: 1,2||1876|\
         --B|Content-Disposition: form-data; name=\"tags\"|Content-Type: application/json|\
         X-Area: left=1,top=2||\"c\"|\
         --B|Content-Disposition: form-data; name=\"title\"||x|\
         --B--|"
    );
}

#[test]
fn invalid_part_headers() {
    let refused = |form: Form| {
        let (client, _) = scripted(&[]);
        let error = Call::new(&client, Send(form)).to_http().unwrap_err();
        assert!(error.is_invalid_request());
        error.to_string()
    };
    let broken = refused(Form(|parts| {
        parts.header("title", "X-Note", &"a\r\nX-Other: b");
        parts.text("title", &"x");
    }));
    assert!(
        broken.contains("`X-Note` contains a control character"),
        "{broken}"
    );
    let unnamed = refused(Form(|parts| {
        parts.file("photo", &File::from("a").with_header("X Y", "b"));
    }));
    assert!(
        unnamed.contains("`X Y` is not a valid header name"),
        "{unnamed}"
    );
    let taken = refused(Form(|parts| {
        parts.file("photo", &File::from("a").with_header("content-type", "b/c"));
    }));
    assert!(
        taken.contains("`content-type` of a part is set by the client"),
        "{taken}"
    );
}

#[test]
fn all_kinds_of_parts() {
    let form = Form(|parts| {
        parts.text("title", &"grüß");
        parts.text("tags", &vec!["a", "b"]);
        parts.text("absent", &None::<String>);
        parts.text_as("text/markdown", "notes", &"*x*");
        parts.json("place", &Tree::of(&json!({"town": "Ulm"})));
        parts.json("stops", &Tree::of(&json!([{"n": 1}, 2])));
        parts.json("nowhere", &Tree::of(&None::<i64>));
        parts.json_as("application/json", "route", &Tree::of(&json!([1, 2])));
        parts.file("photo", &File::from("bytes"));
    });
    assert_eq!(
        sent(form),
        "--B|Content-Disposition: form-data; name=\"title\"||grüß|\
         --B|Content-Disposition: form-data; name=\"tags\"||a|\
         --B|Content-Disposition: form-data; name=\"tags\"||b|\
         --B|Content-Disposition: form-data; name=\"notes\"|Content-Type: text/markdown||*x*|\
         --B|Content-Disposition: form-data; name=\"place\"|Content-Type: application/json||{\"town\":\"Ulm\"}|\
         --B|Content-Disposition: form-data; name=\"stops\"|Content-Type: application/json||{\"n\":1}|\
         --B|Content-Disposition: form-data; name=\"stops\"|Content-Type: application/json||2|\
         --B|Content-Disposition: form-data; name=\"route\"|Content-Type: application/json||[1,2]|\
         --B|Content-Disposition: form-data; name=\"photo\"; filename=\"photo\"|\
         Content-Type: application/octet-stream||bytes|\
         --B--|"
    );
}

#[test]
fn styled_lists_and_objects() {
    let form = Form(|parts| {
        let place = json!({"town": "Aß&=%41", "at": {"x": 1}, "tags": ["a", "b"]});
        parts.styled(Style::DEEP_OBJECT, "place", &Tree::of(&place));
        parts.styled(Style::PIPE_DELIMITED, "tags", &Tree::of(&["a b", "c"]));
        parts.styled(
            Style::FORM.exploded(),
            "flat",
            &Tree::of(&json!({"k": true})),
        );
        parts.styled(Style::FORM, "none", &Tree::of(&None::<Vec<String>>));
    });
    let part = |name: &str, text: &str| {
        format!("--B|Content-Disposition: form-data; name=\"{name}\"||{text}|")
    };
    let parts = [
        part("place[at][x]", "1"),
        part("place[tags][]", "a"),
        part("place[tags][]", "b"),
        part("place[town]", "Aß&=%41"),
        part("tags", "a b|c"),
        part("k", "true"),
    ];
    assert_eq!(sent(form), format!("{}--B--|", parts.concat()));
}

#[test]
fn file_names_and_content_types() {
    let form = Form(|parts| {
        let named = File::from(vec![b'x']).with_name("a \"b\"\r\n.png");
        parts.file_as(
            "image/png",
            "photos",
            &vec![named, File::from("y".to_owned())],
        );
        let typed = File::from("z").with_content_type("image/gif");
        parts.file_as("image/png", "cover", &Some(typed));
        parts.file("none", &None::<Vec<File>>);
    });
    assert_eq!(
        sent(form),
        "--B|Content-Disposition: form-data; name=\"photos\"; filename=\"a %22b%22%0D%0A.png\"|\
         Content-Type: image/png||x|\
         --B|Content-Disposition: form-data; name=\"photos\"; filename=\"photos\"|\
         Content-Type: image/png||y|\
         --B|Content-Disposition: form-data; name=\"cover\"; filename=\"cover\"|\
         Content-Type: image/gif||z|\
         --B--|"
    );
    let undeclared = BTreeMap::from([("one".to_owned(), File::from("1"))]);
    assert_eq!(
        sent(undeclared),
        "--B|Content-Disposition: form-data; name=\"one\"; filename=\"one\"|\
         Content-Type: application/octet-stream||1|--B--|"
    );
    assert_eq!(sent(Form(|_| {})), "--B--|");
}

#[test]
fn content_types_with_line_breaks_are_rejected() {
    let form = Form(|parts| {
        parts.file("f", &File::from("x").with_content_type("a/b\r\nX-Evil: 1"));
    });
    let (client, _) = scripted(&[]);
    let error = Call::new(&client, Send(form)).to_http().unwrap_err();
    assert_eq!(
        error.to_string(),
        "Send: the content type of `f` contains a control character"
    );
}

/// A file with streaming content.
#[derive(Clone)]
struct Upload(File);

impl Multipart for Upload {
    fn parts(&self, parts: &mut Parts) {
        parts.text("a", &"1");
        parts.file("f", &self.0);
        parts.text("b", &"2");
    }
}

fn upload(client: &Client, body: Body) -> Call<Client, Send<Upload>> {
    Call::new(client, Send(Upload(body.into())))
}

#[tokio::test]
async fn streams_between_other_parts() {
    let (client, transport) = scripted(&[(204, "")]);
    let body = script(&["one ", "two"], End::Clean);
    upload(&client, body).await.unwrap();
    let request = transport.last_request().unwrap();
    assert_eq!(
        boundary_replaced(
            request.headers()["content-type"].to_str().unwrap(),
            request.body()
        ),
        "--B|Content-Disposition: form-data; name=\"a\"||1|\
         --B|Content-Disposition: form-data; name=\"f\"; filename=\"f\"|\
         Content-Type: application/octet-stream||one two|\
         --B|Content-Disposition: form-data; name=\"b\"||2|--B--|"
    );
}

#[test]
fn size_is_known_if_all_part_sizes_are() {
    let (client, _) = scripted(&[]);
    let size = |body| upload(&client, body).to_http().unwrap().body().size();
    let known = size(Body::from("12345"));
    assert!(known.is_some());
    let sized = script(&["123", "45"], End::Clean).with_size(5);
    assert_eq!(size(sized), known);
    assert_eq!(size(script(&["12345"], End::Clean)), None);
}
