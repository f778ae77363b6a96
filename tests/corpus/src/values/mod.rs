//! Decodes generated values into the emitted types, encodes them again and compares.
//!
//! In: the documents. Each gets a crate of its models alone, and values that the crate `jsonschema` accepts for its
//! component schemas and unions. Out: a [`Tally`] per row, and a list of failures beside the reports. A value is kept if it
//! is equal after the round trip, has no unknown variant where its values are declared, and if the variant of a union is
//! one whose schema accepts it.

mod case;
pub mod document;
mod generate;
mod judge;
mod mutate;
mod target;

use std::fs;
use std::io;

use case::Case;

use crate::judge::End;
use crate::round_trip::{self, Difference, Outcome};
use crate::row::Row;
use crate::workspace::Workspace;

/// The results of the generated values of one document.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    pub values: usize,
    /// Those that the round trip changed, with an unknown value, or of the wrong variant.
    pub lost: usize,
    /// Those of another variant than the schema says, of a union that is reported as undecided.
    pub undecided: usize,
}

/// Builds the programs of all crates at once, and runs each.
pub fn all(rows: &mut [Row], workspace: &Workspace) -> io::Result<()> {
    let name = |row: &Row| workspace.values_name(&row.document.name);
    let has_cases = |row: &&mut Row| {
        let cases = workspace.folder(&name(row)).join(case::CASES);
        row.end == End::Ready && cases.exists()
    };
    let rows: Vec<_> = rows.iter_mut().filter(has_cases).collect();
    let names: Vec<_> = rows.iter().map(|row| name(row)).collect();
    if names.is_empty() {
        return Ok(());
    }
    for name in &names {
        // A program that can't be built must not be that of an earlier run.
        match fs::remove_file(workspace.example(name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    let arguments = [
        "build",
        "--quiet",
        "--keep-going",
        "--workspace",
        "--examples",
    ];
    let built = workspace.cargo(&names, &arguments)?;
    fs::write(
        workspace.report("values").with_extension("build"),
        built.stderr,
    )?;
    for (row, name) in rows.into_iter().zip(&names) {
        if workspace.example(name).exists() {
            row.values = judge(workspace, name)?;
        } else {
            eprintln!("{}: its values do not compile", row.document.name);
            let values = case::read(&workspace.folder(name))?.len();
            row.values = Tally {
                values,
                lost: values,
                undecided: 0,
            };
        }
    }
    Ok(())
}

fn judge(workspace: &Workspace, name: &str) -> io::Result<Tally> {
    let folder = workspace.folder(name);
    let cases = case::read(&folder)?;
    let outcomes = round_trip::run(&workspace.example(name), &folder.join(case::VALUES))?;
    let mut wrong = String::new();
    if cases.len() != outcomes.len() {
        wrong = format!("{} cases, {} outcomes\n", cases.len(), outcomes.len());
    }
    let mut undecided = 0;
    for (case, outcome) in cases.iter().zip(&outcomes) {
        if let Some(fault) = fault(case, outcome) {
            undecided += usize::from(fault.is_undecided);
            let fault = fault.text;
            wrong.push_str(&format!(
                "{}\t{}\t{fault}\t{}\n",
                case.at, case.ty, case.value
            ));
        }
    }
    let lost = wrong.lines().count() - undecided;
    fs::write(workspace.report(name).with_extension("values"), wrong)?;
    Ok(Tally {
        values: cases.len(),
        lost,
        undecided,
    })
}

/// What the round trip did to a value.
#[derive(Debug, PartialEq, Eq)]
struct Fault {
    text: String,
    /// Whether only the variant is another one, of a union that is reported as undecided.
    is_undecided: bool,
}

/// What the round trip did to the value of a case.
fn fault(case: &Case, outcome: &Outcome) -> Option<Fault> {
    let lost = |text: String| {
        Some(Fault {
            text,
            is_undecided: false,
        })
    };
    let (unknown, variant, value) = match outcome {
        Outcome::Failed(error) => return lost(error.clone()),
        Outcome::Decoded {
            unknown,
            variant,
            value,
            ..
        } => (unknown, variant, value),
    };
    let is_tag = |path: &str| {
        let name = path.rsplit_once('.').map(|(_, name)| name);
        name.is_some_and(|name| case.tags.iter().any(|tag| tag == name))
    };
    let is_allowed = |one: &Difference| match one {
        Difference::Dropped(path) => {
            let tag = case.union_tag.as_ref();
            case.is_mutated || tag.is_some_and(|tag| *path == format!("$.{tag}"))
        }
        Difference::Added(path) => is_tag(path),
        _ => false,
    };
    let mut differences = round_trip::compare(&case.value, value).into_iter();
    if let Some(difference) = differences.find(|one| !is_allowed(one)) {
        return lost(difference.to_string());
    }
    if *unknown > 0 && !case.is_open {
        return lost(format!("{unknown} unknown"));
    }
    let variants = case.variants.as_ref()?;
    // A mutated value is one of the variants, whatever its parts are.
    let may_be_undeclared = case.is_open && !case.is_mutated;
    let is_accepted =
        variants.contains(variant) || (may_be_undeclared && UNDECLARED.contains(&variant.as_str()));
    let wrong = || Fault {
        text: format!("the variant {variant} instead of {}", variants.join(" or ")),
        is_undecided: case.is_reported,
    };
    (!is_accepted).then(wrong)
}

/// The variants for values that are not declared.
const UNDECLARED: [&str; 3] = ["Unknown", "Undeclared", "OtherValue"];

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Case, fault};
    use crate::round_trip::Outcome;

    fn outcome(unknown: usize, variant: &str, value: Value) -> Outcome {
        Outcome::Decoded {
            unknown,
            open: 0,
            variant: variant.to_owned(),
            rejected: Vec::new(),
            value,
        }
    }

    #[test]
    fn a_kept_value_is_equal_known_and_of_an_accepting_variant() {
        let case = Case {
            at: "#/components/schemas/Pet".to_owned(),
            ty: "models::Pet".to_owned(),
            variants: Some(vec!["Cat".to_owned()]),
            is_reported: false,
            is_open: false,
            is_mutated: false,
            tags: vec!["kind".to_owned()],
            union_tag: None,
            value: json!({"a": 1}),
        };
        let with_tag = outcome(0, "Cat", json!({"a": 1, "kind": "cat"}));
        assert_eq!(fault(&case, &with_tag), None);
        assert_eq!(fault(&case, &outcome(0, "Cat", json!({"a": 1}))), None);
        let alone = Case {
            union_tag: Some("a".to_owned()),
            ..case.clone()
        };
        assert_eq!(fault(&alone, &outcome(0, "Cat", json!({}))), None);
        let wrong = [
            (outcome(0, "Cat", json!({})), "$.a: dropped"),
            (outcome(1, "Cat", json!({"a": 1})), "1 unknown"),
            (
                outcome(0, "Dog", json!({"a": 1})),
                "the variant Dog instead of Cat",
            ),
            (Outcome::Failed("$.a: no".to_owned()), "$.a: no"),
        ];
        for (outcome, expected) in wrong {
            let found = fault(&case, &outcome).map(|fault| fault.text);
            assert_eq!(found.as_deref(), Some(expected));
        }
        let reported = Case {
            is_reported: true,
            ..case
        };
        let undecided = |outcome: &Outcome| fault(&reported, outcome).map(|it| it.is_undecided);
        let dog = outcome(0, "Dog", json!({"a": 1}));
        assert_eq!(undecided(&dog), Some(true));
        assert_eq!(undecided(&outcome(0, "Dog", json!({}))), Some(false));
    }
}
