//! Transcribes the pages of a case.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use oascribe_codegen::diag::render::{self, RenderOptions};
use oascribe_transcribe::{Diagnostics, Options, Origin, Sources, Transcription, transcribe};

/// The result of a transcription.
pub struct Run {
    pub sources: Sources,
    pub transcription: Transcription,
    /// All diagnostics as text, notes included.
    pub diagnostics: String,
}

impl Run {
    pub fn text(&self) -> &str {
        self.transcription.text()
    }

    /// The document as an independent YAML parser reads it.
    pub fn tree(&self) -> serde_json::Value {
        serde_yaml::from_str(self.text()).expect("the document is YAML")
    }
}

/// The pages of a case: texts by file name.
pub type Pages = BTreeMap<String, String>;

pub fn case(name: &str) -> PathBuf {
    oascribe_test_support::root()
        .join("transcribe/tests/cases")
        .join(name)
}

pub fn pages_of(name: &str) -> Pages {
    pages_below(&case(name).join("pages"))
}

/// The pages in a folder.
pub fn pages_below(folder: &Path) -> Pages {
    let files = oascribe_test_support::files_below(folder).into_iter();
    let read = |file: String| {
        let text = fs::read_to_string(folder.join(&file)).expect("a page");
        (format!("pages/{file}"), text)
    };
    files.map(read).collect()
}

/// Transcribes the pages of a case.
pub fn run(name: &str) -> Run {
    run_pages(&pages_of(name))
}

/// Transcribes pages, in the order of the command: by folder, `index.md` first.
pub fn run_pages(pages: &Pages) -> Run {
    let mut sources = Sources::new();
    let mut diagnostics = Diagnostics::new();
    let mut names: Vec<&String> = pages.keys().collect();
    names.sort_by_key(|name| {
        let (folder, file) = name.rsplit_once('/').expect("a folder");
        (folder, file != "index.md", file)
    });
    let add = |name: &&String| sources.add(name.as_str(), pages[*name].clone());
    let files: Vec<_> = names.iter().map(add).collect();
    let options = Options {
        origin: Origin {
            pages: vec!["pages".to_owned()],
            commit: None,
        },
        ..Options::default()
    };
    let made = transcribe(&sources, &files, &options, &mut diagnostics);
    let shown = RenderOptions {
        notes: true,
        color: false,
    };
    let text = render::human(&diagnostics, &sources, shown);
    Run {
        transcription: made.unwrap_or_else(|| panic!("{text}")),
        diagnostics: text,
        sources,
    }
}
