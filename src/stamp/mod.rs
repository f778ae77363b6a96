//! Remembers successful runs of `generate`, so that a run in which nothing changed reads no document.
//!
//! In: the arguments of a run, and the files that it read and wrote. Out: the printed findings and the number of files of
//! that run, if all of these files are unchanged. Guaranteed: a changed file, a changed argument or another version of
//! oascribe makes a stamp invalid; a stamp that can't be read or written is ignored.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use std::{env, fs, io, thread};

use serde::{Deserialize, Serialize};

use self::fingerprint::Fingerprint;

mod fingerprint;

/// The folder of the stamps, instead of the cache folder of the user. Without a value, there are no stamps.
const FOLDER: &str = "OASCRIBE_CACHE";

/// Stamps that were not renewed for this time are removed.
const LIFETIME: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// How often a stamp is written again until the clock of the file system has advanced.
const ATTEMPTS: u32 = 10;

/// The stamp of a run, before it is known whether it is valid.
pub struct Stamp {
    file: PathBuf,
    key: String,
    started: SystemTime,
}

/// What the last run printed and generated.
#[derive(Deserialize, Serialize)]
pub struct LastRun {
    /// The findings, as they were printed.
    pub findings: String,
    pub crates: Vec<Generated>,
}

/// A crate or module that was generated.
#[derive(Deserialize, Serialize)]
pub struct Generated {
    pub name: String,
    /// The number of its files.
    pub files: usize,
    /// The output folder.
    pub out: PathBuf,
    /// The lines that the manifest of the user's crate needs for a module.
    pub dependencies: Option<String>,
}

/// The content of the file.
#[derive(Deserialize, Serialize)]
struct Content<R> {
    key: String,
    /// The files that the run read or generated.
    files: BTreeMap<PathBuf, Fingerprint>,
    /// Their folders that are no links. A full run does not follow all links.
    folders: BTreeSet<PathBuf>,
    run: R,
}

impl Stamp {
    /// The stamp of a run with these arguments in the current folder. Returns `None` if there is no cache folder.
    ///
    /// Create it before the first file is read.
    pub fn new(arguments: &str) -> Option<Self> {
        let folder = match env::var_os(FOLDER) {
            Some(folder) if folder.is_empty() => return None,
            Some(folder) => PathBuf::from(folder),
            None => dirs::cache_dir()?.join("oascribe"),
        };
        let here = env::current_dir().ok()?;
        let command = env::current_exe().ok()?;
        let version = env!("CARGO_PKG_VERSION");
        // Builds of one version differ while oascribe is developed.
        let build = Fingerprint::of(&command).ok()?;
        let key = format!("{version}\n{build:?}\n{}\n{arguments}", here.display());
        Some(Stamp {
            file: folder.join(format!("{:016x}.json", fingerprint::hash(&key))),
            key,
            started: SystemTime::now(),
        })
    }

    /// The result of the last run, if none of its files has changed.
    pub fn read(&self) -> Option<LastRun> {
        let text = fs::read(&self.file).ok()?;
        let content: Content<LastRun> = serde_json::from_slice(&text).ok()?;
        let is_unchanged = |(path, recorded): (&PathBuf, &Fingerprint)| {
            Fingerprint::of(path).is_ok_and(|found| found == *recorded)
        };
        let is_valid = content.key == self.key
            && !content.folders.iter().any(|folder| folder.is_symlink())
            && content.files.iter().all(is_unchanged);
        is_valid.then_some(content.run)
    }

    /// Records a successful run: the files that it read, and those that it wrote or found unchanged.
    pub fn write(&self, inputs: &[PathBuf], outputs: &[PathBuf], run: &LastRun) {
        // Without the stamp, the next run generates again.
        let _ = self.try_write(inputs, outputs, run);
    }

    fn try_write(&self, inputs: &[PathBuf], outputs: &[PathBuf], run: &LastRun) -> io::Result<()> {
        let folder = self.file.parent().unwrap_or(Path::new(""));
        fs::create_dir_all(folder)?;
        remove_old(folder);
        // A file that changed after it was read must not count as read.
        for input in inputs {
            if outputs.contains(input) {
                continue;
            }
            if fingerprint::last_change(&fs::metadata(input)?)? >= self.started {
                return Ok(());
            }
        }
        let mut newest = SystemTime::UNIX_EPOCH;
        let mut files = BTreeMap::new();
        for path in inputs.iter().chain(outputs) {
            newest = newest.max(fs::metadata(path)?.modified()?);
            files.insert(path.clone(), Fingerprint::of(path)?);
        }
        let folders = files.keys().flat_map(|path| path.ancestors().skip(1));
        let folders = folders.filter(|folder| !folder.as_os_str().is_empty());
        let folders: BTreeSet<_> = folders.map(Path::to_owned).collect();
        let folders = folders.into_iter().filter(|folder| !folder.is_symlink());
        let content = Content {
            key: self.key.clone(),
            folders: folders.collect(),
            files,
            run,
        };
        self.replace(&serde_json::to_string(&content)?, newest)
    }

    /// Writes the stamp when the clock of the file system has advanced beyond the newest file: a file that changes from
    /// now on gets another time.
    fn replace(&self, text: &str, newest: SystemTime) -> io::Result<()> {
        let part = self.file.with_extension(std::process::id().to_string());
        for _ in 0..ATTEMPTS {
            fs::write(&part, text)?;
            if fs::metadata(&part)?.modified()? > newest {
                return fs::rename(&part, &self.file);
            }
            thread::sleep(Duration::from_millis(2));
        }
        fs::remove_file(&part)
    }
}

fn remove_old(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let modified = entry.metadata().and_then(|found| found.modified());
        if modified.is_ok_and(|time| time.elapsed().is_ok_and(|age| age > LIFETIME)) {
            let _ = fs::remove_file(entry.path());
        }
    }
}
