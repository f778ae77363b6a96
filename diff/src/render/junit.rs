//! JUnit XML, for the test reports of CI services.

use oascribe_codegen::diag::escape::plain;
use oascribe_codegen::source::Sources;

use super::html::escape;
use super::with_operations;
use crate::location::Locations;
use crate::report::Report;
use crate::{Finding, Level};

/// Prints reports as JUnit XML: a suite for each crate, and a test case for each finding. Errors and warnings are failures.
pub fn junit(reports: &[Report], sources: &Sources) -> String {
    let mut locations = Locations::new(sources);
    let suites = reports.iter().map(|report| suite(report, &mut locations));
    let suites: String = suites.collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"oascribe diff\">\n{suites}</testsuites>\n"
    )
}

fn suite(report: &Report, locations: &mut Locations<'_>) -> String {
    let failures = report.findings.len() - report.count(Level::Info);
    let cases: String = report
        .findings
        .iter()
        .map(|finding| case(finding, locations))
        .collect();
    format!(
        "<testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\">\n\
         <properties><property name=\"verdict\" value=\"{verdict}\"/></properties>\n{cases}</testsuite>\n",
        name = escape(&report.crate_name),
        tests = report.findings.len(),
        verdict = escape(&report.verdict()),
    )
}

fn case(finding: &Finding, locations: &mut Locations<'_>) -> String {
    let name = with_operations(finding, plain);
    let open = format!(
        "<testcase classname=\"{}\" name=\"{}\"",
        escape(&finding.id),
        escape(&name)
    );
    if finding.level == Level::Info {
        return format!("{open}/>\n");
    }
    let pointer = finding.revision.as_ref().or(finding.base.as_ref());
    let location = locations.find(pointer).map(|at| format!("at {at}"));
    let example = finding.example.as_ref();
    let example = example.map(|it| format!("example: {}", it.text()));
    let lines = [Some(finding.why.to_owned()), location, example];
    // No line begins with text of a document: it could be a workflow command.
    let details = lines.into_iter().flatten().map(|line| escape(&line));
    let details: Vec<_> = details.collect();
    format!(
        "{open}><failure type=\"{}\" message=\"{}\">{}</failure></testcase>\n",
        finding.level.as_str(),
        escape(&finding.text()),
        details.join("\n")
    )
}
