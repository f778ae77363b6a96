//! The reports of `oascribe diff`. Each folder of `tests/diff/` has a pair of documents and the expected report.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

use oascribe_test_support::root;
use oascribe_test_support::shared::shared;

fn diff(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_oascribe"));
    command.current_dir(folder).arg("diff").args(arguments);
    command.output().expect("the command runs")
}

fn text(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn pairs() -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join("tests/diff")).expect("the pairs");
    let mut folders: Vec<_> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    // The pairs of `tests/verdicts.rs` are one folder deeper.
    folders.retain(|folder| folder.join("base.yaml").is_file());
    folders.sort();
    folders
}

#[test]
fn reports_are_as_expected() {
    let bless = std::env::var_os("BLESS").is_some();
    let mut failures = Vec::new();
    for folder in pairs() {
        let arguments = ["base.yaml", "revision.yaml", "--today", "2026-01-01"];
        let found = text(&diff(&folder, &arguments));
        let file = folder.join("expected.txt");
        if bless {
            fs::write(&file, &found).expect("a file");
        } else if fs::read_to_string(&file).unwrap_or_default() != found {
            failures.push(format!("{}:\n{found}", folder.display()));
        }
    }
    assert!(
        failures.is_empty(),
        "{}\nBLESS=1 rewrites the expected reports",
        failures.join("\n")
    );
}

#[test]
fn a_changelog_lists_changes_of_the_rust_api() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_oascribe"));
    command.current_dir(root().join("tests/diff/schemas"));
    command.args(["changelog", "base.yaml", "revision.yaml"]);
    let found = text(&command.output().expect("the command runs"));
    for line in [
        "## [Unreleased]",
        "### Added",
        "- `models::Order::fresh`",
        "### Changed",
        "- **Breaking:** `models::Order::count` changed from `i64` to `f64`",
        "### Removed",
        "- **Breaking:** `models::Order::old` was removed",
    ] {
        assert!(found.lines().any(|found| found == line), "{line}\n{found}");
    }
}

#[test]
fn a_new_required_field_is_a_breaking_change_in_the_changelog() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_oascribe"));
    command.current_dir(root().join("tests/diff/rust/sixth-required-property-added"));
    command.args(["changelog", "old.yaml", "new.yaml"]);
    let found = text(&command.output().expect("the command runs"));
    let line = "- **Breaking:** `models::Order::f` was added and is required";
    assert!(
        found.contains(&format!("### Changed\n\n{line}\n")),
        "{found}"
    );
    assert!(!found.contains("### Added"), "{found}");
}

#[test]
fn equivalent_notations_are_equal() {
    let folder = root().join("tests/diff/equivalent");
    for sides in [
        ["base.yaml", "revision.yaml"],
        ["revision.yaml", "base.yaml"],
    ] {
        let json = text(&diff(&folder, &[sides[0], sides[1], "--format", "json"]));
        let json: Value = serde_json::from_str(&json).expect("JSON");
        assert_eq!(json["changes"], Value::Array(Vec::new()), "{sides:?}");
    }
}

#[test]
fn a_document_equals_itself() {
    for folder in pairs() {
        for file in ["base.yaml", "revision.yaml"] {
            let json = text(&diff(
                &folder,
                &[file, file, "--format", "json", "--fail-on", "any"],
            ));
            let json: Value = serde_json::from_str(&json).expect("JSON");
            assert_eq!(
                json["changes"],
                Value::Array(Vec::new()),
                "{}",
                folder.display()
            );
        }
    }
}

#[test]
fn reports_are_deterministic() {
    for folder in pairs() {
        for format in ["text", "markdown", "json", "github", "sarif", "html"] {
            for detail in [[].as_slice(), &["--expand"]] {
                let arguments = [
                    "base.yaml",
                    "revision.yaml",
                    "--today",
                    "2026-01-01",
                    "--format",
                    format,
                ];
                let arguments = [arguments.as_slice(), detail].concat();
                let [one, other] = [(); 2].map(|()| diff(&folder, &arguments).stdout);
                assert!(one == other, "{} {arguments:?}", folder.display());
            }
        }
    }
}

#[test]
fn ignored_findings_are_counted_and_unused_lines_are_reported() {
    let home = tempfile::tempdir().expect("a folder");
    let ignore = home.path().join("ignore");
    fs::write(
        &ignore,
        "# Known\napi-tag-added GET /orders\nwebhook-removed\n",
    )
    .expect("a file");
    let folder = root().join("tests/diff/operations");
    let ignore = ignore.display().to_string();
    let output = diff(
        &folder,
        &["base.yaml", "revision.yaml", "--ignore", &ignore],
    );
    assert!(text(&output).contains("\n1 finding ignored\n"));
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        stderr.contains("line 3") && !stderr.contains("line 2"),
        "{stderr}"
    );
}

#[test]
fn severity_levels_determine_the_exit_code() {
    let folder = root().join("tests/diff/security");
    let arguments = ["base.yaml", "revision.yaml", "--fail-on", "error"];
    assert_eq!(diff(&folder, &arguments).status.code(), Some(0));
    let home = tempfile::tempdir().expect("a folder");
    let levels = home.path().join("levels");
    fs::write(&levels, "api-security-scope-added error\n").expect("a file");
    let levels = levels.display().to_string();
    let output = diff(
        &folder,
        &[&arguments[..], &["--severity-levels", &levels]].concat(),
    );
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn sarif_and_annotations_have_valid_locations() {
    for folder in pairs() {
        let lines = fs::read_to_string(folder.join("revision.yaml"))
            .expect("a file")
            .lines()
            .count();
        let sarif = text(&diff(
            &folder,
            &["base.yaml", "revision.yaml", "--format", "sarif"],
        ));
        let sarif: Value = serde_json::from_str(&sarif).expect("JSON");
        assert_eq!(sarif["version"], "2.1.0");
        for result in sarif["runs"][0]["results"].as_array().expect("results") {
            let rule = result["ruleIndex"].as_u64().expect("an index") as usize;
            assert_eq!(
                sarif["runs"][0]["tool"]["driver"]["rules"][rule]["id"],
                result["ruleId"]
            );
            let region = &result["locations"][0]["physicalLocation"]["region"];
            assert!(region["startLine"].as_u64().expect("a line") >= 1);
        }
        let github = text(&diff(
            &folder,
            &["base.yaml", "revision.yaml", "--format", "github"],
        ));
        for line in github.lines().filter(|line| line.starts_with("::")) {
            let (_, rest) = line.split_once("line=").expect("a line");
            let number: usize = rest
                .split(',')
                .next()
                .expect("a number")
                .parse()
                .expect("a number");
            assert!((1..=lines).contains(&number), "{line}");
        }
    }
}

/// Compares the findings with an acceptance set, if one is available.
#[test]
fn findings_agree_with_the_acceptance_set() {
    let Some(set) = shared("diff") else {
        return;
    };
    let command = format!(
        "{} diff --expand --today 2026-11-22 --format json {{base}} {{revision}} {{opts}}",
        env!("CARGO_BIN_EXE_oascribe")
    );
    let result = tempfile::NamedTempFile::new().expect("a file");
    let mut python = Command::new("python3");
    python
        .current_dir(&set)
        .args(["score.py", "--full", "--cases", "cases.tsv"]);
    python
        .args(["--cmd", &command, "--json"])
        .arg(result.path());
    let Ok(output) = python.output() else {
        eprintln!("skipped: python3 does not run");
        return;
    };
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let json = fs::read_to_string(result.path()).expect("a file");
    let json: Value = serde_json::from_str(&json).expect("JSON");
    let waivers = fs::read_to_string(root().join("tests/diff/waivers.tsv")).expect("waivers");
    let is_waived = |case: &str| {
        waivers
            .lines()
            .any(|line| line.split('\t').next() == Some(case))
    };
    let bad = json["bad"].as_array().expect("cases").iter();
    let names: Vec<_> = bad.clone().filter_map(|case| case[0].as_str()).collect();
    let bad: Vec<_> = bad
        .filter(|case| !is_waived(case[0].as_str().unwrap_or_default()))
        .collect();
    assert!(bad.is_empty(), "{bad:#?}");
    let cases = fs::read_to_string(set.join("cases.tsv")).expect("the cases");
    let cases: Vec<_> = cases
        .lines()
        .filter_map(|line| line.split('\t').next())
        .collect();
    let useless = cases
        .iter()
        .filter(|case| is_waived(case) && !names.contains(case));
    assert_eq!(
        useless.collect::<Vec<_>>(),
        Vec::<&&str>::new(),
        "useless waivers"
    );
}

/// Compares verdicts about one schema with the column `contract`, which follows from the sets of allowed values. Errors and
/// warnings count as breaking: the acceptance set expects warnings for some breaking rows. Waived rows count as misses.
#[test]
fn verdicts_agree_with_the_matrix() {
    let Some(set) = shared("diff") else {
        return;
    };
    let matrix = fs::read_to_string(set.join("matrix.tsv")).expect("the matrix");
    let waivers = fs::read_to_string(root().join("tests/diff/waivers.tsv")).expect("waivers");
    let (mut rows, mut agree, mut errors) = (0u32, 0u32, 0u32);
    let mut wrong = Vec::new();
    for line in matrix.lines().skip(1) {
        let cells: Vec<_> = line.split('\t').collect();
        let [case, _, _, _, base, revision, _, contract, ..] = cells.as_slice() else {
            continue;
        };
        if !matches!(*contract, "breaking" | "compatible") {
            continue;
        }
        rows += 1;
        let arguments = [*base, *revision, "--format", "json", "--fail-on", "warning"];
        let json = text(&diff(&set, &arguments));
        let json: Value = serde_json::from_str(&json).expect("JSON");
        let wire = json["verdict"]["wire"].as_str().unwrap_or_default();
        let is_break = *contract == "breaking";
        errors += u32::from((wire == "error") == is_break);
        if matches!(wire, "error" | "warning") == is_break {
            agree += 1;
            continue;
        }
        let is_waived = waivers
            .lines()
            .any(|line| line.split('\t').next() == Some(*case));
        if !is_waived {
            wrong.push(format!("{case}: expected {contract}, found {wire}"));
        }
    }
    let percent = |count: u32| f64::from(count) * 100.0 / f64::from(rows);
    eprintln!(
        "matrix: {agree} of {rows} rows agree ({:.1} %); {:.1} % if only errors count as breaking",
        percent(agree),
        percent(errors)
    );
    assert!(rows > 300 && percent(agree) >= 97.0, "{agree} of {rows}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn workflow_rehearsals_pass() {
    rehearse("rehearse-pull-request.sh");
    rehearse("rehearse-update.sh");
}

fn rehearse(script: &str) {
    let Ok(output) = Command::new("bash")
        .arg(root().join("tests").join(script))
        .arg(env!("CARGO_BIN_EXE_oascribe"))
        .output()
    else {
        eprintln!("skipped: bash does not run");
        return;
    };
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{script}: {stderr}");
}
