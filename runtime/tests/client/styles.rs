//! Each style in each place, against the table of the specification (OpenAPI 3.0.4 and 3.1.1, "Style
//! Examples"): a text, a list and an object under the name `color`, exploded and not.

use crate::runtime::{
    Call, DecodeError, Meta, Method, Operation, Received, RequestBuilder, Style, Tree, Undeclared,
};
use serde::{Serialize, Serializer};

use crate::support::{header, scripted};

/// Puts `color` where the test says.
struct Probe<F>(F);

impl<F: Fn(&mut RequestBuilder) + Send + Sync + 'static> Operation for Probe<F> {
    type Output = ();
    type Failure = Undeclared;
    const META: Meta = Meta::new("Probe", Method::Post, "/x{color}?y={color}#z");

    fn request(&self, request: &mut RequestBuilder) {
        (self.0)(request);
    }

    fn decode(response: &Received) -> Result<(), DecodeError> {
        response.empty()
    }
}

/// Where a value stands.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Path,
    Query,
    Header,
    Cookie,
    Body,
}

/// An object whose members keep their order, which a JSON value doesn't promise.
struct Members<T>(Vec<(&'static str, T)>);

impl<T: Serialize> Serialize for Members<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, member)| (key, member)))
    }
}

fn colours() -> Members<u8> {
    Members(vec![("R", 100), ("G", 200), ("B", 150)])
}

/// What stands in one place of the request.
fn sent(place: Place, style: Style, value: impl Serialize + Send + Sync + 'static) -> String {
    let (client, _) = scripted(&[]);
    let probe = Probe(move |request: &mut RequestBuilder| {
        let tree = Tree::of(&value);
        match place {
            Place::Path => return request.path_as(style, "color", &tree),
            Place::Query => request.query_as(style, "color", &tree),
            Place::Header => request.header_as(style, "color", &tree),
            Place::Cookie => request.cookie_as(style, "color", &tree),
            Place::Body => request.form_as(&[("color", style)], &Members(vec![("color", &value)])),
        }
        request.path("color", &"-");
    });
    let request = Call::new(&client, probe).to_http().unwrap();
    let after = |text: &str, start: &str| text.strip_prefix(start).unwrap().to_owned();
    match place {
        Place::Path => after(request.uri().path(), "/mdb/x"),
        Place::Query => {
            let query = after(request.uri().query().unwrap(), "y=-");
            query.strip_prefix('&').unwrap_or(&query).to_owned()
        }
        Place::Header => header(&request, "color").to_owned(),
        Place::Cookie => header(&request, "cookie").to_owned(),
        Place::Body => {
            let body = request.body().as_bytes().unwrap().to_vec();
            String::from_utf8(body).unwrap()
        }
    }
}

/// Place, style, and what becomes of `""`, `blue`, a list and an object.
type Row = (Place, Style, [&'static str; 4]);

/// Where the specification has no example, `n/a`.
const TABLE: &[Row] = &[
    (
        Place::Path,
        Style::MATRIX,
        [
            ";color",
            ";color=blue",
            ";color=blue,black,brown",
            ";color=R,100,G,200,B,150",
        ],
    ),
    (
        Place::Path,
        Style::MATRIX.exploded(),
        [
            ";color",
            ";color=blue",
            ";color=blue;color=black;color=brown",
            ";R=100;G=200;B=150",
        ],
    ),
    (
        Place::Path,
        Style::LABEL,
        [".", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"],
    ),
    (
        Place::Path,
        Style::LABEL.exploded(),
        [".", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"],
    ),
    (
        Place::Path,
        Style::SIMPLE,
        ["n/a", "blue", "blue,black,brown", "R,100,G,200,B,150"],
    ),
    (
        Place::Path,
        Style::SIMPLE.exploded(),
        ["n/a", "blue", "blue,black,brown", "R=100,G=200,B=150"],
    ),
    (
        Place::Header,
        Style::SIMPLE,
        ["", "blue", "blue,black,brown", "R,100,G,200,B,150"],
    ),
    (
        Place::Header,
        Style::SIMPLE.exploded(),
        ["", "blue", "blue,black,brown", "R=100,G=200,B=150"],
    ),
    (
        Place::Query,
        Style::FORM,
        [
            "color=",
            "color=blue",
            "color=blue,black,brown",
            "color=R,100,G,200,B,150",
        ],
    ),
    (
        Place::Query,
        Style::FORM.exploded(),
        [
            "color=",
            "color=blue",
            "color=blue&color=black&color=brown",
            "R=100&G=200&B=150",
        ],
    ),
    (
        Place::Cookie,
        Style::FORM,
        [
            "color=",
            "color=blue",
            "color=blue,black,brown",
            "color=R,100,G,200,B,150",
        ],
    ),
    (
        // The table's `&` is of queries; cookies have `; ` between them (RFC 6265, section 4.2.1).
        Place::Cookie,
        Style::FORM.exploded(),
        [
            "color=",
            "color=blue",
            "color=blue; color=black; color=brown",
            "R=100; G=200; B=150",
        ],
    ),
    (
        Place::Query,
        Style::SPACES,
        [
            "n/a",
            "n/a",
            "color=blue%20black%20brown",
            "color=R%20100%20G%20200%20B%20150",
        ],
    ),
    (
        Place::Query,
        Style::PIPES,
        [
            "n/a",
            "n/a",
            "color=blue%7Cblack%7Cbrown",
            "color=R%7C100%7CG%7C200%7CB%7C150",
        ],
    ),
    (
        Place::Query,
        Style::DEEP,
        [
            "n/a",
            "n/a",
            "n/a",
            "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150",
        ],
    ),
];

#[test]
fn table_of_the_specification() {
    for &(place, style, [empty, text, list, object]) in TABLE {
        let mut places = vec![place];
        if place == Place::Query {
            // A form is written like a query (Encoding Object).
            places.push(Place::Body);
        }
        for place in places {
            let check = |expected: &str, sent: &dyn Fn() -> String| {
                if expected != "n/a" {
                    assert_eq!(sent(), expected, "{style:?}");
                }
            };
            check(empty, &|| sent(place, style, ""));
            check(text, &|| sent(place, style, "blue"));
            check(list, &|| sent(place, style, ["blue", "black", "brown"]));
            check(object, &|| sent(place, style, colours()));
        }
    }
}

#[test]
fn json_as_a_value() {
    let value = || serde_json::json!({"a": [1, "x y"]});
    let encoded = "%7B%22a%22%3A%5B1%2C%22x%20y%22%5D%7D";
    let sent = |place| self::sent(place, Style::JSON, value());
    assert_eq!(sent(Place::Path), encoded);
    assert_eq!(sent(Place::Query), format!("color={encoded}"));
    assert_eq!(sent(Place::Cookie), format!("color={encoded}"));
    assert_eq!(sent(Place::Body), format!("color={encoded}"));
    assert_eq!(sent(Place::Header), r#"{"a":[1,"x y"]}"#);
    let text = self::sent(Place::Query, Style::JSON, "blue");
    assert_eq!(text, "color=%22blue%22");
}

#[test]
fn reserved_characters_stay_where_they_end_nothing() {
    let value = "a/b?c=d&e#f %41%zz:@+";
    let style = Style::FORM.exploded().reserved();
    let kept = "color=a/b?c=d%26e%23f%20%41%25zz:@+";
    assert_eq!(sent(Place::Query, style, value), kept);
    assert_eq!(sent(Place::Body, style, value), kept);
    let path = sent(Place::Path, Style::SIMPLE.reserved(), value);
    assert_eq!(path, "a%2Fb%3Fc=d&e%23f%20%41%25zz:@+");
    let encoded = sent(Place::Query, Style::FORM, value);
    assert_eq!(encoded, "color=a%2Fb%3Fc%3Dd%26e%23f%20%2541%25zz%3A%40%2B");
}

#[test]
fn what_the_specification_leaves_open() {
    let nested =
        || serde_json::json!({"a": {"b": 1}, "l": ["x", "y"], "n": null, "o": [{"k": true}]});
    let query = |style| sent(Place::Query, style, nested());
    assert_eq!(
        query(Style::DEEP),
        "color%5Ba%5D%5Bb%5D=1&color%5Bl%5D%5B%5D=x&color%5Bl%5D%5B%5D=y\
         &color%5Bo%5D%5B0%5D%5Bk%5D=true"
    );
    assert_eq!(
        query(Style::FORM.exploded()),
        "a%5Bb%5D=1&l=x&l=y&o=%7B%22k%22%3Atrue%7D"
    );
    assert_eq!(
        query(Style::PIPES),
        "color=a%7C%7B%22b%22%3A1%7D%7Cl%7C%5B%22x%22%2C%22y%22%5D%7Co%7C%5B%7B%22k%22%3Atrue%7D%5D"
    );
    let list = |style| sent(Place::Query, style, ["x", "y"]);
    assert_eq!(list(Style::DEEP), "color%5B%5D=x&color%5B%5D=y");
    assert_eq!(list(Style::PIPES.exploded()), "color=x&color=y");
    let objects = || serde_json::json!([{"a": 1}, {"a": 2}]);
    assert_eq!(
        sent(Place::Query, Style::FORM.exploded(), objects()),
        "color=%7B%22a%22%3A1%7D&color=%7B%22a%22%3A2%7D"
    );
    for style in [
        Style::FORM,
        Style::FORM.exploded(),
        Style::PIPES,
        Style::DEEP,
    ] {
        assert_eq!(sent(Place::Query, style, Vec::<u8>::new()), "");
        assert_eq!(sent(Place::Query, style, None::<u8>), "");
    }
    for style in [Style::SIMPLE, Style::JSON] {
        assert_eq!(sent(Place::Header, style, None::<u8>), "");
    }
}

#[test]
fn values_are_encoded_and_separators_are_not() {
    let list = || ["a,b", "c;d=e f"];
    assert_eq!(
        sent(Place::Path, Style::SIMPLE, list()),
        "a%2Cb,c%3Bd%3De%20f"
    );
    assert_eq!(
        sent(Place::Query, Style::FORM, list()),
        "color=a%2Cb,c%3Bd%3De%20f"
    );
    assert_eq!(
        sent(Place::Cookie, Style::FORM, list()),
        "color=a%2Cb,c%3Bd%3De%20f"
    );
    assert_eq!(
        sent(Place::Query, Style::PIPES, ["a|b", "c"]),
        "color=a%7Cb%7Cc"
    );
}
