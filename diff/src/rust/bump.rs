//! The release that a change asks for.

use std::fmt;

/// The release that a change asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Bump {
    #[default]
    None,
    Patch,
    Minor,
    Major,
}

impl Bump {
    pub fn as_str(self) -> &'static str {
        match self {
            Bump::None => "none",
            Bump::Patch => "patch",
            Bump::Minor => "minor",
            Bump::Major => "major",
        }
    }

    /// The version after the release. Below 1.0 the second number counts for the first, as Cargo reads it.
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

/// The numbers of a version, without what may follow them.
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
    fn versions_rise_as_cargo_reads_them() {
        assert_eq!(Bump::Major.next("1.4.2").as_deref(), Some("2.0.0"));
        assert_eq!(Bump::Major.next("0.4.2").as_deref(), Some("0.5.0"));
        assert_eq!(Bump::Minor.next("0.4.2").as_deref(), Some("0.4.3"));
        assert_eq!(Bump::Minor.next("1.4.2-rc.1").as_deref(), Some("1.5.0"));
        assert_eq!(Bump::Patch.next("1.4"), None);
    }
}
