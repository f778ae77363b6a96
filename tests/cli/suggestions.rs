//! Settings that `check` suggests.

use crate::sandbox::{BOATS, Sandbox};

/// Three equal inline schemas, a component with the name that they could have, and two kinds of lists.
const SPEC: &str = "openapi: 3.0.3
info: {title: T, version: '1'}
servers: [{url: 'https://lists.example'}]
paths:
  /pets:
    get:
      operationId: listPets
      tags: [pets]
      parameters: [{name: offset, in: query, schema: {type: integer}}]
      responses: {'200': {$ref: '#/components/responses/Pets'}}
    post:
      operationId: addPet
      tags: [pets]
      requestBody: {content: {application/json: {schema: {type: object, properties: {of: {type: object, properties: {a: {type: string}, b: {type: string}, c: {type: string}}}}}}}}
      responses: {'200': {$ref: '#/components/responses/Pets'}}
  /cats:
    get:
      operationId: list.cats
      tags: [pets]
      parameters: [{name: cursor, in: query, schema: {type: string}}]
      responses: {'200': {$ref: '#/components/responses/Pets'}}
components:
  responses:
    Pets:
      description: Pets.
      content:
        application/json:
          schema:
            type: object
            properties:
              data: {type: array, items: {$ref: '#/components/schemas/Pet'}}
              cursor: {type: string}
              extra: {type: object, properties: {a: {type: string}, b: {type: string}, c: {type: string}}}
  schemas:
    Pet:
      type: object
      properties:
        hull: {type: object, properties: {x: {type: string}, y: {type: string}, z: {type: string}}}
        deck: {type: object, properties: {a: {type: string}, b: {type: string}, c: {type: string}}}
    Toy:
      type: object
      properties:
        hull: {type: object, properties: {x: {type: string}, y: {type: string}, z: {type: string}}}
    PetHull: {type: object, properties: {other: {type: string}}}
";

#[test]
fn suggested_settings_can_be_pasted() {
    let sandbox = Sandbox::project(SPEC, "");
    let run = sandbox.run(["check"]).code(0);
    let (_, settings) = run
        .stderr
        .split_once("to use the suggestions, add to oascribe.toml:\n")
        .expect("settings");
    let settings: Vec<&str> = settings
        .lines()
        .take_while(|line| !line.ends_with(" suggestions"))
        .collect();
    let settings = settings.join("\n");
    assert!(settings.contains("[crate.unify]"), "{settings}");
    assert!(
        settings.contains("listPets = { offset = \"offset\" }"),
        "{settings}"
    );
    assert!(
        settings.contains("\"list.cats\" = { param = \"cursor\", next = \"cursor\" }"),
        "{settings}"
    );
    assert!(run.stderr.contains(" suggestions\n"), "{run:?}");
    assert!(!run.stderr.contains("no findings"), "{run:?}");

    let config = sandbox.read("oascribe.toml");
    sandbox.write("oascribe.toml", &format!("{config}\n{settings}\n"));
    let run = sandbox.run(["check"]).code(0);
    assert!(run.stderr.ends_with(": no findings\n"), "{run:?}");
    sandbox.run(["generate"]).code(0);
    let surface = sandbox.read("sdk/surface.txt");
    assert!(surface.contains("models::PetHull2\t"), "{surface}");
    let api = sandbox.read("sdk/src/api/pets.rs");
    assert_eq!(api.matches("impl runtime::Paged for").count(), 2, "{api}");
}

#[test]
fn a_table_that_the_file_has_is_not_repeated() {
    let paging = "[crate.paging]\nlistPets = { offset = 'offset' }\n";
    let sandbox = Sandbox::project(SPEC, paging);
    sandbox
        .run(["check"])
        .code(0)
        .stderr_contains("# in [crate.paging], which the file has:\n\"list.cats\" = ");
}

#[test]
fn a_document_without_servers() {
    let without = BOATS.replace("servers:\n  - url: https://boats.example\n", "");
    let notice = "notice[no-servers]: the document has no server with an absolute URL: each client needs \
                  `.base_url(\"https://…\")` (boats.yaml)";
    let sandbox = Sandbox::project(&without, "");
    sandbox.run(["check"]).code(0).stderr_contains(notice);
    sandbox.run(["generate"]).code(0).stderr_contains(notice);
    let relative = BOATS.replace("https://boats.example", "/v1");
    let sandbox = Sandbox::project(&relative, "");
    sandbox.run(["check"]).code(0).stderr_contains(notice);
    let sandbox = Sandbox::project(&without, "mode = 'models'\n");
    let run = sandbox.run(["check"]).code(0);
    assert!(!run.stderr.contains("no-servers"), "{run:?}");
}
