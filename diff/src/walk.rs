//! From facts about schemas to findings about operations.
//!
//! In: the uses of schemas, and the graph of their differences. Out: a finding for each fact and each place where it is
//! sent or received, as the rules of that place say. Guaranteed: recursion ends, and one use costs no more than a
//! bounded number of steps.

mod property;

use std::collections::HashMap;
use std::rc::Rc;

use super::Detail;
use super::document::{InCall, Places, Role, Session, Use};
use super::finding::{Finding, Section};
use super::rules::{Spot, rule, schema_rule};
use super::schema::{Access, Change, Fact, Graph, Kind, PairId, Step, Types, is_wider};
use super::several::is_member;
use super::told::{Told, key, listed};
use super::way::Way;
use property::Existence;

/// Ways through schemas that are told one by one, for all uses: those of recursive schemas are without number.
const MAX_WAYS: usize = 100_000;

/// Schemas inside each other, for one use.
const MAX_DEPTH: usize = 100;

/// Turns the differences of all schemas into findings.
pub fn walk<'d>(session: &mut Session<'d>, graph: &Rc<Graph<'d>>, detail: Detail) {
    let mut told = HashMap::new();
    let mut met = vec![None; graph.len()];
    let mut ways = 0;
    for (number, one) in std::mem::take(&mut session.uses).iter().enumerate() {
        let mut walker = Walker {
            graph: Rc::clone(graph),
            session,
            number,
            one,
            met: &mut met,
            detail,
            told: &mut told,
            ways: &mut ways,
        };
        walker.schema(one.pair, &Way::Root, 0);
    }
}

struct Walker<'s, 'd> {
    session: &'s mut Session<'d>,
    graph: Rc<Graph<'d>>,
    one: &'s Use,
    number: usize,
    /// For each pair the number of the last use that led there.
    met: &'s mut [Option<usize>],
    detail: Detail,
    /// The findings that the facts of a pair have become: told once, they only have to be told of further operations.
    told: &'s mut HashMap<(PairId, Spot), Vec<Option<usize>>>,
    ways: &'s mut usize,
}

impl<'d> Walker<'_, 'd> {
    fn schema(&mut self, id: PairId, way: &Way<'_>, depth: usize) {
        let is_met = self.met[id.index()] == Some(self.number);
        if is_met || depth > MAX_DEPTH || !self.graph.is_dirty(id) {
            return;
        }
        self.met[id.index()] = Some(self.number);
        *self.ways += 1;
        let graph = Rc::clone(&self.graph);
        let pair = graph.get(id);
        let way = &match (&pair.name, self.detail) {
            (Some(name), Detail::Changes) => Way::Named(way, name),
            _ => *way,
        };
        let access = Access {
            read_only: pair.read_only,
            write_only: pair.write_only,
            ..Access::default()
        };
        if !pair.facts.is_empty() {
            self.tell(id, &pair.facts, way, access);
        }
        for (step, child) in &pair.children {
            if graph.is_dirty(*child) {
                let inner = match step {
                    Step::Property(name) => Way::Property(way, name),
                    Step::Inside(step) => Way::Inside(way, step),
                };
                self.schema(*child, &inner, depth + 1);
            }
        }
        if self.detail == Detail::Operations && *self.ways < MAX_WAYS {
            self.met[id.index()] = None;
        }
    }

    /// Tells the facts of a pair, or only of which further operation they are.
    fn tell(&mut self, id: PairId, facts: &[Fact], way: &Way<'_>, access: Access) {
        let place = (id, self.spot(way, access));
        if self.detail == Detail::Changes
            && let Some(told) = self.told.get(&place)
        {
            for finding in told.iter().flatten() {
                self.session.findings[*finding].add_operation(&self.one.operation);
            }
            return;
        }
        let mut told = Vec::with_capacity(facts.len());
        for fact in facts {
            let before = self.session.findings.len();
            self.fact(fact, way, access);
            let after = self.session.findings.len();
            told.push((after > before).then_some(before));
        }
        self.told.insert(place, told);
    }

    fn spot(&self, way: &Way<'_>, access: Access) -> Spot {
        match (self.one.role.in_a_call(), way.is_root()) {
            (InCall::Request, true) => Spot::RequestBody,
            (InCall::Request, false) if access.read_only => Spot::RequestReadOnly,
            (InCall::Request, false) => Spot::RequestProperty,
            (InCall::Parameter, true) => Spot::Parameter,
            (InCall::Parameter, false) => Spot::ParameterProperty,
            (InCall::Response, true) => Spot::ResponseBody,
            (InCall::Response, false) if access.write_only => Spot::ResponseWriteOnly,
            (InCall::Response, false) => Spot::ResponseProperty,
            (InCall::Header, _) => Spot::ResponseHeader,
        }
    }

    fn fact(&mut self, fact: &Fact, way: &Way<'_>, access: Access) {
        let inner = match &fact.property {
            Some(name) => Way::Property(way, name),
            None => *way,
        };
        match &fact.kind {
            Kind::Plain { stem, from, to } => {
                let is_default = stem.starts_with("default-value");
                if is_default && matches!(self.one.role, Role::RequiredParameter { .. }) {
                    return;
                }
                self.plain(stem, from, to, fact, &inner, access);
            }
            Kind::Values { stem, values } => {
                let each = match self.detail {
                    Detail::Operations => 1,
                    Detail::Changes => values.len(),
                };
                for values in values.chunks(each.max(1)) {
                    self.values(stem, values, fact, &inner, access);
                }
            }
            Kind::Types { from, to } => self.types(from, to, fact, &inner, access),
            Kind::Added(access) => self.property(fact, &inner, Existence::Added, *access),
            Kind::Removed(access) => self.property(fact, &inner, Existence::Removed, *access),
            Kind::Required { now, access } => self.required(*now, *access, fact, &inner),
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
                    fact,
                    &inner,
                );
            }
            Kind::Life(life) => {
                let policy = self.session.policy;
                let (stem, from, to) = policy.of_life(life, self.one.stability);
                self.plain(stem, &from, &to, fact, &inner, Access::default());
            }
        }
    }

    fn types(&mut self, from: &Types, to: &Types, fact: &Fact, way: &Way<'_>, access: Access) {
        let spot = self.spot(way, access);
        let loose = match &self.one.role {
            Role::RequestBody { media }
            | Role::ResponseBody { media, .. }
            | Role::Payload { media, .. }
            | Role::Reply { media, .. } => !media.contains("json"),
            _ => way.is_root(),
        };
        let change = match spot.is_sent() {
            true => from.change(to, loose),
            // What comes may be read as text by those who expect text.
            false => match from.change(to, false) {
                Change::Other if loose && is_wider(from, to) => Change::Same,
                change => change,
            },
        };
        let is_parameter = matches!(spot, Spot::Parameter | Spot::ParameterProperty);
        let stem = match (change, spot.is_sent()) {
            (Change::Same, true) if is_parameter => "type-generalized",
            (Change::Same, _) => "type-compatible",
            (Change::Wider, true) => "type-generalized",
            (Change::Wider, false) if to.names.is_empty() || from.names == to.names => {
                "type-changed"
            }
            (Change::Wider, false) => "type-generalized",
            (Change::Narrower, false) => "type-specialized",
            (Change::Narrower | Change::Other, true)
                if spot == Spot::ParameterProperty && is_wider(from, to) =>
            {
                "type-specialized"
            }
            (Change::Narrower | Change::Other, _) => "type-changed",
        };
        self.plain(stem, &from.to_string(), &to.to_string(), fact, way, access);
    }

    /// Applies a rule of the table about one value or several.
    fn values(
        &mut self,
        stem: &str,
        values: &[String],
        fact: &Fact,
        way: &Way<'_>,
        access: Access,
    ) {
        let before = self.session.findings.len();
        let shown = match values {
            [one] => one.clone(),
            values => listed(values),
        };
        self.plain(stem, &shown, &shown, fact, way, access);
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
        fact: &Fact,
        way: &Way<'_>,
        access: Access,
    ) {
        let spot = self.spot(way, access);
        let stem = match stem {
            // What comes is not checked: it is one change like another.
            "pattern-generalized" if !spot.is_sent() => "pattern-changed",
            stem => stem,
        };
        let Some(rule) = schema_rule(stem) else {
            debug_assert!(false, "no rule is called {stem}");
            return;
        };
        let Some((id, level)) = rule.at(spot) else {
            return;
        };
        let subject = self.one.role.subject(&way.told());
        let name = way.name();
        let places = Places {
            base: fact.base.clone(),
            revision: fact.revision.clone(),
        };
        let found = Told {
            rule,
            spot,
            id: self.one.role.in_its_words(&id),
            level,
            subject: &subject,
            name: name.as_deref().or(self.one.role.name()),
            from,
            to,
            places,
        };
        let mut finding = found.finding(&self.one.operation, self.one.role.place(&way.text()));
        if is_member(stem) {
            finding.values = [from, to]
                .into_iter()
                .filter(|label| !label.is_empty())
                .map(str::to_owned)
                .collect();
        }
        self.session.findings.push(finding);
    }

    /// Applies a rule that has a name of its own.
    fn named(&mut self, id: &str, fact: &Fact, way: &Way<'_>) {
        let Some(found) = rule(id) else {
            debug_assert!(false, "no rule is called {id}");
            return;
        };
        let path = way.told();
        let a = match &self.one.role {
            Role::Parameter { name, .. } | Role::RequiredParameter { name, .. } => name.as_str(),
            Role::ResponseBody { status, .. } => status.as_str(),
            _ => "",
        };
        let part = self.spot(way, Access::default()).part();
        let name = fact.property.as_deref().unwrap_or_default();
        let stem = found
            .id
            .rsplit_once("property")
            .map_or(found.id, |(_, stem)| stem);
        let title = self.one.role.in_its_words(found.title);
        let key = key(&[part, stem], Some(name), (&fact.base, &fact.revision));
        self.session.findings.push(Finding {
            id: self.one.role.in_its_words(found.id),
            level: found.level,
            section: Section::Paths,
            operations: vec![self.one.operation.clone()],
            element: self.one.role.place(&way.text()),
            text: title.replace("{a}", a).replace("{b}", &path),
            why: found.why,
            base: fact.base.clone(),
            revision: fact.revision.clone(),
            also: Vec::new(),
            values: Vec::new(),
            change: key,
        });
    }
}
