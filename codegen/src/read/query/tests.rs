//! Tests queries with one small tree.

use super::{ParseError, Query, Step, singular_query};
use crate::diag::Diagnostics;
use crate::read::{Node, parse};
use crate::source::{Pointer, Sources};

const TREE: &str = "
paths:
  /a: {get: {x-hidden: true, parameters: [{name: p, in: query}, {name: q, in: path}]}, put: {tags: [a, b]}}
  /b: {get: {deprecated: false, parameters: [{name: r, in: query, max: 3}]}}
info: {title: Harbour, 'it''s': 1, größe: 1.0}
list: [0, 1, 2, 3, 4]
";

fn tree() -> (Node, Pointer) {
    let mut sources = Sources::new();
    let file = sources.add("tree.yaml", TREE.to_owned());
    let node = parse::parse(&sources, file, &mut Diagnostics::new()).unwrap();
    (node, Pointer::root(file))
}

#[track_caller]
fn selects(query: &str, expected: &[&str]) {
    let (root, at) = tree();
    let query = Query::parse(query).unwrap();
    let found = query.select(&root, &at).unwrap();
    let found: Vec<_> = found.iter().map(Pointer::as_str).collect();
    assert_eq!(found, expected);
}

#[track_caller]
fn refused(query: &str, at: usize, message: &str) {
    let message = message.to_owned();
    assert_eq!(Query::parse(query).unwrap_err(), ParseError { at, message });
}

#[test]
fn names_and_indices() {
    selects("$", &[""]);
    selects("$.info.title", &["/info/title"]);
    selects("$['info']['it\\'s']", &["/info/it's"]);
    selects("$[\"info\"][\"gr\\u00f6\\u00dfe\"]", &["/info/größe"]);
    selects("$.info.größe", &["/info/größe"]);
    selects("$.paths['/a'].get.x-hidden", &["/paths/~1a/get/x-hidden"]);
    selects("$.list[1]", &["/list/1"]);
    selects("$.list[-1]", &["/list/4"]);
    selects("$.list[5]", &[]);
    selects("$.list[-6]", &[]);
    selects("$.info[0]", &[]);
    selects("$.list.title", &[]);
    selects("$ .list [ 0 , 0 , 3 ]", &["/list/0", "/list/3"]);
}

#[test]
fn wildcards_and_slices() {
    selects("$.paths.*.get", &["/paths/~1a/get", "/paths/~1b/get"]);
    selects("$.list[1:3]", &["/list/1", "/list/2"]);
    selects("$.list[::2]", &["/list/0", "/list/2", "/list/4"]);
    selects("$.list[-2:]", &["/list/3", "/list/4"]);
    selects("$.list[3:0:-2]", &["/list/3", "/list/1"]);
    selects("$.list[1:3:0]", &[]);
    selects(
        "$..tags[*]",
        &["/paths/~1a/put/tags/0", "/paths/~1a/put/tags/1"],
    );
    selects("$.paths..['tags']", &["/paths/~1a/put/tags"]);
    selects("$..parameters..max", &["/paths/~1b/get/parameters/0/max"]);
}

#[test]
fn filters() {
    selects("$.paths.*[?@.x-hidden]", &["/paths/~1a/get"]);
    selects("$.paths.*[?@.deprecated == false]", &["/paths/~1b/get"]);
    let queries = [
        "$..parameters[?@.name=='p' && @.in == 'query']",
        "$..parameters[?(@.name=='p' || @.name == 's') && !@.max]",
        "$..parameters[?!(@.name != \"p\")]",
        "$..parameters[?match(@.name, '[op]')]",
        "$..parameters[?search(@.name, 'p') && length(@.name) == 1]",
        "$.paths['/a'].get.parameters[?@.in == $.paths['/b'].get.parameters[0].in]",
    ];
    for query in queries {
        selects(query, &["/paths/~1a/get/parameters/0"]);
    }
    selects("$.list[?@ >= 3]", &["/list/3", "/list/4"]);
    selects("$.list[?@ < 1.0e0]", &["/list/0"]);
    selects("$.list[?@ == $.info['größe']]", &["/list/1"]);
    selects("$.paths[?count(@.*) > 1]", &["/paths/~1a"]);
    selects("$.paths[?value(@..max) == 3]", &["/paths/~1b"]);
    selects(
        "$.paths.*[?@.parameters[?@.in == 'path']]",
        &["/paths/~1a/get"],
    );
    // Two missing values are equal, and a missing value is not null.
    selects(
        "$.info[?@.a == @.b]",
        &["/info/title", "/info/it's", "/info/größe"],
    );
    selects("$.info[?@.a == null]", &[]);
    // `match` matches the whole string, and `.` does not match a line break.
    selects("$.info[?match(@, 'Harb')]", &[]);
    selects("$.info[?match(@, 'Har.*')]", &["/info/title"]);
}

#[test]
fn invalid_queries_are_rejected() {
    refused("paths", 0, "expected `$`, found `p`");
    refused(
        "$.paths.",
        8,
        "expected a name or `*` (write other names as `['…']`), found the end",
    );
    refused(
        "$.paths./a",
        8,
        "expected a name or `*` (write other names as `['…']`), found `/`",
    );
    refused("$[01]", 2, "`01` is not an index");
    for index in [i64::MIN, i64::MAX, (1 << 53), -(1 << 53)] {
        refused(
            &format!("$[{index}]"),
            2,
            &format!("`{index}` is not an index"),
        );
        refused(
            &format!("$[{index}:]"),
            2,
            &format!("`{index}` is not an index"),
        );
        refused(
            &format!("$[::{index}]"),
            4,
            &format!("`{index}` is not an index"),
        );
    }
    refused("$['a", 4, "expected the closing quote, found the end");
    refused("$['\\q']", 5, "this escape sequence is unknown");
    refused("$ a", 1, "expected `.`, `[` or the end, found ` `");
    refused(
        "$[?@.a == a]",
        11,
        "`a` is not a value: strings need quotes",
    );
    refused(
        "$[?@.* == 1]",
        9,
        "a query for several nodes can't be compared",
    );
    refused("$[?1]", 4, "a value alone is not a condition: compare it");
    refused("$[?match(@, '[')]", 15, "the pattern `[` is invalid");
    let known = "`length`, `count`, `value`, `match` and `search`";
    refused(
        "$[?key(@)]",
        7,
        &format!("`key` is not one of the functions {known}"),
    );
    let deep = format!("$[?{}@.a{}]", "(".repeat(40), ")".repeat(40));
    refused(&deep, 34, "brackets are nested more than 32 levels deep");
}

#[test]
fn evaluation_time_is_bounded() {
    let (root, at) = tree();
    let query = Query::parse(&format!("$..*{}", "[?$..*]..*".repeat(40))).unwrap();
    assert!(query.select(&root, &at).is_ok(), "the tree has no depth");
    let wide = Node::Array(vec![root; 100]);
    let query = Query::parse("$..[?$..[?@ == 'x']]").unwrap();
    assert!(query.select(&wide, &at).is_err());
}

#[test]
fn steps_of_singular_queries() {
    let name = |name: &str| Step::Name(name.to_owned());
    for (query, steps) in [
        ("$", Some(vec![])),
        ("$.a['b.c']", Some(vec![name("a"), name("b.c")])),
        (
            "$.a[-1].b",
            Some(vec![name("a"), Step::Index(-1), name("b")]),
        ),
        ("$.a[-1:]", Some(vec![name("a"), Step::Index(-1)])),
        ("$.a[-2:]", None),
        ("$.a[*]", None),
        ("$..a", None),
        ("a", None),
    ] {
        assert_eq!(singular_query(query), steps, "{query}");
    }
}
