//! Edits of descriptions, titles, examples and extensions. They constrain nothing, and break nobody.

use std::collections::HashSet;

use oascribe_codegen::read::Node;
use oascribe_codegen::source::Pointer;

use super::document::METHODS;
use super::lifecycle::{STABILITY, SUNSET};
use super::spec::{Spec, shown};

/// Keywords with text for readers.
const TEXTS: [&str; 7] = [
    "$comment",
    "description",
    "example",
    "examples",
    "externalDocs",
    "summary",
    "title",
];

/// Keywords whose values have an entry for each name. The names are no keywords.
const NAMED: [&str; 22] = [
    "$defs",
    "callbacks",
    "content",
    "definitions",
    "dependentSchemas",
    "encoding",
    "headers",
    "links",
    "mapping",
    "parameters",
    "pathItems",
    "paths",
    "patternProperties",
    "properties",
    "requestBodies",
    "responses",
    "schemas",
    "scopes",
    "securityDefinitions",
    "securitySchemes",
    "variables",
    "webhooks",
];

/// Those of them that may have extensions beside the names.
const EXTENSIBLE: [&str; 3] = ["callbacks", "paths", "responses"];

/// Keywords with values, in which there are no keywords.
const VALUES: [&str; 3] = ["const", "default", "enum"];

/// Extensions that have rules of their own.
const JUDGED: [&str; 3] = ["x-extensible-enum", STABILITY, SUNSET];

/// The depth of nested objects.
const MAX_DEPTH: usize = 200;

/// A text for readers or an extension that was added, removed or changed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Edit {
    /// The keyword, such as `description` or `x-internal`.
    pub keyword: String,
    /// The operation or the component that it belongs to, such as `GET /orders`; empty if it is the document.
    pub owner: String,
    /// The names and keywords between both, such as `parameters/limit`.
    pub path: String,
    /// The old value, as text. `None` if it was added.
    pub old: Option<String>,
    /// The new value, as text. `None` if it was removed.
    pub new: Option<String>,
    /// The location in the old document: that of the value, or of the object that got it.
    pub base: Pointer,
    /// The location in the new document: that of the value, or of the object that lost it.
    pub revision: Pointer,
}

/// The edits between two documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Edits {
    /// The number of texts for readers that were added, removed or changed.
    pub texts: usize,
    /// The number of extensions that were added, removed or changed.
    pub extensions: usize,
    /// Each of them, in the order of the new document. Empty if they are not asked for.
    pub listed: Vec<Edit>,
}

impl Edits {
    /// Whether no text and no extension was edited.
    pub fn is_empty(&self) -> bool {
        self.texts + self.extensions == 0
    }

    /// The edits between two documents. `is_listed`: they are listed, too.
    pub(crate) fn between(base: &Spec, revision: &Spec, is_listed: bool) -> Self {
        let mut walk = Walk {
            specs: [base, revision],
            roots: [base.at().pointer, revision.at().pointer],
            path: Vec::new(),
            visited: HashSet::new(),
            is_listed,
            edits: Edits::default(),
        };
        walk.object(base.at().node, revision.at().node);
        walk.edits
    }
}

/// A step from an object or a list to something inside it, on both sides.
#[derive(Clone, Copy)]
enum Step<'d> {
    Key(&'d str),
    /// The indices, and what identifies the item.
    Item([usize; 2], Option<&'d str>),
}

struct Walk<'d> {
    specs: [&'d Spec; 2],
    /// The locations where the path begins: the roots of two documents, or of two files that they refer to.
    roots: [Pointer; 2],
    path: Vec<Step<'d>>,
    /// The files that were compared.
    visited: HashSet<[Pointer; 2]>,
    is_listed: bool,
    edits: Edits,
}

impl<'d> Walk<'d> {
    /// An object whose keys are keywords.
    fn object(&mut self, old: &'d Node, new: &'d Node) {
        if self.path.len() > MAX_DEPTH {
            return;
        }
        match (old, new) {
            (Node::Object(olds), Node::Object(news)) => {
                for (key, new) in news.iter() {
                    match (olds.get(key), is_edited(key)) {
                        (old, true) if old != Some(new) => self.edit(key, old, Some(new)),
                        (Some(old), false) => self.keyword(key, old, new),
                        _ => {}
                    }
                }
                let gone = olds.iter().filter(|(key, _)| !news.contains(key));
                for (key, old) in gone.filter(|(key, _)| is_edited(key)) {
                    self.edit(key, Some(old), None);
                }
                self.reference(old, new);
            }
            (Node::Array(olds), Node::Array(news)) => self.items(olds, news),
            _ => {}
        }
    }

    /// What a keyword contains.
    fn keyword(&mut self, key: &'d str, old: &'d Node, new: &'d Node) {
        if VALUES.contains(&key) || key.starts_with("x-") {
            return;
        }
        self.path.push(Step::Key(key));
        match (old, new) {
            (Node::Object(olds), Node::Object(news)) if NAMED.contains(&key) => {
                let names = news
                    .iter()
                    .filter_map(|(name, new)| Some((name, olds.get(name)?, new)));
                for (name, old, new) in names {
                    let is_extension = EXTENSIBLE.contains(&key) && name.starts_with("x-");
                    match is_extension && !JUDGED.contains(&name) {
                        true if old != new => self.edit(name, Some(old), Some(new)),
                        true => {}
                        false => self.inside(Step::Key(name), old, new),
                    }
                }
            }
            _ => self.object(old, new),
        }
        self.path.pop();
    }

    /// The items of a list that have the same identity, or else the same index.
    fn items(&mut self, olds: &'d [Node], news: &'d [Node]) {
        // Several items may have the same identity.
        let mut rest: Vec<_> = olds.iter().enumerate().collect();
        for (index, new) in news.iter().enumerate() {
            let own = identity(new);
            let found = rest.iter().position(|(place, old)| match &own {
                Some(_) => identity(old) == own,
                None => *place == index && identity(old).is_none(),
            });
            if let Some((place, old)) = found.map(|found| rest.remove(found)) {
                let name = own.map(|[name, _]| name);
                self.inside(Step::Item([place, index], name), old, new);
            }
        }
    }

    fn inside(&mut self, step: Step<'d>, old: &'d Node, new: &'d Node) {
        self.path.push(step);
        self.object(old, new);
        self.path.pop();
    }

    /// The targets of references to other files. Those in the same file are visited anyway.
    fn reference(&mut self, old: &'d Node, new: &'d Node) {
        let reference = |node: &'d Node| {
            let reference = node.get("$ref")?.as_str()?;
            (!reference.starts_with('#')).then_some(reference)
        };
        let (Some(old), Some(new)) = (reference(old), reference(new)) else {
            return;
        };
        let [base, revision] = self.specs;
        let [was, is] = self.pointers();
        let targets = (
            base.document().resolve(old, &was),
            revision.document().resolve(new, &is),
        );
        if let (Some((old, was)), Some((new, is))) = targets
            && self.visited.insert([was.clone(), is.clone()])
        {
            let roots = std::mem::replace(&mut self.roots, [was, is]);
            let path = std::mem::take(&mut self.path);
            self.object(old, new);
            (self.roots, self.path) = (roots, path);
        }
    }

    /// The current locations in both documents.
    fn pointers(&self) -> [Pointer; 2] {
        let side = |side: usize| {
            let steps = self.path.iter();
            steps.fold(self.roots[side].clone(), |at, step| match step {
                Step::Key(key) => at.child(key),
                Step::Item(indices, _) => at.index(indices[side]),
            })
        };
        [side(0), side(1)]
    }

    fn edit(&mut self, key: &str, old: Option<&Node>, new: Option<&Node>) {
        match TEXTS.contains(&key) {
            true => self.edits.texts += 1,
            false => self.edits.extensions += 1,
        }
        if !self.is_listed {
            return;
        }
        let [base, revision] = self.pointers();
        let child = |at: Pointer, value: Option<&Node>| match value {
            Some(_) => at.child(key),
            None => at,
        };
        let (owner, path) = self.element();
        self.edits.listed.push(Edit {
            keyword: key.to_owned(),
            owner,
            path,
            base: child(base, old),
            revision: child(revision, new),
            old: old.map(shown),
            new: new.map(shown),
        });
    }

    /// The operation or component, and what leads from it to the current object.
    fn element(&self) -> (String, String) {
        let root = self.roots[1].segments().map(|it| it.into_owned());
        let steps = self.path.iter().map(|step| match step {
            Step::Key(key) | Step::Item(_, Some(key)) => (*key).to_owned(),
            Step::Item([_, index], None) => index.to_string(),
        });
        let steps: Vec<_> = root.chain(steps).collect();
        let names: Vec<_> = steps.iter().map(String::as_str).collect();
        let (owner, rest) = match names.as_slice() {
            ["paths" | "webhooks", path, method, rest @ ..] if METHODS.contains(method) => {
                (format!("{} {path}", method.to_uppercase()), rest)
            }
            ["paths" | "webhooks", name, rest @ ..]
            | ["components", _, name, rest @ ..]
            | ["definitions", name, rest @ ..] => ((*name).to_owned(), rest),
            rest => (String::new(), rest),
        };
        (owner, rest.join("/"))
    }
}

/// Whether a keyword is a text for readers or an extension without a rule.
fn is_edited(key: &str) -> bool {
    TEXTS.contains(&key) || key.starts_with("x-") && !JUDGED.contains(&key)
}

/// What identifies an item of a list: its name and its location, its reference, or its URL.
fn identity(item: &Node) -> Option<[&str; 2]> {
    let text = |key: &str| item.get(key).and_then(Node::as_str);
    let name = ["name", "$ref", "url"].into_iter().find_map(text)?;
    Some([name, text("in").unwrap_or_default()])
}
