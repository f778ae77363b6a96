//! Diagnostics for people.
//!
//! In: diagnostics with positions. Out: blocks of text with a blank line between them, in the style of rustc.

use std::fmt::Write;

use super::snippet::{self, Snippet};
use super::{Located, Position, RenderOptions, position};
use crate::diag::escape::plain;
use crate::diag::{Diagnostic, Severity};
use crate::source::{Locator, Sources};

/// All blocks.
pub(super) fn render(
    located: &[Located<'_>],
    sources: &Sources,
    locator: &mut Locator<'_>,
    options: RenderOptions,
) -> String {
    let mut out = String::new();
    let mut ends_with_line = false;
    for (
        index,
        Located {
            diagnostic,
            position,
        },
    ) in located.iter().enumerate()
    {
        let is_line = diagnostic.severity == Severity::Notice && !options.notes;
        if index > 0 && !(is_line && ends_with_line) {
            out.push('\n');
        }
        ends_with_line = is_line;
        let mut block = Block {
            out: &mut out,
            sources,
            paint: Paint::new(options, diagnostic.severity),
            width: 1,
        };
        match is_line {
            true => block.line(diagnostic, *position),
            false => block.write(diagnostic, *position, locator),
        }
    }
    out
}

struct Block<'o> {
    out: &'o mut String,
    sources: &'o Sources,
    paint: Paint,
    /// Digits of the largest line number in the block.
    width: usize,
}

/// The marks under a line.
struct Mark<'m> {
    sign: char,
    color: &'static str,
    label: &'m str,
}

impl Block<'_> {
    fn write(&mut self, diagnostic: &Diagnostic, at: Option<Position>, locator: &mut Locator<'_>) {
        let related = diagnostic.related.iter();
        let related: Vec<_> = related
            .map(|(location, text)| (position(location, locator), text))
            .collect();
        let lines = related.iter().map(|(at, _)| *at).chain(at);
        let digits = lines
            .filter_map(|at| at.span)
            .map(|it| it.line.to_string().len());
        self.width = digits.max().unwrap_or(1);

        self.title(diagnostic);
        let mark = Mark {
            sign: '^',
            color: self.paint.severity,
            label: &diagnostic.label,
        };
        match at {
            Some(at) => self.source_line(at, mark, locator),
            None => self.remark("", &diagnostic.label),
        }
        for (at, text) in related {
            let mark = Mark {
                sign: '-',
                color: self.paint.frame,
                label: text,
            };
            self.source_line(at, mark, locator);
        }
        if let Some(help) = &diagnostic.help {
            self.remark("help: ", help);
        }
    }

    /// A notice on one line: the message, the label and the location.
    fn line(&mut self, notice: &Diagnostic, at: Option<Position>) {
        let mut message = notice.message.clone();
        if !notice.label.is_empty() {
            message.push_str(&format!(": {}", notice.label));
        }
        if let Some(at) = at {
            message.push_str(&format!(" ({})", at.text(self.sources)));
        }
        self.title(&Diagnostic {
            message,
            ..notice.clone()
        });
    }

    fn title(&mut self, diagnostic: &Diagnostic) {
        let Diagnostic {
            code,
            severity,
            message,
            ..
        } = diagnostic;
        let Paint {
            severity: color,
            bold,
            reset,
            ..
        } = self.paint;
        let message = plain(message);
        let name = code.name;
        let _ = writeln!(
            self.out,
            "{color}{severity}[{name}]{reset}{bold}: {message}{reset}"
        );
    }

    fn source_line(&mut self, at: Position, mark: Mark<'_>, locator: &mut Locator<'_>) {
        let Paint { frame, reset, .. } = self.paint;
        let text = plain(&at.text(self.sources));
        let _ = writeln!(self.out, "  {frame}-->{reset} {text}");
        let line = at
            .span
            .and_then(|span| Some((span, locator.line(at.file, span.line)?)));
        let Some((span, line)) = line else {
            return self.remark("", mark.label);
        };
        let Snippet {
            text,
            indent,
            length,
        } = snippet::cut(line, span);
        let width = self.width;
        let Mark { sign, color, label } = mark;
        let marks = sign.to_string().repeat(length);
        let label = plain(label);
        let space = if label.is_empty() { "" } else { " " };
        let gutter = " ".repeat(width);
        let number = span.line;
        let _ = writeln!(self.out, "{gutter} {frame}|{reset}");
        let row = format!("{frame}{number:>width$} |{reset} {text}");
        let _ = writeln!(self.out, "{}", row.trim_end());
        let indent = " ".repeat(indent);
        let _ = writeln!(
            self.out,
            "{gutter} {frame}|{reset} {indent}{color}{marks}{space}{label}{reset}"
        );
    }

    fn remark(&mut self, kind: &str, text: &str) {
        if text.is_empty() {
            return;
        }
        let Paint {
            frame, bold, reset, ..
        } = self.paint;
        let gutter = " ".repeat(self.width);
        let text = plain(text);
        let _ = writeln!(
            self.out,
            "{gutter} {frame}={reset} {bold}{kind}{reset}{text}"
        );
    }
}

/// The ANSI sequences of one block. All are empty without colors.
#[derive(Clone, Copy)]
struct Paint {
    severity: &'static str,
    frame: &'static str,
    bold: &'static str,
    reset: &'static str,
}

impl Paint {
    fn new(options: RenderOptions, severity: Severity) -> Self {
        if !options.color {
            return Self {
                severity: "",
                frame: "",
                bold: "",
                reset: "",
            };
        }
        let severity = match severity {
            Severity::Error => "\x1b[1;31m",
            Severity::Skipped => "\x1b[1;35m",
            Severity::Warning => "\x1b[1;33m",
            Severity::Notice | Severity::Note => "\x1b[1;36m",
        };
        Self {
            severity,
            frame: "\x1b[1;34m",
            bold: "\x1b[1m",
            reset: "\x1b[0m",
        }
    }
}
