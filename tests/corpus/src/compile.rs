//! Checks that emitted crates compile with all features without a warning of rustc or clippy.

use std::fs;
use std::io;

use crate::document::Kind;
use crate::judge::End;
use crate::row::{Row, Verdict};
use crate::workspace::Workspace;

/// Compiles and lints the crate of each real document, smallest first, and writes the compiler output beside the
/// reports. Clippy includes the warnings of rustc, so only a crate that fails is checked without clippy.
pub fn all(rows: &mut [Row], workspace: &Workspace) -> io::Result<()> {
    let ready = |row: &&mut Row| row.document.kind == Kind::Real && row.end == End::Ready;
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
    let output_path = workspace.report(name).with_extension(command);
    fs::write(output_path, &output.stderr)?;
    Ok(if output.status.success() {
        Verdict::Passes
    } else {
        Verdict::Fails
    })
}
