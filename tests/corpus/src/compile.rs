//! What was emitted compiles with all features and without a warning of rustc or clippy.

use std::fs;
use std::io;

use crate::document::Kind;
use crate::judge::End;
use crate::row::{Row, Verdict};
use crate::workspace::Workspace;

/// Compiles and lints the crate of each whole document, the small ones first, and keeps what the compiler said
/// beside the reports. Clippy says all that rustc says: only what it refuses is compiled without it, to tell the two
/// apart.
pub fn all(rows: &mut [Row], workspace: &Workspace) -> io::Result<()> {
    let ready = |row: &&mut Row| row.document.kind == Kind::Whole && row.end == End::Ready;
    let mut rows: Vec<_> = rows.iter_mut().filter(ready).collect();
    rows.sort_by_key(|row| row.report.lines);
    let names: Vec<_> = rows
        .iter()
        .map(|row| workspace.crate_name(&row.document.name))
        .collect();
    for (row, name) in rows.into_iter().zip(&names) {
        row.clippy = cargo(workspace, &names, name, "clippy")?;
        row.compiles = match row.clippy {
            Verdict::Fails => cargo(workspace, &names, name, "check")?,
            passed => passed,
        };
        eprintln!(
            "{}: compiles: {}, clippy: {}",
            row.document.name,
            row.compiles.as_str(),
            row.clippy.as_str()
        );
    }
    Ok(())
}

fn cargo(
    workspace: &Workspace,
    names: &[String],
    name: &str,
    command: &str,
) -> io::Result<Verdict> {
    let arguments = [command, "--quiet", "--all-features", "--package", name];
    let output = workspace.cargo(names, &arguments)?;
    let said = workspace.report(name).with_extension(command);
    fs::write(said, &output.stderr)?;
    Ok(if output.status.success() {
        Verdict::Passes
    } else {
        Verdict::Fails
    })
}
