//! The tables and keys.

use super::Kind::{
    Bool, BoolForSchemas, Dependencies, ForSchemas, Integer, Map, MapOfLists, MapOfTables, OneOf,
    Path, PathOr, Paths, String, Strings,
};
use super::{Key, Kind, Table};

/// All tables of an `oascribe.toml`, in the order in which they are documented.
pub fn tables() -> &'static [Table] {
    &[
        Table {
            header: "[[crate]]",
            text: "One entry for each SDK: a document, and what is generated from it.",
            keys: CRATE,
        },
        Table {
            header: "[crate.spec]",
            text: "A document that is published at a URL. `oascribe fetch` downloads it; `oascribe generate` never uses the network.",
            keys: SPEC,
        },
        Table {
            header: "[crate.package]",
            text: "The table `[package]` of the generated Cargo.toml. The keys have the meaning that they have for Cargo.",
            keys: PACKAGE,
        },
        Table {
            header: "[crate.paging.OPERATION]",
            text: "How the pages of a list follow each other, by operation id; `*` matches any id. An entry has one of \
                   `param` with `next`, `after` with `key`, `offset`, `page`, `link` and `url`. What an entry does not \
                   set is inferred where it is unambiguous, and reported with `-v`.",
            keys: PAGING,
        },
        Table {
            header: "[crate.poll.SCHEMA]",
            text: "How long-running operations are polled, by the schema that describes their state.",
            keys: POLL,
        },
        Table {
            header: "[crate.types.SCHEMA]",
            text: "A Rust type of yours that stands for schemas, by `format` or JSON pointer. The crates of well-known types \
                   are added to the Cargo.toml; declare others in `dependencies`.",
            keys: OWN_TYPE,
        },
        Table {
            header: "[crate.responses]",
            text: "How responses are decoded.",
            keys: RESPONSES,
        },
        Table {
            header: "[crate.keep-removed]",
            text: "A release whose items are retained as deprecated items after the document has lost them.",
            keys: KEEP_REMOVED,
        },
        Table {
            header: "[diff]",
            text: "How `oascribe diff` rates changes.",
            keys: DIFF,
        },
    ]
}

const fn key(
    name: &'static str,
    kind: Kind,
    text: &'static str,
    default: &'static str,
    example: &'static str,
) -> Key {
    Key {
        name,
        kind,
        text,
        default,
        example,
    }
}

/// Pointers, operation ids and names that match nothing in the document are errors.
#[rustfmt::skip] // name, kind, text, default, example
const CRATE: &[Key] = &[
    key("spec", PathOr("[crate.spec]"),
        "The OpenAPI document.",
        "the `SPEC` argument", r#""openapi.yaml""#),
    key("out", Path,
        "The output folder.",
        "`--out`", r#""sdk""#),
    key("name", String,
        "The name of the crate or module. `oascribe.lock` identifies the entry by it.",
        "`--name`", r#""sdk""#),
    key("mode", OneOf(&["crate", "module", "models"]),
        "What to generate: a crate, a module for a crate of yours, or a crate of types without a client.",
        "`\"crate\"`", r#""models""#),
    key("package", Kind::Table("[crate.package]"),
        "The `[package]` table of the generated Cargo.toml.",
        "", r#"{ version = "0.1.0", license = "MIT" }"#),
    key("features", Kind::ListOf(FEATURES),
        "The features whose code is generated, and parts of the runtime that the API does not need itself. A crate has the first eleven in any case.",
        "`[\"client\", \"reqwest\", \"rustls\"]`", r#"["reqwest", "rustls", "blocking"]"#),
    key("own-modules", Strings,
        "Modules of yours in the `src` of the crate: the generated `lib.rs` declares those that exist, as `pub mod`.",
        "`[\"ext\"]`", r#"["ext", "webhooks_server"]"#),
    key("deny", OneOf(&["nothing", "skipped", "warnings"]),
        "Which findings, besides errors, make the command fail: items that are left out, or all warnings.",
        "`\"skipped\"`", r#""warnings""#),
    key("overlays", Paths,
        "OpenAPI overlays that correct the document, applied in order.",
        "", r#"["fixes.overlay.yaml"]"#),
    key("allow-files", Paths,
        "Folders that references of the document may lead to, besides the folders of the document and of this file.",
        "", r#"["../shared-schemas"]"#),
    key("include", Strings,
        "Generate only these operations: `tag:T`, `op:ID` or `path:P` with all paths below it.",
        "all operations", r#"["tag:pets"]"#),
    key("exclude", Strings,
        "Leave out these operations, in the same form.",
        "", r#"["path:/internal"]"#),
    key("schemas", Strings,
        "Component schemas to generate besides those that operations use; in the mode `models`, the only ones.",
        "all of them", r#"["Pet"]"#),
    key("unused", OneOf(&["keep", "drop"]),
        "Whether component schemas that no operation uses are generated.",
        "`\"keep\"`, or `\"drop\"` with `include`", r#""drop""#),
    key("names", Map,
        "Rust names for JSON pointers or operation ids. `*` in a key matches any text without `/`, which replaces the `*` of the name.",
        "", r##"{ "#/components/schemas/Pet" = "Animal" }"##),
    key("strip-prefix", Strings,
        "Prefixes that the names of types lose.",
        "", r#"["IoK8sApi"]"#),
    key("unify", MapOfLists,
        "Inline schemas that become one type, by its name: JSON pointers in which `*` matches any text. Only equal schemas become one.",
        "", r##"{ ErrorBody = ["#/paths/*/responses/*/content/application~1json/schema"] }"##),
    key("groups", Map,
        "The accessors on the client, by operation id or tag.",
        "the tag of an operation", r#"{ listPets = "animals" }"#),
    key("group-features", Bool,
        "Whether each group of operations is a cargo feature. Only for crates.",
        "only for large APIs", "true"),
    key("derives", MapOfLists,
        "Additional derives of a type, or of all types (`*`), `structs` or `enums`: for several types, derives of the \
         standard library are added where all fields have the trait.",
        "", r#"{ Money = ["Eq", "Hash"] }"#),
    key("attributes", MapOfLists,
        "Additional attributes of a type, or of all types (`*`), `structs` or `enums`, without `#[…]`.",
        "", r#"{ structs = ["must_use"] }"#),
    key("types", Kind::OwnTypes("[crate.types.SCHEMA]"),
        "Your own types, by `format` or by the JSON pointer of a schema or property; `map` is the type of maps. They must \
         implement `Clone`, `Debug`, `PartialEq`, serde's `Serialize` and `Deserialize`, and `Default`.",
        "", r##"{ uuid = "uuid::Uuid", "#/components/schemas/Money" = "my_money::Money" }"##),
    key("dependencies", Dependencies,
        "Additional dependencies of the generated crate, such as the crates of `types`. For a dependency that every \
         generated crate has, only `features` can be added.",
        "", r#"{ my_money = { path = "../money" } }"#),
    key("unknown-properties", ForSchemas(&["ignore", "keep"]),
        "Whether undeclared properties of responses are collected and sent back.",
        "`\"ignore\"`", r#""keep""#),
    key("responses", Kind::Table("[crate.responses]"),
        "How responses are decoded.",
        "", r#"{ required = "lenient" }"#),
    key("merge-null", BoolForSchemas,
        "Declares optional properties that can be null as `Option<T>` instead of `Option<Option<T>>`: null is read as missing and never sent.",
        "`false`", "true"),
    key("idempotency-header", String,
        "A header with one key per call for each POST and PATCH, so that these calls are retried.",
        "only where the document declares such a header", r#""Idempotency-Key""#),
    key("paging", MapOfTables("[crate.paging.OPERATION]"),
        "How the pages of a list follow each other.",
        "inferred", r#"{ "*" = { param = "cursor", next = "nextCursor" } }"#),
    key("poll", MapOfTables("[crate.poll.SCHEMA]"),
        "How long-running operations are polled.",
        "", r#"{ Job = { operation = "getJob", id = "id", done = "done" } }"#),
    key("keep-old-names", Integer,
        "The number of breaking releases for which renamed items keep their old names as deprecated aliases.",
        "`1`", "2"),
    key("keep-removed", Kind::Table("[crate.keep-removed]"),
        "A release whose items are retained as deprecated items.",
        "", r#"{ of = "spec/1.4.0.yaml", since = "1.4.0" }"#),
    key("pages", Paths,
        "The reference pages from which `oascribe update` makes the document.",
        "", r#"["../docs/api-ref"]"#),
    key("hosts", Map,
        "The values of variables in the host names of the pages.",
        "", r#"{ "api-host" = "api.example.com" }"#),
    key("changelog", Path,
        "The changelog that `oascribe update` maintains. Only with `pages`.",
        "`CHANGELOG.md` in the folder of the crate", r#""CHANGELOG.md""#),
];

/// Those of generated crates; a test compares them with the list in `dependency`.
const FEATURES: &[&str] = &[
    "client",
    "reqwest",
    "tokio",
    "rustls",
    "rustls-no-provider",
    "native-tls",
    "webpki-roots",
    "gzip",
    "brotli",
    "zstd",
    "http2",
    "blocking",
    "charset",
    "tracing",
    "recording",
    "webhooks",
    "tower",
    "regex",
    "chrono",
    "jiff",
    "time",
    "auth",
    "base64",
    "basic",
    "byte-streams",
    "call-limit",
    "checks",
    "composed",
    "conditional",
    "environment",
    "events",
    "extra",
    "failures",
    "full",
    "headers",
    "idempotency",
    "multipart",
    "oauth",
    "observers",
    "own-types",
    "paging",
    "polling",
    "readers",
    "scalar-enums",
    "scripted",
    "servers",
    "string-enums",
    "styles",
    "tagged",
    "tape",
    "times",
    "transfers",
    "tuples",
    "unix-sockets",
    "untagged",
];

#[rustfmt::skip]
const SPEC: &[Key] = &[
    key("file", Path, "The file that is downloaded.", "", r#""openapi.yaml""#),
    key("url", String, "Where the document is published.", "", r#""https://pets.example/openapi.yaml""#),
    key("sha256", String, "The SHA-256 of the file, which `oascribe fetch` writes. `oascribe generate` fails if the file is another one.", "",
        r#""e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855""#),
];

/// The values of `traits` of own types.
const TRAITS: &[&str] = &["Copy", "Default", "Eq", "Hash", "Ord", "PartialOrd"];

#[rustfmt::skip]
const OWN_TYPE: &[Key] = &[
    key("type", String, "The full path of the type.", "", r#""time::OffsetDateTime""#),
    key("default", String,
        "A value of the type, as a Rust expression, which decoding replaces.",
        "that of the trait `Default`", r#""time::OffsetDateTime::UNIX_EPOCH""#),
    key("with", String,
        "A module with the functions `serialize` and `deserialize`, as in serde's attribute `with`.",
        "serde's traits of the type", r#""time::serde::rfc3339""#),
    key("traits", Kind::ListOf(TRAITS),
        "The traits of the standard library that the type implements besides `Clone`, `Debug` and `PartialEq`, so that models \
         with it can derive them.",
        "those of a well-known type", r#"["Eq", "Hash"]"#),
];

#[rustfmt::skip]
const PACKAGE: &[Key] = &[
    key("version", String,
        "The version. `oascribe generate --bump` raises it.",
        "`\"0.1.0\"`", r#""0.1.0""#),
    key("license", String, "The licence.", "", r#""MIT""#),
    key("edition", OneOf(&["2021", "2024"]), "The edition.", "`\"2024\"`", r#""2021""#),
    key("rust-version", String, "The oldest Rust.", "`\"1.85\"`", r#""1.85""#),
    key("description", String, "A description.", "", r#""A client for the Pets API""#),
    key("repository", String, "The repository.", "", r#""https://git.example/pets-sdk""#),
    key("homepage", String, "The home page.", "", r#""https://pets.example""#),
    key("documentation", String, "The documentation.", "", r#""https://docs.pets.example""#),
    key("readme", String, "The path of a readme.", "", r#""README.md""#),
    key("authors", Strings, "The authors.", "", r#"["Pets Inc."]"#),
    key("keywords", Strings, "Keywords.", "", r#"["pets"]"#),
    key("categories", Strings, "Categories.", "", r#"["api-bindings"]"#),
    key("publish", Bool, "Whether the crate may be published.", "", "false"),
];

#[rustfmt::skip]
const PAGING: &[Key] = &[
    key("param", String, "The parameter, or the property of the request body, that takes the page token.", "", r#""cursor""#),
    key("next", String, "The property of the response with the next page token. With `param`.", "", r#""nextCursor""#),
    key("header", String, "The response header with the next page token. With `param`.", "", r#""X-Next-Page""#),
    key("after", String, "The parameter that takes a property of the last item.", "", r#""after""#),
    key("key", String, "This property of the last item. With `after`.", "", r#""id""#),
    key("offset", String, "The parameter that takes the number of items before the page.", "", r#""offset""#),
    key("page", String, "The parameter that takes the number of the page.", "", r#""page""#),
    key("first", Integer, "The number of the first page. With `page`.", "`1`", "0"),
    key("link", String, "The relation in the `Link` header that has the URL of the next page.", "", r#""next""#),
    key("url", String, "The property of the response that has the URL of the next page.", "", r#""next_url""#),
    key("items", String, "The property with the items, with dots between names; `.` is the response itself.",
        "the only list of the response", r#""data.items""#),
    key("more", String, "The boolean property that is true if there are more pages.", "", r#""hasMore""#),
    key("done", String, "The boolean property that is true on the last page.", "", r#""done""#),
    key("total", String, "The property with the number of all items or, with `page`, of all pages.", "", r#""total""#),
];

#[rustfmt::skip]
const POLL: &[Key] = &[
    key("operation", String, "The id of the operation that reads the state.", "", r#""getJob""#),
    key("id", String, "The property that identifies the long-running operation.", "", r#""id""#),
    key("done", String, "The boolean property that is true at the end.", "", r#""done""#),
    key("error", String, "The property with the error, if it failed.", "", r#""error""#),
];

#[rustfmt::skip]
const RESPONSES: &[Key] = &[
    key("required", ForSchemas(&["strict", "lenient"]),
        "With `\"lenient\"`, required properties of responses are `Option`, for servers that leave them out or send null.",
        "`\"strict\"`", r##"{ "#/components/schemas/Pet" = "lenient" }"##),
];

#[rustfmt::skip]
const KEEP_REMOVED: &[Key] = &[
    key("of", Path, "The document of the release.", "", r#""spec/1.4.0.yaml""#),
    key("since", String, "The version of the release. The next breaking release removes the items.", "", r#""1.4.0""#),
];

#[rustfmt::skip]
const DIFF: &[Key] = &[
    key("severity", Map, "Levels by the id of a rule: `error`, `warning`, `info` or `none`.",
        "the levels of `oascribe rules`", r#"{ response-property-removed = "warning" }"#),
    key("ignore", Path, "A file of findings to ignore.", "", r#""oascribe-ignore.txt""#),
    key("deprecation-days-stable", Integer, "Days of notice before a stable item may be removed.", "`0`", "90"),
    key("deprecation-days-beta", Integer, "Days of notice before a beta item may be removed.", "`0`", "30"),
];

#[cfg(test)]
mod tests;
