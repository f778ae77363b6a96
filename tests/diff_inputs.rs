//! The inputs, settings and exit codes of `oascribe diff`.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A document with one operation, whose response has this schema.
fn shop(schema: &str) -> String {
    format!(
        "openapi: 3.0.3
info: {{title: Shop, version: 1.0.0}}
paths:
  /orders:
    get:
      operationId: readOrder
      responses:
        '200':
          description: An order
          content:
            application/json:
              schema: {schema}
"
    )
}

const BIG: &str = "{type: object, properties: {size: {type: integer}, name: {type: string}}}";
const SMALL: &str = "{type: object, properties: {size: {type: integer}}}";

/// A folder with files in it.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let home = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        write(home.path(), name, text);
    }
    home
}

fn write(home: &Path, name: &str, text: &str) {
    let path = home.join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

fn git(home: &Path, arguments: &[&str]) {
    let mut command = Command::new("git");
    command
        .current_dir(home)
        .args(["-c", "user.name=test", "-c", "user.email=test@localhost"]);
    let output = command.args(arguments).output().expect("git runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

fn commit(home: &Path) {
    git(home, &["init", "-q", "-b", "main", "."]);
    git(home, &["add", "."]);
    git(home, &["commit", "-q", "-m", "Describe the API"]);
}

fn command(home: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_oascribe"));
    command.current_dir(home).arg("diff").args(arguments);
    command
}

fn diff(home: &Path, arguments: &[&str]) -> Output {
    command(home, arguments).output().expect("the command runs")
}

/// The findings, as JSON.
fn changes(home: &Path, arguments: &[&str]) -> Vec<Value> {
    let output = diff(home, &[arguments, &["--format", "json"]].concat());
    let json: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)));
    json["changes"].as_array().cloned().unwrap_or_default()
}

fn ids(changes: &[Value]) -> Vec<&str> {
    changes
        .iter()
        .filter_map(|found| found["id"].as_str())
        .collect()
}

#[test]
fn standard_input_is_accepted() {
    let home = folder(&[("new.yaml", &shop(SMALL))]);
    let mut command = command(home.path(), &["-", "new.yaml", "--format", "json"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().expect("the command runs");
    let mut input = child.stdin.take().expect("an input");
    input.write_all(shop(BIG).as_bytes()).expect("a text");
    drop(input);
    let output = child.wait_with_output().expect("an output");
    let stdout = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        stdout.contains("response-optional-property-removed"),
        "{stdout}"
    );
    assert!(stdout.contains("\"file\":\"<stdin>\""), "{stdout}");
}

#[test]
fn referenced_files_are_read_from_the_same_ref() {
    let api = shop("{$ref: 'parts/order.yaml'}");
    let home = folder(&[
        ("spec/api.yaml", &api),
        (
            "spec/parts/order.yaml",
            "{type: object, properties: {item: {$ref: '../item.yaml'}}}",
        ),
        ("spec/item.yaml", BIG),
    ]);
    commit(home.path());
    write(home.path(), "spec/item.yaml", SMALL);
    for base in [
        "HEAD:spec/api.yaml",
        "HEAD:./spec/api.yaml",
        "main:spec/api.yaml",
    ] {
        let found = changes(home.path(), &[base, "spec/api.yaml"]);
        assert_eq!(
            ids(&found),
            ["response-optional-property-removed"],
            "{base}"
        );
        let file = found[0]["base"]["file"].as_str().unwrap_or_default();
        let folder = base.strip_suffix("api.yaml").unwrap_or_default();
        assert_eq!(file, format!("{folder}item.yaml"));
    }
    let inside = home.path().join("spec");
    let found = changes(&inside, &["HEAD:./api.yaml", "api.yaml"]);
    assert_eq!(ids(&found), ["response-optional-property-removed"]);
    assert!(changes(home.path(), &["HEAD:spec/api.yaml", "main:spec/api.yaml"]).is_empty());
}

/// A program named `git` that records how often it is started, and runs git.
#[cfg(unix)]
fn counting_git(home: &Path) -> std::path::PathBuf {
    use std::os::unix::fs::PermissionsExt;
    let real = Command::new("sh").args(["-c", "command -v git"]).output();
    let real = String::from_utf8(real.expect("a shell").stdout).expect("a path");
    let bin = home.join("bin");
    let script = format!(
        "#!/bin/sh\necho >> \"{}\"\nexec {} \"$@\"\n",
        home.join("starts").display(),
        real.trim()
    );
    write(home, "bin/git", &script);
    let mode = fs::Permissions::from_mode(0o755);
    fs::set_permissions(bin.join("git"), mode).expect("permissions");
    bin
}

#[cfg(unix)]
#[test]
fn the_number_of_files_does_not_change_how_often_git_is_started() {
    let file = |number: usize| format!("schemas/{number}.yaml");
    let names = (0..30).map(|number| format!("p{number}: {{$ref: '{}'}}", file(number)));
    let properties = names.collect::<Vec<_>>().join(", ");
    let api = shop(&format!("{{type: object, properties: {{{properties}}}}}"));
    let home = folder(&[("api.yaml", &api)]);
    for number in 0..30 {
        write(home.path(), &file(number), "type: integer\n");
    }
    commit(home.path());
    write(home.path(), &file(7), "type: string\n");
    let tools = tempfile::tempdir().expect("a folder");
    let bin = counting_git(tools.path());
    let path = std::env::var("PATH").unwrap_or_default();
    let mut command = command(
        home.path(),
        &["HEAD:api.yaml", "api.yaml", "--format", "json"],
    );
    command.env("PATH", format!("{}:{path}", bin.display()));
    let output = command.output().expect("the command runs");
    let json: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)));
    let changes = json["changes"].as_array().expect("findings");
    assert_eq!(ids(changes), ["response-property-type-changed"]);
    let starts = fs::read_to_string(tools.path().join("starts")).expect("git was started");
    assert!(starts.lines().count() <= 3, "{}", starts.lines().count());
}

#[test]
fn splitting_into_files_is_no_change() {
    let home = folder(&[
        ("one.yaml", &shop(BIG)),
        ("many.yaml", &shop("{$ref: 'order.yaml'}")),
        ("order.yaml", BIG),
    ]);
    assert!(changes(home.path(), &["one.yaml", "many.yaml"]).is_empty());
    assert!(changes(home.path(), &["many.yaml", "one.yaml"]).is_empty());
}

const SWAGGER: &str = "swagger: '2.0'
info: {title: Shop, version: 1.0.0}
host: shop.example
basePath: /v1
schemes: [https]
consumes: [application/json]
produces: [application/json]
paths:
  /orders/{id}:
    put:
      operationId: changeOrder
      parameters:
        - {name: id, in: path, required: true, type: string}
        - {name: tags, in: query, type: array, items: {type: string}, collectionFormat: multi}
        - {name: order, in: body, required: true, schema: {$ref: '#/definitions/Order'}}
      responses:
        '200': {description: The order, schema: {$ref: '#/definitions/Order'}}
definitions:
  Order: {type: object, required: [id], properties: {id: {type: string}, note: {type: string, x-nullable: true}}}
";

#[test]
fn migrating_to_another_openapi_version_is_no_change() {
    let new = |version: &str, note: &str| {
        format!(
            "openapi: {version}
info: {{title: Shop, version: 1.0.0}}
servers: [{{url: 'https://shop.example/v1'}}]
paths:
  /orders/{{id}}:
    put:
      operationId: changeOrder
      parameters:
        - {{name: id, in: path, required: true, schema: {{type: string}}}}
        - {{name: tags, in: query, style: form, explode: true, schema: {{type: array, items: {{type: string}}}}}}
      requestBody:
        required: true
        content: {{application/json: {{schema: {{$ref: '#/components/schemas/Order'}}}}}}
      responses:
        '200': {{description: The order, content: {{application/json: {{schema: {{$ref: '#/components/schemas/Order'}}}}}}}}
components:
  schemas:
    Order: {{type: object, required: [id], properties: {{id: {{type: string}}, note: {note}}}}}
"
        )
    };
    let files = [
        ("2.0.yaml", SWAGGER.to_owned()),
        ("3.0.yaml", new("3.0.3", "{type: string, nullable: true}")),
        ("3.1.yaml", new("3.1.0", "{type: [string, 'null']}")),
    ];
    let files: Vec<_> = files
        .iter()
        .map(|(name, text)| (*name, text.as_str()))
        .collect();
    let home = folder(&files);
    for (base, _) in &files {
        for (revision, _) in &files {
            let found = changes(home.path(), &[base, revision]);
            assert!(found.is_empty(), "{base} {revision}: {found:?}");
        }
    }
}

#[test]
fn added_and_removed_documents_are_reported_operation_by_operation() {
    let config = "[[crate]]\nspec = \"api.yaml\"\nout = \"sdk\"\nname = \"shop\"\n";
    let home = folder(&[("oascribe.toml", config)]);
    commit(home.path());
    write(home.path(), "api.yaml", &shop(SMALL));
    assert_eq!(
        ids(&changes(home.path(), &["--base", "HEAD"])),
        ["endpoint-added"]
    );
    git(home.path(), &["add", "."]);
    git(home.path(), &["commit", "-q", "-m", "Add the document"]);
    fs::remove_file(home.path().join("api.yaml")).expect("the file was there");
    let found = changes(home.path(), &["--base", "HEAD"]);
    assert_eq!(ids(&found), ["api-path-removed-without-deprecation"]);
}

#[test]
fn unreleased_changes_fail_until_the_version_is_raised() {
    let config = |version: &str| {
        format!(
            "[[crate]]\nspec = \"api.yaml\"\nout = \"sdk\"\nname = \"shop\"\npackage = {{ version = \"{version}\" }}\n"
        )
    };
    let home = folder(&[
        ("oascribe.toml", &config("0.3.1")),
        ("api.yaml", &shop(BIG)),
    ]);
    commit(home.path());
    let since = ["--base", "HEAD", "--fail-on", "unreleased"];
    assert_eq!(
        diff(home.path(), &since).status.code(),
        Some(0),
        "nothing changed"
    );
    write(home.path(), "api.yaml", &shop(SMALL));
    for (version, code, verdict) in [
        ("0.3.1", 1, "needs SDK 0.4.0: "),
        ("0.3.2", 1, "needs SDK 0.4.0, but this change sets 0.3.2: "),
        ("0.4.0", 0, "needs SDK 0.4.0, and this change sets 0.4.0: "),
    ] {
        write(home.path(), "oascribe.toml", &config(version));
        let output = diff(home.path(), &since);
        assert_eq!(output.status.code(), Some(code), "{version}");
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(text.contains(verdict), "{text}");
    }
    let files = ["api.yaml", "api.yaml", "--fail-on", "unreleased"];
    assert_eq!(diff(home.path(), &files).status.code(), Some(2));
}

#[test]
fn fail_on_determines_the_exit_code() {
    // A wire warning and a breaking change of the Rust API.
    let home = folder(&[("old.yaml", &shop(BIG)), ("new.yaml", &shop(SMALL))]);
    for (fail_on, code) in [
        ("nothing", 0),
        ("error", 0),
        ("warning", 1),
        ("breaking", 1),
        ("major", 1),
        ("any", 1),
    ] {
        let output = diff(home.path(), &["old.yaml", "new.yaml", "--fail-on", fail_on]);
        assert_eq!(output.status.code(), Some(code), "{fail_on}");
    }
    // In reverse, the change is an addition.
    for (fail_on, code) in [("breaking", 0), ("warning", 0), ("any", 1)] {
        let output = diff(home.path(), &["new.yaml", "old.yaml", "--fail-on", fail_on]);
        assert_eq!(output.status.code(), Some(code), "{fail_on}");
    }
    let wrong = diff(home.path(), &["old.yaml", "new.yaml", "--fail-on", "never"]);
    assert_eq!(wrong.status.code(), Some(2));
}

#[test]
fn removals_are_compared_with_the_date_of_today() {
    let old = shop(SMALL).replace(
        "      operationId",
        "      deprecated: true\n      x-sunset: '2030-06-01'\n      operationId",
    );
    let home = folder(&[
        ("old.yaml", &old),
        (
            "new.yaml",
            "openapi: 3.0.3\ninfo: {title: Shop, version: 1.0.0}\npaths: {}\n",
        ),
    ]);
    for (day, id) in [
        ("2030-05-31", "api-path-removed-before-sunset"),
        ("2030-06-01", "api-path-removed-with-deprecation"),
    ] {
        let found = changes(home.path(), &["old.yaml", "new.yaml", "--today", day]);
        assert_eq!(ids(&found), [id], "{day}");
    }
}

#[test]
fn the_project_configures_levels_and_ignored_findings() {
    let config = "[[crate]]
spec = \"new.yaml\"
out = \"sdk\"
name = \"shop\"
[diff]
ignore = \"known.txt\"
[diff.severity]
response-optional-property-removed = \"info\"
";
    let home = folder(&[
        ("oascribe.toml", config),
        ("known.txt", ""),
        ("old.yaml", &shop(BIG)),
        ("new.yaml", &shop(SMALL)),
    ]);
    let found = changes(home.path(), &["old.yaml", "new.yaml"]);
    assert_eq!(found[0]["level"], "info");
    write(
        home.path(),
        "known.txt",
        "response-optional-property-removed /orders\nwebhook-removed\n",
    );
    let output = diff(home.path(), &["old.yaml", "new.yaml"]);
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        stderr.contains("line 2 of the ignore file matches no finding: webhook-removed"),
        "{stderr}"
    );
    assert!(changes(home.path(), &["old.yaml", "new.yaml"]).is_empty());
}
