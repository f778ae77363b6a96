//! Generates the values of one document, and the crate of its models.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::mem::discriminant;
use std::path::Path;

use oascribe_codegen::config::CrateConfig;
use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::json_schema::{Schema, Writer};
use oascribe_codegen::lock::CrateLock;
use oascribe_codegen::read::{Document, read};
use oascribe_codegen::source::{FileId, Sources};
use oascribe_codegen::write::Files;
use oascribe_codegen::{Mode, Planned, complete, print};
use serde_json::Value;

use super::case::{self, Case};
use super::generate::{Extent, Generator, nothing};
use super::judge::{Judge, bundle};
use super::mutate::mutations;
use super::target::{self, Alternative, Target};
use crate::union_tags;

/// How many values are generated for a schema, and how often it is tried.
const VALUES: usize = 20;
const ATTEMPTS: usize = 60;
/// How many mutated values of a union are used, and how many are tried.
const MUTATIONS: usize = 24;
const TRIED: usize = 600;
/// How many schemas of a document are used.
const TARGETS: usize = 300;

/// Writes the crate of the models of a document, the cases and the program that reads them into a folder. Writes nothing if
/// the document has no component schemas, or can't be generated.
pub fn write(sources: &mut Sources, spec: FileId, folder: &Path, lines: usize) -> io::Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    let name = folder.file_name().and_then(|name| name.to_str());
    let doc = read(sources, spec, &mut Diagnostics::new());
    let (Some(doc), Some(name)) = (doc, name) else {
        return Ok(());
    };
    let Some((planned, files, diags)) = emitted(&doc, spec, name, lines) else {
        return Ok(());
    };
    let cases = cases(&doc, &planned, &diags);
    if cases.is_empty() {
        return Ok(());
    }
    for (path, text) in files.iter() {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(path, text)?;
    }
    case::write(folder, name, &cases)
}

/// The models of a document, or of some of its components if they are too large.
fn emitted(
    doc: &Document,
    spec: FileId,
    name: &str,
    most: usize,
) -> Option<(Planned, Files, Diagnostics)> {
    let writer = Writer::new(doc);
    let names: Vec<_> = writer.components().map(|(name, _)| name).collect();
    let mut step = 1;
    while step <= names.len() {
        let mut config = CrateConfig::new(name);
        config.mode = Mode::Models;
        if step > 1 {
            let some = names.iter().step_by(step);
            config.schemas = some.map(|name| (*name).to_owned()).collect();
        }
        let mut diags = Diagnostics::new();
        let planned = complete(doc, &config, &CrateLock::default(), &mut diags)?;
        let files = print(&planned.krate, spec, &config, &mut diags)?;
        let own = files
            .iter()
            .filter(|(path, _)| path.starts_with("src/models/"));
        let lines: usize = own.map(|(_, text)| text.lines().count()).sum();
        if lines <= most {
            return Some((planned, files, diags));
        }
        step = (step * lines).div_ceil(most.max(1)).max(step + 1);
    }
    None
}

fn cases(doc: &Document, planned: &Planned, diags: &Diagnostics) -> Vec<Case> {
    let writer = Writer::new(doc);
    let mut targets = target::find(doc, planned, diags);
    // Values of a target contain those of other unions, which may be no targets.
    let mut tags: Vec<String> = target::tags_of_all(planned).collect();
    tags.sort();
    tags.dedup();
    let union_tags = union_tags::of_types(planned);
    let step = targets.len().div_ceil(TARGETS).max(1);
    let mut position = 0;
    targets.retain(|_| {
        position += 1;
        (position - 1) % step == 0
    });
    let mut schemas: Vec<Schema<'_>> = Vec::new();
    for target in &targets {
        schemas.push(target.schema.clone());
        let alternatives = target.alternatives.iter();
        schemas.extend(alternatives.map(|one| one.schema.clone()));
    }
    let bundle = bundle(&writer, &schemas);
    let (definitions, roots) = (
        bundle["$defs"].as_object(),
        bundle["properties"].as_object(),
    );
    let judge = Judge::new(&bundle);
    let (Some(definitions), Some(roots), Some(judge)) = (definitions, roots, judge) else {
        return Vec::new();
    };
    let nothing = nothing();
    let mut generator = Generator::new(definitions, &nothing);
    let mut number = 0;
    let mut cases = Vec::new();
    for target in &targets {
        let schema = &roots[&number.to_string()];
        let of_target = Values {
            target,
            number,
            judge: &judge,
            tags: &tags,
            union_tag: union_tags.get(&target.ty),
        };
        cases.extend(of_target.cases(&mut generator, schema));
        number += 1 + target.alternatives.len();
    }
    cases
}

/// The values of one target.
struct Values<'t, 'd> {
    target: &'t Target<'d>,
    /// Its number in the bundle. Its alternatives follow.
    number: usize,
    judge: &'t Judge,
    /// The properties with the tags of all unions.
    tags: &'t [String],
    /// The tag that a union writes, and for which the type has no field.
    union_tag: Option<&'t String>,
}

impl Values<'_, '_> {
    fn cases<'s>(&self, generator: &mut Generator<'s>, schema: &'s Value) -> Vec<Case> {
        generator.has_decimals = !self.target.is_alias;
        let mut known = HashSet::new();
        let mut cases = Vec::new();
        for attempt in 0..ATTEMPTS {
            let extent = match attempt {
                0 => Extent::Required,
                1 => Extent::All,
                _ => Extent::Some,
            };
            let Some(drawn) = generator.draw(schema, extent) else {
                continue;
            };
            if cases.len() < VALUES && known.insert(drawn.value.to_string()) {
                cases.extend(self.case(drawn.value, drawn.is_open, false));
            }
        }
        if self.target.alternatives.len() > 1 {
            // A mutated string may be one that is declared beside an enum.
            let is_open = cases.iter().any(|case: &Case| case.is_open);
            let mutated = cases.iter().flat_map(|case: &Case| {
                // Another type is another alternative, whose values are generated, too.
                let is_same_type = |value: &Value| discriminant(value) == discriminant(&case.value);
                mutations(&case.value).into_iter().filter(is_same_type)
            });
            let mutated = mutated.filter(|value| known.insert(value.to_string()));
            let mutated = mutated
                .take(TRIED)
                .filter_map(|value| self.case(value, is_open, true));
            let all = self.target.alternatives.len();
            let decides = |case: &Case| case.variants.as_ref().is_some_and(|some| some.len() < all);
            let mutated: Vec<_> = mutated.filter(decides).take(MUTATIONS).collect();
            cases.extend(mutated);
        }
        cases
    }

    /// Returns `None` if the schema refuses the value.
    fn case(&self, value: Value, is_open: bool, is_mutated: bool) -> Option<Case> {
        // The type of a property that may be null is an `Option`, which is no part of the named type.
        if value.is_null() || !self.judge.accepts(self.number, &value) {
            return None;
        }
        Some(Case {
            at: self.target.schema.at.to_string(),
            ty: self.target.ty.clone(),
            variants: self.variants(&value)?,
            is_reported: self.target.is_reported,
            is_open,
            is_mutated,
            tags: self.tags.to_vec(),
            union_tag: self.union_tag.cloned(),
            value,
        })
    }

    /// The variants that accept a value. Returns `None` if the discriminator of the value contradicts all of them.
    fn variants(&self, value: &Value) -> Option<Option<Vec<String>>> {
        let alternatives = &self.target.alternatives;
        if alternatives.is_empty() {
            return Some(None);
        }
        let accepting = alternatives.iter().enumerate();
        let accepting =
            accepting.filter(|(position, _)| self.judge.accepts(self.number + 1 + position, value));
        let tag = self.target.tag.as_ref();
        let tag = tag.and_then(|property| value.get(property));
        let owns = |one: &Alternative<'_>| match tag {
            Some(Value::String(tag)) => one.tags.contains(tag),
            _ => false,
        };
        // A tag of one alternative excludes all others, and a tag of none excludes those with tags.
        let has_owner = alternatives.iter().any(owns);
        let tagged = accepting.filter(|(_, one)| match tag {
            Some(Value::String(_)) => owns(one) || (!has_owner && one.tags.is_empty()),
            _ => true,
        });
        let names: Vec<_> = tagged.map(|(_, one)| one.variant.clone()).collect();
        (!names.is_empty()).then_some(Some(names))
    }
}
