//! Documents that refer to files that they must not read, and documents that are no regular files.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

use tempfile::TempDir;

use crate::limited::{Outcome, generate as generate_from};

const HEAD: &str = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths: {}\n";

/// Words of the files that must not be read. No output may contain them.
const SECRET: &str = "correct-horse-battery-staple";

/// A folder with a secret outside `work`, and ways to it inside.
fn folder() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    let work = folder.path().join("work");
    fs::create_dir_all(work.join(".git")).expect("a folder");
    let secret = format!("description: {SECRET}\n");
    fs::write(folder.path().join("secret.yaml"), &secret).expect("a file");
    fs::write(folder.path().join("secret.md"), SECRET).expect("a file");
    fs::write(work.join(".git/config"), &secret).expect("a file");
    fs::write(work.join("notes.md"), SECRET).expect("a file");
    symlink("../secret.yaml", work.join("link.yaml")).expect("a link");
    symlink("..", work.join("up")).expect("a link");
    let made = Command::new("mkfifo").arg(work.join("pipe.yaml")).status();
    assert!(made.expect("mkfifo runs").success());
    folder
}

fn generate(text: &str) -> Outcome {
    let folder = folder();
    fs::write(folder.path().join("work/api.yaml"), format!("{HEAD}{text}")).expect("a file");
    generate_from(folder, "api.yaml")
}

#[test]
fn a_reference_does_not_read_other_files() {
    let targets = [
        "../secret.yaml",
        "../secret.md",
        "notes.md",
        "link.yaml",
        "up/secret.yaml",
        ".git/config",
        "pipe.yaml",
        "/dev/zero",
        "/proc/version",
        "/proc/self/environ",
        "file:///proc/version",
        ".",
    ];
    // One document with all of them: each run takes time.
    let mut schemas = String::new();
    for (index, target) in targets.iter().enumerate() {
        let usages = [
            format!("{{$ref: '{target}'}}"),
            format!("{{type: object, description: {{$ref: '{target}'}}}}"),
            format!("{{type: object, properties: {{$ref: '{target}'}}}}"),
        ];
        for (usage, schema) in usages.iter().enumerate() {
            schemas.push_str(&format!("    S{index}x{usage}: {schema}\n"));
        }
    }
    let outcome = generate(&format!("components:\n  schemas:\n{schemas}"));
    let Outcome { code, stderr, .. } = &outcome;
    assert_eq!(*code, Some(0), "{stderr}");
    for target in targets {
        let refused = stderr
            .matches(&format!("`{target}` can't be resolved"))
            .count();
        assert_eq!(refused, 3, "{target}: {stderr}");
    }
    let kernel = fs::read_to_string("/proc/version").expect("the kernel");
    let output = outcome.all_output();
    assert!(output.contains("pub type S0x1"), "{output}");
    for text in [stderr, &output] {
        assert!(
            !text.contains(SECRET) && !text.contains(kernel.trim()),
            "{text}"
        );
    }
    assert_eq!(outcome.written_elsewhere, [""; 0]);
}

#[test]
fn the_document_is_a_regular_file_of_bounded_size() {
    let cases = [
        ("/dev/zero", "it is not a regular file"),
        ("pipe.yaml", "it is not a regular file"),
        (".", "it is a folder"),
        ("large.yaml", "it is larger than 64 MiB"),
        ("/proc/kmsg", ""),
    ];
    for (document, reason) in cases {
        let folder = folder();
        let large = fs::File::create(folder.path().join("work/large.yaml")).expect("a file");
        large.set_len(1 << 40).expect("a sparse file");
        let Outcome { code, stderr, .. } = generate_from(folder, document);
        assert!(matches!(code, Some(1 | 2)), "{document}: {code:?} {stderr}");
        assert!(stderr.contains(reason), "{document}: {stderr}");
    }
}

#[test]
fn overlays_configuration_and_lock_are_regular_files() {
    let commands: [&[&str]; 5] = [
        &["check", "api.yaml", "--overlay", "pipe.yaml"],
        &["check", "api.yaml", "--overlay", "/dev/zero"],
        &["generate", "--config", "/dev/zero"],
        &["transcribe", "/dev/zero"],
        &["transcribe", "pipe.yaml"],
    ];
    for command in commands {
        let folder = folder();
        let work = folder.path().join("work");
        fs::write(work.join("api.yaml"), HEAD).expect("a file");
        let output = Command::new(env!("CARGO_BIN_EXE_oascribe"))
            .args(command)
            .current_dir(&work)
            .output()
            .expect("the command runs");
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{command:?}: {stderr}");
        assert!(
            stderr.contains("it is not a regular file"),
            "{command:?}: {stderr}"
        );
    }
    let folder = folder();
    let work = folder.path().join("work");
    fs::create_dir(work.join("sdk")).expect("a folder");
    symlink("/dev/zero", work.join("sdk/oascribe.lock")).expect("a link");
    fs::write(work.join("api.yaml"), HEAD).expect("a file");
    let Outcome { code, stderr, .. } = generate_from(folder, "api.yaml");
    assert_eq!(code, Some(2), "{stderr}");
    assert!(stderr.contains("it is not a regular file"), "{stderr}");
}
