//! The files and commands of a page, in a folder of their own.

use std::fs;
use std::path::Path;
use std::process::Command;

use oascribe_test_support as support;
use tempfile::TempDir;

use crate::page::{Block, Step};
use crate::{assert_none, user_pages};

/// The languages of commands.
const SHELL: &[&str] = &["sh"];

#[test]
fn commands_run_and_print_what_the_pages_show() {
    let mut problems = Vec::new();
    for page in user_pages() {
        let bless = std::env::var_os("BLESS").is_some();
        let mut session = Session::new();
        for step in page.steps() {
            if let Err(problem) = session.execute(&step, bless) {
                problems.push(format!("{}:{}: {problem}", page.path, step.line));
            }
        }
        if !session.blessed.is_empty() {
            let text = page.with_blocks(&session.blessed);
            fs::write(support::root().join(&page.path), text).unwrap();
        }
    }
    assert_none(&problems);
}

/// A folder in which the commands of a page run.
struct Session {
    folder: TempDir,
    /// What the last command printed.
    output: String,
    /// The output that blocks must show: their line, and the text.
    blessed: Vec<(usize, String)>,
}

impl Session {
    fn new() -> Self {
        Session {
            folder: TempDir::new().unwrap(),
            output: String::new(),
            blessed: Vec::new(),
        }
    }

    fn execute(&mut self, step: &Step, bless: bool) -> Result<(), String> {
        let Some(block) = &step.block else {
            return match step.word.as_str() {
                "run" => self.run(&step.argument, 0),
                _ => self.copy(&step.argument),
            };
        };
        match step.word.as_str() {
            "file" => self.write(&step.argument, &block.text),
            "append" => {
                let old = self.read(&step.argument)?;
                self.write(&step.argument, &format!("{old}\n{}", block.text))
            }
            "output" => self.compare(step.line, block, bless),
            "exit" => {
                let code = step.argument.parse().map_err(|_| "`exit` needs a number")?;
                self.run(&block.text, code)
            }
            "skip" if step.argument.is_empty() => Err("`skip` needs a reason".to_owned()),
            "excerpt" => self.excerpt(&step.argument, block),
            "" if SHELL.contains(&block.language.as_str()) => self.run(&block.text, 0),
            "" | "skip" | "example" | "manifest" => Ok(()),
            other => Err(format!("no comment has the word `{other}`")),
        }
    }

    fn run(&mut self, commands: &str, expected: i32) -> Result<(), String> {
        let command = Path::new(env!("CARGO_BIN_EXE_oascribe"));
        let folder = command.parent().unwrap().display();
        let path = std::env::var("PATH").unwrap_or_default();
        let output = Command::new("bash")
            .args(["-e", "-c", &format!("exec 2>&1\n{commands}")])
            .current_dir(self.folder.path())
            .env("PATH", format!("{folder}:{path}"))
            .env("HOME", self.folder.path())
            .env("REPOSITORY", support::root())
            .envs([
                ("GIT_AUTHOR_NAME", "A"),
                ("GIT_AUTHOR_EMAIL", "a@example.com"),
                ("GIT_COMMITTER_NAME", "A"),
                ("GIT_COMMITTER_EMAIL", "a@example.com"),
                ("GIT_CONFIG_NOSYSTEM", "1"),
            ])
            .output()
            .map_err(|error| format!("bash: {error}"))?;
        self.output = String::from_utf8_lossy(&output.stdout).into_owned();
        match output.status.code() {
            Some(code) if code == expected => Ok(()),
            code => Err(format!(
                "exit code {code:?} of\n{commands}\n{}",
                self.output
            )),
        }
    }

    fn copy(&self, argument: &str) -> Result<(), String> {
        let (from, to) = argument.split_once(' ').ok_or("`copy` needs two paths")?;
        let text = fs::read_to_string(support::root().join(from));
        self.write(to, &text.map_err(|error| format!("{from}: {error}"))?)
    }

    fn write(&self, path: &str, text: &str) -> Result<(), String> {
        let path = self.folder.path().join(path);
        let folder = path.parent().ok_or("no folder")?;
        fs::create_dir_all(folder)
            .and_then(|()| fs::write(&path, text))
            .map_err(|error| format!("{}: {error}", path.display()))
    }

    fn read(&self, path: &str) -> Result<String, String> {
        let text = fs::read_to_string(self.folder.path().join(path));
        text.map_err(|error| format!("{path}: {error}"))
    }

    /// Compares a block with the output of the last command.
    fn compare(&mut self, line: usize, block: &Block, bless: bool) -> Result<(), String> {
        let parts: Vec<&str> = block.text.split("…\n").collect();
        let is_whole = parts.len() == 1;
        if is_whole && block.text.trim() == self.output.trim() {
            return Ok(());
        }
        if is_whole && bless {
            self.blessed.push((line, self.output.clone()));
            return Ok(());
        }
        let mut rest = self.output.as_str();
        for part in parts {
            match rest.split_once(part).filter(|_| !is_whole) {
                Some((_, after)) => rest = after,
                None => return Err(format!("the output is\n{}", self.output)),
            }
        }
        Ok(())
    }

    /// Checks that all lines of a block are lines of a file, in this order.
    fn excerpt(&self, path: &str, block: &Block) -> Result<(), String> {
        if block.text.trim().is_empty() {
            return Err("the block is empty".to_owned());
        }
        let text = self.read(path)?;
        let mut lines = text.lines();
        for wanted in block
            .text
            .lines()
            .filter(|line| !line.is_empty() && *line != "…")
        {
            if !lines.any(|line| line == wanted) {
                return Err(format!(
                    "{path} has no line `{wanted}`, or not here:\n{text}"
                ));
            }
        }
        Ok(())
    }
}
