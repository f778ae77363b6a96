//! What a document refers to, wherever it is.
//!
//! In: the document's own tree, checked, and the references in it. Out: all that they lead to, read and checked as
//! what is meant there. Guaranteed: comes to an end, whatever refers to whatever; a reference at a place where
//! OpenAPI has none is replaced by what it means, so that later stages meet references only where they expect them.

use std::collections::{HashMap, HashSet};
use std::io;
use std::path::Path;

use super::check::{Check, Checked, Outcome};
use super::deserialize::MAX_DEPTH;
use super::reference::{Reference, Role};
use super::shape::Shape;
use super::version::{self, Version};
use super::{Document, Node, parse};
use crate::diag::{Diagnostic, Diagnostics, Severity, codes};
use crate::source::{FileId, Locator, Pointer, Sources, is_remote};

/// References replaced one after another in the same place; they may lead in a circle.
const MAX_GRAFTS: usize = 32;

/// Nodes that may be copied in all.
const GRAFT_BUDGET: usize = 2_000_000;

/// Reads what a document refers to.
pub(super) struct RefLoader<'a> {
    pub doc: &'a mut Document,
    pub sources: &'a mut Sources,
    pub diags: &'a mut Diagnostics,
    /// The version of a file that does not say its own.
    pub version: Version,
    /// Files by name, or why they can't be read.
    files: HashMap<String, Result<FileId, String>>,
    versions: HashMap<FileId, Version>,
    /// References that were dealt with, by the file that they stand in.
    seen: HashSet<(FileId, String, *const Shape)>,
    /// What was checked, and as what.
    checked: HashMap<Pointer, &'static Shape>,
    grafts: HashMap<Pointer, usize>,
    budget: usize,
}

impl<'a> RefLoader<'a> {
    /// Nothing but the document itself was read.
    pub(super) fn new(
        doc: &'a mut Document,
        sources: &'a mut Sources,
        diags: &'a mut Diagnostics,
        (version, shape): (Version, &'static Shape),
    ) -> Self {
        let root = doc.pointer();
        let name = sources.tidy_name(root.file());
        Self {
            doc,
            sources,
            diags,
            version,
            files: HashMap::from([(name, Ok(root.file()))]),
            versions: HashMap::new(),
            seen: HashSet::new(),
            checked: HashMap::from([(root, shape)]),
            grafts: HashMap::new(),
            budget: GRAFT_BUDGET,
        }
    }

    /// Follows references until none leads to anything new.
    pub(super) fn run(&mut self, mut checked: Checked) {
        loop {
            self.doc.learn(&mut checked);
            let references = std::mem::take(&mut checked.references);
            let mut fragments = Vec::new();
            for reference in references {
                fragments.extend(self.lead(&reference, &mut checked));
            }
            if fragments.is_empty() {
                break;
            }
            self.doc.rearranged(&checked.moves);
            checked = self.check(fragments, checked);
        }
        for (target, at) in std::mem::take(&mut checked.example_refs) {
            self.example_refs(&target, &at);
        }
        checked.report_repeated(self.diags);
        self.sources.moved_all(checked.moves);
    }

    /// Says where a reference leads nowhere that no later stage follows.
    fn example_refs(&mut self, target: &str, at: &Pointer) {
        let (mut reference, mut place) = (target.to_owned(), at.clone());
        for _ in 0..MAX_GRAFTS {
            let Some((node, next)) = self.doc.resolve(&reference, &place) else {
                let found = self.doc.unresolved(&reference, &place);
                let found = found.severity(Severity::Warning);
                return self.diags.push(found.label("nothing is known of it"));
            };
            match node.get("$ref").and_then(Node::as_str) {
                Some(further) => (reference, place) = (further.to_owned(), next),
                None => return,
            }
        }
        let message = format!("`{target}` leads back to itself");
        let found = Diagnostic::new(codes::REF_CYCLE, message).at(&at.child("$ref"));
        self.diags.push(found.label("nothing is known of it"));
    }

    /// What has to be checked because of a reference.
    fn lead(
        &mut self,
        reference: &Reference,
        checked: &mut Checked,
    ) -> Option<(Pointer, &'static Shape)> {
        let Reference {
            target,
            at,
            shape,
            role,
        } = reference;
        let text = self.doc.text_file(at);
        let key = (text, target.clone(), std::ptr::from_ref(*shape));
        if *role == Role::Followed && !self.seen.insert(key) {
            return None;
        }
        self.load(text, target);
        if *role == Role::Inlined {
            return self.graft(reference, checked).then(|| (at.clone(), *shape));
        }
        let (_, target) = self.doc.resolve(target, at)?;
        if self.is_covered(&target) {
            return None;
        }
        self.checked.insert(target.clone(), shape);
        Some((target, shape))
    }

    /// Reads the file that a reference leads to.
    fn load(&mut self, from: FileId, reference: &str) {
        let uri = reference.split('#').next().unwrap_or_default().trim();
        if uri.is_empty() || self.doc.is_linked(from, uri) {
            return;
        }
        let name = self.sources.beside(from, uri);
        let found = match self.files.get(&name) {
            Some(found) => found.clone(),
            None => {
                let found = self.read(&name);
                self.files.insert(name, found.clone());
                found
            }
        };
        self.doc.link(from, uri, found);
    }

    fn read(&mut self, name: &str) -> Result<FileId, String> {
        if is_remote(name) && !self.sources.is_remote_allowed() {
            return Err("nothing is fetched from the network unless it is allowed".to_owned());
        }
        let opened = self.sources.open(name);
        let file = opened.map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => format!("there is no file `{name}`"),
            _ => format!("`{name}` can't be read: {error}"),
        })?;
        let extension = Path::new(name).extension().and_then(|it| it.to_str());
        let tree = match extension {
            Some("md" | "txt") => Some(Node::String(self.sources.text(file).to_owned())),
            _ => self.parse(file),
        };
        let tree = tree.ok_or_else(|| format!("`{name}` can't be read"))?;
        if let Some(version) = version::stated(&tree) {
            self.versions.insert(file, version);
        }
        let stem = Path::new(name).file_stem().and_then(|stem| stem.to_str());
        let stem = stem.unwrap_or_default().to_owned();
        let at = Pointer::part(file, &self.sources.seen_from(self.doc.file, name));
        self.doc.add(at, stem, tree);
        Ok(file)
    }

    /// A file that can't be read costs what refers to it, and not the document.
    fn parse(&mut self, file: FileId) -> Option<Node> {
        let mut own = Diagnostics::new();
        let tree = parse::parse(self.sources, file, &mut own);
        for found in &own {
            let severity = found.severity.max(Severity::Skipped);
            self.diags.push(found.clone().severity(severity));
        }
        tree
    }

    /// Whether a node was checked, alone or as a part of another one.
    fn is_covered(&self, target: &Pointer) -> bool {
        let holders = std::iter::successors(Some(target.clone()), Pointer::parent);
        let mut found = holders.filter_map(|holder| {
            let shape = self.checked.get(&holder)?;
            let inner = target.segments().skip(holder.segments().count());
            let mut shape = Some(*shape);
            for step in inner {
                shape = shape.and_then(|shape| shape.step(&step));
            }
            shape.filter(|shape| !matches!(shape, Shape::Any))
        });
        found.next().is_some()
    }

    /// Puts what a reference means in its place.
    fn graft(&mut self, reference: &Reference, checked: &mut Checked) -> bool {
        let Reference { target, at, .. } = reference;
        let count = self.grafts.entry(at.clone()).or_default();
        *count += 1;
        let Some((node, from)) = self.doc.resolve(target, at) else {
            let found = self.doc.unresolved(target, at);
            self.lose(found.severity(Severity::Skipped), at);
            return false;
        };
        let size = node.size();
        let endless = *count > MAX_GRAFTS || at.segments().count() > MAX_DEPTH;
        if endless || size > self.budget || self.doc.is_within(at, &from) {
            let message = format!("`{target}` leads back to itself");
            let found = Diagnostic::new(codes::REF_CYCLE, message).at(&at.child("$ref"));
            self.lose(found, at);
            return false;
        }
        self.budget -= size;
        let copy = node.clone();
        checked.moves.copied(at, &from);
        self.doc.graft(at, &from, copy);
        true
    }

    fn lose(&mut self, found: Diagnostic, at: &Pointer) {
        let what = at.last().unwrap_or_default().into_owned();
        self.diags
            .push(found.label(format!("`{what}` is left out")));
        self.doc.leave_out(at);
    }

    fn check(&mut self, fragments: Vec<(Pointer, &'static Shape)>, checked: Checked) -> Checked {
        let locator = Locator::new(self.sources);
        let mut check = Check::resume(locator, self.version, self.diags, checked);
        for (at, shape) in fragments {
            let file = self.doc.text_file(&at);
            check.version = self.versions.get(&file).copied().unwrap_or(self.version);
            let Some(slot) = self.doc.node_mut(&at) else {
                continue;
            };
            let mut node = std::mem::replace(slot, Node::Null);
            match check.fragment(&mut node, shape, &at) {
                Outcome::Keep => self.doc.put(&at, node),
                Outcome::Drop => self.doc.leave_out(&at),
            }
        }
        check.into_checked()
    }
}
