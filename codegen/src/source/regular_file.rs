//! Reads regular files of bounded size.
//!
//! In: a path. Out: its bytes. Guaranteed: a device, a pipe or a folder is refused before it is opened, and no more
//! than [`MAX_BYTES`] are read.

use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::Path;

/// The size limit of one file, in bytes.
const MAX_BYTES: u64 = 64 << 20;

/// Reads a regular file.
pub fn read_file(path: &Path) -> io::Result<Vec<u8>> {
    let metadata = fs::metadata(path)?;
    check(&metadata)?;
    if metadata.len() == 0 {
        // The files of `/proc` state this size. To read one of them may never end.
        return Ok(Vec::new());
    }
    let file = File::open(path)?;
    check(&file.metadata()?)?;
    read_limited(file)
}

/// Reads a stream to its end, which must come within the size limit.
pub fn read_limited(stream: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    stream.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    check_size(bytes.len() as u64)?;
    Ok(bytes)
}

fn check(metadata: &Metadata) -> io::Result<()> {
    if metadata.is_dir() {
        return Err(io::Error::other("it is a folder"));
    }
    if !metadata.is_file() {
        let message = "it is not a regular file; to read a pipe, use `-` and standard input";
        return Err(io::Error::other(message));
    }
    check_size(metadata.len())
}

fn check_size(bytes: u64) -> io::Result<()> {
    match bytes > MAX_BYTES {
        true => {
            let limit = MAX_BYTES >> 20;
            let message = format!("it is larger than {limit} MiB");
            Err(io::Error::new(io::ErrorKind::FileTooLarge, message))
        }
        false => Ok(()),
    }
}
