//! Two documents, the findings between them, and the independent judge of their examples.

use std::collections::HashMap;
use std::path::Path;

use jsonschema::Validator;
use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::json_schema::{Direction, Schema, Writer};
use oascribe_codegen::read::{self, Document};
use oascribe_diff::{Counterexample, Detail, Finding, Level, Report, Settings, Sources, compare};

/// Two compared documents.
pub struct Pair {
    pub report: Report,
    documents: [Document; 2],
}

impl Pair {
    /// Compares two texts. Returns `None` if one is no document.
    pub fn of_texts(base: String, revision: String) -> Option<Self> {
        let mut sources = Sources::new();
        let base = sources.add("old.json", base);
        let revision = sources.add("new.json", revision);
        Self::new(sources, [base, revision], Detail::Changes)
    }

    /// Compares two files. Returns `None` if one is no document.
    pub fn of_files(base: &Path, revision: &Path, detail: Detail) -> Option<Self> {
        let mut sources = Sources::new();
        let base = sources.read(base).ok()?;
        let revision = sources.read(revision).ok()?;
        Self::new(sources, [base, revision], detail)
    }

    fn new(
        mut sources: Sources,
        [base, revision]: [oascribe_diff::FileId; 2],
        detail: Detail,
    ) -> Option<Self> {
        let mut settings = Settings {
            detail,
            ..Settings::default()
        };
        let report = compare(base, revision, &mut settings, &mut sources).ok()?;
        let mut document = |file| read::read(&mut sources, file, &mut Diagnostics::new());
        let documents = [document(base)?, document(revision)?];
        Some(Self { report, documents })
    }

    /// The findings that break clients, or may break them.
    pub fn harmful(&self) -> impl Iterator<Item = &Finding> {
        let findings = self.report.findings.iter();
        findings.filter(|finding| finding.level > Level::Info)
    }

    /// The examples that the judge does not confirm, each with its finding.
    pub fn unconfirmed(&self) -> Vec<String> {
        let [base, revision] = &self.documents;
        let mut judges = [base, revision].map(Judge::new);
        let mut wrong = Vec::new();
        for finding in &self.report.findings {
            let Some(example) = &finding.example else {
                continue;
            };
            let verdicts = [0, 1].map(|side| judges[side].admits(example, side));
            let expected = [example.is_refused_now, !example.is_refused_now];
            if verdicts != expected.map(Some) {
                let Counterexample { value, .. } = example;
                wrong.push(format!("{}: {value}: {verdicts:?}", finding.text()));
            }
        }
        wrong
    }
}

/// Validates values against the schemas of one document.
struct Judge<'d> {
    document: &'d Document,
    writer: Writer<'d>,
    validators: HashMap<(String, bool), Option<Validator>>,
}

impl<'d> Judge<'d> {
    fn new(document: &'d Document) -> Self {
        Self {
            document,
            writer: Writer::new(document),
            validators: HashMap::new(),
        }
    }

    /// Whether the schema admits the value of an example. Returns `None` if the schema does not compile.
    fn admits(&mut self, example: &Counterexample, side: usize) -> Option<bool> {
        let at = [&example.base, &example.revision][side];
        let key = (at.to_string(), example.is_request);
        let validator = self.validators.entry(key).or_insert_with(|| {
            let direction = match example.is_request {
                true => Direction::Request,
                false => Direction::Response,
            };
            let at = at.clone();
            let node = self.document.node(&at)?;
            let written = self.writer.schema(&Schema { node, at }, direction);
            jsonschema::draft202012::new(&written.schema).ok()
        });
        Some(validator.as_ref()?.is_valid(&example.value))
    }
}
