//! The comparison of two documents.

use std::collections::HashSet;

use oascribe_codegen::read::Document;
use oascribe_codegen::source::Pointer;

use super::node_ref::NodeRef;
use super::{Kind, Texts};

/// A difference, with pointers instead of locations.
pub struct Difference {
    pub kind: Kind,
    pub subject: String,
    /// The value on the pages, and its pointer in the transcription.
    pub pages: Option<(String, Pointer)>,
    /// The value in the document.
    pub spec: Option<String>,
    /// Where the document has the value, or would have it.
    pub near: Pointer,
}

/// Compares a transcription with a document. Drift comes first, additions follow.
pub fn differences(pages: &Document, spec: &Document, texts: Texts) -> Vec<Difference> {
    let mut comparison = Comparison {
        pages,
        spec,
        texts,
        visited: HashSet::new(),
        found: Vec::new(),
    };
    comparison.document();
    let mut found = comparison.found;
    found.sort_by_key(|difference| difference.kind == Kind::Beyond);
    found
}

pub struct Comparison<'c> {
    pub pages: &'c Document,
    pub spec: &'c Document,
    pub texts: Texts,
    /// Pairs of schemas that were compared, or are being compared.
    pub visited: HashSet<(Pointer, Pointer)>,
    found: Vec<Difference>,
}

impl<'c> Comparison<'c> {
    pub fn differs(&mut self, subject: String, pages: &NodeRef<'_>, spec: &NodeRef<'_>) {
        self.found.push(Difference {
            kind: Kind::Differs,
            subject,
            pages: Some((pages.text(), pages.at.clone())),
            spec: Some(spec.text()),
            near: spec.at.clone(),
        });
    }

    pub fn missing(&mut self, subject: String, pages: &NodeRef<'_>, near: &Pointer) {
        self.found.push(Difference {
            kind: Kind::Missing,
            subject,
            pages: Some((pages.text(), pages.at.clone())),
            spec: None,
            near: near.clone(),
        });
    }

    pub fn beyond(&mut self, subject: String, spec: &NodeRef<'_>) {
        self.found.push(Difference {
            kind: Kind::Beyond,
            subject,
            pages: None,
            spec: Some(spec.text()),
            near: spec.at.clone(),
        });
    }

    /// Compares the values under a key.
    pub fn key(&mut self, subject: &str, key: &str, pages: &NodeRef<'c>, spec: &NodeRef<'c>) {
        let (one, other) = (pages.get(key), spec.get(key));
        let subject = format!("{subject}: {key}");
        self.value(subject, one.as_ref(), other.as_ref(), &spec.at);
    }

    /// Compares two values, of which one may be absent.
    pub fn value(
        &mut self,
        subject: String,
        pages: Option<&NodeRef<'c>>,
        spec: Option<&NodeRef<'c>>,
        near: &Pointer,
    ) {
        match (pages, spec) {
            (Some(pages), Some(spec)) if pages.text() == spec.text() => {}
            (Some(pages), Some(spec)) => self.differs(subject, pages, spec),
            (Some(pages), None) => self.missing(subject, pages, near),
            (None, Some(spec)) => self.beyond(subject, spec),
            (None, None) => {}
        }
    }

    /// Compares titles, summaries and descriptions, if that is asked for.
    pub fn texts(&mut self, subject: &str, pages: &NodeRef<'c>, spec: &NodeRef<'c>) {
        if self.texts == Texts::Compared {
            for key in ["title", "summary", "description"] {
                self.key(subject, key, pages, spec);
            }
        }
    }

    fn document(&mut self) {
        let (pages, spec) = (NodeRef::root(self.pages), NodeRef::root(self.spec));
        if let (Some(pages), Some(spec)) = (pages.get("info"), spec.get("info")) {
            self.texts("the document", &pages, &spec);
        }
        self.servers("the document", &pages, &spec);
        for (key, value) in spec.entries() {
            if pages.get(key).is_none() {
                self.beyond(format!("the document: {key}"), &value);
            }
        }
        for (key, value) in spec.entries_of("components") {
            if key != "schemas" {
                self.beyond(format!("the document: components/{key}"), &value);
            }
        }
        self.paths(&pages.get_or_null("paths"), &spec.get_or_null("paths"));
    }

    /// Compares the URLs of servers. Variables are compared by position, not by name or value.
    pub fn servers(&mut self, subject: &str, pages: &NodeRef<'c>, spec: &NodeRef<'c>) {
        let urls = |side: &NodeRef<'c>| {
            let list = side.items_of("servers").into_iter();
            list.filter_map(|server| server.get("url"))
                .collect::<Vec<_>>()
        };
        let (one, other) = (urls(pages), urls(spec));
        let is_in = |url: &NodeRef<'c>, list: &[NodeRef<'c>]| {
            list.iter()
                .any(|it| without_names(it) == without_names(url))
        };
        for url in one.iter().filter(|url| !is_in(url, &other)) {
            self.missing(format!("{subject}: the server"), url, &spec.at);
        }
        for url in other.iter().filter(|url| !is_in(url, &one)) {
            self.beyond(format!("{subject}: the server"), url);
        }
    }
}

/// `https://{host}/x` → `https://{}/x`.
fn without_names(url: &NodeRef<'_>) -> String {
    let text = url.node.as_str().unwrap_or_default();
    let mut out = String::new();
    let mut inside = false;
    for char in text.trim_end_matches('/').chars() {
        match char {
            '{' => inside = true,
            '}' => {
                inside = false;
                out.push_str("{}");
            }
            char if !inside => out.push(char),
            _ => {}
        }
    }
    out
}
