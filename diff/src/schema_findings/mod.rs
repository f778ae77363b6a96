//! Converts differences of schemas to findings about operations.
//!
//! Each usage of a schema is walked, with a bounded number of steps even for recursive schemas.

mod filter;
mod judge;
mod owner;
mod property;
mod types;

use std::rc::Rc;

use foldhash::{HashMap, HashMapExt as _};

use super::admits::{Mode, Prover};
use super::counterexample::Origin;
use super::document::{InCall, Role, Session, Use};
use super::finding::{AppliedRule, Found, Section};
use super::rules::{Effect, Shows, Usage, rule, schema_rule};
use super::schema::{Access, Difference, Graph, Kind, PairId, Step};
use super::schema_path::SchemaPath;
use super::subject::Subject;
use super::{Detail, Level};
use filter::Filter;
use judge::Admitted;
pub use judge::mode;
use property::Existence;

/// The number of paths that are reported one by one. Recursive schemas have infinitely many.
const MAX_PATHS: usize = 100_000;

/// The depth of nested schemas for one usage.
const MAX_DEPTH: usize = 100;

/// Converts the differences of all schemas to findings. Returns the usages of schemas, and what is known about their
/// values.
pub fn report<'d>(
    session: &mut Session<'d>,
    graph: &Rc<Graph<'d>>,
    detail: Detail,
) -> (Vec<Use>, Prover<'d>) {
    let mut state = State {
        prover: Prover::new(session.base, session.revision),
        visited: vec![None; graph.len()],
        changed: vec![None; graph.len()],
        reported: HashMap::new(),
        fallbacks: HashMap::new(),
        inline: HashMap::new(),
        texts: HashMap::new(),
        paths: 0,
    };
    let uses = std::mem::take(&mut session.uses);
    for (number, one) in uses.iter().enumerate() {
        let mut walker = Walker {
            graph: Rc::clone(graph),
            session,
            number,
            one,
            modes: [true, false].map(|is_root| mode(&one.role, is_root)),
            detail,
            state: &mut state,
            filter: Filter::default(),
            is_reported: false,
            current: one.pair,
            around: Vec::new(),
        };
        walker.schema(one.pair, &SchemaPath::Root, Admitted::Unknown, 0);
    }
    (uses, state.prover)
}

/// The findings for the differences of a pair, and whether they state that values are not admitted.
type Reported = (Vec<Option<usize>>, bool);

/// What is known about pairs of schemas, for all usages.
struct State<'d> {
    prover: Prover<'d>,
    /// For each pair, the number of the last usage that visited it, and whether its values were known to be admitted.
    visited: Vec<Option<(usize, Admitted)>>,
    /// For each pair, whether it or a schema that it refers to changed.
    changed: Vec<Option<bool>>,
    /// The findings for the differences of a pair, and whether they state that values are not admitted. Later usages only
    /// add their operation to them.
    reported: HashMap<(PairId, Usage, Filter), Reported>,
    /// The findings for pairs whose differences do not state that values are not admitted.
    fallbacks: HashMap<(PairId, Usage), usize>,
    /// The numbers of pairs of inline schemas, and of the texts of such schemas.
    inline: HashMap<PairId, usize>,
    texts: HashMap<String, usize>,
    paths: usize,
}

struct Walker<'s, 'd> {
    session: &'s mut Session<'d>,
    graph: Rc<Graph<'d>>,
    one: &'s Use,
    /// The circumstances in which the schema itself is compared, and those of schemas inside it.
    modes: [Mode; 2],
    number: usize,
    detail: Detail,
    state: &'s mut State<'d>,
    filter: Filter,
    /// Whether a finding about the current pair states that values are not admitted.
    is_reported: bool,
    /// The pair whose differences are reported.
    current: PairId,
    /// The pairs around the current pair, with the index of the child that leads to the next one.
    around: Vec<(PairId, usize)>,
}

impl<'d> Walker<'_, 'd> {
    /// Returns whether a finding states that values of the schema are not admitted.
    fn schema(&mut self, id: PairId, path: &SchemaPath<'_>, outer: Admitted, depth: usize) -> bool {
        if depth > MAX_DEPTH {
            return true;
        }
        if !self.is_changed(id) {
            return false;
        }
        let visit = (self.number, outer);
        if self.state.visited[id.index()]
            .is_some_and(|before| before == visit || before == (self.number, Admitted::Unknown))
        {
            return true;
        }
        self.state.visited[id.index()] = Some(visit);
        self.state.paths += 1;
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
        let (verdict, outer) = self.judge(pair, path, access, outer);
        let mut is_reported =
            !pair.differences.is_empty() && self.pair(id, &pair.differences, path, access);
        for (index, (step, child)) in pair.children.iter().enumerate() {
            let inner = match step {
                Step::Property(name) => SchemaPath::Property(path, name),
                Step::Inside(step) => SchemaPath::Inside(path, step),
            };
            self.around.push((id, index));
            is_reported |= self.schema(*child, &inner, outer, depth + 1);
            self.around.pop();
        }
        if outer == Admitted::Unknown && !is_reported {
            is_reported = self.fallback(id, &verdict, path, access);
        }
        if self.detail == Detail::Operations && self.state.paths < MAX_PATHS {
            self.state.visited[id.index()] = None;
        }
        is_reported
    }

    /// Whether a pair of schemas, or a schema that one of them refers to, changed.
    fn is_changed(&mut self, id: PairId) -> bool {
        let State {
            changed, prover, ..
        } = &mut *self.state;
        let pair = self.graph.get(id);
        let is_changed =
            || self.graph.is_dirty(id) || !prover.is_unchanged(&pair.base, &pair.revision);
        *changed[id.index()].get_or_insert_with(is_changed)
    }

    /// Reports the differences of a pair, or adds the operation to existing findings.
    fn pair(
        &mut self,
        id: PairId,
        differences: &[Difference],
        path: &SchemaPath<'_>,
        access: Access,
    ) -> bool {
        let usage = (id, self.usage(path, access), self.filter);
        if self.detail == Detail::Changes
            && let Some((reported, is_reported)) = self.state.reported.get(&usage)
        {
            for finding in reported.iter().flatten() {
                self.session.findings[*finding].add_operation(&self.one.operation);
            }
            return *is_reported;
        }
        self.is_reported = false;
        self.current = id;
        let mut reported = Vec::with_capacity(differences.len());
        for (index, difference) in differences.iter().enumerate() {
            let before = self.session.findings.len();
            self.difference(difference, path, access);
            self.add_origin(before, id, Some(index));
            let after = self.session.findings.len();
            reported.push((after > before).then_some(before));
        }
        self.state
            .reported
            .insert(usage, (reported, self.is_reported));
        self.is_reported
    }

    /// Adds what they were made from to the last findings.
    fn add_origin(&mut self, before: usize, pair: PairId, difference: Option<usize>) {
        let found = self.session.findings.iter_mut().skip(before);
        let mut origin = None;
        for finding in found.filter(|finding| finding.level > Level::Info) {
            let origin = origin.get_or_insert_with(|| {
                Rc::new(Origin {
                    usage: self.number,
                    path: self.around.clone(),
                    pair,
                    difference,
                })
            });
            finding.origins.push(Rc::clone(origin));
        }
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
            Kind::RemovedMember { access, member } => match self.one.role.in_a_call() {
                InCall::Request | InCall::Parameter => {
                    self.plain(
                        "all-of-removed",
                        member,
                        "",
                        difference,
                        path,
                        Access::default(),
                    );
                }
                InCall::Response | InCall::Header => {
                    self.property(difference, &inner, Existence::Removed, *access);
                }
            },
            Kind::Required { now, access } => self.required(*now, *access, difference, &inner),
            Kind::Mutability { stem, access } => self.mutability(stem, *access, difference, &inner),
            Kind::Lifecycle(life) => {
                let policy = self.session.policy;
                let (stem, from, to) = policy.lifecycle_rule(life, self.one.stability);
                self.plain(stem, &from, &to, difference, &inner, Access::default());
            }
        }
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
        let value = match values {
            [one] => one,
            _ => "",
        };
        self.plain(stem, value, value, difference, path, access);
        for finding in self.session.findings.iter_mut().skip(before) {
            finding.values = values.to_vec();
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
        // Clients send required parameters, whatever their default is.
        let is_default = rule.effect == Effect::Unsent;
        if is_default && matches!(self.one.role, Role::RequiredParameter { .. }) {
            return;
        }
        let Some(level) = self.filter.level(rule, usage, level) else {
            return;
        };
        self.is_reported |= level >= Level::Warning && rule.effect.is_harmful(usage.is_sent());
        let values = match rule.shows == Shows::Alternative {
            true => [from, to]
                .into_iter()
                .filter(|label| !label.is_empty())
                .map(str::to_owned)
                .collect(),
            false => Vec::new(),
        };
        let found = Found {
            rule: AppliedRule::Schema(rule),
            id: self.one.role.rule_id(&id),
            level,
            why: rule.why(level, usage.is_sent()),
            subject: Some(Subject::new(&self.one.role, path)),
            from: from.to_owned(),
            to: to.to_owned(),
            values,
            place: self.place(self.current, difference),
        };
        self.push(found, difference);
    }

    /// Reports a rule with an id of its own.
    fn named(&mut self, id: &str, difference: &Difference, path: &SchemaPath<'_>) {
        let Some(rule) = rule(id) else {
            debug_assert!(false, "there is no rule `{id}`");
            return;
        };
        self.is_reported |= rule.level == Level::Error;
        let found = Found {
            rule: AppliedRule::Document(rule),
            id: self.one.role.rule_id(rule.id),
            level: rule.level,
            why: rule.why,
            subject: Some(Subject::new(&self.one.role, path)),
            from: String::new(),
            to: String::new(),
            values: Vec::new(),
            place: self.place(self.current, difference),
        };
        self.push(found, difference);
    }

    fn push(&mut self, found: Found, difference: &Difference) {
        let pointers = (difference.base.clone(), difference.revision.clone());
        let finding = found.at(Section::Paths, Some(&self.one.operation), pointers);
        self.session.findings.push(finding);
    }
}
