//! The options of a transcription.

use std::collections::BTreeMap;

/// What a transcription depends on besides the pages.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The origin that the document records.
    pub origin: Origin,
    /// Values of the variables in host names: `api-host` for `https://{{ api-host }}/v1`. A variable without a value
    /// gets `NAME.invalid`, and a diagnostic.
    pub hosts: BTreeMap<String, String>,
}

/// Where the pages come from: recorded as `x-transcribed-from` in the `info` object of the document.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    /// The files, folders or git paths, as the user named them.
    pub pages: Vec<String>,
    /// The last commit that changed the pages, if they come from git.
    pub commit: Option<String>,
}
