//! A page: its blocks of code, with what to do with them.
//!
//! | comment above a block, or alone | meaning |
//! | --- | --- |
//! | `file PATH` | the block is a file in the folder of the page |
//! | `append PATH` | the block is added to such a file |
//! | `output` | the block is a part of what the last command prints; a line `…` stands for any lines |
//! | `exit CODE` | the commands of the block end with this exit code |
//! | `example NAME` | the block is a region of `examples/NAME.rs` |
//! | `manifest` | the block is a part of a Cargo.toml |
//! | `excerpt PATH` | the lines of the block are lines of this file |
//! | `skip REASON` | nothing |
//! | `copy PATH PATH` | a file of the repository is copied to the folder of the page |
//! | `run COMMAND` | a command that the page does not show |
//!
//! Without a comment, commands are executed, programs are compiled, and settings are parsed.

use std::fs;

use oascribe_test_support as support;

/// A page of the book.
pub struct Page {
    /// Its path in the repository.
    pub path: String,
    pub text: String,
}

/// A block of code, or a step that the page does not show.
#[derive(Debug)]
pub struct Step {
    /// The line of the block, counted from 1.
    pub line: usize,
    /// The word of the comment, or nothing.
    pub word: String,
    /// The rest of the comment.
    pub argument: String,
    /// The block below the comment, except for `copy` and `run`.
    pub block: Option<Block>,
}

#[derive(Debug)]
pub struct Block {
    /// The first word after the fence, and the others.
    pub language: String,
    pub attributes: String,
    pub text: String,
}

impl Page {
    pub fn read(path: &str) -> Self {
        let text = fs::read_to_string(support::root().join(path));
        Page {
            path: path.to_owned(),
            text: text.unwrap_or_else(|error| panic!("{path}: {error}")),
        }
    }

    /// The text of the page, in which the blocks at these lines have another text.
    pub fn with_blocks(&self, blocks: &[(usize, String)]) -> String {
        let mut out = String::new();
        let mut lines = self.text.lines().enumerate();
        while let Some((index, line)) = lines.next() {
            out.push_str(&format!("{line}\n"));
            if let Some((_, text)) = blocks.iter().find(|(line, _)| *line == index + 1) {
                out.push_str(text.trim_end());
                out.push('\n');
                let end = lines.find(|(_, line)| line.starts_with("```"));
                out.push_str(end.map(|(_, line)| line).unwrap_or_default());
                out.push('\n');
            }
        }
        out
    }

    /// The blocks and steps of the page, in order.
    pub fn steps(&self) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut comment: Option<(usize, String)> = None;
        let mut lines = self.text.lines().enumerate();
        while let Some((index, line)) = lines.next() {
            let code = line.trim_start();
            if let Some(language) = code.strip_prefix("```") {
                let indent = line.len() - code.len();
                let mut text = String::new();
                for (_, line) in lines.by_ref() {
                    if line.trim_start().starts_with("```") {
                        break;
                    }
                    text.push_str(line.get(indent..).unwrap_or_default());
                    text.push('\n');
                }
                steps.push(step(index + 1, comment.take(), Some(block(language, text))));
            } else if let Some(text) = comment_of(code) {
                let alone = ["copy ", "run "].iter().any(|word| text.starts_with(word));
                let found = (index + 1, text.to_owned());
                if alone {
                    steps.push(step(index + 1, Some(found), None));
                } else {
                    comment = Some(found);
                }
            } else if !line.is_empty()
                && let Some((line, text)) = &comment
            {
                panic!("{}:{line}: no block follows `{text}`", self.path);
            }
        }
        steps
    }
}

fn comment_of(line: &str) -> Option<&str> {
    Some(line.strip_prefix("<!-- ")?.strip_suffix(" -->")?.trim())
}

fn block(info: &str, text: String) -> Block {
    let (language, attributes) = info.split_once(',').unwrap_or((info, ""));
    Block {
        language: language.to_owned(),
        attributes: attributes.to_owned(),
        text,
    }
}

fn step(line: usize, comment: Option<(usize, String)>, block: Option<Block>) -> Step {
    let comment = comment.unwrap_or_default().1;
    let (word, argument) = comment.split_once(' ').unwrap_or((&comment, ""));
    Step {
        line,
        word: word.to_owned(),
        argument: argument.to_owned(),
        block,
    }
}
