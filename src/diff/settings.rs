//! What a project wants to hear of a change.
//!
//! In: `[diff]` of oascribe.toml, and the arguments over it. Out: reports with the levels that hold here, without what is
//! not to be told.

use std::fs;

use oascribe_codegen::config::{Config, DiffConfig};
use oascribe_codegen::source::Sources;

use super::Args;
use super::pair::Pair;
use crate::Failure;
use oascribe_diff::report::Report;
use oascribe_diff::settings::{Ignore, Severity};
use oascribe_diff::{Date, Detail, Policy};

pub struct Settings {
    policy: Policy,
    severity: Severity,
    ignore: Ignore,
}

impl Settings {
    /// Those of a project.
    pub fn of(config: &DiffConfig) -> Result<Self, Failure> {
        let mut severity = Severity::default();
        for (id, level) in &config.severity {
            severity.set(id, level).map_err(wrong)?;
        }
        let ignore = match &config.ignore {
            Some(file) => Ignore::parse(&fs::read_to_string(file)?),
            None => Ignore::default(),
        };
        let policy = Policy {
            today: Date::today(),
            days_stable: config.days_stable,
            days_beta: config.days_beta,
        };
        Ok(Settings {
            policy,
            severity,
            ignore,
        })
    }

    /// Those of a project, with the arguments over them.
    pub fn read(args: &Args, config: &Config) -> Result<Self, Failure> {
        let mut config = config.diff.clone();
        config.ignore = args.ignore.clone().or(config.ignore);
        config.days_stable = args.deprecation_days_stable.unwrap_or(config.days_stable);
        config.days_beta = args.deprecation_days_beta.unwrap_or(config.days_beta);
        let levels = match &args.severity_levels {
            Some(file) => {
                config.severity.clear();
                Some(Severity::parse(&fs::read_to_string(file)?).map_err(wrong)?)
            }
            None => None,
        };
        let mut settings = Self::of(&config)?;
        settings.severity = levels.unwrap_or(settings.severity);
        settings.policy.today = args.today.unwrap_or(settings.policy.today);
        Ok(settings)
    }

    pub fn report(
        &mut self,
        pair: &Pair,
        detail: Detail,
        sources: &mut Sources,
    ) -> Result<Report, Failure> {
        let mut report = pair.report(&self.policy, detail, sources)?;
        self.severity.apply(&mut report.findings);
        report.ignored = self.ignore.apply(&mut report.findings);
        Ok(report)
    }

    /// The lines of the ignore file that fitted no finding of any report.
    pub fn unused(&self) -> impl Iterator<Item = (usize, &str)> {
        self.ignore.unused()
    }
}

fn wrong(error: String) -> Failure {
    Failure::new(error, "levels: error, warning, info, none")
}
