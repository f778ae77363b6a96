//! Tests documents in several files.

use std::fs;
use std::path::Path;

use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::read::{self, Node};
use oascribe_codegen::source::{Fetch, Sources};

use super::{Reading, flow};

const HEAD: &str = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\n";

/// Writes files to a folder and reads `api.yaml`, which gets [`HEAD`] as its first lines.
fn files(files: &[(&str, &str)]) -> (tempfile::TempDir, Reading) {
    files_with(files, &mut Sources::new())
}

fn files_with(files: &[(&str, &str)], sources: &mut Sources) -> (tempfile::TempDir, Reading) {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        let head = if *name == "api.yaml" { HEAD } else { "" };
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap_or(Path::new(""))).expect("a folder");
        fs::write(path, format!("{head}{text}")).expect("a file");
    }
    let mut sources = std::mem::take(sources);
    let file = sources
        .read(&folder.path().join("api.yaml"))
        .expect("the document");
    let mut diags = Diagnostics::new();
    let doc = read::read(&mut sources, file, &mut diags);
    let reading = Reading {
        sources,
        diags,
        doc,
    };
    (folder, reading)
}

impl Reading {
    /// The target of a reference in YAML flow style.
    fn target(&self, reference: &str) -> Option<String> {
        let doc = self.doc.as_ref()?;
        let (node, _) = doc.resolve(reference, &doc.pointer())?;
        Some(flow(node))
    }
}

#[test]
fn targets_are_checked_against_the_expected_shape() {
    let (_folder, reading) = files(&[
        (
            "api.yaml",
            "paths: {}\ncomponents: {schemas: {A: {$ref: 'a/b.json'}, C: {$ref: 'a/c.yaml#/x'}}}\n",
        ),
        (
            "a/b.json",
            "{\"type\": [\"string\", \"null\"], \"maxLength\": -1, \"not\": {\"$ref\": \"c.yaml#/y\"}}",
        ),
        (
            "a/c.yaml",
            "x: {typ: string}\ny: {minLength: x}\nz: {maxLength: y}\n",
        ),
    ]);
    let found: Vec<_> = reading.found();
    assert_eq!(
        found,
        [
            "warning[bad-bound] 1:43 `maxLength` must be an integer of at least 0, not -1 | the keyword is left out",
            "warning[unknown-keyword] 1:5 `typ` is not a keyword of a schema | the keyword is ignored",
            "warning[wrong-type] 2:16 `minLength` must be an integer of at least 0, not the string `x` | the keyword is left out",
            "note[other-version] 1:10 an array as `type` requires OpenAPI 3.1 | it is accepted anyway",
        ]
    );
    let schema = "{type: [string, null], not: {$ref: c.yaml#/y}}";
    assert_eq!(reading.target("a/b.json").as_deref(), Some(schema));
    assert_eq!(reading.target("a/c.yaml#/y").as_deref(), Some("{}"));
}

#[test]
fn misplaced_references_are_inlined() {
    let (folder, reading) = files(&[
        (
            "api.yaml",
            "paths:\n  /a: {get: {$ref: 'ops/a.yaml', summary: mine}}\ncomponents: {schemas: {$ref: 'models.yaml'}}\n",
        ),
        (
            "ops/a.yaml",
            "summary: theirs\nresponses: {$ref: 'b.yaml#/all'}\ndescription: {$ref: text.md}\noperationId: {$ref: 'b.yaml#/id'}\ntags: {a: b}\n",
        ),
        (
            "ops/b.yaml",
            "id: read\nall: {200: {$ref: '#/one'}}\none: {description: d}\n",
        ),
        ("ops/text.md", "# Text\n"),
        (
            "models.yaml",
            "A: {type: string}\nB: {items: {$ref: '#/A'}}\n",
        ),
    ]);
    let operation = reading.at("#/paths/~1a/get").map(flow);
    let expected = "{summary: mine, responses: {200: {$ref: #/one}}, operationId: read}";
    assert_eq!(operation.as_deref(), Some(expected));
    let inside = format!("{}/", folder.path().display());
    let found: Vec<_> = reading
        .found()
        .iter()
        .map(|it| it.replace(&inside, ""))
        .collect();
    assert_eq!(
        found,
        [
            "warning[wrong-type] 5:7 `tags` must be an array, not an object | the keyword is left out",
            "warning[external-ref] 3:21 `text.md` can't be resolved: `ops/text.md` is not a YAML or JSON document | \
             `description` is left out",
            "note[misplaced-ref] 4:20 OpenAPI allows no reference as `get` | replaced by a copy of its target",
            "note[misplaced-ref] 5:30 OpenAPI allows no reference as `schemas` | replaced by a copy of its target",
            "note[misplaced-ref] 2:19 OpenAPI allows no reference as `responses` | replaced by a copy of its target",
            "warning[misplaced-ref] 4:21 OpenAPI allows no reference as `operationId` | replaced by a copy of its target",
        ]
    );
    let doc = reading.doc.as_ref().expect("a document");
    let (_, response) = doc
        .resolve("#/paths/~1a/get/responses/200", &doc.pointer())
        .expect("the response");
    let (one, at) = doc.resolve("#/one", &response).expect("the target");
    assert_eq!(
        (flow(one).as_str(), at.to_string().as_str()),
        ("{description: d}", "ops/b.yaml#/one")
    );
    let (_, items) = doc
        .resolve("#/components/schemas/B/items", &doc.pointer())
        .expect("items");
    let (_, schema) = doc.resolve("#/A", &items).expect("the schema");
    assert_eq!(schema.to_string(), "#/components/schemas/A");
}

/// Writes a folder `spec` with `api.yaml`, whose schema `A` is a reference, and files around it.
fn outside(reference: &str, allowed: &[&str]) -> (tempfile::TempDir, Reading) {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap_or(Path::new(""))).expect("a folder");
        fs::write(path, text).expect("a file");
    };
    let components = format!("components: {{schemas: {{A: {{$ref: '{reference}'}}}}}}\n");
    write("spec/api.yaml", &format!("{HEAD}paths: {{}}\n{components}"));
    for file in [
        "secret.yaml",
        "spec/.env",
        "spec/.git/config",
        "more/.hidden/a.yaml",
    ] {
        write(file, "type: integer\n");
    }
    write("spec/key.pem", "-----BEGIN KEY-----\n");
    write("spec/empty.yaml", "");
    let mut sources = Sources::new();
    let path = folder.path().join("spec/api.yaml");
    let file = sources.read(&path).expect("the document");
    let allowed: Vec<_> = allowed.iter().map(|it| folder.path().join(it)).collect();
    sources.allow_files(file, &allowed);
    let mut diags = Diagnostics::new();
    let doc = read::read(&mut sources, file, &mut diags);
    let reading = Reading {
        sources,
        diags,
        doc,
    };
    (folder, reading)
}

#[test]
fn references_stay_in_the_folder_of_the_document() {
    let refused = [
        ("../secret.yaml", "is outside the folder of the document"),
        (
            "%2e%2e/secret.yaml",
            "is outside the folder of the document",
        ),
        ("/etc/hostname", "is outside the folder of the document"),
        (
            "file:///etc/hostname",
            "is outside the folder of the document",
        ),
        ("/dev/zero", "is outside the folder of the document"),
        (".env", "is a hidden file, or in a hidden folder"),
        (".git/config", "is a hidden file, or in a hidden folder"),
        ("key.pem", "is not a YAML or JSON document"),
        ("empty.yaml", "can't be read"),
        (".", "it is a folder"),
    ];
    for (reference, reason) in refused {
        let (_folder, reading) = outside(reference, &[]);
        let doc = reading.doc.as_ref().expect("a document");
        assert_eq!(reading.target(reference), None, "{reference}");
        let found = doc.unresolved(reference, &doc.pointer().child("components/schemas/A"));
        assert_eq!(found.code.name, "external-ref");
        assert!(
            found.message.contains(reason),
            "{reference}: {}",
            found.message
        );
    }
}

#[test]
fn more_folders_and_files_can_be_allowed() {
    let allowed = [
        ("../secret.yaml", "secret.yaml"),
        ("../secret.yaml", ""),
        (".env", "spec/.env"),
        ("../more/.hidden/a.yaml", "more/.hidden"),
    ];
    for (reference, folder) in allowed {
        let (_folder, reading) = outside(reference, &[folder]);
        let target = reading.target(reference);
        assert_eq!(target.as_deref(), Some("{type: integer}"), "{reference}");
    }
    let (_folder, reading) = outside("../more/.hidden/a.yaml", &["more"]);
    assert_eq!(reading.target("../more/.hidden/a.yaml"), None);
}

#[cfg(unix)]
#[test]
fn symbolic_links_do_not_lead_out_of_the_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    let spec = folder.path().join("spec");
    fs::create_dir(&spec).expect("a folder");
    fs::write(folder.path().join("secret.yaml"), "type: integer\n").expect("a file");
    fs::write(spec.join("inside.yaml"), "type: integer\n").expect("a file");
    let link = |to: &str, name: &str| std::os::unix::fs::symlink(to, spec.join(name));
    link("../secret.yaml", "out.yaml").expect("a link");
    link("inside.yaml", "in.yaml").expect("a link");
    let text = "paths: {}\ncomponents: {schemas: {A: {$ref: out.yaml}, B: {$ref: in.yaml}}}\n";
    fs::write(spec.join("api.yaml"), format!("{HEAD}{text}")).expect("a file");
    let mut sources = Sources::new();
    let file = sources.read(&spec.join("api.yaml")).expect("the document");
    let mut diags = Diagnostics::new();
    let doc = read::read(&mut sources, file, &mut diags);
    let reading = Reading {
        sources,
        diags,
        doc,
    };
    assert_eq!(reading.target("out.yaml"), None);
    assert_eq!(
        reading.target("in.yaml").as_deref(),
        Some("{type: integer}")
    );
}

#[test]
fn encrypted_documents_refer_to_encrypted_ones() {
    let spec = [(
        "api.yaml",
        "paths: {/a: {$ref: 'https://example.com/a.yaml'}}\n",
    )];
    let mut sources = Sources::new();
    sources.allow_remote(Fetch::new(|url| match url {
        "https://example.com/a.yaml" => Ok("{$ref: 'http://example.com/b.yaml'}".to_owned()),
        other => panic!("{other} is fetched"),
    }));
    let (_folder, reading) = files_with(&spec, &mut sources);
    let doc = reading.doc.as_ref().expect("a document");
    let (_, at) = doc
        .resolve("https://example.com/a.yaml", &doc.pointer())
        .expect("the first file");
    let found = doc.unresolved("http://example.com/b.yaml", &at);
    assert!(
        found.message.contains("can't refer to one with http"),
        "{}",
        found.message
    );
}

#[test]
fn reference_cycles_end() {
    let (_folder, reading) = files(&[
        (
            "api.yaml",
            "paths: {/a: {get: {$ref: '#/paths/~1b/get'}}, /b: {get: {$ref: '#/paths/~1a/get'}}}\n\
             components: {schemas: {A: {$ref: a.yaml}, B: {properties: {$ref: '#/components/schemas/B'}}}}\n",
        ),
        ("a.yaml", "properties: {b: {$ref: b.yaml}}\n"),
        (
            "b.yaml",
            "properties: {a: {$ref: ./a.yaml}, c: {$ref: 'api.yaml#/components/schemas/A'}}\n",
        ),
    ]);
    assert!(reading.doc.is_some(), "{}", reading.human());
    let codes: Vec<_> = reading.diags.iter().map(|it| it.code.name).collect();
    assert!(codes.contains(&"ref-cycle"), "{codes:?}");
    assert!(reading.at("#/paths/~1a").is_some());
}

#[test]
fn unreadable_files_drop_only_items_that_refer_to_them() {
    let (_folder, reading) = files(&[
        (
            "api.yaml",
            "paths: {/a: {get: {$ref: none.yaml}, put: {$ref: broken.yaml}, post: {responses: {default: {description: d}}}}}\n",
        ),
        ("broken.yaml", "a: [\n"),
    ]);
    let found = reading.found();
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(
        found.iter().all(|it| it.starts_with("skipped[")),
        "{found:?}"
    );
    assert!(found[0].contains("`get` is left out"), "{found:?}");
    let keys = reading.at("#/paths/~1a").and_then(Node::as_object);
    let keys: Vec<_> = keys.expect("the path").keys().collect();
    assert_eq!(keys, ["post"]);
}

#[test]
fn remote_files_are_fetched_only_if_allowed() {
    let spec = [(
        "api.yaml",
        "paths: {/a: {$ref: 'https://example.com/v1/a.yaml'}}\n",
    )];
    let path = "https://example.com/v1/a.yaml";
    let (_folder, refused) = files(&spec);
    assert_eq!(refused.target(path), None);
    let mut sources = Sources::new();
    sources.allow_remote(Fetch::new(|url| match url {
        "https://example.com/v1/a.yaml" => Ok("get: {$ref: ../ops.yaml#/get}".to_owned()),
        "https://example.com/ops.yaml" => Ok("get: {responses: {}}".to_owned()),
        other => Err(std::io::Error::other(other.to_owned())),
    }));
    let (_folder, allowed) = files_with(&spec, &mut sources);
    let expected = "{get: {responses: {}}}";
    assert_eq!(
        allowed.target(path).as_deref(),
        Some(expected),
        "{}",
        allowed.human()
    );
}

#[test]
fn files_of_swagger_documents_are_converted() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("a file");
    write(
        "api.yaml",
        "swagger: '2.0'\ninfo: {title: t, version: '1'}\npaths: {/a: {$ref: a.yaml}}\n",
    );
    write(
        "a.yaml",
        "post: {parameters: [{$ref: 'b.yaml#/body'}], responses: {200: {description: d, schema: {$ref: 'b.yaml#/s'}}}}\n",
    );
    write(
        "b.yaml",
        "body: {name: b, in: body, schema: {$ref: '#/s'}}\ns: {type: string}\n",
    );
    let mut sources = Sources::new();
    let file = sources
        .read(&folder.path().join("api.yaml"))
        .expect("the document");
    let mut diags = Diagnostics::new();
    let doc = read::read(&mut sources, file, &mut diags).expect("a document");
    let at = "#/paths/~1a/post/requestBody/content/application~1json/schema";
    let (_, schema) = doc.resolve(at, &doc.pointer()).expect("the body");
    let (node, at) = doc.resolve("#/s", &schema).expect("its schema");
    assert_eq!(
        (flow(node).as_str(), at.to_string().as_str()),
        ("{type: string}", "b.yaml#/s")
    );
}
