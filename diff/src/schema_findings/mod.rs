//! Converts differences of schemas to findings about operations.
//!
//! Each usage of a schema is walked, with a bounded number of steps even for recursive schemas.

mod property;

use std::collections::HashMap;
use std::rc::Rc;

use super::Detail;
use super::document::{InCall, Pointers, Role, Session, Use};
use super::finding::{Finding, Section};
use super::merge::is_about_alternatives;
use super::rule_finding::{RuleFinding, key, listed};
use super::rules::{Usage, filled, rule, schema_rule};
use super::schema::{Access, Change, Difference, Graph, Kind, PairId, Step, Types, is_wider};
use super::schema_path::SchemaPath;
use property::Existence;

/// The number of paths that are reported one by one. Recursive schemas have infinitely many.
const MAX_PATHS: usize = 100_000;

/// The depth of nested schemas for one usage.
const MAX_DEPTH: usize = 100;

/// Converts the differences of all schemas to findings.
pub fn report<'d>(session: &mut Session<'d>, graph: &Rc<Graph<'d>>, detail: Detail) {
    let mut reported = HashMap::new();
    let mut visited = vec![None; graph.len()];
    let mut paths = 0;
    for (number, one) in std::mem::take(&mut session.uses).iter().enumerate() {
        let mut walker = Walker {
            graph: Rc::clone(graph),
            session,
            number,
            one,
            visited: &mut visited,
            detail,
            reported: &mut reported,
            paths: &mut paths,
        };
        walker.schema(one.pair, &SchemaPath::Root, 0);
    }
}

struct Walker<'s, 'd> {
    session: &'s mut Session<'d>,
    graph: Rc<Graph<'d>>,
    one: &'s Use,
    number: usize,
    /// For each pair, the number of the last usage that visited it.
    visited: &'s mut [Option<usize>],
    detail: Detail,
    /// The findings for the differences of a pair. Later usages only add their operation to them.
    reported: &'s mut HashMap<(PairId, Usage), Vec<Option<usize>>>,
    paths: &'s mut usize,
}

impl<'d> Walker<'_, 'd> {
    fn schema(&mut self, id: PairId, path: &SchemaPath<'_>, depth: usize) {
        let is_visited = self.visited[id.index()] == Some(self.number);
        if is_visited || depth > MAX_DEPTH || !self.graph.is_dirty(id) {
            return;
        }
        self.visited[id.index()] = Some(self.number);
        *self.paths += 1;
        let graph = Rc::clone(&self.graph);
        let pair = graph.get(id);
        let path = &match (&pair.name, self.detail) {
            (Some(name), Detail::Changes) => SchemaPath::Named(path, name),
            _ => *path,
        };
        let access = Access {
            read_only: pair.read_only,
            write_only: pair.write_only,
            ..Access::default()
        };
        if !pair.differences.is_empty() {
            self.pair(id, &pair.differences, path, access);
        }
        for (step, child) in &pair.children {
            if graph.is_dirty(*child) {
                let inner = match step {
                    Step::Property(name) => SchemaPath::Property(path, name),
                    Step::Inside(step) => SchemaPath::Inside(path, step),
                };
                self.schema(*child, &inner, depth + 1);
            }
        }
        if self.detail == Detail::Operations && *self.paths < MAX_PATHS {
            self.visited[id.index()] = None;
        }
    }

    /// Reports the differences of a pair, or adds the operation to existing findings.
    fn pair(
        &mut self,
        id: PairId,
        differences: &[Difference],
        path: &SchemaPath<'_>,
        access: Access,
    ) {
        let usage = (id, self.usage(path, access));
        if self.detail == Detail::Changes
            && let Some(reported) = self.reported.get(&usage)
        {
            for finding in reported.iter().flatten() {
                self.session.findings[*finding].add_operation(&self.one.operation);
            }
            return;
        }
        let mut reported = Vec::with_capacity(differences.len());
        for difference in differences {
            let before = self.session.findings.len();
            self.difference(difference, path, access);
            let after = self.session.findings.len();
            reported.push((after > before).then_some(before));
        }
        self.reported.insert(usage, reported);
    }

    fn usage(&self, path: &SchemaPath<'_>, access: Access) -> Usage {
        match (self.one.role.in_a_call(), path.is_root()) {
            (InCall::Request, true) => Usage::RequestBody,
            (InCall::Request, false) if access.read_only => Usage::RequestReadOnly,
            (InCall::Request, false) => Usage::RequestProperty,
            (InCall::Parameter, true) => Usage::Parameter,
            (InCall::Parameter, false) => Usage::ParameterProperty,
            (InCall::Response, true) => Usage::ResponseBody,
            (InCall::Response, false) if access.write_only => Usage::ResponseWriteOnly,
            (InCall::Response, false) => Usage::ResponseProperty,
            (InCall::Header, _) => Usage::ResponseHeader,
        }
    }

    fn difference(&mut self, difference: &Difference, path: &SchemaPath<'_>, access: Access) {
        let inner = match &difference.property {
            Some(name) => SchemaPath::Property(path, name),
            None => *path,
        };
        match &difference.kind {
            Kind::Plain { stem, from, to } => {
                let is_default = stem.starts_with("default-value");
                if is_default && matches!(self.one.role, Role::RequiredParameter { .. }) {
                    return;
                }
                self.plain(stem, from, to, difference, &inner, access);
            }
            Kind::Values { stem, values } => {
                let each = match self.detail {
                    Detail::Operations => 1,
                    Detail::Changes => values.len(),
                };
                for values in values.chunks(each.max(1)) {
                    self.values(stem, values, difference, &inner, access);
                }
            }
            Kind::Types { from, to } => self.types(from, to, difference, &inner, access),
            Kind::Added(access) => self.property(difference, &inner, Existence::Added, *access),
            Kind::Removed(access) => self.property(difference, &inner, Existence::Removed, *access),
            Kind::Required { now, access } => self.required(*now, *access, difference, &inner),
            Kind::Mutability { stem, access } => {
                let requiredness = if access.required {
                    "required"
                } else {
                    "optional"
                };
                let side = match self.one.role.in_a_call() {
                    InCall::Request => "request",
                    InCall::Response => "response",
                    InCall::Parameter | InCall::Header => return,
                };
                self.named(
                    &format!("{side}-{requiredness}-property-{stem}"),
                    difference,
                    &inner,
                );
            }
            Kind::Lifecycle(life) => {
                let policy = self.session.policy;
                let (stem, from, to) = policy.lifecycle_rule(life, self.one.stability);
                self.plain(stem, &from, &to, difference, &inner, Access::default());
            }
        }
    }

    fn types(
        &mut self,
        from: &Types,
        to: &Types,
        difference: &Difference,
        path: &SchemaPath<'_>,
        access: Access,
    ) {
        let usage = self.usage(path, access);
        let loose = match &self.one.role {
            Role::RequestBody { media }
            | Role::ResponseBody { media, .. }
            | Role::Payload { media, .. }
            | Role::Reply { media, .. } => !media.contains("json"),
            _ => path.is_root(),
        };
        let change = match usage.is_sent() {
            true => from.change(to, loose),
            // Clients that expect a string can read any value as a string.
            false => match from.change(to, false) {
                Change::Other if loose && is_wider(from, to) => Change::Same,
                change => change,
            },
        };
        let is_parameter = matches!(usage, Usage::Parameter | Usage::ParameterProperty);
        let stem = match (change, usage.is_sent()) {
            (Change::Same, true) if is_parameter => "type-generalized",
            (Change::Same, _) => "type-compatible",
            (Change::Wider, true) => "type-generalized",
            (Change::Wider, false) if to.names.is_empty() || from.names == to.names => {
                "type-changed"
            }
            (Change::Wider, false) => "type-generalized",
            (Change::Narrower, false) => "type-specialized",
            (Change::Narrower | Change::Other, true)
                if usage == Usage::ParameterProperty && is_wider(from, to) =>
            {
                "type-specialized"
            }
            (Change::Narrower | Change::Other, _) => "type-changed",
        };
        self.plain(
            stem,
            &from.to_string(),
            &to.to_string(),
            difference,
            path,
            access,
        );
    }

    /// Applies a rule of the table about one value or several.
    fn values(
        &mut self,
        stem: &str,
        values: &[String],
        difference: &Difference,
        path: &SchemaPath<'_>,
        access: Access,
    ) {
        let before = self.session.findings.len();
        let shown = match values {
            [one] => one.clone(),
            values => listed(values),
        };
        self.plain(stem, &shown, &shown, difference, path, access);
        for finding in self.session.findings.iter_mut().skip(before) {
            finding.values = values.to_vec();
            finding.change = [finding.change.as_str(), &values.join("\n")].join("\n");
            if values.len() > 1 {
                let one = format!("value `{shown}`");
                finding.text = finding.text.replace(&one, &format!("values {shown}"));
            }
        }
    }

    /// Applies a rule of the table.
    fn plain(
        &mut self,
        stem: &str,
        from: &str,
        to: &str,
        difference: &Difference,
        path: &SchemaPath<'_>,
        access: Access,
    ) {
        let usage = self.usage(path, access);
        let stem = match stem {
            // Clients do not check patterns in responses: a more general pattern is like any other.
            "pattern-generalized" if !usage.is_sent() => "pattern-changed",
            stem => stem,
        };
        let Some(rule) = schema_rule(stem) else {
            debug_assert!(false, "there is no rule `{stem}`");
            return;
        };
        let Some((id, level)) = rule.at(usage) else {
            return;
        };
        let subject = self.one.role.subject(&path.display());
        let name = path.name();
        let pointers = Pointers {
            base: difference.base.clone(),
            revision: difference.revision.clone(),
        };
        let found = RuleFinding {
            rule,
            usage,
            id: self.one.role.adapt(&id),
            level,
            subject: &subject,
            name: name.as_deref().or(self.one.role.name()),
            from,
            to,
            pointers,
        };
        let mut finding = found.finding(&self.one.operation, self.one.role.element(&path.text()));
        if is_about_alternatives(stem) {
            finding.values = [from, to]
                .into_iter()
                .filter(|label| !label.is_empty())
                .map(str::to_owned)
                .collect();
        }
        self.session.findings.push(finding);
    }

    /// Reports a rule with an id of its own.
    fn named(&mut self, id: &str, difference: &Difference, path: &SchemaPath<'_>) {
        let Some(found) = rule(id) else {
            debug_assert!(false, "there is no rule `{id}`");
            return;
        };
        let shown = path.display();
        let a = match &self.one.role {
            Role::Parameter { name, .. } | Role::RequiredParameter { name, .. } => name.as_str(),
            Role::ResponseBody { status, .. } => status.as_str(),
            _ => "",
        };
        let part = self.usage(path, Access::default()).part();
        let name = difference.property.as_deref().unwrap_or_default();
        let stem = found
            .id
            .rsplit_once("property")
            .map_or(found.id, |(_, stem)| stem);
        let title = self.one.role.adapt(found.title);
        let key = key(
            &[part, stem],
            Some(name),
            (&difference.base, &difference.revision),
        );
        self.session.findings.push(Finding {
            id: self.one.role.adapt(found.id),
            level: found.level,
            section: Section::Paths,
            operations: vec![self.one.operation.clone()],
            element: self.one.role.element(&path.text()),
            text: filled(&title, "", a, &shown),
            why: found.why,
            base: difference.base.clone(),
            revision: difference.revision.clone(),
            also: Vec::new(),
            values: Vec::new(),
            change: key,
        });
    }
}
