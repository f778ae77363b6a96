//! Versions, and which of them are breaking releases.

/// Whether this is a version: three numbers. Cargo checks the part after `-` or `+`.
pub(super) fn is_version(text: &str) -> bool {
    let core = text.split(['-', '+']).next().unwrap_or(text);
    core.split('.').count() == 3 && core.split('.').all(|part| part.parse::<u64>().is_ok())
}

/// The number of breaking releases between two versions.
pub(crate) fn series(since: &str, now: &str) -> u64 {
    match (numbers(since), numbers(now)) {
        (Some((0, since)), Some((0, now))) => now.saturating_sub(since),
        (Some((since, _)), Some((now, _))) => now.saturating_sub(since),
        _ => 0,
    }
}

/// The version of the next breaking release.
pub(crate) fn next_series(version: &str) -> Option<String> {
    let (major, minor) = numbers(version)?;
    Some(match major {
        0 => format!("0.{}.0", minor.saturating_add(1)),
        major => format!("{}.0.0", major.saturating_add(1)),
    })
}

fn numbers(version: &str) -> Option<(u64, u64)> {
    let mut parts = version.split(['.', '-', '+']).map(str::parse);
    Some((parts.next()?.ok()?, parts.next()?.ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_has_three_numbers() {
        for version in ["0.1.0", "1.4.2-rc.1", "1.0.0+build.7"] {
            assert!(is_version(version), "{version}");
        }
        for other in ["", "1", "1.4", "1.4.x", "1.2.3.4", "v1.0.0", "-1.0.0"] {
            assert!(!is_version(other), "{other}");
        }
    }

    #[test]
    fn breaking_releases_follow_the_rules_of_cargo() {
        assert_eq!(series("1.4.2", "1.9.0"), 0);
        assert_eq!(series("1.4.2", "3.0.0"), 2);
        assert_eq!(series("0.4.2", "0.4.9"), 0);
        assert_eq!(series("0.4.2", "0.6.0"), 2);
        assert_eq!(series("0.4.2", "1.0.0"), 1);
        assert_eq!(series("", "1.0.0"), 0);
        assert_eq!(next_series("1.4.2").as_deref(), Some("2.0.0"));
        assert_eq!(next_series("0.4.2").as_deref(), Some("0.5.0"));
    }
}
