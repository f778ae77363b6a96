//! Deprecation: `deprecated`, `x-sunset` and `x-stability-level`, and the deprecation policy.

use super::Date;
use super::schema::Lifecycle;
use super::spec::{At, shown};

pub const STABILITY: &str = "x-stability-level";
pub const SUNSET: &str = "x-sunset";

/// The deprecation policy of an API.
#[derive(Clone, Copy, Debug)]
pub struct Policy {
    /// The date that sunset dates are compared with.
    pub today: Date,
    /// Days between the deprecation and the removal of a stable element.
    pub days_stable: u32,
    /// Days between the deprecation and the removal of a beta element.
    pub days_beta: u32,
}

/// The stability level of an operation (`x-stability-level`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stability {
    Draft,
    Alpha,
    Beta,
    Stable,
}

impl Stability {
    /// Parses a level. The default is stable.
    pub fn of(word: Option<&str>) -> Option<Self> {
        match word {
            Some("draft") => Some(Stability::Draft),
            Some("alpha") => Some(Stability::Alpha),
            Some("beta") => Some(Stability::Beta),
            Some("stable") | None => Some(Stability::Stable),
            Some(_) => None,
        }
    }

    /// Whether the element may change at any time.
    pub fn is_trial(self) -> bool {
        self < Stability::Beta
    }
}

/// The rule for a deprecation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Announcement {
    Fine,
    WithSunset,
    Missing,
    Invalid,
    TooSoon,
}

impl Policy {
    pub(crate) fn days(&self, stability: Stability) -> u32 {
        match stability {
            Stability::Draft | Stability::Alpha => 0,
            Stability::Beta => self.days_beta,
            Stability::Stable => self.days_stable,
        }
    }

    /// The rule for a deprecation with this sunset date.
    pub(crate) fn announced(&self, sunset: Option<&str>, stability: Stability) -> Announcement {
        let days = self.days(stability);
        match sunset.map(Date::parse) {
            None if days > 0 => Announcement::Missing,
            None => Announcement::Fine,
            Some(None) => Announcement::Invalid,
            Some(Some(date)) if date < self.today.plus(days) => Announcement::TooSoon,
            Some(Some(_)) => Announcement::WithSunset,
        }
    }

    /// The rule for the lifecycle of a property or parameter, with the old and the new value.
    pub(crate) fn lifecycle_rule(
        &self,
        life: &Lifecycle,
        of_operation: Stability,
    ) -> (&'static str, String, String) {
        match life {
            Lifecycle::Reactivated => ("reactivated", String::new(), String::new()),
            Lifecycle::Stability { from, to } => {
                let stem = match Stability::of(Some(to)) < Stability::of(Some(from)) {
                    true => "stability-decreased",
                    false => "stability-increased",
                };
                (stem, from.clone(), to.clone())
            }
            Lifecycle::Deprecated { sunset, stability } => {
                let own = stability
                    .as_deref()
                    .and_then(|word| Stability::of(Some(word)));
                let stability = own.unwrap_or(of_operation);
                let stem = match self.announced(sunset.as_deref(), stability) {
                    Announcement::Fine => "deprecated",
                    Announcement::WithSunset => "deprecated-with-sunset",
                    Announcement::Missing => "deprecated-sunset-missing",
                    Announcement::Invalid => "deprecated-sunset-invalid",
                    Announcement::TooSoon => "sunset-date-too-small",
                };
                let days = self.days(stability).to_string();
                (stem, days, sunset.clone().unwrap_or_default())
            }
        }
    }
}

/// The sunset date as written.
pub fn sunset(at: &At<'_>) -> Option<String> {
    at.node.get(SUNSET).map(shown)
}
