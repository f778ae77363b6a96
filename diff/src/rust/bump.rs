//! Version bumps by semantic versioning.

use std::fmt;

/// The version bump that a change requires.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Bump {
    /// The generated code does not change.
    #[default]
    None,
    /// The public items do not change.
    Patch,
    /// Items are added.
    Minor,
    /// Items are removed or change in a breaking way.
    Major,
}

impl Bump {
    /// The name in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Bump::None => "none",
            Bump::Patch => "patch",
            Bump::Minor => "minor",
            Bump::Major => "major",
        }
    }

    /// The version after the release. Below 1.0, a breaking change raises the second number, as in Cargo.
    /// Returns `None` if `version` is not of the form `1.2.3`.
    pub fn next(self, version: &str) -> Option<String> {
        let [major, minor, patch] = numbers(version)?;
        let (major, minor, patch) = match (self, major) {
            (Bump::None, _) => (major, minor, patch),
            (Bump::Major, 1..) => (major + 1, 0, 0),
            (Bump::Minor, 1..) | (Bump::Major, 0) => (major, minor + 1, 0),
            (Bump::Minor | Bump::Patch, _) => (major, minor, patch + 1),
        };
        Some(format!("{major}.{minor}.{patch}"))
    }
}

/// Major, minor and patch number of a version. Returns `None` if it is not of the form `1.2.3`.
pub fn numbers(version: &str) -> Option<[u64; 3]> {
    let core = version.split(['-', '+']).next()?;
    let numbers: Option<Vec<u64>> = core.split('.').map(|part| part.parse().ok()).collect();
    numbers?.try_into().ok()
}

impl fmt::Display for Bump {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bumps_follow_the_rules_of_cargo() {
        assert_eq!(Bump::Major.next("1.4.2").as_deref(), Some("2.0.0"));
        assert_eq!(Bump::Major.next("0.4.2").as_deref(), Some("0.5.0"));
        assert_eq!(Bump::Minor.next("0.4.2").as_deref(), Some("0.4.3"));
        assert_eq!(Bump::Minor.next("1.4.2-rc.1").as_deref(), Some("1.5.0"));
        assert_eq!(Bump::Patch.next("1.4"), None);
    }
}
