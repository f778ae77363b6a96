//! Crates outside of this repository whose build scripts call `Builder`, built with cargo.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use oascribe_test_support as support;

const SPEC: &str = r##"openapi: 3.0.3
info: { title: Petstore, version: "1.0" }
paths:
  /pets:
    get:
      operationId: listPets
      tags: [pet]
      responses:
        "200":
          description: All pets
          content:
            application/json:
              schema: { type: array, items: { $ref: "parts.yaml#/Pet" } }
"##;

const PARTS: &str = "Pet:
  description: An animal.
  type: object
  required: [name]
  properties:
    name: { type: string }
";

/// The profile of this repository, so that dependencies are built once.
const PROFILE: &str = r#"
[profile.dev]
debug = "line-tables-only"
codegen-units = 256

[profile.dev.build-override]
codegen-units = 256
debug = "line-tables-only"
"#;

/// A crate in the folder that Cargo gives to tests.
struct Package {
    name: &'static str,
    folder: PathBuf,
}

impl Package {
    fn new(name: &'static str, builder: &str, main: &str, dependencies: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("build_script");
        let folder = folder.join(name);
        let _ = fs::remove_dir_all(&folder);
        let package = Package { name, folder };
        let codegen = env!("CARGO_MANIFEST_DIR");
        package.write(
            "Cargo.toml",
            &format!(
                "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
                 [dependencies]\n{dependencies}\n\
                 [build-dependencies]\noascribe-codegen = {{ path = '{codegen}' }}\n\n[workspace]\n\n\
                 [lints.rust]\nwarnings = \"deny\"\n\n{PROFILE}"
            ),
        );
        package.write(
            "build.rs",
            &format!(
                "fn main() -> Result<(), Box<dyn std::error::Error>> {{\n    \
                 oascribe_codegen::{builder}?;\n    Ok(())\n}}\n"
            ),
        );
        package.write("src/main.rs", main);
        package.write("spec/petstore.yaml", SPEC);
        package.write("spec/parts.yaml", PARTS);
        fs::copy(
            support::root().join("Cargo.lock"),
            package.path("Cargo.lock"),
        )
        .expect("copied");
        package
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    fn replace(&self, path: &str, old: &str, new: &str) {
        let text = fs::read_to_string(self.path(path)).expect("a file");
        assert!(text.contains(old), "{path} has no {old}");
        self.write(path, &text.replace(old, new));
    }

    fn cargo(&self, arguments: &[&str]) -> Output {
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent();
        Command::new(env!("CARGO"))
            .args(arguments)
            .args(["--offline", "--verbose"])
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", target.expect("the target folder"))
            .env_remove("OASCRIBE_BUILD")
            .env("CARGO_TERM_COLOR", "never")
            .output()
            .expect("cargo runs")
    }

    /// Runs cargo, which must succeed, and returns its output.
    #[track_caller]
    fn passes(&self, arguments: &[&str]) -> String {
        let output = self.cargo(arguments);
        let printed = printed(&output);
        assert!(output.status.success(), "{printed}");
        printed
    }

    /// Builds, which must fail, and returns its output.
    #[track_caller]
    fn fails(&self) -> String {
        let output = self.cargo(&["build"]);
        let printed = printed(&output);
        assert!(!output.status.success(), "{printed}");
        printed
    }

    /// Whether the last build found nothing to do.
    #[track_caller]
    fn assert_fresh(&self) {
        let printed = self.passes(&["build"]);
        assert!(
            printed.contains(&format!("Fresh {} v0.1.0", self.name)),
            "{printed}"
        );
    }
}

fn printed(output: &Output) -> String {
    let (out, err) = (&output.stdout, &output.stderr);
    String::from_utf8_lossy(&[out.as_slice(), err].concat()).into_owned()
}

const MODELS: &str = "serde = { version = \"1\", default-features = false, features = [\"std\"] }\nserde_json = \"1\"\n";

const TO_OUT_DIR: &str =
    "Builder::new(\"spec/petstore.yaml\").features([\"\"; 0]).generate_to_out_dir()";

#[test]
fn a_module_in_out_dir() {
    let main = "mod petstore {\n    include!(concat!(env!(\"OUT_DIR\"), \"/petstore.rs\"));\n}\n\n\
                fn main() {\n    println!(\"{}\", petstore::models::Pet::new(\"Rex\").name);\n}\n";
    let package = Package::new("in-module", TO_OUT_DIR, main, MODELS);
    assert!(package.passes(&["run"]).contains("Rex"));
    package.assert_fresh();

    // A change of a file that the spec refers to.
    package.replace(
        "spec/parts.yaml",
        "name: { type: string }",
        "name: { type: integer }",
    );
    package.replace("src/main.rs", "\"Rex\"", "7_i64");
    assert!(package.passes(&["run"]).contains("7\n"));
    // A change of the spec.
    package.replace("spec/petstore.yaml", "title: Petstore", "title: Animals");
    assert!(package.passes(&["build"]).contains("build-script-build`"));
    package.assert_fresh();

    package.replace("spec/petstore.yaml", "openapi: 3", "openapi: 9");
    let printed = package.fails();
    let expected = "error: in-module@0.1.0: spec/petstore.yaml:1:10: error[unsupported-version]";
    assert!(printed.contains(expected), "{printed}");
}

#[test]
fn a_module_at_the_root_of_a_crate() {
    let main = "include!(concat!(env!(\"OUT_DIR\"), \"/petstore.rs\"));\n\n\
                fn main() {\n    println!(\"{}\", models::Pet::new(\"Rex\").name);\n}\n";
    let package = Package::new("at-root", TO_OUT_DIR, main, MODELS);
    assert!(package.passes(&["run"]).contains("Rex"));
}

#[test]
fn a_client_without_a_transport() {
    let builder =
        "Builder::new(\"spec/petstore.yaml\").features([\"client\"]).generate_to_out_dir()";
    let main = "mod petstore {\n    include!(concat!(env!(\"OUT_DIR\"), \"/petstore.rs\"));\n}\n\n\
                fn main() {\n    let _ = petstore::api::ListPets::new();\n}\n";
    let package = Package::new("with-client", builder, main, MODELS);
    let printed = package.fails();
    assert!(
        printed.contains("warning: with-client@0.1.0: bytes = \"1\""),
        "{printed}"
    );

    let client = "bytes = \"1\"\nfutures-core = { version = \"0.3\", default-features = false }\nhttp = \"1\"";
    package.replace(
        "Cargo.toml",
        "serde_json = \"1\"",
        &format!("serde_json = \"1\"\n{client}"),
    );
    let printed = package.passes(&["build"]);
    assert!(!printed.contains("more dependencies"), "{printed}");
}

#[test]
fn committed_code_is_kept_in_step() {
    let builder = "Builder::new(\"spec/petstore.yaml\").features([\"\"; 0]).out(\"src/petstore\").keep_in_step()";
    let main = "mod petstore;\n\nfn main() {\n    println!(\"{}\", petstore::models::Pet::new(\"Rex\").name);\n}\n";
    let package = Package::new("committed", builder, main, MODELS);
    stale_code_fails_one_build(&package, "src/petstore/mod.rs");

    // The committed code still compiles if the spec is broken.
    package.replace("spec/petstore.yaml", "openapi: 3", "openapi: 9");
    let printed = package.passes(&["build"]);
    let expected = "warning: committed@0.1.0: spec/petstore.yaml:1:10: error[unsupported-version]";
    assert!(printed.contains(expected), "{printed}");
}

#[test]
fn committed_code_of_a_configuration_file() {
    let builder = "Builder::from_config(\"oascribe.toml\").keep_in_step()";
    let main = "mod petstore;\n\nfn main() {\n    println!(\"{}\", petstore::models::Pet::new(\"Rex\").name);\n}\n";
    let package = Package::new("configured", builder, main, MODELS);
    let config = "[[crate]]\nspec = 'spec/petstore.yaml'\nout = 'src/petstore'\nname = 'petstore'\n\
                  mode = 'module'\nfeatures = []\n";
    package.write("oascribe.toml", config);
    stale_code_fails_one_build(&package, "src/petstore/mod.rs");
}

fn stale_code_fails_one_build(package: &Package, file: &str) {
    let printed = package.fails();
    assert!(printed.contains("code was generated"), "{printed}");
    assert!(printed.contains(file), "{printed}");
    assert!(package.passes(&["run"]).contains("Rex"));
    package.assert_fresh();

    package.replace("spec/parts.yaml", "An animal", "Any animal");
    let printed = package.fails();
    assert!(printed.contains("has been rewritten"), "{printed}");
    assert!(printed.contains("src/petstore/models/pet.rs"), "{printed}");
    package.passes(&["build"]);
}
