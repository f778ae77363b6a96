//! Each style in each location, compared with the table of the specification (OpenAPI 3.0.4 and
//! 3.1.1, "Style Examples"): a string, a list and an object with the name `color`, exploded and
//! not.

use crate::runtime::{
    Call, DecodeError, Meta, Method, Operation, Received, RequestBuilder, Style, Tree, Undeclared,
};
use serde::{Serialize, Serializer};

use crate::support::{header, scripted};

/// Writes `color` to a location of the request.
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

/// The location of a value.
#[derive(Clone, Copy, PartialEq)]
enum Location {
    Path,
    Query,
    Header,
    Cookie,
    Body,
}

/// An object that preserves the order of its properties, unlike a JSON value.
struct Members<T>(Vec<(&'static str, T)>);

impl<T: Serialize> Serialize for Members<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, member)| (key, member)))
    }
}

fn colours() -> Members<u8> {
    Members(vec![("R", 100), ("G", 200), ("B", 150)])
}

/// Returns one location of the request.
fn sent(location: Location, style: Style, value: impl Serialize + Send + Sync + 'static) -> String {
    let (client, _) = scripted(&[]);
    let probe = Probe(move |request: &mut RequestBuilder| {
        let tree = Tree::of(&value);
        match location {
            Location::Path => return request.path_as(style, "color", &tree),
            Location::Query => request.query_as(style, "color", &tree),
            Location::Header => request.header_as(style, "color", &tree),
            Location::Cookie => request.cookie_as(style, "color", &tree),
            Location::Body => {
                request.form_as(&[("color", style)], &Members(vec![("color", &value)]))
            }
        }
        request.path("color", &"-");
    });
    let request = Call::new(&client, probe).to_http().unwrap();
    let after = |text: &str, start: &str| text.strip_prefix(start).unwrap().to_owned();
    match location {
        Location::Path => after(request.uri().path(), "/mdb/x"),
        Location::Query => {
            let query = after(request.uri().query().unwrap(), "y=-");
            query.strip_prefix('&').unwrap_or(&query).to_owned()
        }
        Location::Header => header(&request, "color").to_owned(),
        Location::Cookie => header(&request, "cookie").to_owned(),
        Location::Body => {
            let body = request.body().as_bytes().unwrap().to_vec();
            String::from_utf8(body).unwrap()
        }
    }
}

/// Location, style, and the results for `""`, `blue`, a list and an object.
type Row = (Location, Style, [&'static str; 4]);

/// `n/a` if the specification has no example.
const TABLE: &[Row] = &[
    (
        Location::Path,
        Style::MATRIX,
        [
            ";color",
            ";color=blue",
            ";color=blue,black,brown",
            ";color=R,100,G,200,B,150",
        ],
    ),
    (
        Location::Path,
        Style::MATRIX.exploded(),
        [
            ";color",
            ";color=blue",
            ";color=blue;color=black;color=brown",
            ";R=100;G=200;B=150",
        ],
    ),
    (
        Location::Path,
        Style::LABEL,
        [".", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"],
    ),
    (
        Location::Path,
        Style::LABEL.exploded(),
        [".", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"],
    ),
    (
        Location::Path,
        Style::SIMPLE,
        ["n/a", "blue", "blue,black,brown", "R,100,G,200,B,150"],
    ),
    (
        Location::Path,
        Style::SIMPLE.exploded(),
        ["n/a", "blue", "blue,black,brown", "R=100,G=200,B=150"],
    ),
    (
        Location::Header,
        Style::SIMPLE,
        ["", "blue", "blue,black,brown", "R,100,G,200,B,150"],
    ),
    (
        Location::Header,
        Style::SIMPLE.exploded(),
        ["", "blue", "blue,black,brown", "R=100,G=200,B=150"],
    ),
    (
        Location::Query,
        Style::FORM,
        [
            "color=",
            "color=blue",
            "color=blue,black,brown",
            "color=R,100,G,200,B,150",
        ],
    ),
    (
        Location::Query,
        Style::FORM.exploded(),
        [
            "color=",
            "color=blue",
            "color=blue&color=black&color=brown",
            "R=100&G=200&B=150",
        ],
    ),
    (
        Location::Cookie,
        Style::FORM,
        [
            "color=",
            "color=blue",
            "color=blue,black,brown",
            "color=R,100,G,200,B,150",
        ],
    ),
    (
        // The table uses `&`, but cookies are separated by `; ` (RFC 6265, section 4.2.1).
        Location::Cookie,
        Style::FORM.exploded(),
        [
            "color=",
            "color=blue",
            "color=blue; color=black; color=brown",
            "R=100; G=200; B=150",
        ],
    ),
    (
        Location::Query,
        Style::SPACE_DELIMITED,
        [
            "n/a",
            "n/a",
            "color=blue%20black%20brown",
            "color=R%20100%20G%20200%20B%20150",
        ],
    ),
    (
        Location::Query,
        Style::PIPE_DELIMITED,
        [
            "n/a",
            "n/a",
            "color=blue%7Cblack%7Cbrown",
            "color=R%7C100%7CG%7C200%7CB%7C150",
        ],
    ),
    (
        Location::Query,
        Style::DEEP_OBJECT,
        [
            "n/a",
            "n/a",
            "n/a",
            "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150",
        ],
    ),
];

#[test]
fn examples_of_the_specification() {
    for &(location, style, [empty, text, list, object]) in TABLE {
        let mut places = vec![location];
        if location == Location::Query {
            // A form is serialized like a query (Encoding Object).
            places.push(Location::Body);
        }
        for location in places {
            let check = |expected: &str, sent: &dyn Fn() -> String| {
                if expected != "n/a" {
                    assert_eq!(sent(), expected, "{style:?}");
                }
            };
            check(empty, &|| sent(location, style, ""));
            check(text, &|| sent(location, style, "blue"));
            check(list, &|| sent(location, style, ["blue", "black", "brown"]));
            check(object, &|| sent(location, style, colours()));
        }
    }
}

#[test]
fn json_values() {
    let value = || serde_json::json!({"a": [1, "x y"]});
    let encoded = "%7B%22a%22%3A%5B1%2C%22x%20y%22%5D%7D";
    let sent = |location| self::sent(location, Style::JSON, value());
    assert_eq!(sent(Location::Path), encoded);
    assert_eq!(sent(Location::Query), format!("color={encoded}"));
    assert_eq!(sent(Location::Cookie), format!("color={encoded}"));
    assert_eq!(sent(Location::Body), format!("color={encoded}"));
    assert_eq!(sent(Location::Header), r#"{"a":[1,"x y"]}"#);
    let text = self::sent(Location::Query, Style::JSON, "blue");
    assert_eq!(text, "color=%22blue%22");
}

#[test]
fn allow_reserved_preserves_characters() {
    let value = "a/b?c=d&e#f %41%zz:@+";
    let style = Style::FORM.exploded().allow_reserved();
    let kept = "color=a/b?c=d%26e%23f%20%41%25zz:@+";
    assert_eq!(sent(Location::Query, style, value), kept);
    assert_eq!(sent(Location::Body, style, value), kept);
    let path = sent(Location::Path, Style::SIMPLE.allow_reserved(), value);
    assert_eq!(path, "a%2Fb%3Fc=d&e%23f%20%41%25zz:@+");
    let encoded = sent(Location::Query, Style::FORM, value);
    assert_eq!(encoded, "color=a%2Fb%3Fc%3Dd%26e%23f%20%2541%25zz%3A%40%2B");
}

#[test]
fn cases_without_examples() {
    let nested =
        || serde_json::json!({"a": {"b": 1}, "l": ["x", "y"], "n": null, "o": [{"k": true}]});
    let query = |style| sent(Location::Query, style, nested());
    assert_eq!(
        query(Style::DEEP_OBJECT),
        "color%5Ba%5D%5Bb%5D=1&color%5Bl%5D%5B%5D=x&color%5Bl%5D%5B%5D=y\
         &color%5Bo%5D%5B0%5D%5Bk%5D=true"
    );
    assert_eq!(
        query(Style::FORM.exploded()),
        "a%5Bb%5D=1&l=x&l=y&o=%7B%22k%22%3Atrue%7D"
    );
    assert_eq!(
        query(Style::PIPE_DELIMITED),
        "color=a%7C%7B%22b%22%3A1%7D%7Cl%7C%5B%22x%22%2C%22y%22%5D%7Co%7C%5B%7B%22k%22%3Atrue%7D%5D"
    );
    let list = |style| sent(Location::Query, style, ["x", "y"]);
    assert_eq!(list(Style::DEEP_OBJECT), "color%5B%5D=x&color%5B%5D=y");
    assert_eq!(list(Style::PIPE_DELIMITED.exploded()), "color=x&color=y");
    let objects = || serde_json::json!([{"a": 1}, {"a": 2}]);
    assert_eq!(
        sent(Location::Query, Style::FORM.exploded(), objects()),
        "color=%7B%22a%22%3A1%7D&color=%7B%22a%22%3A2%7D"
    );
    for style in [
        Style::FORM,
        Style::FORM.exploded(),
        Style::PIPE_DELIMITED,
        Style::DEEP_OBJECT,
    ] {
        assert_eq!(sent(Location::Query, style, Vec::<u8>::new()), "");
        assert_eq!(sent(Location::Query, style, None::<u8>), "");
    }
    for style in [Style::SIMPLE, Style::JSON] {
        assert_eq!(sent(Location::Header, style, None::<u8>), "");
    }
}

/// `collectionFormat` of Swagger 2.0 applies to paths and headers as well.
#[test]
fn separators_in_paths_and_headers() {
    for (style, path, header) in [
        (Style::PIPE_DELIMITED, "a%20b%7Cc", "a b|c"),
        (Style::SPACE_DELIMITED, "a%20b%20c", "a b c"),
    ] {
        assert_eq!(sent(Location::Path, style, ["a b", "c"]), path);
        assert_eq!(sent(Location::Header, style, ["a b", "c"]), header);
    }
}

#[test]
fn only_values_are_encoded() {
    let list = || ["a,b", "c;d=e f"];
    assert_eq!(
        sent(Location::Path, Style::SIMPLE, list()),
        "a%2Cb,c%3Bd%3De%20f"
    );
    assert_eq!(
        sent(Location::Query, Style::FORM, list()),
        "color=a%2Cb,c%3Bd%3De%20f"
    );
    assert_eq!(
        sent(Location::Cookie, Style::FORM, list()),
        "color=a%2Cb,c%3Bd%3De%20f"
    );
    assert_eq!(
        sent(Location::Query, Style::PIPE_DELIMITED, ["a|b", "c"]),
        "color=a%7Cb%7Cc"
    );
}
