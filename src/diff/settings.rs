//! The settings of a comparison: `[diff]` of oascribe.toml, overridden by arguments.

use oascribe_codegen::config::Config;
use oascribe_diff::{Detail, Settings, Severity, read_text};

use super::Args;
use crate::Failure;

pub fn read(args: &Args, config: &Config) -> Result<Settings, Failure> {
    let mut config = config.diff.clone();
    config.ignore = args.ignore.clone().or(config.ignore);
    config.days_stable = args.deprecation_days_stable.unwrap_or(config.days_stable);
    config.days_beta = args.deprecation_days_beta.unwrap_or(config.days_beta);
    let severity = match &args.severity_levels {
        Some(file) => {
            config.severity.clear();
            Some(Severity::parse(&read_text(file)?)?)
        }
        None => None,
    };
    let mut settings = Settings::from_config(&config)?;
    settings.severity = severity.unwrap_or(settings.severity);
    settings.policy.today = args.today.unwrap_or(settings.policy.today);
    settings.lists_edits = args.docs;
    settings.detail = match args.expand {
        true => Detail::Operations,
        false => Detail::Changes,
    };
    Ok(settings)
}
