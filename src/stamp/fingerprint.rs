//! What identifies a version of a file without reading it: size, times and, on Unix, the inode.

use std::fs::{self, Metadata};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

/// A version of a file. Links are followed.
#[derive(Debug, Deserialize, PartialEq, Eq, Serialize)]
pub struct Fingerprint(Vec<u64>);

impl Fingerprint {
    pub fn of(path: &Path) -> io::Result<Self> {
        let found = fs::metadata(path)?;
        let modified = found.modified()?.duration_since(UNIX_EPOCH);
        let modified = modified.unwrap_or_default();
        let mut parts = vec![
            found.len(),
            u64::from(found.is_file()),
            modified.as_secs(),
            u64::from(modified.subsec_nanos()),
        ];
        parts.extend(platform(&found));
        Ok(Fingerprint(parts))
    }
}

/// The inode and the time of its last change, which tools that preserve the time of modification can't set.
#[cfg(unix)]
fn platform(found: &Metadata) -> Vec<u64> {
    use std::os::unix::fs::MetadataExt;

    [found.ino().cast_signed(), found.ctime(), found.ctime_nsec()]
        .map(i64::cast_unsigned)
        .to_vec()
}

#[cfg(not(unix))]
fn platform(_: &Metadata) -> Vec<u64> {
    Vec::new()
}

/// The last change of the content or, on Unix, of the inode: a file that was moved here has an old time of modification.
pub fn last_change(found: &Metadata) -> io::Result<SystemTime> {
    let modified = found.modified()?;
    Ok(changed(found).map_or(modified, |changed| changed.max(modified)))
}

#[cfg(unix)]
fn changed(found: &Metadata) -> Option<SystemTime> {
    use std::os::unix::fs::MetadataExt;

    let seconds = u64::try_from(found.ctime()).ok()?;
    let nanoseconds = u32::try_from(found.ctime_nsec()).ok()?;
    UNIX_EPOCH.checked_add(Duration::new(seconds, nanoseconds))
}

#[cfg(not(unix))]
fn changed(_: &Metadata) -> Option<SystemTime> {
    None
}

/// A number for the name of a file. The name need not be unique, because the stamp contains the text.
pub fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}
