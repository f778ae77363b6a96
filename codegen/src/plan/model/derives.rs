//! The derives and attributes of the configuration.
//!
//! In: the items of all types. Out: the same, with the derives. Guaranteed: a derive that can't compile, or that would contradict
//! the representation in JSON, is refused with the reason; a list for several types adds the traits of the standard library only
//! where they can be derived.

use std::collections::HashMap;

use super::{Model, ModelFile};
use crate::config::CrateConfig;
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::ir::Presence;
use crate::plan::std_trait::{Reason, StdTrait};

/// Derives that read serde's attributes, which models don't have, by the last segment of their path.
const READ_ATTRIBUTES: &[&str] = &["JsonSchema", "ToSchema", "ToResponse", "IntoParams", "TS"];

/// The keys for several types.
const ALL: &str = "*";
const STRUCTS: &str = "structs";
const ENUMS: &str = "enums";

/// Adds the derives and attributes.
pub(in crate::plan) fn add(files: &mut [ModelFile], config: &CrateConfig, diags: &mut Diagnostics) {
    for (key, derives) in &config.derives {
        for derive in derives {
            if let Some(reason) = refused(derive, derives) {
                diags.push(refusal(config, key, derive, &reason));
                continue;
            }
            add_derive(files, config, key, derive, diags);
        }
        report_unmatched(files, config, "derives", key, diags);
    }
    for (key, attributes) in &config.attributes {
        for item in files.iter_mut().flat_map(|file| &mut file.items) {
            if is_selected(key, item)
                && let Some(own) = item.attributes_mut()
            {
                own.extend(attributes.iter().cloned());
            }
        }
        report_unmatched(files, config, "attributes", key, diags);
    }
}

fn add_derive(
    files: &mut [ModelFile],
    config: &CrateConfig,
    key: &str,
    derive: &str,
    diags: &mut Diagnostics,
) {
    let reasons: HashMap<String, Reason> = match StdTrait::of(derive) {
        Some(wanted) => wanted.reasons(files, config),
        None => HashMap::new(),
    };
    for item in files.iter_mut().flat_map(|file| &mut file.items) {
        if !is_selected(key, item) {
            continue;
        }
        if let Some(reason) = reasons.get(item.name()) {
            if item.name() == key {
                diags.push(refusal(config, key, derive, &reason.sentence()));
            }
            continue;
        }
        if let Some(own) = item.derives_mut()
            && !own
                .iter()
                .any(|known| last_segment(known) == last_segment(derive))
        {
            own.push(derive.to_owned());
        }
    }
}

/// Whether a key selects a type: by its name, or as one of several.
fn is_selected(key: &str, item: &Model) -> bool {
    match key {
        ALL => !matches!(item, Model::Alias(_)),
        STRUCTS => matches!(item, Model::Struct(_)),
        ENUMS => matches!(item, Model::Enum(_) | Model::Union(_)),
        name => item.name() == name && !matches!(item, Model::Alias(_)),
    }
}

fn report_unmatched(
    files: &[ModelFile],
    config: &CrateConfig,
    table: &str,
    key: &str,
    diags: &mut Diagnostics,
) {
    let mut items = files.iter().flat_map(|file| &file.items);
    if !items.any(|item| is_selected(key, item)) && ![ALL, STRUCTS, ENUMS].contains(&key) {
        let message = format!("there is no struct, enum or union `{key}`");
        let names = files.iter().flat_map(|file| &file.items);
        let found = config.unmatched(table, key, message);
        diags.push(found.suggest(key, names.map(Model::name)));
    }
}

/// Why no type can have a derive.
fn refused(derive: &str, beside: &[String]) -> Option<String> {
    let name = last_segment(derive);
    if ["Serialize", "Deserialize"].contains(&name) {
        return Some("all models implement it, as the document requires".to_owned());
    }
    let is_missing = |name: &&&str| !beside.iter().any(|one| last_segment(one) == **name);
    if name == "Ord"
        && let Some(missing) = ["Eq", "PartialOrd"].iter().find(is_missing)
    {
        return Some(format!("it needs `{missing}` in the same list"));
    }
    let is_specta = derive.starts_with("specta::") && name == "Type";
    if READ_ATTRIBUTES.contains(&name) || is_specta {
        return Some(
            "it reads the attributes of serde, which models don't have, so it would describe other JSON".to_owned(),
        );
    }
    None
}

fn refusal(config: &CrateConfig, key: &str, derive: &str, reason: &str) -> Diagnostic {
    let message = format!("`{derive}` can't be derived for `{key}`: {reason}");
    let mut found = Diagnostic::new(codes::BAD_CONFIG, message)
        .label("nothing is generated")
        .help("remove it");
    found.location = config.location("derives", key);
    found
}

fn last_segment(path: &str) -> &str {
    path.rsplit("::").next().unwrap_or(path).trim()
}

impl Model {
    fn derives_mut(&mut self) -> Option<&mut Vec<String>> {
        match self {
            Model::Struct(item) => Some(&mut item.derives),
            Model::Enum(item) => Some(&mut item.derives),
            Model::Union(item) => Some(&mut item.derives),
            Model::Alias(_) => None,
        }
    }

    fn attributes_mut(&mut self) -> Option<&mut Vec<String>> {
        match self {
            Model::Struct(item) => Some(&mut item.attributes),
            Model::Enum(item) => Some(&mut item.attributes),
            Model::Union(item) => Some(&mut item.attributes),
            Model::Alias(_) => None,
        }
    }

    /// Whether `Default` is derived or implemented.
    pub(in crate::plan) fn has_default(&self) -> bool {
        match self {
            Model::Struct(item) => {
                let mut fields = item.fields.iter().chain(&item.parts);
                fields.all(|field| field.presence == Presence::Optional)
                    || item.constructor().is_some_and(|new| new.is_default)
            }
            Model::Enum(_) | Model::Union(_) | Model::Alias(_) => false,
        }
    }
}
