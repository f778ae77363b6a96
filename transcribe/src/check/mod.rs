//! Pages against a document that is there.
//!
//! In: the transcription of pages, and a document. Out: what the pages say and the document does not (drift), and
//! what the document says beyond the pages. Guaranteed: only structure is compared unless words are asked for; names
//! of schemas are free, since both sides are compared from the operations down.

mod flat;
mod operation;
mod schema;

use std::collections::HashSet;

use oascribe_codegen::read::{Document, Node};
use oascribe_codegen::source::Pointer;

/// What was compared besides structure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Words {
    Free,
    Compared,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Both say something, and not the same.
    Differs,
    /// Only the pages say it.
    Missing,
    /// Only the document says it: no drift.
    Beyond,
}

impl Kind {
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Differs => "differs",
            Kind::Missing => "missing",
            Kind::Beyond => "beyond",
        }
    }
}

/// One difference.
#[derive(Clone, Debug)]
pub struct Finding {
    pub kind: Kind,
    /// What it is about, in words.
    pub subject: String,
    /// What the pages say, and where in the transcription.
    pub pages: Option<(String, Pointer)>,
    /// What the document says, and where.
    pub spec: Option<(String, Pointer)>,
    /// Where the document would have it.
    pub near: Pointer,
}

/// Compares.
pub fn check(pages: &Document, spec: &Document, words: Words) -> Vec<Finding> {
    let mut check = Check {
        pages,
        spec,
        words,
        seen: HashSet::new(),
        findings: Vec::new(),
    };
    check.document();
    let mut findings = check.findings;
    findings.sort_by_key(|finding| finding.kind == Kind::Beyond);
    findings
}

struct Check<'c> {
    pages: &'c Document,
    spec: &'c Document,
    words: Words,
    /// Pairs of schemas that were compared, or are being compared.
    seen: HashSet<(Pointer, Pointer)>,
    findings: Vec<Finding>,
}

/// A value of one side.
#[derive(Clone)]
struct Side<'c> {
    node: &'c Node,
    at: Pointer,
}

impl<'c> Side<'c> {
    fn root(document: &'c Document) -> Self {
        Side {
            node: &document.root,
            at: document.pointer(),
        }
    }

    fn get(&self, key: &str) -> Option<Side<'c>> {
        let node = self.node.get(key)?;
        let at = self.at.child(key);
        Some(Side { node, at })
    }

    fn entries(&self) -> Vec<(&'c str, Side<'c>)> {
        let entries = self.node.as_object().into_iter().flat_map(|map| map.iter());
        let side = |(key, node): (&'c str, &'c Node)| {
            let at = self.at.child(key);
            (key, Side { node, at })
        };
        entries.map(side).collect()
    }

    fn items(&self) -> Vec<Side<'c>> {
        let items = self.node.as_array().unwrap_or_default().iter().enumerate();
        let side = |(index, node): (usize, &'c Node)| {
            let at = self.at.index(index);
            Side { node, at }
        };
        items.map(side).collect()
    }

    /// The value in words.
    fn says(&self) -> String {
        says(self.node)
    }

    /// What a `$ref` leads to.
    fn resolved(&self, document: &'c Document) -> Side<'c> {
        let mut side = self.clone();
        // References to references end somewhere, or are no references.
        for _ in 0..20 {
            let Some(target) = side
                .get("$ref")
                .and_then(|it| it.node.as_str().map(str::to_owned))
            else {
                break;
            };
            match document.resolve(&target, &side.at) {
                Some((node, at)) => side = Side { node, at },
                None => break,
            }
        }
        side
    }
}

fn says(node: &Node) -> String {
    match node {
        Node::Null => "null".to_owned(),
        Node::Bool(value) => value.to_string(),
        Node::Number(number) => number.to_string(),
        Node::String(text) => text.trim_end().to_owned(),
        Node::Array(items) => {
            let items: Vec<String> = items.iter().map(says).collect();
            format!("[{}]", items.join(", "))
        }
        Node::Object(map) => {
            let entries = map
                .iter()
                .map(|(key, value)| format!("{key}: {}", says(value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
    }
}

impl<'c> Check<'c> {
    fn push(
        &mut self,
        kind: Kind,
        subject: String,
        pages: Option<&Side<'_>>,
        spec: Option<&Side<'_>>,
        near: &Pointer,
    ) {
        let side = |side: &Side<'_>| (side.says(), side.at.clone());
        self.findings.push(Finding {
            kind,
            subject,
            pages: pages.map(side),
            spec: spec.map(side),
            near: near.clone(),
        });
    }

    fn differs(&mut self, subject: String, pages: &Side<'_>, spec: &Side<'_>) {
        self.push(Kind::Differs, subject, Some(pages), Some(spec), &spec.at);
    }

    fn missing(&mut self, subject: String, pages: &Side<'_>, near: &Pointer) {
        self.push(Kind::Missing, subject, Some(pages), None, near);
    }

    fn beyond(&mut self, subject: String, spec: &Side<'_>) {
        self.push(Kind::Beyond, subject, None, Some(spec), &spec.at);
    }

    /// A value that both have, or one.
    fn value(
        &mut self,
        subject: String,
        pages: Option<&Side<'c>>,
        spec: Option<&Side<'c>>,
        near: &Pointer,
    ) {
        match (pages, spec) {
            (Some(pages), Some(spec)) if pages.says() == spec.says() => {}
            (Some(pages), Some(spec)) => self.differs(subject, pages, spec),
            (Some(pages), None) => self.missing(subject, pages, near),
            (None, Some(spec)) => self.beyond(subject, spec),
            (None, None) => {}
        }
    }

    /// Text, where it is compared.
    fn words(&mut self, subject: &str, pages: &Side<'c>, spec: &Side<'c>) {
        if self.words == Words::Free {
            return;
        }
        for key in ["title", "summary", "description"] {
            let (one, other) = (pages.get(key), spec.get(key));
            self.value(
                format!("{subject}: {key}"),
                one.as_ref(),
                other.as_ref(),
                &spec.at,
            );
        }
    }

    fn document(&mut self) {
        let (pages, spec) = (Side::root(self.pages), Side::root(self.spec));
        if let (Some(pages), Some(spec)) = (pages.get("info"), spec.get("info")) {
            self.words("the document", &pages, &spec);
        }
        self.servers("the document", &pages, &spec);
        for (key, side) in spec.entries() {
            if pages.get(key).is_none() {
                self.beyond(format!("the document: {key}"), &side);
            }
        }
        for (key, side) in spec
            .get("components")
            .map(|it| it.entries())
            .unwrap_or_default()
        {
            if key != "schemas" {
                self.beyond(format!("the document: components/{key}"), &side);
            }
        }
        let none = Side {
            node: &Node::Null,
            at: pages.at.child("paths"),
        };
        let missing = Side {
            node: &Node::Null,
            at: spec.at.child("paths"),
        };
        let pages = pages.get("paths").unwrap_or(none);
        let spec = spec.get("paths").unwrap_or(missing);
        self.paths(&pages, &spec);
    }

    /// Variables are compared by where they stand, not by name or value.
    fn servers(&mut self, subject: &str, pages: &Side<'c>, spec: &Side<'c>) {
        let urls = |side: &Side<'c>| {
            let list = side
                .get("servers")
                .map(|list| list.items())
                .unwrap_or_default();
            let urls = list.into_iter().filter_map(|server| server.get("url"));
            urls.collect::<Vec<_>>()
        };
        let (one, other) = (urls(pages), urls(spec));
        let is_in =
            |url: &Side<'c>, list: &[Side<'c>]| list.iter().any(|it| shape(it) == shape(url));
        for url in one.iter().filter(|url| !is_in(url, &other)) {
            self.missing(format!("{subject}: the server"), url, &spec.at);
        }
        for url in other.iter().filter(|url| !is_in(url, &one)) {
            self.beyond(format!("{subject}: the server"), url);
        }
    }
}

/// `https://{host}/x` → `https://{}/x`.
fn shape(url: &Side<'_>) -> String {
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
