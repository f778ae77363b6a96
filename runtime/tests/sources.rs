//! `src/source.rs` lists the files of `src/support`. `BLESS=1` updates the list.
//!
//! The test reads the list as text: if a listed file is missing, the crate doesn't compile with the feature `source`.

use std::path::Path;
use std::{env, fs, io};

const START: &str = "= sources! {\n";
const END: &str = "};\n";

#[test]
fn the_list_matches_the_folder() {
    let source_dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&source_dir.join("support"), "", &mut files).unwrap();
    files.sort();
    let expected: String = files.iter().map(|file| format!("    {file:?}\n")).collect();

    let list = source_dir.join("source.rs");
    let text = fs::read_to_string(&list).unwrap();
    let (before, rest) = text.rsplit_once(START).unwrap();
    let (actual, after) = rest.rsplit_once(END).unwrap();
    if env::var_os("BLESS").is_some() && actual != expected {
        fs::write(list, format!("{before}{START}{expected}{END}{after}")).unwrap();
        return;
    }
    assert_eq!(
        actual, expected,
        "src/source.rs is out of date: run with BLESS=1"
    );
}

fn collect(folder: &Path, prefix: &str, files: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &format!("{path}/"), files)?;
        } else if path.ends_with(".rs") {
            files.push(path);
        }
    }
    Ok(())
}
