//! The forms of strings by which the alternatives of a union are distinguished: formats, and the characters of patterns.

use crate::ir::{Api, ExpectedForm, Form, Kind, Ref, Rule, Scalar, Shape, Union, VariantContent};

/// The number of properties of a variant whose forms are checked.
const MAX_PROPERTIES: usize = 4;

/// Sets the forms of variants, as far as another variant has other ones.
pub(super) fn add(api: &Api, union: &mut Union) {
    let variants = union.variants.iter();
    let all: Vec<Forms> = variants
        .map(|variant| match (&variant.unit, &variant.content) {
            (None, VariantContent::Whole) => forms_of(api, &variant.ty),
            _ => Forms::default(),
        })
        .collect();
    for (index, variant) in union.variants.iter_mut().enumerate() {
        let others = all.iter().enumerate().filter(|(at, _)| *at != index);
        let others: Vec<&Forms> = others.map(|(_, forms)| forms).collect();
        let is_distinguishing = |own: &&ExpectedForm| {
            others.iter().any(|other| match &own.property {
                None => other.is_string && other.of(None) != Some(&own.form),
                Some(name) => other.of(Some(name)).is_some_and(|form| *form != own.form),
            })
        };
        let forms = all[index].expected.iter().filter(is_distinguishing);
        variant.forms = forms.take(MAX_PROPERTIES).cloned().collect();
    }
}

/// Whether no value has the forms of both variants.
pub(super) fn exclude(one: &[ExpectedForm], other: &[ExpectedForm]) -> bool {
    one.iter().any(|one| {
        let mut same = other.iter().filter(|other| other.property == one.property);
        same.any(|other| one.form.excludes(&other.form))
    })
}

/// The forms of a variant.
#[derive(Default)]
struct Forms {
    is_string: bool,
    expected: Vec<ExpectedForm>,
}

impl Forms {
    fn of(&self, property: Option<&str>) -> Option<&Form> {
        let mut expected = self.expected.iter();
        let found = expected.find(|expected| expected.property.as_deref() == property);
        found.map(|expected| &expected.form)
    }
}

fn forms_of(api: &Api, edge: &Ref) -> Forms {
    if is_string(api, edge) {
        let form = format_of(api, edge).or_else(|| characters_of(api, edge));
        let expected = form.map(|form| ExpectedForm {
            property: None,
            form,
        });
        return Forms {
            is_string: true,
            expected: expected.into_iter().collect(),
        };
    }
    let fields = api
        .object(edge)
        .into_iter()
        .flat_map(|object| &object.fields);
    let fields = fields.filter(|field| is_string(api, &field.ty));
    let expected = fields.filter_map(|field| {
        Some(ExpectedForm {
            property: Some(field.wire.clone()),
            form: format_of(api, &field.ty)?,
        })
    });
    Forms {
        is_string: false,
        expected: expected.collect(),
    }
}

fn is_string(api: &Api, edge: &Ref) -> bool {
    matches!(api.behind(edge), Shape::Scalar(Scalar::String))
}

/// The form of the `format` of a schema.
fn format_of(api: &Api, edge: &Ref) -> Option<Form> {
    let mut formats = edges(api, edge).flat_map(|edge| &edge.formats);
    formats.find_map(|format| Form::of_format(&format.name))
}

/// The characters of the patterns of a schema.
fn characters_of(api: &Api, edge: &Ref) -> Option<Form> {
    let mut rules = edges(api, edge).flat_map(|edge| &edge.rules);
    rules.find_map(|rule| match rule {
        Rule::Pattern(pattern) => pattern.characters().map(Form::Chars),
        _ => None,
    })
}

/// An edge, and the edges of the aliases that it leads to.
fn edges<'a>(api: &'a Api, edge: &'a Ref) -> impl Iterator<Item = &'a Ref> {
    let next = |edge: &&'a Ref| match edge.named().map(|id| &api.ty(id).kind) {
        Some(Kind::Alias(target)) => Some(target),
        _ => None,
    };
    // The pass `alias_cycles` has broken cycles.
    std::iter::successors(Some(edge), next)
}
