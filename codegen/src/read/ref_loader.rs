//! Loads and checks the targets of references.
//!
//! Input: the checked tree of a document and the references in it. Output: all their targets, loaded from other files
//! and checked against the expected shape. A reference where OpenAPI does not allow one is replaced by a copy of its
//! target, so that later stages see references only where they expect them. Cycles of references always end.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use super::budget::Budget;
use super::check::{Check, Checked, Outcome};
use super::deserialize::MAX_DEPTH;
use super::reference::{Reference, Role};
use super::shape::Shape;
use super::version::{self, Version};
use super::{Document, Node, parse};
use crate::diag::{Diagnostic, Diagnostics, Severity, codes};
use crate::source::{FileId, Locator, Pointer, Sources, Unreadable, is_remote};

/// How often a reference in the same node is inlined: the references may form a cycle.
const MAX_INLINED: usize = 32;

/// What is recorded for each copy, in bytes.
const COPY_SIZE: usize = 1024;

/// Loads the targets of references.
pub(super) struct RefLoader<'a> {
    pub doc: &'a mut Document,
    pub sources: &'a mut Sources,
    pub diags: &'a mut Diagnostics,
    /// The version of files that do not declare one.
    pub version: Version,
    /// Files by name, or why they can't be read.
    files: HashMap<String, Result<FileId, Unreadable>>,
    versions: HashMap<FileId, Version>,
    /// References that were processed, by their file.
    visited: HashSet<(FileId, String, *const Shape)>,
    /// Nodes that were checked, with their shape.
    checked: HashMap<Pointer, &'static Shape>,
    /// How often the reference in a node was inlined.
    inlined: HashMap<Pointer, usize>,
    budget: Budget,
}

impl<'a> RefLoader<'a> {
    /// Creates a loader for a document of which only the main file was read.
    pub(super) fn new(
        doc: &'a mut Document,
        sources: &'a mut Sources,
        diags: &'a mut Diagnostics,
        (version, shape): (Version, &'static Shape),
    ) -> Self {
        let root = doc.pointer();
        let name = sources.normalized_name(root.file());
        Self {
            doc,
            sources,
            diags,
            version,
            files: HashMap::from([(name, Ok(root.file()))]),
            versions: HashMap::new(),
            visited: HashSet::new(),
            checked: HashMap::from([(root, shape)]),
            inlined: HashMap::new(),
            budget: Budget::default(),
        }
    }

    /// Follows references until all targets are loaded and checked.
    pub(super) fn run(&mut self, mut checked: Checked) {
        loop {
            self.doc.record(&mut checked);
            let references = std::mem::take(&mut checked.references);
            let mut fragments = Vec::new();
            for reference in references {
                fragments.extend(self.follow(&reference, &mut checked));
            }
            if fragments.is_empty() {
                break;
            }
            self.doc.record_moves(&checked.moves);
            if !self.budget.add_round() {
                let (at, _) = fragments.remove(0);
                let message = "too many references lead from one to the next";
                self.stop(message, &at);
                break;
            }
            checked = self.check(fragments, checked);
        }
        for (target, at) in std::mem::take(&mut checked.example_refs) {
            self.check_example_ref(&target, &at);
        }
        checked.report_repeated(self.diags);
        self.sources.moved_all(checked.moves);
    }

    /// Returns the nodes that were checked apart from those around them, with their shape.
    pub(super) fn into_checked(self) -> HashMap<Pointer, &'static Shape> {
        self.checked
    }

    /// Reports a reference to an example that does not exist: later stages do not follow it.
    fn check_example_ref(&mut self, target: &str, at: &Pointer) {
        let (mut reference, mut base) = (target.to_owned(), at.clone());
        for _ in 0..MAX_INLINED {
            let Some((node, next)) = self.doc.resolve(&reference, &base) else {
                let found = self.doc.unresolved(&reference, &base);
                let found = found.severity(Severity::Warning);
                return self.diags.push(found.label("the example is ignored"));
            };
            match node.get("$ref").and_then(Node::as_str) {
                Some(further) => (reference, base) = (further.to_owned(), next),
                None => return,
            }
        }
        let message = format!("`{target}` leads back to itself");
        let found = Diagnostic::new(codes::REF_CYCLE, message).at(&at.child("$ref"));
        self.diags.push(found.label("the example is ignored"));
    }

    /// Follows a reference. Returns the node that must be checked next, or `None` if there is none.
    fn follow(
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
        let file = self.doc.source_file(at);
        let key = (file, target.clone(), std::ptr::from_ref(*shape));
        if *role == Role::Followed && !self.visited.insert(key) {
            return None;
        }
        self.load(file, target);
        if *role != Role::Followed {
            return self
                .inline(reference, checked)
                .then(|| (at.clone(), *shape));
        }
        let (_, target) = self.doc.resolve(target, at)?;
        if self.is_covered(&target) {
            return None;
        }
        self.checked.insert(target.clone(), shape);
        Some((target, shape))
    }

    /// Loads the file to which a reference leads.
    fn load(&mut self, from: FileId, reference: &str) {
        let uri = reference.split('#').next().unwrap_or_default().trim();
        if uri.is_empty() || self.doc.is_linked(from, uri) {
            return;
        }
        let name = self.sources.beside(from, uri);
        let found = match self.files.get(&name) {
            Some(found) => found.clone(),
            None => {
                let found = self.read(&name, from);
                self.files.insert(name, found.clone());
                found
            }
        };
        self.doc.link(from, uri, found);
    }

    fn read(&mut self, name: &str, from: FileId) -> Result<FileId, Unreadable> {
        self.budget
            .add_file(is_remote(name))
            .map_err(Unreadable::new)?;
        let file = self.sources.open(name, from, self.doc.file)?;
        let bytes = self.sources.text(file).len();
        self.budget.add_bytes(bytes).map_err(Unreadable::new)?;
        let tree = self.parse(file);
        let tree = tree.ok_or_else(|| Unreadable::new(format!("`{name}` can't be read")))?;
        if !matches!(tree, Node::Object(_) | Node::Array(_)) {
            let reason = format!("`{name}` is not a YAML or JSON document");
            return Err(Unreadable::new(reason));
        }
        if let Some(version) = version::declared(&tree) {
            self.versions.insert(file, version);
        }
        let stem = Path::new(name).file_stem().and_then(|stem| stem.to_str());
        let stem = stem.unwrap_or_default().to_owned();
        let at = Pointer::part(file, &self.sources.relative_name(self.doc.file, name));
        self.doc.add(at, stem, tree);
        Ok(file)
    }

    /// Parses a file. An error is reported as skipped: only the nodes that refer to the file are lost.
    fn parse(&mut self, file: FileId) -> Option<Node> {
        let mut own = Diagnostics::new();
        let tree = parse::parse(self.sources, file, &mut own);
        for found in &own {
            let severity = found.severity.max(Severity::Skipped);
            self.diags.push(found.clone().severity(severity));
        }
        tree
    }

    /// Whether a node was checked, by itself or as part of another one.
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

    /// Replaces a reference by a copy of its target. Returns whether that was possible.
    fn inline(&mut self, reference: &Reference, checked: &mut Checked) -> bool {
        let Reference {
            target, at, shape, ..
        } = reference;
        let count = self.inlined.entry(at.clone()).or_default();
        *count += 1;
        let is_first = *count == 1;
        let is_cycle = *count > MAX_INLINED || at.segments().count() > MAX_DEPTH;
        let Some((node, from)) = self.doc.resolve(target, at) else {
            let found = self.doc.unresolved(target, at);
            let severity = match shape.is_object() {
                true => Severity::Skipped,
                false => Severity::Warning,
            };
            self.drop_node(found.severity(severity), at);
            return false;
        };
        if is_cycle || self.doc.is_within(at, &from) {
            let message = format!("`{target}` leads back to itself");
            let found = Diagnostic::new(codes::REF_CYCLE, message).at(&at.child("$ref"));
            self.drop_node(found, at);
            return false;
        }
        // Pointers to the copy are recorded several times.
        if !self
            .budget
            .add_copy(node.size() + COPY_SIZE + 8 * at.as_str().len())
        {
            self.stop("the copies that replace references are too large", at);
            self.doc.leave_out(at);
            return false;
        }
        let copy = node.clone();
        if reference.role == Role::Inlined && is_first {
            // The diagnostic shows the reference, which the copy replaces.
            let written = checked.moves.origin(at).child("$ref");
            checked.moves.made(at.child("$ref"), written);
            report_misplaced(reference, checked);
        }
        checked.moves.copied(at, &from);
        self.doc.inline(at, &from, copy);
        true
    }

    /// Reports that a limit is exceeded, once. Nothing is generated then.
    fn stop(&mut self, message: &str, at: &Pointer) {
        if !self
            .diags
            .iter()
            .any(|found| found.code == codes::TOO_LARGE)
        {
            let found = Diagnostic::new(codes::TOO_LARGE, message).at(at);
            self.diags.push(found.label("nothing is generated"));
        }
    }

    fn drop_node(&mut self, found: Diagnostic, at: &Pointer) {
        let keyword = at.last().unwrap_or_default().into_owned();
        self.diags
            .push(found.label(format!("`{keyword}` is left out")));
        self.doc.leave_out(at);
    }

    fn check(&mut self, fragments: Vec<(Pointer, &'static Shape)>, checked: Checked) -> Checked {
        let locator = Locator::new(self.sources);
        let mut check = Check::resume(locator, self.version, self.diags, checked);
        for (at, shape) in fragments {
            let file = self.doc.source_file(&at);
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

/// Reports a reference where OpenAPI does not allow one. A reference in place of a string or a number is rarely meant.
fn report_misplaced(reference: &Reference, checked: &mut Checked) {
    let Reference { at, shape, .. } = reference;
    let keyword = at.last().unwrap_or_default().into_owned();
    let severity = match shape {
        Shape::Object(_) | Shape::MapOf(..) | Shape::Array(..) => Severity::Note,
        _ => Severity::Warning,
    };
    let key = (
        codes::MISPLACED_REF.name,
        shape.noun(),
        format!("$ref in {keyword}"),
    );
    let repeated = checked.repeated.entry(key).or_insert_with(|| {
        let message = format!("OpenAPI allows no reference as `{keyword}`");
        let found = Diagnostic::new(codes::MISPLACED_REF, message).severity(severity);
        let found = found.at(&at.child("$ref"));
        (found.label("replaced by a copy of its target"), 0)
    });
    repeated.1 += 1;
}
