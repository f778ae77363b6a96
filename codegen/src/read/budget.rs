//! Limits how far the references of a document expand.
//!
//! In: the files, the copies and the rounds that references require. Out: whether they are within the limits. The limits
//! are far above those of real documents; without them, a short document could use up time and memory.

/// How many files a document may consist of.
const MAX_FILES: usize = 10_000;

/// How many of these files may come from the network.
const MAX_REMOTE_FILES: usize = 200;

/// The size of these files in total, in bytes.
const MAX_BYTES: usize = 256 << 20;

/// The size of all copies that replace references, in bytes.
const MAX_COPIED: usize = 64 << 20;

/// How many references may lead from one to the next.
const MAX_ROUNDS: usize = 500;

/// The use of each limit so far.
#[derive(Default)]
pub(super) struct Budget {
    files: usize,
    remote_files: usize,
    bytes: usize,
    copied: usize,
    rounds: usize,
}

impl Budget {
    /// Counts a file before it is read. The error says which limit it exceeds.
    pub(super) fn add_file(&mut self, is_remote: bool) -> Result<(), String> {
        self.files += 1;
        self.remote_files += usize::from(is_remote);
        if self.files > MAX_FILES {
            return Err(format!("the document has more than {MAX_FILES} files"));
        }
        if self.remote_files > MAX_REMOTE_FILES {
            return Err(format!(
                "the document refers to more than {MAX_REMOTE_FILES} files on the network"
            ));
        }
        Ok(())
    }

    /// Counts the bytes of a file after it was read.
    pub(super) fn add_bytes(&mut self, bytes: usize) -> Result<(), String> {
        self.bytes += bytes;
        match self.bytes > MAX_BYTES {
            true => {
                let limit = MAX_BYTES >> 20;
                Err(format!("the files of the document exceed {limit} MiB"))
            }
            false => Ok(()),
        }
    }

    /// Counts a copy. Returns whether it may be made.
    pub(super) fn add_copy(&mut self, bytes: usize) -> bool {
        self.copied = self.copied.saturating_add(bytes);
        self.copied <= MAX_COPIED
    }

    /// Counts a round: following the references that the previous round found. Returns whether it may begin.
    pub(super) fn add_round(&mut self) -> bool {
        self.rounds += 1;
        self.rounds <= MAX_ROUNDS
    }
}
