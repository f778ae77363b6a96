//! Constraints → checks before a request is sent, and sentences in the documentation.

use super::docs::Sentence;
use super::model::TypeNames;
use super::names::Names;
use crate::ir::{Api, Bound, Kind, Null, Presence, Ref, Rule, Scalar, Shape, Struct, TypeId};

/// The checks of one value.
#[derive(Clone, Debug)]
pub struct Check {
    /// The name of the property, for messages.
    pub wire: String,
    /// The field that holds the value.
    pub field: String,
    pub target: CheckTarget,
}

/// The checked constraint.
#[derive(Clone, Debug)]
pub enum CheckTarget {
    /// The value itself.
    Value(Vec<Rule>),
    /// Each item of a list, each value of a map.
    Each(Vec<Rule>),
    /// Each key of a map.
    Keys(Vec<Rule>),
    /// The properties of the object, or of each object in the list or map.
    Nested,
}

/// Optional properties of which at most one is set: their names and fields.
#[derive(Clone, Debug)]
pub struct Exclusive(pub Vec<(String, String)>);

/// A type whose values are checked before they are sent.
#[derive(Clone, Debug)]
pub struct Checked {
    pub name: String,
    /// The features of which any enables the type. Empty: it is always there.
    pub gate: Vec<String>,
    pub checks: Vec<Check>,
    pub exclusive: Vec<Exclusive>,
}

/// The types that are sent and have constraints, or contain types that have.
pub(super) fn plan(api: &Api, type_names: &TypeNames, names: &Names<'_>) -> Vec<Checked> {
    let constrained = constrained(api);
    let mut checked = Vec::new();
    for id in api.ids().filter(|id| constrained[id.index()]) {
        let ty = api.ty(id);
        let Kind::Struct(object) = &ty.kind else {
            continue;
        };
        let name_of = |wire: &str| names.current_property(&ty.property_key(wire));
        let mut checks = Vec::new();
        for field in &object.fields {
            if let Some(name) = name_of(&field.wire) {
                checks.extend(value_checks(
                    api,
                    &constrained,
                    &field.wire,
                    name,
                    &field.ty,
                ));
            }
        }
        let exclusive = exclusive(object).into_iter().map(|group| {
            let named = group
                .into_iter()
                .filter_map(|wire| Some((wire.to_owned(), name_of(wire)?.to_owned())));
            Exclusive(named.collect())
        });
        checked.push(Checked {
            name: type_names.name(id).to_owned(),
            gate: Vec::new(),
            exclusive: exclusive.collect(),
            checks,
        });
    }
    checked
}

/// The groups that can be violated: those with two or more optional properties.
fn exclusive(object: &Struct) -> Vec<Vec<&str>> {
    let may_be_absent = |wire: &&str| {
        let mut fields = object.fields.iter();
        fields.any(|field| field.wire == **wire && field.presence == Presence::Optional)
    };
    let groups = object.exclusive.iter().map(|group| {
        let names = group.iter().map(String::as_str);
        names.filter(may_be_absent).collect::<Vec<_>>()
    });
    groups.filter(|group| group.len() > 1).collect()
}

/// Structs that are sent and need checks. Unions are not checked: that is left to the server.
pub(super) fn constrained(api: &Api) -> Vec<bool> {
    let mut constrained = vec![false; api.types.len()];
    loop {
        let mut grew = false;
        for id in api.ids().filter(|id| api.ty(*id).usage.sent) {
            if !constrained[id.index()] && has_checks(api, id, &constrained) {
                constrained[id.index()] = true;
                grew = true;
            }
        }
        if !grew {
            return constrained;
        }
    }
}

fn has_checks(api: &Api, id: TypeId, constrained: &[bool]) -> bool {
    let Kind::Struct(object) = &api.ty(id).kind else {
        return false;
    };
    let mut fields = object.fields.iter();
    !exclusive(object).is_empty()
        || fields.any(|field| !value_checks(api, constrained, "", "", &field.ty).is_empty())
}

/// The checks of a value of this type.
pub(super) fn value_checks(
    api: &Api,
    constrained: &[bool],
    wire: &str,
    field: &str,
    edge: &Ref,
) -> Vec<Check> {
    let check = |target| Check {
        wire: wire.to_owned(),
        field: field.to_owned(),
        target,
    };
    let mut checks = Vec::new();
    let (mut own, mut keys) = (Vec::new(), Vec::new());
    for rule in checked_rules(api, edge) {
        match rule {
            Rule::Keys(rules) => keys.extend(rules),
            rule => own.push(rule),
        }
    }
    if !own.is_empty() {
        checks.push(check(CheckTarget::Value(own)));
    }
    if !keys.is_empty() && matches!(api.behind(edge), Shape::Map(_)) {
        checks.push(check(CheckTarget::Keys(keys)));
    }
    let inner = match api.behind(edge) {
        Shape::List(inner) | Shape::Map(inner) => Some(&**inner),
        _ => None,
    };
    if let Some(inner) = inner {
        let rules = checked_rules(api, inner);
        if !rules.is_empty() && inner.null == Null::No {
            checks.push(check(CheckTarget::Each(rules)));
        }
    }
    let nested = inner.unwrap_or(edge);
    if let Shape::Named(id) = api.behind(nested)
        && constrained[id.index()]
    {
        checks.push(check(CheckTarget::Nested));
    }
    checks
}

/// The constraints that a value is checked against before it is sent. Structs, unions and types from `[crate.types]`
/// are not checked.
fn checked_rules(api: &Api, edge: &Ref) -> Vec<Rule> {
    if let Shape::Named(id) = api.behind(edge)
        && let Kind::Struct(_) | Kind::Union(_) | Kind::Foreign(_) = api.ty(*id).kind
    {
        return Vec::new();
    }
    if let Shape::Tuple(_) | Shape::Scalar(Scalar::Foreign(_)) = api.behind(edge) {
        // The type has the length, or is the user's.
        return Vec::new();
    }
    let mut rules = all_rules(api, edge);
    // A wrong constant is left to the server.
    rules.retain(|rule| !matches!(rule, Rule::Only(_)));
    rules
}

/// The constraints of a reference, with those of the aliases that it goes through.
pub(super) fn all_rules(api: &Api, edge: &Ref) -> Vec<Rule> {
    let mut rules = edge.rules.clone();
    let mut shape = &edge.shape;
    for _ in 0..api.types.len() {
        let Shape::Named(id) = shape else { break };
        let Kind::Alias(target) = &api.ty(*id).kind else {
            break;
        };
        rules.extend(target.rules.iter().cloned());
        shape = &target.shape;
    }
    rules
}

/// A sentence for a constraint.
pub(super) fn sentence(rule: &Rule) -> Sentence {
    let at_least = |count: &u64, units| bounded("At least ", *count, units);
    let at_most = |count: &u64, units| bounded("At most ", *count, units);
    let number = |words, bound: &Bound| Sentence::new(words).number(bound).words(".");
    match rule {
        Rule::MinLength(min) => at_least(min, CHARACTERS),
        Rule::MaxLength(max) => at_most(max, CHARACTERS),
        Rule::Pattern(pattern) => Sentence::new("Pattern: ").code(pattern.text()).words("."),
        Rule::Minimum(min) => number("Minimum: ", min),
        Rule::Maximum(max) => number("Maximum: ", max),
        Rule::ExclusiveMinimum(min) => number("Greater than ", min),
        Rule::ExclusiveMaximum(max) => number("Less than ", max),
        Rule::MultipleOf(step) => number("A multiple of ", step),
        Rule::MinItems(min) => at_least(min, ITEMS),
        Rule::MaxItems(max) => at_most(max, ITEMS),
        Rule::UniqueItems => Sentence::new("Items are unique."),
        Rule::MinProperties(min) => at_least(min, ENTRIES),
        Rule::MaxProperties(max) => at_most(max, ENTRIES),
        Rule::Keys(rules) => {
            let parts = rules.iter().map(|rule| sentence(rule).part());
            Sentence::new("Each key: ").list(parts).words(".")
        }
        Rule::Only(true) => Sentence::new("Always `true`."),
        Rule::Only(false) => Sentence::new("Always `false`."),
    }
}

/// The end of a sentence, for one and for several.
type Units = [&'static str; 2];

const CHARACTERS: Units = [" character.", " characters."];
const ITEMS: Units = [" item.", " items."];
const ENTRIES: Units = [" entry.", " entries."];

fn bounded(words: &'static str, count: u64, [one, several]: Units) -> Sentence {
    let unit = if count == 1 { one } else { several };
    Sentence::new(words).number(count).words(unit)
}
