//! `explain`, `init`, `completions` and `--help`.

use crate::sandbox::{BOATS, Sandbox};

#[test]
fn explain_one() {
    let sandbox = Sandbox::new();
    for word in ["bad-lock", "error[bad-lock]", "error[bad-lock]:"] {
        let run = sandbox.run(["explain", word]).code(0).stderr("");
        assert!(
            run.stdout
                .starts_with("error[bad-lock]: oascribe.lock can't be understood\n\nThe lock"),
            "{run:?}"
        );
        assert!(run.stdout.lines().all(|line| line.chars().count() <= 80));
    }
}

#[test]
fn explain_all() {
    let run = Sandbox::new().run(["explain"]).code(0).stderr("");
    let run = run
        .stdout_contains("error    bad-lock ")
        .stdout_contains("skipped  dangling-ref ");
    assert!(run.stdout.lines().count() > 15);
}

#[test]
fn explain_an_unknown_code() {
    let sandbox = Sandbox::new();
    sandbox
        .run(["explain", "bad-lok"])
        .code(2)
        .stdout("")
        .stderr(
            "error: no diagnostic and no rule has the name `bad-lok`\n  \
         = help: did you mean `bad-lock`? `oascribe explain` lists all diagnostics, `oascribe rules` all rules\n",
        );
    sandbox.run(["explain", "zzz"]).code(2).stderr(
        "error: no diagnostic and no rule has the name `zzz`\n  \
         = help: `oascribe explain` lists all diagnostics, `oascribe rules` all rules\n",
    );
}

#[test]
fn explain_a_rule_of_diff() {
    let sandbox = Sandbox::new();
    let rule = "request-property-max-decreased";
    let page = "error[request-property-max-decreased]: the request property lowered its maximum from A to B

The server may reject what clients send today.

Example:

  before: {type: integer, maximum: 20}
  after:  {type: integer, maximum: 10}

To change the level, write in oascribe.toml:

  [diff.severity]
  request-property-max-decreased = \"info\"   # or \"error\", \"warning\", \"none\"
";
    sandbox.run(["explain", rule]).code(0).stdout(page);
}

#[test]
fn rules_of_diff() {
    let sandbox = Sandbox::new();
    let all = sandbox.run(["rules"]).code(0).stderr("");
    let all = all.stdout_contains("error    response-property-became-nullable ");
    assert!(
        all.stdout.lines().count() > 400,
        "{}",
        all.stdout.lines().count()
    );
    let reply = "error    reply-property-max-decreased  the reply property lowered its maximum from A to B\n";
    sandbox
        .run(["rules", "reply-property-max-d"])
        .code(0)
        .stdout(reply);
    sandbox
        .run(["rules", "nothing"])
        .code(2)
        .stderr("error: no rule contains `nothing`\n  = help: `oascribe rules` lists all rules\n");
}

#[test]
fn init_then_generate() {
    let sandbox = Sandbox::with(BOATS);
    sandbox
        .run(["init", "boats.yaml"])
        .code(0)
        .stdout("")
        .stderr("oascribe.toml and oascribe.schema.json: written; now run `oascribe generate`\n");
    let text = sandbox.read("oascribe.toml");
    assert!(text.contains("spec = 'boats.yaml'\nout = \"boats_sdk\"\n"));
    sandbox
        .run(["generate"])
        .code(0)
        .stderr_contains("boats_sdk: ");
    sandbox.run(["init"]).code(2).stderr(
        "error: oascribe.toml exists already\n  \
         = help: add a `[[crate]]` to it, or remove it first\n",
    );
    assert_eq!(sandbox.read("oascribe.toml"), text);
}

/// The settings in the template's comments are valid once they are uncommented.
#[test]
fn every_setting_of_the_template_is_valid() {
    let sandbox = Sandbox::with(BOATS);
    sandbox.run(["init", "boats.yaml"]).code(0);
    let text = sandbox.read("oascribe.toml");
    let is_example = |line: &str| line.contains(" = ") || line.starts_with('[');
    let lines = text.lines().map(|line| match line.strip_prefix("# ") {
        Some(rest) if is_example(rest) => rest,
        _ => line,
    });
    let all: Vec<_> = lines.collect();
    // Only modules have `features`, and an entry has one `spec`.
    let all = all.join("\n").replace("\nfeatures = ", "\n# features = ");
    let all = all.replace("\nspec = {", "\n# spec = {");
    sandbox.write("oascribe.toml", &all);
    let run = sandbox.run(["generate"]);
    assert!(!run.stderr.contains("bad-config"), "{run:?}");
}

/// The template shows all settings, so that nobody needs to search for them.
#[test]
fn the_template_has_all_settings() {
    let sandbox = Sandbox::new();
    sandbox.run(["init"]).code(0);
    let text = sandbox.read("oascribe.toml");
    let tables = oascribe_codegen::config::reference::tables();
    let keys = tables
        .iter()
        .filter(|table| !table.header.contains("package"));
    let missing: Vec<_> = keys
        .flat_map(|table| table.keys)
        .filter(|key| {
            let name = key.name;
            let forms = [
                format!("{name} = "),
                format!("{name}."),
                format!("crate.{name}"),
            ];
            !forms.iter().any(|form| text.contains(form)) && !text.contains(&format!("`{name}`"))
        })
        .map(|key| key.name)
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn init_writes_a_schema() {
    let sandbox = Sandbox::with(BOATS);
    sandbox.run(["init", "--schema"]).code(0);
    assert!(!sandbox.exists("oascribe.toml"));
    let alone = sandbox.read("oascribe.schema.json");
    sandbox.run(["init", "boats.yaml"]).code(0);
    let text = sandbox.read("oascribe.toml");
    assert!(text.starts_with("#:schema oascribe.schema.json\n"));
    assert_eq!(sandbox.read("oascribe.schema.json"), alone);
    let schema: serde_json::Value = serde_json::from_str(&alone).unwrap();
    let keys = &schema["properties"]["crate"]["items"]["properties"];
    assert_eq!(keys["mode"]["enum"][2], "models");
}

#[test]
fn init_without_document() {
    let sandbox = Sandbox::new();
    sandbox
        .run(["init"])
        .code(0)
        .stderr_contains("put your document at openapi.yaml");
    let sandbox = Sandbox::new();
    sandbox.write("spec/openapi.json", "{}");
    sandbox.run(["init"]).code(0);
    assert!(
        sandbox
            .read("oascribe.toml")
            .contains("spec = 'spec/openapi.json'\nout = \"sdk\"\n")
    );
    let sandbox = Sandbox::new();
    sandbox.run(["init", "none.yaml"]).code(2).stderr(
        "error: none.yaml is not a file\n  \
         = help: name the OpenAPI document, or omit it and set `spec` later\n",
    );
    assert_eq!(sandbox.tree().len(), 0);
}

#[test]
fn completions() {
    let sandbox = Sandbox::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        sandbox
            .run(["completions", shell])
            .code(0)
            .stdout_contains("generate");
    }
    sandbox.run(["completions", "tcsh"]).code(2);
}

#[test]
fn help_lists_every_verb() {
    let run = Sandbox::new().run(["--help"]).code(0);
    let verbs = [
        "changelog",
        "check",
        "completions",
        "diff",
        "explain",
        "fetch",
        "generate",
        "init",
        "rules",
        "transcribe",
        "update",
        "watch",
    ];
    let listed = run.stdout.lines().skip_while(|line| *line != "Commands:");
    let listed = listed.skip(1).take_while(|line| !line.is_empty());
    let mut listed: Vec<_> = listed
        .filter_map(|line| line.split_whitespace().next())
        .filter(|verb| *verb != "help")
        .collect();
    listed.sort_unstable();
    assert_eq!(listed, verbs);
    assert!(run.stdout.contains("Exit codes: 0 success; 1 findings"));
}

#[test]
fn man_pages() {
    let sandbox = Sandbox::new();
    sandbox.run(["man", "man1"]).code(0);
    let page = sandbox.read("man1/oascribe-generate.1");
    assert!(page.contains("\\-\\-check"), "{page}");
    assert!(sandbox.exists("man1/oascribe.1"));
    assert!(!sandbox.exists("man1/oascribe-man.1"));
}
