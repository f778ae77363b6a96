//! A text format of the IR for tests of the passes.

use super::{
    AdditionalProperties, Api, Boxed, Kind, Null, OtherStrings, Presence, Ref, Scalar, Shape,
    Tagging, Type, VariantContent,
};

/// Prints one line per type and one indented line per field: the result of the passes, without locations and docs.
pub fn dump(api: &Api) -> String {
    let mut out = String::new();
    for ty in &api.types {
        if !matches!(ty.kind, Kind::Dropped) {
            dump_type(api, ty, &mut out);
        }
    }
    for operation in &api.operations {
        let group = api.groups.get(operation.group);
        let group = group.map_or("", |group| group.name.as_str());
        out.push_str(&format!("{} {} [{group}]\n", operation.key(), operation.id));
        for parameter in &operation.parameters {
            let (location, name) = (parameter.location.as_str(), &parameter.wire);
            let mark = mark(parameter.presence);
            out.push_str(&format!(
                "  {location} {name}{mark}: {}\n",
                edge(api, &parameter.ty)
            ));
        }
    }
    out
}

fn dump_type(api: &Api, ty: &Type, out: &mut String) {
    let name = ty.name.join(" ");
    match &ty.kind {
        Kind::Struct(object) => {
            out.push_str(&format!("struct {name}\n"));
            for field in &object.fields {
                let mark = mark(field.presence);
                out.push_str(&format!(
                    "  {}{mark}: {}\n",
                    field.wire,
                    edge(api, &field.ty)
                ));
            }
            for union in &object.flattened {
                out.push_str(&format!("  & {}\n", edge(api, &union.ty)));
            }
            if let AdditionalProperties::Collected(value) = &object.additional_properties {
                out.push_str(&format!("  ..: {}\n", edge(api, value)));
            }
        }
        Kind::Enum(values) => {
            let values: Vec<_> = values
                .values
                .iter()
                .map(|value| value.literal.to_string())
                .collect();
            out.push_str(&format!("enum {name}: {}\n", values.join(" | ")));
        }
        Kind::Union(union) => {
            let by = match &union.tagging {
                Tagging::Tagged { property, .. } => format!(" by {property}"),
                Tagging::Probed => " by probe".to_owned(),
                Tagging::Undecided => String::new(),
            };
            out.push_str(&format!("union {name}{by}\n"));
            for variant in &union.variants {
                if let Some(unit) = &variant.unit {
                    out.push_str(&format!("  = {}\n", unit.literal));
                    continue;
                }
                let tags = variant.tags.join(" | ");
                let part = match &variant.content {
                    VariantContent::Whole => String::new(),
                    VariantContent::BesideTag(presence) => {
                        format!(" beside the tag{}", mark(*presence))
                    }
                    VariantContent::Property(name) => format!(" in {name}"),
                };
                out.push_str(&format!("  {} {tags}{part}\n", edge(api, &variant.ty)));
            }
        }
        Kind::Alias(target) => out.push_str(&format!("alias {name}: {}\n", edge(api, target))),
        Kind::Foreign(id) => {
            let path = &api.foreign(*id).path;
            out.push_str(&format!("foreign {name}: {path}\n"));
        }
        Kind::AllOf(_) | Kind::Dropped => out.push_str(&format!("unmerged {name}\n")),
    }
}

fn mark(presence: Presence) -> &'static str {
    match presence {
        Presence::Required => "",
        Presence::Optional => "?",
    }
}

fn edge(api: &Api, edge_: &Ref) -> String {
    let inner = match &edge_.shape {
        Shape::Named(id) => api.ty(*id).name.join(" "),
        Shape::Scalar(Scalar::Int(int)) => format!("{int:?}"),
        Shape::Scalar(Scalar::Foreign(id)) => api.foreign(*id).path.clone(),
        Shape::Scalar(scalar) => format!("{scalar:?}"),
        Shape::List(item) => format!("[{}]", edge(api, item)),
        Shape::Tuple(items) => {
            let items: Vec<String> = items.iter().map(|item| edge(api, item)).collect();
            format!("({})", items.join(", "))
        }
        Shape::Map(value) => format!("{{{}}}", edge(api, value)),
        Shape::Any => "any".to_owned(),
    };
    let boxed = if edge_.boxed == Boxed::Yes {
        "box "
    } else {
        ""
    };
    let null = if edge_.null == Null::Yes {
        " or null"
    } else {
        ""
    };
    let strings = match edge_.other_strings {
        OtherStrings::Declared => " or string",
        OtherStrings::Undeclared => "",
    };
    format!("{boxed}{inner}{strings}{null}")
}
