//! Reports keywords and extensions without effect on the generated code.

use super::check::{Check, Checked};
use super::disposition::{Disposition, extension};
use super::node_path::NodePath;
use super::shape::{Keyword, ObjectType, Shape, Usage};
use crate::diag::{Diagnostic, Diagnostics, codes};

/// The extensions that one diagnostic names.
const MAX_NAMES: usize = 60;

impl Check<'_> {
    /// Reports a keyword that has no effect, unless a later stage reports it.
    pub(super) fn report_disposition(
        &mut self,
        keyword: &Keyword,
        object: &'static ObjectType,
        path: &NodePath<'_>,
    ) {
        if self.usage == Usage::Unused {
            return;
        }
        match keyword.disposition {
            Disposition::Reported => {
                self.report_without_effect(keyword.name, "in", object, path);
            }
            Disposition::ReportedAs(codes::UNUSED_EXAMPLE) => self.report_example(path),
            Disposition::Emitted
            | Disposition::Checked
            | Disposition::Documented
            | Disposition::ReportedAs(_)
            | Disposition::Meaningless => {}
        }
    }

    /// Reports a keyword beside a reference that replaces the object.
    pub(super) fn report_beside_reference(
        &mut self,
        key: &str,
        object: &'static ObjectType,
        path: &NodePath<'_>,
    ) {
        if self.usage == Usage::Used {
            self.report_without_effect(key, "beside the `$ref` to", object, path);
        }
    }

    fn report_without_effect(
        &mut self,
        key: &str,
        relation: &'static str,
        object: &'static ObjectType,
        path: &NodePath<'_>,
    ) {
        let noun = Shape::Object(object).describe();
        let message = format!("`{key}` {relation} {noun} has no effect on the generated code");
        self.report_once(codes::UNUSED_KEYWORD, relation, &message, || {
            Diagnostic::new(codes::UNUSED_KEYWORD, &message).at_key(&path.pointer())
        });
    }

    fn report_example(&mut self, path: &NodePath<'_>) {
        self.report_once(codes::UNUSED_EXAMPLE, "example", "example", || {
            let message = "examples have no effect on the generated code";
            Diagnostic::new(codes::UNUSED_EXAMPLE, message).at_key(&path.pointer())
        });
    }

    /// Records an extension, to report it unless it has an effect.
    pub(super) fn extension(&mut self, name: &str, path: &NodePath<'_>) {
        if self.usage == Usage::Unused {
            return;
        }
        match extension(name) {
            Disposition::ReportedAs(codes::UNUSED_EXAMPLE) => return self.report_example(path),
            Disposition::Reported | Disposition::ReportedAs(_) => {}
            _ => return,
        }
        let extensions = &mut self.checked.extensions;
        match extensions.get_mut(name) {
            Some((_, count)) => *count += 1,
            None => {
                extensions.insert(name.to_owned(), (path.pointer(), 1));
            }
        }
    }
}

impl Checked {
    /// Reports all extensions without effect at once.
    pub(super) fn report_extensions(&mut self, diags: &mut Diagnostics) {
        let extensions = std::mem::take(&mut self.extensions);
        let Some((_, (first, _))) = extensions.first() else {
            return;
        };
        let names = extensions.iter().take(MAX_NAMES);
        let names = names.map(|(name, (_, count))| match count {
            1 => format!("`{name}`"),
            _ => format!("`{name}` ({count} times)"),
        });
        let mut names = names.collect::<Vec<_>>().join(", ");
        if let more @ 1.. = extensions.len().saturating_sub(MAX_NAMES) {
            names.push_str(&format!(" and {more} more"));
        }
        let message = format!("extensions have no effect on the generated code: {names}");
        diags.push(Diagnostic::new(codes::UNUSED_EXTENSION, message).at_key(first));
    }
}
